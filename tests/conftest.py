"""Fixtures that more than one folder of tests shares, and what a failing test of a live site tells."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.browser import browse, chromium, session_state
from tests.support.live import live, live_site

# A shared machine is slow now and then; that is not what a property is about.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

__all__ = ["browse", "chromium", "live", "live_site", "session_state"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of the live site on one worker, which shares one site among them."""
    for item in items:
        if "live_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live"))
            # The first of them waits for the site to start.
            item.add_marker(pytest.mark.timeout(240))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.report_of_call = report
    site = getattr(item, "funcargs", {}).get("live")
    if report.failed and site:
        report.sections.append(("what the live site said", site.told()))
    return report

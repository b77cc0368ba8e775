"""Fixtures that more than one folder of tests shares, and what a failing test of a live site tells."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests.support.browser import browse, chromium, session_state
from tests.support.live import live, live_site

# A shared machine is slow now and then; that is not what a property is about.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

LIVE = ("tests/browser/", "tests/chaos/")

__all__ = ["browse", "chromium", "live", "live_site", "session_state"]


class OneLiveSite(LoadScopeScheduling):
    """Gives all tests of the live site to one worker, and every other test to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return "live" if nodeid.startswith(LIVE) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneLiveSite:
    """Schedule by ourselves: xdist's groups are silently ignored under pytest 9.2 (pytest-xdist #1386)."""
    return OneLiveSite(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.nodeid.startswith(LIVE):
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

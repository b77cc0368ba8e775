"""What the researcher's page costs to load, counted on the wire."""

import gzip

import pytest

pytestmark = pytest.mark.browser

KIB = 1024


@pytest.fixture
def weighed(browse, places):
    """Give every response of a first visit with the slice drawn: kind, bytes on the wire, gzipped size."""
    browse(places.profile).locator("svg.map[data-ready]").wait_for()
    page = browse(None)
    answers = []
    page.context.on("requestfinished", lambda request: answers.append(request))  # noqa: PLW0108
    page.goto(places.profile, wait_until="networkidle")
    return [
        (
            request.resource_type,
            request.sizes()["responseBodySize"],
            len(gzip.compress(request.response().body(), 6)),
            request.url,
        )
        for request in answers
        # A browser asks for the icon of its tab when it pleases, once for all pages.
        if "favicon" not in request.url
    ]


def total(weighed, *kinds, column=2):
    return sum(row[column] for row in weighed if row[0] in kinds)


def test_the_first_view_keeps_to_its_budget(weighed):
    spent = {
        "html": total(weighed, "document") / KIB,
        "css": total(weighed, "stylesheet") / KIB,
        "scripts": total(weighed, "script") / KIB,
        "fonts": total(weighed, "font", column=1) / KIB,
        "requests": len(weighed),
        "on the wire": sum(row[1] for row in weighed) / KIB,
    }
    budget = {"html": 32, "css": 12, "scripts": 24, "fonts": 60, "requests": 9, "on the wire": 130}

    over = {name: round(spent[name], 1) for name, most in budget.items() if spent[name] > most}

    assert over == {}, (spent, [row[3] for row in weighed])
    assert spent["html"] > 1


def test_what_is_sent_is_compressed(weighed):
    text = [row for row in weighed if row[0] in {"document", "stylesheet", "script"}]

    plain = [url for _, sent, packed, url in text if packed > 400 and sent > packed * 1.15]

    assert plain == []


def test_the_page_s_tree_is_small(browse, places):
    page = browse(places.profile)
    page.locator("svg.map[data-ready]").wait_for()

    elements = page.evaluate("document.querySelectorAll('*').length")

    assert 200 < elements <= 1_600

"""The researcher's page in Chromium: its figures, and what opens under them."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FIGURES = (
    "Trust 21 - Emerging",
    "Verification L1",
    "Unclaimed author",
    "82 works",
    "0 followers",
    "14 topics",
    "4 close collaborators",
    "82 published item(s)",
)


def words_of(page):
    """Give all visible words, parted by single spaces, in the order they are read."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_seven_figures_are_computed_for_the_demo_s_researcher(browse, places, scripts):
    page = browse(places.profile, scripts=scripts)

    said = words_of(page)

    assert page.locator("h1").all_inner_texts() == ["Zhangyang Wang"]
    assert [figure for figure in FIGURES if figure not in said] == []


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_page_is_wider_than_a_small_screen(browse, places, width):
    paths = (
        *(places.profile, places.first_work, places.first_topic, places.first_institution, places.explorer),
        *("/", "/researchers/", "/works/", "/topics/", "/institutions/", "/search/?q=graph", "/about/trust/"),
        *("/about/verification/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"),
    )
    page = browse("/", width=width, height=700)
    too_wide = []

    for path in paths:
        page.goto(path)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            too_wide.append((path, needed))

    assert too_wide == []


def test_the_loaded_map_does_not_widen_a_small_screen(browse, places):
    page = browse(places.profile, width=320, height=700)

    page.locator("svg.map a.n").first.wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("link", "opens"),
    [
        ("Trust 21 - Emerging", "#score"),
        ("Verification L1", "#verification"),
        ("0 followers", "#followers"),
        ("14 topics", "#topics"),
        ("4 close collaborators", "#collaborators"),
    ],
)
def test_a_number_opens_what_it_rests_on(browse, places, link, opens):
    page = browse(places.profile)

    page.locator("#trust-card").get_by_role("link", name=re.compile(link.replace(" ", r"\s*"))).click()

    expect(page.locator(f"details{opens}[open]")).to_be_visible()
    expect(page.locator(f"{opens} .inside")).to_be_in_viewport()


def test_a_long_abstract_opens_and_closes(browse, places):
    page = browse(places.profile)
    card = page.locator("article.work-item", has=page.locator("details")).first
    closed = card.locator(".abstract").bounding_box()["height"]

    card.locator("summary").click()
    opened = card.locator(".abstract").bounding_box()["height"]
    card.locator("summary").click()

    assert opened > closed
    assert card.locator(".abstract").bounding_box()["height"] == closed


def test_a_work_says_why_it_is_here_in_place(browse, places):
    page = browse(places.profile)
    card = page.locator("article.work-item").first

    card.get_by_role("link", name="Why is this here?").click()

    expect(card.locator(".why")).to_contain_text("Zhangyang Wang")
    expect(card.locator(".why")).to_contain_text("Source record")
    assert page.url.endswith(places.profile)


def test_cite_offers_bibtex_to_copy(browse, places):
    page = browse(places.profile)

    page.locator("article.work-item").first.get_by_role("link", name="Cite").click()

    expect(page.locator("#cite-bibtex")).to_contain_text("author = {")
    expect(page.get_by_role("button", name="Copy").first).to_be_visible()


def test_the_chosen_theme_stays(browse, places):
    page = browse(places.profile)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.get_by_role("button", name="Switch theme").click()
    dark = page.evaluate(ground)
    page.goto("/topics/")

    assert dark != light
    assert page.evaluate(ground) == dark

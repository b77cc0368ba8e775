"""A researcher's works in Chromium: facets, search, pages, and more in place."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def cards(page):
    return page.locator("#works-list article.work-item")


def test_a_facet_leaves_as_many_works_as_it_says(browse, places):
    page = browse(places.profile)
    topics = page.locator("#facets").locator("div", has=page.get_by_role("heading", name="Topics")).last
    link = topics.locator("li a").first
    count = int(link.locator(".n").inner_text())

    link.click()

    expect(page.locator("#works .matches")).to_have_text(f"{count} of 82 works")
    expect(page.locator('#facets a[aria-current="true"]')).to_have_count(1)
    assert cards(page).count() == min(count, 20)


def test_a_facet_is_removed_by_its_chip(browse, places, live):
    page = browse(places.profile)
    page.locator("#facets li a").first.click()

    page.locator("ul.chosen a").first.click()

    expect(page.locator("ul.chosen")).to_have_count(0)
    expect(page.get_by_text("Showing 1–20 of 82")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_list_is_searched(browse, places, scripts):
    page = browse(places.profile, scripts=scripts)
    box = page.get_by_role("searchbox", name="Search within these works")

    box.fill("quarantine")
    box.press("Enter")

    expect(page.locator("#works .matches")).to_contain_text("of 82 works")
    assert 0 < cards(page).count() < 10
    assert "quarantine" in cards(page).first.inner_text().lower()


def test_a_search_without_a_match_says_so_and_leads_back(browse, places):
    page = browse(f"{places.profile}?q=nothingofthekind")

    expect(page.get_by_text("No work matches")).to_be_visible()
    page.get_by_role("link", name="Show all works").click()

    assert cards(page).count() == 20


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pages_are_links_and_hold_every_work_once(browse, places, scripts):
    page = browse(places.profile, scripts=scripts)
    seen = [card.get_attribute("id") for card in cards(page).all()]

    for number in ("2", "3", "4", "5"):
        page.locator("#pager").get_by_role("link", name=number, exact=True).click()
        expect(page.locator('#pager [aria-current="page"]')).to_have_text(number)
        seen += [card.get_attribute("id") for card in cards(page).all()]

    assert len(seen) == len(set(seen)) == 82


def test_show_more_brings_the_next_works_in_place(browse, places):
    page = browse(places.profile)
    first = cards(page).first.get_attribute("id")

    page.get_by_role("link", name="Show more").click()
    expect(cards(page)).to_have_count(40)

    assert cards(page).first.get_attribute("id") == first
    assert len({card.get_attribute("id") for card in cards(page).all()}) == 40
    assert "page=2" in page.url
    expect(page.locator("#live")).to_contain_text("Works 21 to 40 of 82 added")
    assert page.evaluate("document.activeElement.id") == "from-21"
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((el) => el.id)).size"
    ) == page.evaluate("document.querySelectorAll('[id]').length")


def test_show_more_ends_with_the_last_work(browse, places):
    page = browse(places.profile)

    for count in (40, 60, 80, 82):
        page.get_by_role("link", name="Show more").click()
        expect(cards(page)).to_have_count(count)

    expect(page.get_by_role("link", name="Show more")).to_have_count(0)


def test_the_back_button_after_show_more_leaves_a_whole_page(browse, places):
    page = browse(places.profile)
    page.get_by_role("link", name="Show more").click()
    expect(cards(page)).to_have_count(40)

    page.go_back()

    expect(page.locator("h1")).to_have_text("Zhangyang Wang")
    expect(page.locator("header.topbar")).to_have_count(1)
    assert not page.url.endswith("page=2")


def test_the_order_changes_by_choosing_it(browse, places):
    page = browse(places.profile)
    select = page.locator("#works select[name=order]")
    other = select.locator("option:not([selected])").first.get_attribute("value")

    select.select_option(other)

    page.wait_for_url(re.compile(f"order={other}"))
    expect(page.locator("#works select[name=order]")).to_have_value(other)

"""Forms and dead ends in Chromium: what went wrong is said, and where."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import READER, log_in

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(browse):
    page = browse("/accounts/login/")

    log_in(page, READER[0], "not the password")

    expect(page.get_by_role("alert").filter(has_text="Please correct")).to_be_visible()
    expect(page.locator("main input[type=password]")).to_have_value("")
    expect(page.locator("main input[type=email]")).to_have_value(READER[0])


def test_an_empty_form_names_each_entry_and_the_first_words_have_the_focus(browse):
    page = browse("/accounts/login/", scripts=True)

    page.locator("main form").evaluate("(form) => { form.noValidate = true; form.submit(); }")
    expect(page.locator(".form-errors")).to_be_focused()

    for name in ("Email", "Password"):
        field = page.locator("main").get_by_label(name, exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        described = field.get_attribute("aria-describedby")
        assert described
        assert page.locator(f"#{described.split()[-1]}").inner_text()


def test_log_out_asks_by_post_and_leaves_a_stranger(browse):
    page = browse("/accounts/login/")
    log_in(page)

    page.get_by_text("Your account").locator("xpath=ancestor::summary").click()
    page.get_by_role("button", name="Log out").click()

    expect(page.locator("header.topbar").get_by_role("link", name="Log in")).to_be_visible()


def test_a_missing_page_says_so_and_offers_ways_on(browse):
    page = browse("/researchers/000000000000/nobody/", allow=("404",))

    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    assert page.locator("main a").count() >= 1


def test_the_search_finds_the_researcher_by_name(browse, places, live):
    page = browse("/")

    box = page.locator("header.topbar").get_by_role("searchbox")
    box.fill("zhangyang wang")
    box.press("Enter")
    page.locator("main").get_by_role("link", name="Zhangyang Wang", exact=True).first.click()

    page.wait_for_url(f"{live.url}{places.profile}")


def test_a_lost_connection_is_said_with_a_way_to_try_again(browse, places):
    page = browse(places.profile, allow=("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"))
    link = page.locator("article.work-item").first.get_by_role("link", name="Why is this here?")
    page.locator("#slice svg.map").wait_for()

    page.context.set_offline(True)
    link.click()
    expect(page.locator("#alert")).to_contain_text("No connection to the site.")
    page.context.set_offline(False)
    page.locator("#alert").get_by_role("button", name="Try again").click()

    expect(page.locator("article.work-item").first.locator(".why")).to_contain_text("Source record")

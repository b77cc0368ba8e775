"""Following in Chromium: in place, without scripts, and through the log-in."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import log_in

pytestmark = pytest.mark.browser


def followers(live):
    return live.sql("SELECT count(*) FROM profiles_follow")[0]


def test_a_click_follows_in_place(live, browse, places):
    page = browse(places.profile, signed_in=True)

    page.get_by_role("button", name="Follow researcher").click()
    expect(page.locator("#follow-press")).to_have_attribute("aria-pressed", "true")

    expect(page.locator("#follow-press .count")).to_have_text("1")
    expect(page.locator("#stat-followers")).to_have_text("1")
    expect(page.locator("#live")).to_have_text("You now follow Zhangyang Wang.")
    assert page.evaluate("document.activeElement.id") == "follow-press"
    assert page.url == f"{live.url}{places.profile}"
    assert followers(live) == 1


def test_a_reload_agrees_and_a_second_click_takes_it_back(live, browse, places):
    page = browse(places.profile, signed_in=True)
    page.get_by_role("button", name="Follow researcher").click()
    expect(page.locator("#stat-followers")).to_have_text("1")

    page.reload()
    expect(page.locator("#stat-followers")).to_have_text("1")
    page.get_by_role("button", name="Following researcher").click()

    expect(page.locator("#stat-followers")).to_have_text("0")
    expect(page.locator("#live")).to_have_text("You no longer follow Zhangyang Wang.")
    assert followers(live) == 0


def test_an_impatient_reader_follows_once(live, browse, places):
    page = browse(places.profile, signed_in=True)

    page.locator("#follow-press").dblclick()
    expect(page.locator("#follow-press")).to_be_enabled()

    expect(page.locator("#stat-followers")).to_have_text(str(followers(live)))
    assert live.sql("SELECT followers_count FROM profiles_profile") == [followers(live)]


def test_it_works_without_scripts(live, browse, places):
    page = browse(places.profile, signed_in=True, scripts=False)

    page.get_by_role("button", name="Follow researcher").click()

    expect(page.locator(".messages")).to_contain_text("You now follow Zhangyang Wang.")
    expect(page.locator("#stat-followers")).to_have_text("1")
    assert page.url == f"{live.url}{places.profile}"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_stranger_is_led_to_the_log_in_and_back_and_then_follows(live, browse, places, scripts):
    page = browse(places.profile, scripts=scripts)

    page.get_by_role("link", name="Follow researcher").click()
    expect(page.locator("main")).to_contain_text("Log in, and you will follow Zhangyang Wang.")
    log_in(page)
    page.wait_for_url(f"{live.url}{places.profile}")

    expect(page.get_by_role("button", name="Following researcher")).to_be_visible()
    expect(page.locator("#stat-followers")).to_have_text("1")
    assert followers(live) == 1


def test_the_claim_button_leads_to_the_log_in_and_back_to_its_place(live, browse, places):
    page = browse(places.profile)

    page.get_by_role("link", name="Log in to claim").click()
    log_in(page)
    page.wait_for_url(f"{live.url}{places.profile}#claim")

    expect(page.locator("#claim")).to_contain_text("You are logged in.")
    assert followers(live) == 0

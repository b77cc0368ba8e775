"""The research graph in Chromium: from "Building" to the picture, by keyboard, by buttons, in three views."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.dataset?.id ?? document.activeElement.tagName"
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum), 100));
})"""


@pytest.fixture
def map_page(browse, places):
    page = browse(places.profile)
    page.locator("#slice:not([aria-busy]) svg.map[data-ready]").wait_for()
    return page


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)], ids=["wide", "narrow"])
def test_the_slice_is_built_while_the_page_is_read_and_nothing_jumps(live, browse, places, width, height):
    live.forget_slices()
    live.freeze("worker")
    page = browse(places.profile, width=width, height=height)
    page.evaluate("document.getElementById('slice').scrollIntoView()")
    expect(page.locator("#slice")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("heading", name="Building this graph slice")).to_be_visible()

    live.thaw()
    page.locator("#slice svg.map[data-ready]").wait_for()

    assert page.locator("#slice").get_attribute("aria-busy") is None
    expect(page.locator("#live")).to_contain_text("Graph ready: ")
    assert page.evaluate(SHIFTS) <= 0.02
    assert live.sql("SELECT state, revision FROM graph_graphslice") == [("ready", 1)]


def test_a_drawn_slice_is_in_the_first_html(map_page, places):
    answer = map_page.request.get(places.profile).text()

    assert "Building this graph slice" not in answer
    assert answer.count('class="n ') > 10


def test_a_stale_slice_is_shown_while_a_new_one_is_built(map_page, live, places):
    live.sql("UPDATE graph_graphslice SET wanted = wanted + 1 WHERE focus_id = %s", places.author_id)
    foot = map_page.locator("#slice .slice-foot")

    first = map_page.request.get(places.profile).text()
    map_page.reload()
    expect(foot).to_contain_text("Drawn")

    assert "Updating: the record has changed" in first
    assert first.count('class="n ') > 10
    state = "SELECT built = wanted, revision FROM graph_graphslice WHERE focus_id = %s AND opened = '{}'"
    assert live.sql(state, places.author_id) == [(True, 2)]


def test_the_map_is_one_tab_stop(map_page):
    map_page.locator("#slice nav.seg a").last.focus()

    map_page.keyboard.press("Tab")
    inside = map_page.evaluate(FOCUSED)
    map_page.keyboard.press("Tab")

    assert inside == map_page.locator("svg.map a.n.ego").get_attribute("data-id")
    assert map_page.evaluate("document.activeElement.closest('.canvas')") is None


def test_arrows_travel_and_home_returns(map_page):
    centre = map_page.locator("svg.map a.n.ego")
    home = centre.get_attribute("data-id")
    centre.focus()

    seen = set()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        map_page.keyboard.press(key)
        seen.add(map_page.evaluate(FOCUSED))
    map_page.keyboard.press("Home")

    assert len(seen - {home}) >= 3
    assert map_page.evaluate(FOCUSED) == home


def test_the_timeline_is_travelled_by_arrows_too(map_page):
    map_page.get_by_role("navigation", name="Graph view").get_by_role("link", name="Timeline").click()
    nodes = map_page.locator("svg.map.time a.n")
    nodes.first.focus()
    places = "[...document.querySelectorAll('svg.time a.n')].indexOf(document.activeElement)"

    seen = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        map_page.keyboard.press(key)
        seen.add(map_page.evaluate(places))

    assert -1 not in seen
    assert len(seen) >= 3


def test_escape_leaves_the_map(map_page):
    map_page.locator("svg.map a.n.ego").focus()

    map_page.keyboard.press("Escape")

    assert map_page.evaluate("document.activeElement.tagName") == "BODY"


def test_enter_opens_the_record_under_the_cursor(map_page, live):
    map_page.locator("svg.map a.n.ego").focus()
    map_page.keyboard.press("ArrowLeft")
    target = map_page.evaluate("document.activeElement.getAttribute('href')")

    map_page.keyboard.press("Enter")
    map_page.wait_for_url(f"{live.url}{target}")

    assert map_page.locator("h1").count() == 1


def test_a_focused_node_lights_its_neighbours_and_the_rest_recedes(map_page):
    map_page.locator("svg.map a.n.person:not(.ego)").first.focus()

    lit = map_page.locator("svg.map.focus a.n.on").count()

    assert 1 < lit < map_page.locator("svg.map a.n").count()


@pytest.mark.parametrize(("name", "css"), [("Papers", "work"), ("People", "person"), ("Topics", "topic")])
def test_a_filter_hides_its_kind_and_brings_it_back(map_page, name, css):
    box = map_page.locator("#slice").get_by_role("checkbox", name=name)
    nodes = map_page.locator(f"svg.map a.n.{css}:not(.ego)")
    expect(nodes.first).to_be_visible()

    box.uncheck()
    hidden = [node.is_visible() for node in nodes.all()]
    box.check()

    assert not any(hidden)
    expect(nodes.first).to_be_visible()


def test_the_zoom_buttons_change_the_view_and_fit_restores_it(map_page):
    def width():
        return float(map_page.locator("svg.map").get_attribute("viewBox").split()[2])

    whole = width()

    map_page.get_by_role("button", name="Zoom in").click()
    near = width()
    map_page.get_by_role("button", name="Zoom out").click()
    map_page.get_by_role("button", name="Zoom out").click()
    far = width()
    map_page.get_by_role("button", name="Fit to view").click()

    assert near < whole < far
    assert width() == whole


def test_the_view_is_switched_in_place(map_page, places, live):
    switch = map_page.get_by_role("navigation", name="Graph view")

    switch.get_by_role("link", name="Timeline").click()
    expect(map_page.locator("#slice svg.map.time a.n").first).to_be_visible()
    switch.get_by_role("link", name="List").click()
    expect(map_page.locator("#slice table caption").first).to_contain_text("Papers")
    switch.get_by_role("link", name="Map").click()
    expect(map_page.locator("#slice svg.map[data-ready]")).to_be_visible()

    expect(switch.locator('[aria-current="true"]')).to_have_text("Map")
    assert map_page.url == f"{live.url}{places.profile}"


@pytest.mark.parametrize(
    ("view", "shows"), [("map", "svg.map a.n"), ("time", "svg.map.time"), ("list", "table")]
)
def test_each_view_has_an_address_and_needs_no_scripts(map_page, browse, places, view, shows):
    page = browse(f"{places.slice}?view={view}", scripts=False)

    found = page.locator("#slice").locator(shows)

    expect(found.first).to_be_visible()
    expect(page.locator("nav.seg [aria-current]")).to_have_count(1)


def test_the_list_names_everything_that_the_map_shows(map_page, browse, places):
    drawn = {link.get_attribute("href") for link in map_page.locator("svg.map a.n:not(.ego)").all()}

    page = browse(f"{places.slice}?view=list", scripts=False)
    listed = {link.get_attribute("href") for link in page.locator("#slice th a").all()}

    assert drawn
    assert drawn <= listed


def test_the_explorer_goes_from_building_to_the_map_and_opens_nodes_by_links(browse, places):
    page = browse(places.explorer)
    page.locator("#explorer svg.map[data-ready]").wait_for()
    before = page.locator("#explorer svg.map a.n").count()

    page.locator("#explorer svg.map a.n.person:not(.ego)").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Expand").click()
    page.locator("#explorer svg.map[data-ready]").wait_for()

    expect(page.get_by_role("heading", name="Expanded")).to_be_visible()
    assert page.locator("#explorer svg.map a.n").count() >= before

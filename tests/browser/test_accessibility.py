"""axe-core over the pages, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

PAGES = {
    "loaded": lambda places: places.profile,
    "work": lambda places: places.first_work,
    "topic": lambda places: places.first_topic,
    "institution": lambda places: places.first_institution,
    "explorer": lambda places: places.explorer,
    "log-in": lambda places: "/accounts/login/",
    "sign-up": lambda places: "/accounts/signup/",
    "search": lambda places: "/search/?q=network",
    "home": lambda places: "/",
    "researchers": lambda places: "/researchers/",
    "trust": lambda places: "/about/trust/",
    "404": lambda places: "/researchers/000000000000/nobody/",
}


def violations(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes'][:4]]}" for one in found
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_page(browse, places, width, dark):
    page = browse("/", width=width, dark=dark, allow=("404",))
    found = {}

    for name, path in PAGES.items():
        page.goto(path(places))
        if page.locator("#slice, #explorer").count():
            page.locator("svg.map[data-ready]").wait_for()
        found[name] = violations(page)

    assert {name: ones for name, ones in found.items() if ones} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_while_the_slice_is_built(live, browse, places, width, dark):
    live.forget_slices()
    live.freeze("worker")
    page = browse(places.profile, width=width, dark=dark)

    found = violations(page)

    assert page.locator("#slice[aria-busy]").count() == 1
    assert found == []


@pytest.mark.parametrize("view", ["time", "list"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_other_views(browse, places, view, dark):
    page = browse(places.profile, dark=dark)
    page.locator("svg.map[data-ready]").wait_for()

    page.goto(f"{places.slice}?view={view}")
    found = violations(page)

    assert found == []


def test_axe_finds_nothing_on_a_form_with_errors_and_a_reader_s_own_page(browse, places):
    page = browse("/accounts/login/")
    page.locator("main form").evaluate("(form) => { form.noValidate = true; form.submit(); }")
    page.locator(".form-errors").wait_for()
    refused = violations(page)

    reader = browse(places.profile, signed_in=True)
    reader.get_by_role("button", name="Follow researcher").click()
    reader.locator('#follow-press[aria-pressed="true"]').wait_for()

    assert refused == []
    assert violations(reader) == []

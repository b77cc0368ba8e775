"""The researcher page and its parts, as browsers with and without JavaScript see them."""

import gzip
import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bzpeer.core import pagecache
from profiles.models import Follow, Profile
from tests.factories.accounts import UserFactory
from tests.factories.works import (
    AuthorFactory,
    AuthorIdentifierFactory,
    AuthorNameFactory,
    InstitutionFactory,
    SourceFactory,
    TopicFactory,
    WorkFactory,
    recount,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _empty_memory():
    pagecache.forget()
    cache.clear()


@pytest.fixture
def researcher():
    """A researcher with three works of two years, one of them with a co-author twice met."""
    arxiv, topic = SourceFactory(arxiv=True), TopicFactory(display_name="Network pruning")
    author, friend = AuthorFactory(display_name="Ada Example"), AuthorFactory(display_name="Ben Friend")
    for title, year in (("Beta", 2022), ("alpha", 2022), ("Gamma", 2024)):
        WorkFactory(
            title=title,
            publication_year=year,
            source=arxiv,
            by=[author, friend] if year == 2022 else [author],
            topics=[topic],
        )
    recount()
    author.refresh_from_db()
    return author


def read(client, url, **headers):
    return BeautifulSoup(client.get(url, headers=headers).content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def test_page_says_every_line_of_the_sample_in_its_order(client, researcher):
    lines = [
        "Researcher profile",
        "Ada Example",
        "Ada Example contributes to research discovery and scholarly infrastructure.",
        "Researcher",
        "Affiliation not imported",
        "Open to collaborate",
        "Trust snapshot",
        "Quick read",
        "Verification L1",
        "Unclaimed author",
        "3 works",
        "0 followers",
        "1 topics",
        "1 close collaborators",
        "Actions",
        "Decide how to stay connected",
        "Follow researcher 0",
        "Identity and collaboration",
        "How to connect with this researcher",
        "Claiming links this public author record",
        "Log in to claim",
        "Direct collaboration",
        "Open a focused conversation when the fit is right",
        "Claim this author entity first to unlock direct invitations.",
        "Research graph",
        "See the researcher in context",
        "Open full explorer",
        "Inspect adjacent work, topics, institutions and collaborators",
        "Published work",
        "3 published item(s)",
    ]

    page = words(read(client, researcher.get_absolute_url()).main)

    places = []
    for line in lines:
        places.append(page.find(line, places[-1] if places else 0))
    assert -1 not in places, lines[places.index(-1)]


def test_every_number_leads_to_what_it_rests_on(client, researcher):
    soup = read(client, researcher.get_absolute_url())

    targets = [link["href"] for link in soup.select(".trust a")]
    assert targets == ["#score", "#verification", "#works", "#followers", "#topics", "#collaborators"]
    assert all(soup.select_one(target) for target in targets)
    assert "Ben Friend" in words(soup.select_one("#collaborators"))
    assert "2022" in words(soup.select_one("#collaborators"))
    assert "Network pruning" in words(soup.select_one("#topics"))


def test_page_names_affiliation_ids_and_public_names_only(client, researcher):
    researcher.last_known_institution = InstitutionFactory(display_name="University of Examples")
    researcher.save()
    AuthorIdentifierFactory(author=researcher, scheme="orcid", value="0000-0002-1825-0097")
    AuthorNameFactory(author=researcher, name="A. Example")
    AuthorNameFactory(author=researcher, name="Ada Former", kind="former")
    AuthorNameFactory(author=researcher, name="Ada Hidden", visibility="match_only")

    response = client.get(researcher.get_absolute_url())

    page = response.content.decode()
    assert "University of Examples" in page
    assert "https://orcid.org/0000-0002-1825-0097" in page
    assert "A. Example" in page
    assert "Ada Former" not in page
    assert "Ada Hidden" not in page


def test_works_stand_by_year_downward_and_lower_cased_title(client, researcher):
    soup = read(client, researcher.get_absolute_url())

    assert [one.get_text(strip=True) for one in soup.select(".work-item h3")] == ["Gamma", "alpha", "Beta"]
    assert [one.get_text(" ", strip=True) for one in soup.select(".year-mark")] == [
        "2024 1 work",
        "2022 2 works",
    ]


@pytest.mark.parametrize(
    ("order", "titles"),
    [("oldest", ["alpha", "Beta", "Gamma"]), ("title", ["alpha", "Beta", "Gamma"])],
)
def test_order_is_chosen_in_the_address(client, researcher, order, titles):
    soup = read(client, f"{researcher.get_absolute_url()}?order={order}")

    assert [one.get_text(strip=True) for one in soup.select(".work-item h3")] == titles


def test_filters_work_as_plain_links_and_can_be_removed(client, researcher):
    soup = read(client, researcher.get_absolute_url())
    link = soup.find("a", attrs={"aria-label": "2022, 2 works"})["href"]

    filtered = read(client, researcher.get_absolute_url() + link.partition("#")[0])

    assert len(filtered.select(".work-item")) == 2
    assert filtered.select_one("#works-h").get_text() == "3 published item(s)"
    assert filtered.select_one(".matches").get_text() == "2 of 3 works"
    assert filtered.select_one(".chosen a")["href"] == "?#works"


def test_page_two_is_an_address_and_a_part(client):
    author = AuthorFactory()
    for number in range(25):
        WorkFactory(title=f"Work {number:02}", publication_year=2020, by=[author])
    recount()
    url = author.get_absolute_url()

    first, second = read(client, url), read(client, f"{url}?page=2")
    more = first.select_one(".more-works a")
    part = read(client, more["hx-get"], **{"HX-Request": "true"})

    assert len(first.select(".work-item")) == 20
    assert [one.get_text() for one in second.select(".work-item h3")] == [
        one.get_text() for one in part.select(".work-item h3")
    ]
    assert more["href"] == "?page=2#works"
    assert not part.select(".year-mark"), "the year of page one goes on"
    assert part.select_one("#works-end")["hx-swap-oob"] == "true"
    assert part.find(attrs={"autofocus": True})["tabindex"] == "-1"
    assert part.find("html") is None


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "٣", "9" * 40, ""])
def test_a_senseless_page_number_is_answered_by_a_page(client, researcher, page):
    response = client.get(researcher.get_absolute_url(), {"page": page})

    assert response.status_code == 200
    assert b"Gamma" in response.content


def test_senseless_filters_are_ignored(client, researcher):
    nonsense = {"year": "'--", "kind": "<b>", "topic": "x", "coauthor": "%00", "role": "king", "order": "1"}

    soup = read(
        client, f"{researcher.get_absolute_url()}?" + "&".join(f"{k}={v}" for k, v in nonsense.items())
    )

    assert len(soup.select(".work-item")) == 3


def test_wrong_slug_leads_to_the_right_address(client, researcher):
    response = client.get(f"/researchers/{researcher.public_id}/somebody/?year=2022")

    assert (response.status_code, response["Location"]) == (301, f"{researcher.get_absolute_url()}?year=2022")


def test_merged_record_leads_to_its_survivor(client):
    merged = AuthorFactory(merged=True)

    response = client.get(merged.get_absolute_url())

    assert (response.status_code, response["Location"]) == (301, merged.merged_into.get_absolute_url())


def test_suppressed_record_is_gone_without_a_name(client):
    author = AuthorFactory(display_name="Somebody Suppressed", suppressed=True)

    response = client.get(author.get_absolute_url())

    assert response.status_code == 410
    assert "Suppressed" not in response.content.decode()


def test_unknown_record_is_not_found(client):
    assert client.get("/researchers/000000000000/nobody/").status_code == 404


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("query", ["", "?year=2020&q=work", "?page=2"])
def test_page_costs_the_same_queries_however_many_works(client, count, query):
    author, topic = AuthorFactory(), TopicFactory()
    for number in range(count):
        WorkFactory(title=f"Work {number}", publication_year=2020, by=[author, "B. Line"], topics=[topic])
    recount()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(author.get_absolute_url() + query)

    assert len(asked) == (6 if "year" in query else 5)
    assert len(asked) <= MOST_QUERIES


def test_signed_in_reader_costs_four_queries_once_the_page_is_known(client, researcher):
    client.force_login(UserFactory())
    client.get(researcher.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        response = client.get(researcher.get_absolute_url())

    assert len(asked) == 4
    assert b"Gamma" in response.content


def test_signed_in_page_is_private_and_says_what_is_possible(client, researcher):
    reader = UserFactory()
    Follow.objects.create(follower=reader, author=researcher)
    Profile.objects.create(author=researcher, followers_count=1)
    client.force_login(reader)

    response = client.get(researcher.get_absolute_url())

    page = words(BeautifulSoup(response.content, "html.parser"))
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert "Following researcher" in page
    assert "Claiming opens with a later release" in page
    assert "Log in to claim" not in page


def test_one_readers_page_never_shows_anothers(client, researcher):
    Profile.objects.create(author=researcher)
    first, second = UserFactory(email="first@example.org"), UserFactory(email="second@example.org")
    Follow.objects.create(follower=first, author=researcher)
    client.force_login(first)
    client.get(researcher.get_absolute_url())
    client.force_login(second)

    page = client.get(researcher.get_absolute_url()).content.decode()

    assert "first@example.org" not in page
    assert "Following researcher" not in words(
        BeautifulSoup(page, "html.parser").select_one("#follow-press .when-idle")
    )


def test_a_session_without_log_in_shares_the_parts_and_is_offered_the_log_in(client, researcher):
    client.get(f"{researcher.get_absolute_url()}follow/")
    client.get(researcher.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        response = client.get(researcher.get_absolute_url())

    assert len(asked) <= 4
    assert "Log in to claim" in words(BeautifulSoup(response.content, "html.parser"))
    assert response["Cache-Control"] == "private, no-store"


def test_anonymous_page_sets_no_cookie_and_may_be_cached(client, researcher):
    response = client.get(researcher.get_absolute_url())

    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {one.strip() for one in response["Vary"].split(",")} == {"Cookie", "Accept-Encoding"}
    assert response["ETag"].startswith('W/"')


def test_unchanged_page_is_answered_304_in_one_query(client, researcher):
    etag = client.get(researcher.get_absolute_url())["ETag"]

    with CaptureQueriesContext(connection) as asked:
        response = client.get(researcher.get_absolute_url(), headers={"If-None-Match": etag})

    assert (response.status_code, response.content, len(asked)) == (304, b"", 1)


def test_known_page_is_sent_compressed_in_one_query(client, researcher):
    plain = client.get(researcher.get_absolute_url()).content

    with CaptureQueriesContext(connection) as asked:
        response = client.get(researcher.get_absolute_url(), headers={"Accept-Encoding": "br, gzip"})

    assert len(asked) == 1
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain


@pytest.mark.parametrize("changed", ["record", "profile"])
def test_any_change_gives_a_new_version(client, researcher, changed):
    Profile.objects.create(author=researcher)
    before = client.get(researcher.get_absolute_url())["ETag"]

    if changed == "record":
        type(researcher).objects.filter(pk=researcher.pk).update(revision=researcher.revision + 1)
    else:
        Profile.objects.filter(author=researcher).update(revision=9, tagline="A tagline of their own")

    after = client.get(researcher.get_absolute_url(), headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after["ETag"] != before
    assert (b"A tagline of their own" in after.content) == (changed == "profile")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% debug %}",
    "<!--<svg onload=alert(1)>",
    "$\\href{javascript:alert(1)}{x}$",
    "\\url{javascript:alert(1)}",
    "</title><style>*{display:none}</style>",
    "'; DROP TABLE works_work; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_imported_text_stays_inert(client, text):
    source = SourceFactory(display_name=text, key=f"name:{text[:100]}")
    author = AuthorFactory(display_name=text, slug="x")
    friend = AuthorFactory(display_name=f"{text} II", slug="y")
    topic = TopicFactory(display_name=text, key="test:hostile", slug="z")
    for number in range(2):
        WorkFactory(
            title=f"{text} {number}",
            abstract=text,
            source=source,
            by=[author, friend],
            topics=[topic],
        )
    AuthorNameFactory(author=author, name=f"{text} III")
    recount()

    response = client.get(author.get_absolute_url(), {"q": text})
    whole = client.get(author.get_absolute_url())

    for answer in (response, whole):
        soup = BeautifulSoup(answer.content, "html.parser")
        scripts = [one for one in soup.find_all("script") if not one.get("src")]
        assert [one["type"] for one in scripts] == ["application/ld+json"]
        assert json.loads(scripts[0].string)["mainEntity"]["name"] == text
        assert not soup.find_all("img") + soup.find_all("style") + soup.find_all("iframe")
        assert not [one for one in soup.find_all(True) if any(name.startswith("on") for name in one.attrs)]
        assert not [one for one in soup.find_all(href=True) if one["href"].lower().startswith("javascript")]
        assert "49" not in soup.title.get_text()


def test_page_has_linked_data_and_a_canonical_address(client, researcher):
    soup = read(client, f"{researcher.get_absolute_url()}?year=2022")

    data = json.loads(soup.find("script", type="application/ld+json").string)
    canonical = f"http://testserver{researcher.get_absolute_url()}"
    assert soup.find("link", rel="canonical")["href"] == canonical
    assert soup.find("meta", property="og:url")["content"] == canonical
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"]["knowsAbout"] == ["Network pruning"]
    assert data["mainEntity"]["url"] == canonical


def test_every_htmx_element_has_a_plain_way_too(client, researcher):
    for number in range(25):
        WorkFactory(title=f"More {number}", by=[researcher])
    recount()

    soup = read(client, researcher.get_absolute_url())

    lacking = [
        one
        for one in soup.find_all(attrs={"hx-get": True})
        if not one.get("href") and not one.find("a", href=True)
    ]
    assert not lacking
    assert not soup.find_all(style=True)


@pytest.mark.parametrize("name", ["trust", "verification"])
def test_rules_are_told_from_the_constants(client, name):
    response = client.get(f"/about/{name}/")

    assert response.status_code == 200
    assert b"L4" in response.content

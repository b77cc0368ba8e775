"""The search: names in any order, words of works, and identifiers that lead straight to a page."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from profiles.pages import search as search_page
from tests.factories.works import (
    AuthorFactory,
    AuthorNameFactory,
    InstitutionFactory,
    Place,
    TopicFactory,
    WorkFactory,
    recount,
)
from tests.works.views.reading import soup
from works.models import AuthorName

pytestmark = pytest.mark.django_db

SEARCH = "/search/"


def names(client, **query):
    return [name.text for name in soup(client.get(SEARCH, query)).select(".people-rows h3")]


def titles(client, **query):
    return [title.get_text(strip=True) for title in soup(client.get(SEARCH, query)).select(".work-item h3")]


def index(work, names_=""):
    """Write the search vector as an import does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE works_work SET search = setweight(to_tsvector('english', title), 'A')"
            " || setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('english', abstract), 'C')"
            " WHERE id = %s",
            [names_, work.pk],
        )


@pytest.mark.parametrize(
    "typed",
    ["Zoë Müller", "muller zoe", "MULLER", "mull zo", "Müller, Zoë", "z. muller", "zoemuller", "Zoe-Muller"],
)
def test_a_name_is_found_by_any_of_its_words_in_any_order(client, typed):
    AuthorFactory(display_name="Zoë Müller", name_key="zoemuller")
    AuthorFactory(display_name="Zoë Schmidt", name_key="zoeschmidt")

    assert names(client, q=typed) == ["Zoë Müller"]


def test_whole_words_come_before_beginnings_and_more_works_before_fewer(client):
    few, many, longer = (AuthorFactory(display_name=name) for name in ("Li Wang", "Bo Wang", "An Wangari"))
    for author, works in ((few, 1), (many, 2), (longer, 3)):
        for _ in range(works):
            WorkFactory(by=[author])
    recount()

    assert names(client, q="wang") == ["Bo Wang", "Li Wang", "An Wangari"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ["Ada Number"]),
        ({"visibility": AuthorName.Visibility.MATCH_ONLY}, []),
        ({"kind": AuthorName.Kind.FORMER}, []),
    ],
)
def test_only_public_present_names_lead_to_a_researcher(client, fields, found):
    AuthorNameFactory(author=AuthorFactory(display_name="Ada Number"), name="Ada Maidenname", **fields)

    assert names(client, q="maidenname") == found


def test_suppressed_and_merged_researchers_are_not_found(client):
    AuthorFactory(display_name="Gone Person", suppressed=True)
    AuthorFactory(
        display_name="Gone Double", merged=True, merged_into=AuthorFactory(display_name="Ada Number")
    )

    assert names(client, q="gone") == []


@pytest.mark.parametrize(
    "typed", ["graphs", "graph pruning", "jones graph", "the graph", '"pruned graphs"', "graph -tensor"]
)
def test_a_work_is_found_by_stems_names_and_phrases(client, typed):
    index(WorkFactory(title="Pruned graphs of the world"), "Ada Jones")
    index(WorkFactory(title="Tensor graph theory", abstract="pruned"), "Bob Digit")

    assert "Pruned graphs of the world" in titles(client, q=typed)


def test_a_hidden_work_is_not_found(client):
    index(WorkFactory(title="Hidden graphs", hidden=True))

    assert titles(client, q="graphs") == []


def test_topics_and_institutions_are_found_by_beginnings(client):
    TopicFactory(display_name="Graph neural networks")
    InstitutionFactory(display_name="Université de Montréal")

    assert "Graph neural networks" in soup(client.get(SEARCH, {"q": "neural gra"})).text
    assert "Université de Montréal" in soup(client.get(SEARCH, {"q": "montreal univ"})).text


def test_tabs_tell_the_counts_and_show_one_kind(client):
    AuthorFactory(display_name="Ada Graph")
    index(WorkFactory(title="Graphs"))

    page = soup(client.get(SEARCH, {"q": "graph", "type": "works"}))
    tabs = [tab.get_text(" ", strip=True) for tab in page.select(".tabs a")]

    assert tabs == ["All", "Researchers 1", "Works 1", "Topics 0", "Institutions 0"]
    assert page.select_one(".tabs [aria-current]").get_text(" ", strip=True) == "Works 1"
    assert page.select(".people-rows") == []


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("2401.00001", "work"),
        ("arXiv:2401.00001v2", "work"),
        ("https://arxiv.org/pdf/2401.00001", "work"),
        ("10.1000/XYZ", "work"),
        ("https://doi.org/10.1000/xyz", "work"),
        ("W123", "work"),
        ("https://orcid.org/0000-0002-1825-0097", "author"),
        ("0000-0002-1825-0097", "author"),
        ("https://ror.org/02e2c7k09", "institution"),
        ("I900", "institution"),
        ("https://openalex.org/T77", "topic"),
    ],
)
def test_an_identifier_leads_straight_to_its_page(client, typed, thing):
    institution = InstitutionFactory(ror="02e2c7k09", openalex_id="I900")
    author = AuthorFactory(orcid="0000-0002-1825-0097")
    topic = TopicFactory(key="openalex:T77")
    work = WorkFactory(
        by=[Place(author=author, institutions=[institution])],
        ids=[("arxiv", "2401.00001"), ("doi", "10.1000/xyz"), ("openalex", "W123")],
    )
    things = {"work": work, "author": author, "institution": institution, "topic": topic}

    response = client.get(SEARCH, {"q": typed})

    assert response.status_code == 302
    assert response.url == things[thing].get_absolute_url()


def test_the_address_of_a_page_leads_there(client):
    work = WorkFactory()

    response = client.get(SEARCH, {"q": f"https://example.org/works/{work.public_id}/old-name/"})

    assert response.url == work.get_absolute_url()


def test_a_hidden_work_is_not_revealed_by_its_identifier(client):
    WorkFactory(hidden=True, ids=[("arxiv", "2401.00001")])

    response = client.get(SEARCH, {"q": "2401.00001"})

    assert response.status_code == 200
    assert "arXiv id 2401.00001 is not among the records imported so far." in soup(response).text


def test_nothing_found_offers_a_way_on(client):
    page = soup(client.get(SEARCH, {"q": "qwxyz graph", "type": "works"}))
    ways = [link["href"] for link in page.select(".empty a")]

    assert ways == ["?q=qwxyz+or+graph&type=works", "?q=qwxyz+graph"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", "' & | :* ( )", "\x00", "a" * 5000, "% _ \\", "-", '"', "or or or", "<->"]
)
def test_odd_input_is_answered(client, typed):
    response = client.get(SEARCH, {"q": typed})

    assert response.status_code == 200


def test_long_input_is_cut_at_400_characters(client):
    page = soup(client.get(SEARCH, {"q": "ab " * 400}))

    assert len(page.select_one("main input[name=q]")["value"]) <= 400


def test_a_search_that_takes_too_long_says_so(client, monkeypatch):
    def slow(*args):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(search_page, "_search", slow)

    response = client.get(SEARCH, {"q": "graph"})

    assert response.status_code == 503
    assert "took too long" in soup(response).text


@pytest.mark.parametrize("many", [1, 30])
def test_a_search_costs_the_same_queries_however_much_it_finds(client, django_assert_num_queries, many):
    for number in range(many):
        index(WorkFactory(title="Graphs", by=[AuthorFactory(display_name=f"Graph Number{number}")]))
    TopicFactory(display_name="Graphs")
    InstitutionFactory(display_name="Graph House")

    with django_assert_num_queries(12):
        client.get(SEARCH, {"q": "graph"})


def test_pages_keep_words_and_kind(client):
    for number in range(25):
        AuthorFactory(display_name=f"Graph Number{number}")

    page = soup(client.get(reverse("profiles:search"), {"q": "graph", "type": "researchers"}))

    assert len(page.select(".people-rows li")) == 20
    assert page.select_one(".pager a[rel=next]")["href"] == "?q=graph&type=researchers&page=2"

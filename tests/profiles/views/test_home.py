"""The start page, and the list of researchers."""

import pytest
from django.urls import reverse

from tests.factories.works import AuthorFactory, TopicFactory, WorkFactory, recount
from tests.works.views.reading import soup

pytestmark = pytest.mark.django_db


def test_the_start_page_tells_what_there_is(client):
    ada = AuthorFactory(display_name="Ada Number")
    WorkFactory(title="On things", by=[ada], topics=[TopicFactory(display_name="Numbers")])
    WorkFactory(title="Hidden", by=[ada], hidden=True)
    AuthorFactory(display_name="Gone Person", suppressed=True)
    recount()

    page = soup(client.get("/"))

    assert [figure.get_text(" ", strip=True) for figure in page.select(".figures li")] == [
        "1 researchers",
        "1 works",
        "1 topics",
        "0 institutions",
    ]
    assert "Ada Number" in page.select_one(".tiles.people").text
    assert [title.get_text(strip=True) for title in page.select(".work-item h3")] == ["On things"]
    assert "Numbers" in page.select_one(".topic-cloud").text
    assert "Gone Person" not in page.text


def test_an_empty_site_says_so(client):
    assert "Nothing is imported yet" in soup(client.get("/")).text


def test_the_start_page_costs_the_same_queries_however_much_there_is(client, django_assert_num_queries):
    for _ in range(30):
        WorkFactory(by=[AuthorFactory()], topics=[TopicFactory()])
    recount()

    with django_assert_num_queries(7):
        client.get("/")


def test_researchers_are_listed_by_works_or_by_name(client):
    zoe, ada = AuthorFactory(display_name="Zoe Digit"), AuthorFactory(display_name="Ada Number")
    topic = TopicFactory(display_name="Numbers")
    WorkFactory(by=[zoe, ada], topics=[topic], publication_year=2020)
    WorkFactory(by=[zoe], topics=[topic], publication_year=2024)
    AuthorFactory(display_name="Without Works")
    recount()

    def names(**query):
        page = soup(client.get(reverse("profiles:researchers"), query))
        return [name.text for name in page.select(".people-rows h3")]

    assert names() == ["Zoe Digit", "Ada Number"]
    assert names(sort="name") == ["Ada Number", "Zoe Digit"]
    assert names(letter="z") == ["Zoe Digit"]
    assert names(letter="q") == []
    row = (
        soup(client.get(reverse("profiles:researchers")))
        .select_one(".people-rows li")
        .get_text(" ", strip=True)
    )
    assert row == "ZD Zoe Digit 2 works 2020–2024 Numbers"


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_costs_the_same_queries_however_many(client, django_assert_num_queries, many):
    for _ in range(many):
        WorkFactory(by=[AuthorFactory()], topics=[TopicFactory()])
    recount()

    with django_assert_num_queries(3):
        client.get(reverse("profiles:researchers"))


def test_pages_keep_the_letter(client):
    for number in range(35):
        WorkFactory(by=[AuthorFactory(display_name=f"Ada Number{number}")])
    recount()

    page = soup(client.get(reverse("profiles:researchers"), {"letter": "a"}))

    assert page.select_one(".pager a[rel=next]")["href"] == "?letter=a&page=2"

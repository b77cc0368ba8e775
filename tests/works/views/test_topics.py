"""The list of topics and the page of one."""

import pytest
from django.urls import reverse

from tests.factories.works import AuthorFactory, InstitutionFactory, Place, TopicFactory, WorkFactory, recount
from tests.works.views.reading import soup

pytestmark = pytest.mark.django_db


def test_the_page_shows_people_neighbours_years_and_works(client):
    topic, other = (
        TopicFactory(display_name="Numbers", description="Of counting."),
        TopicFactory(display_name="Sets"),
    )
    ada, bob = AuthorFactory(display_name="Ada Number"), AuthorFactory(display_name="Bob Digit")
    place = InstitutionFactory(display_name="Delft University")
    WorkFactory(by=[Place(author=ada, institutions=[place])], topics=[topic, other], publication_year=2020)
    WorkFactory(title="The later one", by=[ada, bob], topics=[topic], publication_year=2022)
    WorkFactory(title="The hidden one", by=[ada], topics=[topic], publication_year=2022, hidden=True)
    recount()

    page = soup(client.get(topic.get_absolute_url()))
    lists = {
        section.h3.text: [link.get_text(" ", strip=True) for link in section.select("a")]
        for section in page.select(".side-list")
    }

    assert page.h1.text == "Numbers"
    assert "Of counting." in page.text
    assert lists["Researchers with most works"] == ["Ada Number 2 works", "Bob Digit 1 work"]
    assert lists["Topics of the same works"] == ["Sets 1 work"]
    assert lists["Institutions"] == ["Delft University 1 work"]
    assert page.select_one(".years svg")["aria-label"] == "Works per year: 2020 1, 2021 0, 2022 1"
    assert [mark.text for mark in page.select(".year-mark")] == ["2022", "2020"]
    assert "The hidden one" not in page.text


def test_a_year_narrows_the_works(client):
    topic = TopicFactory()
    WorkFactory(title="Early", topics=[topic], publication_year=2020)
    WorkFactory(title="Late", topics=[topic], publication_year=2022)
    recount()

    page = soup(client.get(topic.get_absolute_url(), {"year": "2020"}))
    none = soup(client.get(topic.get_absolute_url(), {"year": "2021"}))

    assert [title.get_text(strip=True) for title in page.select(".work-item h3")] == ["Early"]
    assert "No work of this year" in none.text


def test_pages_part_the_works_and_keep_the_year(client):
    topic = TopicFactory()
    for _ in range(25):
        WorkFactory(topics=[topic], publication_year=2022)
    recount()

    first = soup(client.get(topic.get_absolute_url(), {"year": "2022", "stray": "x"}))
    second = soup(client.get(topic.get_absolute_url(), {"page": "2"}))

    assert len(first.select(".work-item")) == 20
    assert first.select_one(".pager a[rel=next]")["href"] == "?year=2022&page=2#works"
    assert len(second.select(".work-item")) == 5


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_costs_the_same_queries_however_many_works(client, django_assert_num_queries, many):
    topic = TopicFactory()
    for _ in range(many):
        WorkFactory(by=[AuthorFactory()], topics=[topic, TopicFactory()])
    recount()

    with django_assert_num_queries(6):
        client.get(topic.get_absolute_url())


def test_wrong_slugs_lead_on_and_unknown_ids_end(client):
    topic = TopicFactory()

    assert client.get(reverse("works:topic", args=[topic.public_id, "wrong"])).url == topic.get_absolute_url()
    assert client.get(reverse("works:topic_by_id", args=[topic.public_id])).status_code == 301
    assert client.get(reverse("works:topic", args=["0" * 12, "x"])).status_code == 404


def test_the_list_orders_by_works_or_name(client):
    small, large = TopicFactory(display_name="Algebra"), TopicFactory(display_name="Zeta")
    WorkFactory(topics=[large, small])
    WorkFactory(topics=[large])
    TopicFactory(display_name="Unused")
    recount()

    by_works = [name.text for name in soup(client.get(reverse("works:topics"))).select(".tile .what")]
    by_name = [
        name.text
        for name in soup(client.get(reverse("works:topics"), {"sort": "name"})).select(".tile .what")
    ]

    assert by_works == ["Zeta", "Algebra"]
    assert by_name == ["Algebra", "Zeta"]

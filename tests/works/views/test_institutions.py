"""The list of institutions and the page of one."""

import pytest
from django.urls import reverse

from tests.factories.works import AuthorFactory, InstitutionFactory, Place, TopicFactory, WorkFactory, recount
from tests.works.views.reading import soup

pytestmark = pytest.mark.django_db


def test_the_page_shows_people_topics_works_and_partners(client):
    here = InstitutionFactory(display_name="Delft University", country_code="NL", ror="02e2c7k09")
    there = InstitutionFactory(display_name="Leiden University")
    ada, bob = AuthorFactory(display_name="Ada Number"), AuthorFactory(display_name="Bob Digit")
    topic = TopicFactory(display_name="Numbers")
    WorkFactory(
        title="Joint",
        by=[Place(author=ada, institutions=[here]), Place(author=bob, institutions=[there])],
        topics=[topic],
        publication_year=2020,
    )
    WorkFactory(title="Undated", by=[Place(author=ada, institutions=[here])], publication_year=None)
    WorkFactory(title="Hidden", by=[Place(author=bob, institutions=[here])], hidden=True)
    recount()

    page = soup(client.get(here.get_absolute_url()))
    lists = {
        section.h3.text: [link.get_text(" ", strip=True) for link in section.select("a")]
        for section in page.select(".side-list")
    }

    assert "Netherlands" in page.text
    assert page.find("a", href="https://ror.org/02e2c7k09")
    assert lists["Researchers with most works here"] == ["Ada Number 2 works"]
    assert lists["Topics"] == ["Numbers 1 work"]
    assert lists["Works together with"] == ["Leiden University 1 work"]
    assert [title.get_text(strip=True) for title in page.select(".work-item h3")] == ["Joint", "Undated"]


def test_a_work_counts_once_however_many_of_its_authors_are_here(client):
    here = InstitutionFactory()
    WorkFactory(by=[Place(author=AuthorFactory(), institutions=[here]) for _ in range(3)])
    recount()

    page = soup(client.get(here.get_absolute_url()))

    assert len(page.select(".work-item")) == 1


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_costs_the_same_queries_however_many_works(client, django_assert_num_queries, many):
    here = InstitutionFactory()
    for _ in range(many):
        WorkFactory(by=[Place(author=AuthorFactory(), institutions=[here])], topics=[TopicFactory()])
    recount()

    with django_assert_num_queries(6):
        client.get(here.get_absolute_url())


def test_wrong_slugs_lead_on_and_unknown_ids_end(client):
    here = InstitutionFactory()

    assert (
        client.get(reverse("works:institution", args=[here.public_id, "wrong"])).url
        == here.get_absolute_url()
    )
    assert client.get(reverse("works:institution_by_id", args=[here.public_id])).status_code == 301
    assert client.get(reverse("works:institution", args=["0" * 12, "x"])).status_code == 404


def test_the_list_names_kind_and_country(client):
    here = InstitutionFactory(display_name="Delft University")
    WorkFactory(by=[Place(author=AuthorFactory(), institutions=[here])])
    recount()

    text = soup(client.get(reverse("works:institutions"))).select_one(".tile").get_text(" ", strip=True)

    assert text == "Delft University 1 work Education, Netherlands"

"""The list of sources and the page of one."""

import pytest
from django.urls import reverse

from tests.factories.works import SourceFactory, WorkFactory, recount
from tests.works.views.reading import soup

pytestmark = pytest.mark.django_db


def test_the_page_lists_the_works_newest_first_and_undated_last(client):
    source = SourceFactory(arxiv=True)
    for title, year in (("Old", 2001), ("Undated", None), ("New", 2024)):
        WorkFactory(title=title, source=source, publication_year=year)
    recount()

    page = soup(client.get(source.get_absolute_url()))

    assert [title.get_text(strip=True) for title in page.select(".work-item h3")] == ["New", "Old", "Undated"]
    assert [mark.text for mark in page.select(".year-mark")] == ["2024", "2001", "Undated"]
    assert page.find("a", href="https://openalex.org/S4306400194")


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_costs_the_same_queries_however_many_works(client, django_assert_num_queries, many):
    source = SourceFactory()
    WorkFactory.create_batch(many, source=source)
    recount()

    with django_assert_num_queries(3):
        client.get(source.get_absolute_url())


def test_wrong_slugs_lead_on_and_unknown_ids_end(client):
    source = SourceFactory()

    assert (
        client.get(reverse("works:source", args=[source.public_id, "wrong"])).url == source.get_absolute_url()
    )
    assert client.get(reverse("works:source_by_id", args=[source.public_id])).status_code == 301
    assert client.get(reverse("works:source", args=["0" * 12, "x"])).status_code == 404


def test_an_empty_list_says_so(client):
    page = soup(client.get(reverse("works:sources")))

    assert "No sources yet" in page.text

"""Parts kept from one page of a profile serve its other pages, and never a page they would be wrong on."""

import re

import pytest
from django.test import Client

from bzpeer.core import pagecache
from tests.factories.accounts import UserFactory
from tests.factories.works import AuthorFactory, TopicFactory, WorkFactory, recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    anna, maps = AuthorFactory(display_name="Anna Ash"), TopicFactory(display_name="Maps")
    for number in range(30):
        WorkFactory(by=[anna], publication_year=2000 + number % 3, topics=[maps] if number % 2 else [])
    recount()
    return anna.get_absolute_url()


@pytest.fixture(autouse=True)
def forget():
    pagecache.forget()
    yield
    pagecache.forget()


def facets(response):
    return re.search(r'<aside class="facets".*?</aside>', response.content.decode(), re.DOTALL)[0]


def fresh(client, address):
    pagecache.forget()
    return client.get(address)


@pytest.mark.parametrize(
    "query", ["?page=2", "?year=2001", "?order=title", "?q=nothing-like-it", "?show=all"]
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_after_the_plain_one_is_the_page_it_would_be_first(url, query, signed_in):
    client = Client()
    if signed_in:
        client.force_login(UserFactory())
    alone = facets(fresh(client, url + query))
    pagecache.forget()
    client.get(url)

    after = client.get(url + query)

    assert facets(after) == alone


def test_the_second_page_reads_less_than_the_first(client, url, django_assert_max_num_queries):
    client.get(url)

    with django_assert_max_num_queries(3):
        response = client.get(f"{url}?page=2")

    assert "Anna Ash" in response.content.decode()


def test_what_a_reader_follows_is_not_kept_for_the_next(url):
    follower, other = Client(), Client()
    follower.force_login(UserFactory())
    other.force_login(UserFactory())
    follower.post(f"{url}follow/", {"want": "1"})

    mine, theirs = follower.get(url).content.decode(), other.get(url).content.decode()

    assert 'aria-pressed="true"' in mine
    assert 'aria-pressed="false"' in theirs

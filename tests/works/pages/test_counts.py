"""Totals without counting everything."""

import pytest

from tests.factories.works import TopicFactory
from works.models import Topic
from works.pages import counts
from works.pages.counts import Total

pytestmark = pytest.mark.django_db


def test_few_rows_are_counted_exactly():
    TopicFactory.create_batch(3)

    assert counts.total(Topic.objects.all()) == Total(3)


def test_many_rows_are_estimated_and_never_below_what_was_seen(monkeypatch):
    monkeypatch.setattr(counts, "EXACT_UP_TO", 2)
    TopicFactory.create_batch(4)

    found = counts.total(Topic.objects.all())

    assert not found.is_exact
    assert found.value >= 3


def test_counting_gives_up_at_its_bound():
    TopicFactory.create_batch(4)

    assert counts.up_to(Topic.objects.all(), 2) == 2


@pytest.mark.parametrize(
    ("total", "words"), [(Total(1234), "1,234"), (Total(1_230_000, is_exact=False), "about 1,230,000")]
)
def test_a_total_says_whether_it_is_exact(total, words):
    assert str(total) == words

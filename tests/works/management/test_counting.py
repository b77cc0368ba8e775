"""The commands that count, and that compare the counts."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.factories.works import AuthorFactory, TopicFactory, WorkFactory
from works import cards, counters
from works.models import Author, Work
from works.signals import record_changed

pytestmark = pytest.mark.django_db


def command(name):
    out = io.StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def test_counts_that_agree_are_verified():
    WorkFactory(by=[AuthorFactory()], counted=True)

    assert command("verify_counters") == "Every count agrees with its rows.\n"


def test_a_count_that_differs_is_named_and_left_as_it_is():
    author = AuthorFactory()
    WorkFactory(by=[author], counted=True)
    Author.objects.update(works_count=7)
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 pages differ") as error:
        call_command("verify_counters", stdout=out)

    author.refresh_from_db()
    assert error.value.returncode == 1
    assert author.public_id in out.getvalue()
    assert author.works_count == 7


def test_stale_pages_are_mentioned():
    counters.mark_stale(author_ids=[AuthorFactory().pk])

    assert "1 pages are known to be stale" in command("verify_counters")


def test_recounting_sets_right_what_differs_and_tells_the_apps_above():
    author, topic, told = AuthorFactory(), TopicFactory(), []
    WorkFactory(by=[author], topics=[topic])

    def listen(*, change, **_):
        told.append(change)

    record_changed.connect(listen)
    try:
        out = command("recount")
    finally:
        record_changed.disconnect(listen)

    author.refresh_from_db()
    assert out.startswith("2 pages differed")
    assert author.works_count == 1
    assert {pk for change in told for pk in change.author_ids} == {author.pk}
    assert command("recount").startswith("0 pages differed")


def test_recounting_renders_cards_of_another_version():
    work = WorkFactory()
    Work.objects.update(card_version=0, card_html="")

    out = command("recount")

    work.refresh_from_db()
    assert "1 cards" in out
    assert work.card_version == cards.VERSION
    assert work.title in work.card_html

import threading
import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from bzpeer.core.models import AuditEvent, Outbox
from profiles.actions import follows
from profiles.models import Follow, Profile
from tests.factories.accounts import UserFactory
from tests.factories.works import AuthorFactory

pytestmark = pytest.mark.django_db


def test_follow_counts_audits_and_asks_for_new_trust():
    reader, author = UserFactory(), AuthorFactory()

    created = follows.follow(by=reader, author=author)

    assert created
    assert Profile.objects.get(author=author).followers_count == 1
    assert AuditEvent.objects.filter(action="followed", actor=f"user:{reader.pk}").count() == 1
    assert Outbox.objects.get().kwargs == {"author_ids": [author.pk], "reason": "followers changed"}


def test_follow_twice_makes_one_follow():
    reader, author = UserFactory(), AuthorFactory()

    follows.follow(by=reader, author=author)
    again = follows.follow(by=reader, author=author)

    assert not again
    assert Profile.objects.get(author=author).followers_count == 1
    assert AuditEvent.objects.count() == 1


def test_unfollow_takes_the_count_back():
    reader, author = UserFactory(), AuthorFactory()
    follows.follow(by=reader, author=author)

    stopped = follows.unfollow(by=reader, author=author)

    assert stopped
    assert Profile.objects.get(author=author).followers_count == 0
    assert not Follow.objects.exists()


def test_unfollow_of_a_stranger_is_no_error():
    assert follows.unfollow(by=UserFactory(), author=AuthorFactory()) is False


def test_owners_do_not_follow_themselves():
    owner, author = UserFactory(), AuthorFactory()
    Profile.objects.create(author=author, owner=owner)

    with pytest.raises(follows.OwnRecord):
        follows.follow(by=owner, author=author)


def test_every_follow_bumps_the_revision_of_the_page():
    author = AuthorFactory()
    follows.follow(by=UserFactory(), author=author)
    before = Profile.objects.get(author=author).revision

    follows.follow(by=UserFactory(), author=author)

    assert Profile.objects.get(author=author).revision == before + 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_clicks_at_once_make_one_follow():
    reader, author = UserFactory(), AuthorFactory()
    start = threading.Barrier(16)
    made = []

    def click():
        start.wait()
        try:
            made.append(follows.follow(by=reader, author=author))
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(16)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert sorted(made) == [False] * 15 + [True]
    assert Follow.objects.count() == 1
    assert Profile.objects.get(author=author).followers_count == 1


@pytest.mark.django_db(transaction=True)
def test_followers_at_once_are_all_counted():
    readers, author = UserFactory.create_batch(8), AuthorFactory()
    start = threading.Barrier(8)

    def click(reader):
        start.wait()
        try:
            follows.follow(by=reader, author=author)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=[reader]) for reader in readers]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert Profile.objects.get(author=author).followers_count == Follow.objects.count() == 8


def test_an_intent_is_carried_out_once():
    reader, author, session = UserFactory(), AuthorFactory(), SessionStore()
    follows.intend(session, author)

    follows.carry_out_intent(session, by=reader)

    assert Follow.objects.filter(follower=reader, author=author).exists()
    assert follows.INTENT not in session


def test_an_old_intent_is_forgotten():
    reader, author, session = UserFactory(), AuthorFactory(), SessionStore()
    session[follows.INTENT] = {"author": author.pk, "until": time.time() - 1}

    follows.carry_out_intent(session, by=reader)

    assert not Follow.objects.exists()


def test_an_intent_towards_a_suppressed_record_does_nothing():
    reader, author, session = UserFactory(), AuthorFactory(status="suppressed"), SessionStore()
    follows.intend(session, author)

    follows.carry_out_intent(session, by=reader)

    assert not Follow.objects.exists()

"""Following a researcher, and ceasing to."""

import secrets
import time
from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F

from bzpeer.accounts.models import User
from bzpeer.core import audit, outbox
from profiles import tasks
from profiles.models import Follow, Profile
from works.models import Author

INTENT: Final = "follow_intent"
INTENT_SECONDS: Final = 30 * 60


class OwnRecord(Exception):  # noqa: N818  (it is an answer, not an error of the program)
    """People don't follow themselves."""


@transaction.atomic
def follow(*, by: User, author: Author) -> bool:
    """Make ``by`` a follower of ``author``; returns whether that is new. Following twice changes nothing.

    :raises OwnRecord: if ``by`` owns the record.
    """
    profile, _ = Profile.objects.get_or_create(author=author)
    if profile.owner_id == by.pk:
        raise OwnRecord
    _, created = Follow.objects.get_or_create(follower=by, author=author)
    if created:
        _count(author, by, step=1)
    return created


@transaction.atomic
def unfollow(*, by: User, author: Author) -> bool:
    """Stop ``by`` following ``author``; returns whether they did. Not following is no error."""
    deleted, _ = Follow.objects.filter(follower=by, author=author).delete()
    if deleted:
        _count(author, by, step=-1)
    return bool(deleted)


def _count(author: Author, by: User, *, step: int) -> None:
    Profile.objects.filter(author=author).update(
        followers_count=F("followers_count") + step,
        revision=F("revision") + 1,
    )
    audit.record("followed" if step > 0 else "unfollowed", by=by, target=author)
    outbox.enqueue(
        tasks.refresh_trust,
        key=f"trust:{secrets.token_hex(8)}",
        author_ids=[author.pk],
        reason="followers changed",
    )


def intend(session: SessionBase, author: Author) -> None:
    """Remember, until the log-in that follows, that this browser wants to follow ``author``."""
    session[INTENT] = {"author": author.pk, "until": time.time() + INTENT_SECONDS}


def carry_out_intent(session: SessionBase, *, by: User) -> None:
    """Follow whom this browser asked to follow before logging in, unless that was long ago."""
    intent = session.pop(INTENT, None)
    if not intent or intent["until"] < time.time():
        return
    author = Author.objects.listed().filter(pk=intent["author"]).first()
    if author and not Profile.objects.filter(author=author, owner=by).exists():
        follow(by=by, author=author)

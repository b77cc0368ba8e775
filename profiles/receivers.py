"""The record changed, somebody logged in: what people's side makes of it."""

import secrets
from typing import Any, Final

from allauth.account.signals import user_logged_in
from django.http import HttpRequest

from bzpeer.accounts.models import User
from bzpeer.core import outbox
from profiles import tasks
from profiles.actions import follows
from works.signals import Change, record_changed

AUTHORS_PER_TASK: Final = 500


def connect() -> None:
    record_changed.connect(trust_goes_stale, dispatch_uid="profiles.trust_goes_stale")
    user_logged_in.connect(follow_as_intended, dispatch_uid="profiles.follow_as_intended")


def trust_goes_stale(*, change: Change, **_: Any) -> None:
    """Enqueue the changed authors for a new trust snapshot."""
    ids = sorted(change.author_ids)
    for start in range(0, len(ids), AUTHORS_PER_TASK):
        outbox.enqueue(
            tasks.refresh_trust,
            key=f"trust:{secrets.token_hex(8)}",
            author_ids=ids[start : start + AUTHORS_PER_TASK],
            reason="the record changed",
        )


def follow_as_intended(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Carry out the follow that somebody asked for before logging in."""
    follows.carry_out_intent(request.session, by=user)

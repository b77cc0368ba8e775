"""Celery's way in: hand the ids to the module that does the work."""

from bzpeer.core import outbox
from profiles.trust import refresh


@outbox.task(name="profiles.refresh_trust", queue="sweep")
def refresh_trust(*, author_ids: list[int], reason: str) -> None:
    refresh.refresh(author_ids=author_ids, reason=reason)

"""Celery's way in: hand the ids to the module that does the work."""

from celery import shared_task
from django.utils import timezone

from bzpeer.core import outbox
from profiles.trust import refresh


@outbox.task(name="profiles.refresh_trust", queue="sweep")
def refresh_trust(*, author_ids: list[int], reason: str) -> None:
    refresh.refresh(author_ids=author_ids, reason=reason)


@shared_task(name="profiles.refresh_every_trust", ignore_result=True)
def refresh_every_trust() -> None:
    """Enqueue everybody: the age of followers and proofs changes without anybody doing anything."""
    today = timezone.now().date().isoformat()
    for ids in refresh.chunks():
        key = f"trust:nightly:{today}:{ids[0]}"
        outbox.enqueue(refresh_trust, key=key, author_ids=ids, reason="nightly")

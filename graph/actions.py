"""Asking for a slice: reuse what is fresh, otherwise have it built once, however many ask."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bzpeer.core import outbox
from graph import tasks
from graph.models import GraphSlice

PATIENCE: Final = timedelta(seconds=20)
"""How long a slice may be in the making before readers may ask anew."""


def request(*, kind: str, public_id: str, opened: Sequence[str] = ()) -> GraphSlice:
    """Return the slice around a record, and enqueue its making unless it is fresh.

    The key of the work names the state of the record it is wanted for, so a hundred readers enqueue it once.
    """
    with transaction.atomic():
        stored, _ = GraphSlice.objects.get_or_create(
            focus_kind=kind, focus_id=public_id, opened=sorted(set(opened))
        )
        if not stored.is_fresh and stored.state != GraphSlice.State.FAILED:
            outbox.enqueue(tasks.build_slice, key=f"slice:{stored.pk}:{stored.wanted}", slice_id=stored.pk)
    return stored


def retry(*, kind: str, public_id: str, opened: Sequence[str] = ()) -> GraphSlice:
    """Ask again for a slice whose making failed, or has not ended for long."""
    lost = Q(state=GraphSlice.State.FAILED) | Q(requested_at__lt=timezone.now() - PATIENCE)
    found = GraphSlice.objects.around(kind, public_id, sorted(set(opened))).filter(lost)
    found.exclude(built=F("wanted")).update(
        wanted=F("wanted") + 1, state=GraphSlice.State.QUEUED, requested_at=timezone.now(), error=""
    )
    return request(kind=kind, public_id=public_id, opened=opened)

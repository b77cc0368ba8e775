"""Celery's way in: load the row, hand it to the builder."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from bzpeer.core import outbox
from graph.models import GraphSlice
from graph.slices import builder

EXPANDED_KEPT: Final = timedelta(days=7)


@outbox.task(name="graph.build_slice", queue="slice")
def build_slice(*, slice_id: int) -> None:
    # The record may be gone, or another message may have built it already.
    stored = GraphSlice.objects.filter(pk=slice_id).first()
    if stored and not stored.is_fresh:
        builder.build(stored)


@shared_task(name="graph.forget_expanded", ignore_result=True)
def forget_expanded() -> None:
    """Delete the explorer's expanded slices after a week; anybody may ask for them again."""
    old = GraphSlice.objects.exclude(opened=[]).filter(requested_at__lt=timezone.now() - EXPANDED_KEPT)
    old.delete()

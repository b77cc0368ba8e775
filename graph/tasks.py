"""Celery's way in: load the row, hand it to the builder."""

from bzpeer.core import outbox
from graph.models import GraphSlice
from graph.slices import builder


@outbox.task(name="graph.build_slice", queue="slice")
def build_slice(*, slice_id: int) -> None:
    # The record may be gone, or another message may have built it already.
    stored = GraphSlice.objects.filter(pk=slice_id).first()
    if stored and not stored.is_fresh:
        builder.build(stored)

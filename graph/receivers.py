"""The record changed: slices around it go stale, in the same transaction."""

from typing import Any

from django.db.models import F

from graph.models import GraphSlice
from works.models import Author, Institution, Topic, Work
from works.signals import Change, record_changed


def connect() -> None:
    record_changed.connect(slices_go_stale, dispatch_uid="graph.slices_go_stale")


def slices_go_stale(*, change: Change, **_: Any) -> None:
    """Mark the slices around every changed record; the next reader asks for a new one."""
    for kind, model, ids in (
        (GraphSlice.FocusKind.RESEARCHER, Author, change.author_ids),
        (GraphSlice.FocusKind.WORK, Work, change.work_ids),
        (GraphSlice.FocusKind.TOPIC, Topic, change.topic_ids),
        (GraphSlice.FocusKind.INSTITUTION, Institution, change.institution_ids),
    ):
        if not ids:
            continue
        public_ids = model.objects.filter(pk__in=ids).values("public_id")
        GraphSlice.objects.filter(focus_kind=kind, focus_id__in=public_ids).update(wanted=F("wanted") + 1)

"""The stored slices."""

from collections.abc import Sequence
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class GraphSliceQuerySet(models.QuerySet["GraphSlice"]):
    def around(self, kind: str, public_id: str, opened: Sequence[str] = ()) -> Self:
        """Keep the slice around one record, with the neighbours of ``opened`` nodes too."""
        return self.filter(focus_kind=kind, focus_id=public_id, opened=list(opened))


class GraphSlice(models.Model):
    """The small graph around one record: the stored answer, and the state of its making.

    ``wanted`` grows with every change of the record and ``built`` is the value the stored answer was made
    at, so the answer is fresh while the two are equal.
    """

    class FocusKind(models.TextChoices):
        """The word each kind has in URLs."""

        RESEARCHER = "researcher"
        WORK = "work"
        TOPIC = "topic"
        INSTITUTION = "institution"

    class State(models.TextChoices):
        QUEUED = "queued", "asked for, not yet built"
        READY = "ready"
        FAILED = "failed", "the last attempt failed"

    focus_kind = models.CharField(max_length=11, choices=FocusKind)
    focus_id = models.CharField(max_length=12, help_text="Public id of the record")
    opened = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        help_text="Node ids whose neighbours are shown too, sorted; empty outside the explorer",
    )
    state = models.CharField(max_length=6, choices=State, default=State.QUEUED)
    wanted = models.PositiveBigIntegerField(default=1)
    built = models.PositiveBigIntegerField(default=0)
    payload = models.JSONField(null=True, help_text="graph.slices.shape.model.Slice")
    kinds = models.JSONField(default=dict, help_text='Nodes beside the focus: {"work": 18, "person": 9}')
    picture = models.TextField(blank=True, help_text="The slice as pages show it, ready to send")
    picture_version = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0, help_text="Grows with every stored answer")
    requested_at = models.DateTimeField(db_default=Now())
    computed_at = models.DateTimeField(null=True)
    build_seconds = models.FloatField(null=True)
    error = models.TextField(blank=True)

    objects = GraphSliceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["focus_kind", "focus_id", "opened"], name="graph_slice_one_per_focus"
            ),
            models.CheckConstraint(
                name="graph_slice_ready_has_an_answer",
                condition=~Q(state="ready") | Q(payload__isnull=False, computed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="graph_slice_built_at_most_wanted",
                condition=Q(built__lte=models.F("wanted")),
            ),
        ]

    def __str__(self) -> str:
        return f"slice around {self.focus_kind} {self.focus_id} ({self.state})"

    @property
    def is_fresh(self) -> bool:
        return self.payload is not None and self.built == self.wanted

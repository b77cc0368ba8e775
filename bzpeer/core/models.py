"""The audit trail, and the work that is still to be done."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class AuditEvent(models.Model):
    """One state change that a person or the system made: append-only, and free of foreign keys.

    The log must outlive what it tells of, so it names its actor and target instead of pointing at them.
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=64, help_text="user:<id> or system")
    action = models.CharField(max_length=64)
    target = models.CharField(max_length=64, help_text="model:<id>")
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["target", "at"], name="audit_target_at")]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.target}"


class OutboxQuerySet(models.QuerySet["Outbox"]):
    def due(self) -> Self:
        """Keep what should have been finished by now, and may still succeed."""
        return self.filter(done_at=None, dead_at=None, not_before__lte=timezone.now())

    def claim(self, key: str) -> "Outbox | None":
        """Lock the row ``key`` for this transaction; None if it is finished, gone or in other hands."""
        return self.filter(key=key, done_at=None, dead_at=None).select_for_update(skip_locked=True).first()


class Outbox(models.Model):
    """A piece of background work, written in the transaction that made it necessary.

    The Celery message is only a nudge: a lost one is sent again until ``done_at`` is set, and a doubled
    one finds the row finished.
    """

    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=100)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=20)
    created_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField(help_text="When the next nudge is due")
    sends = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outbox"
        constraints = [
            models.CheckConstraint(
                name="outbox_done_or_dead",
                condition=models.Q(done_at=None) | models.Q(dead_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="outbox_due",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(fields=["done_at"], name="outbox_done"),
        ]

    def __str__(self) -> str:
        return self.key

"""The history of trust."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from works.models import Author


class TrustSnapshot(models.Model):
    """An author record's level and score at one moment, with what they rest on; append-only."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="trust_snapshots")
    version = models.CharField(max_length=20, help_text="The formula: trust-v1")
    level = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=20)
    inputs = models.JSONField()
    components = models.JSONField()
    reason = models.CharField(max_length=200, help_text="What made it be computed")
    is_current = models.BooleanField(default=True)
    computed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author"],
                name="trust_snapshot_one_current",
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(name="trust_snapshot_level_range", condition=Q(level__lte=4)),
            models.CheckConstraint(name="trust_snapshot_score_range", condition=Q(score__lte=100)),
        ]
        indexes = [models.Index(fields=["author", "-computed_at"], name="trust_snapshot_history")]

    def __str__(self) -> str:
        return f"trust {self.score} L{self.level} of author {self.author_id}"

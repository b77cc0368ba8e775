"""What still has to be counted."""

from django.db import models


class StaleCount(models.Model):
    """A page whose counters no longer agree with its rows.

    Written in the transaction of the change and deleted in that of the count, so a crash between the two
    loses nothing.
    """

    class Kind(models.TextChoices):
        AUTHOR = "author"
        TOPIC = "topic"
        INSTITUTION = "institution"
        SOURCE = "source"

    kind = models.CharField(max_length=11, choices=Kind)
    row_id = models.BigIntegerField(help_text="Primary key of the page's row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="stale_count_once_per_page")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"

"""One import run, what became of each record, and the records as received."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from bzpeer.core import public_ids
from works.models.work import Work


class ImportRun(models.Model):
    """One import from first to last page."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    public_id = models.CharField(max_length=public_ids.LENGTH, unique=True, default=public_ids.new)
    provider = models.CharField(max_length=20, help_text="The source it reads: arxiv, jsonl ...")
    query = models.JSONField(default=dict, help_text="What was asked for")
    key = models.CharField(
        max_length=64,
        help_text="Digest of provider and query; an unfinished run with it is resumed",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    cursor = models.JSONField(default=dict, help_text="Where the next page begins")
    expected_count = models.PositiveIntegerField(null=True, help_text="Where the source tells it")
    read_count = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    skipped_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    heartbeat_at = models.DateTimeField(null=True, help_text="Last committed page")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_run_counts_add_up",
                condition=Q(
                    read_count=F("created_count")
                    + F("updated_count")
                    + F("unchanged_count")
                    + F("skipped_count")
                    + F("failed_count"),
                ),
            ),
            models.UniqueConstraint(
                fields=["key"],
                name="import_run_one_unfinished_per_query",
                condition=Q(state__in=["queued", "running"]),
            ),
        ]
        indexes = [models.Index(fields=["-created_at"], name="import_run_newest")]

    def __str__(self) -> str:
        return f"{self.provider} run {self.public_id} ({self.state})"


class ImportProblem(models.Model):
    """A record that a run kept aside, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems", db_index=False)
    place = models.CharField(max_length=400, help_text="File and line, or the entry's place in the page")
    record_id = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=100, blank=True)
    message = models.TextField()
    remedy = models.TextField(blank=True)
    payload = models.TextField(blank=True, help_text="The record as received")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="import_problem_once_per_place")]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class SourceRecord(models.Model):
    """A record as its source gave it, kept so that every fact can be traced."""

    provider = models.CharField(max_length=20)
    record_id = models.CharField(max_length=300, help_text="<scheme>:<value> within the provider")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="source_records")
    payload = models.TextField()
    payload_hash = models.BinaryField(max_length=32, help_text="Decides whether anything changed")
    record_updated_at = models.DateTimeField(null=True, help_text="The source's own time; older never wins")
    run = models.ForeignKey(
        ImportRun,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The run that last changed it",
    )
    imported_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "record_id"], name="source_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.record_id}"

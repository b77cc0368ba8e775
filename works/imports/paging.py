"""Writes one page of a run in one transaction: rows, counts, problems, and where the next page begins."""

from collections.abc import Sequence
from typing import Final

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from works import bulk, record_lock
from works.imports.records import Page, Problem, WorkRecord
from works.imports.staging import storable
from works.imports.upsert import page as upsert
from works.imports.upsert.triage import Counts
from works.models import ImportProblem, ImportRun

Items = Sequence[WorkRecord | Problem]

REFUSALS: Final = (DataError, IntegrityError, UnicodeError)
"""What a record does that no parser stopped and no column can hold."""

FIELDS: Final = [
    "cursor", "expected_count", "heartbeat_at", "read_count", "created_count", "updated_count",
    "unchanged_count", "skipped_count", "failed_count",
]  # fmt: skip


def write_page(run: ImportRun, page: Page) -> None:
    """Write all of a page, or nothing of it."""
    with transaction.atomic(), bulk.room(memory="64MB"):
        record_lock.take()
        counts, problems = _write(page.items, run)
        _keep_aside(problems, run)
        kept = ImportRun.objects.select_for_update().get(pk=run.pk)
        _advance(kept, page, counts)
        kept.save(update_fields=FIELDS)
    # Only a committed page moves the run that the caller holds.
    _advance(run, page, counts)


def _advance(run: ImportRun, page: Page, counts: Counts) -> None:
    run.cursor = page.cursor
    run.expected_count = page.expected_count if page.expected_count is not None else run.expected_count
    run.heartbeat_at = timezone.now()
    run.read_count += counts.read
    run.created_count += counts.created
    run.updated_count += counts.updated
    run.unchanged_count += counts.unchanged
    run.skipped_count += counts.skipped
    run.failed_count += counts.failed


def _write(items: Items, run: ImportRun) -> tuple[Counts, list[Problem]]:
    """Write the items together; if the database refuses them, halve them until the culprit is alone."""
    try:
        with transaction.atomic():
            return upsert.write(items, provider=run.provider, run_id=run.pk)
    except REFUSALS as error:
        if len(items) == 1:
            return Counts(failed=1), [_refused(items[0], error)]
    middle = len(items) // 2
    counts, problems = _write(items[:middle], run)
    more_counts, more_problems = _write(items[middle:], run)
    return counts.plus(more_counts), problems + more_problems


def _refused(item: WorkRecord | Problem, error: Exception) -> Problem:
    return Problem(
        place=item.place,
        record_id=item.record_id,
        message=f"The database refuses it: {str(error).splitlines()[0]}",
        remedy="Correct the record and import it again.",
        payload=item.payload,
    )


def _keep_aside(problems: Sequence[Problem], run: ImportRun) -> None:
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                run=run,
                place=storable(problem.place)[:400],
                record_id=storable(problem.record_id)[:300],
                field=storable(problem.field)[:100],
                message=storable(problem.message),
                remedy=storable(problem.remedy),
                payload=storable(problem.payload),
            )
            for problem in problems
        ],
        ignore_conflicts=True,
    )

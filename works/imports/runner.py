"""Runs an import from first page to last, or on from where an earlier one stopped."""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from bzpeer.accounts.models import User
from works import bulk, counters
from works.imports.ahead import ReadingError, read_ahead
from works.imports.paging import write_page
from works.imports.records import Reader
from works.models import ImportRun

logger = logging.getLogger(__name__)

UNFINISHED: Final = (ImportRun.State.QUEUED, ImportRun.State.RUNNING, ImportRun.State.FAILED)
PATIENCE: Final = 20.0
POLL_SECONDS: Final = 0.2
ANALYZED: Final = (
    "works_work (id, publication_year, source_id, is_hidden)",
    "works_sourcerecord (provider, record_id, work_id)",
    "works_author (id, name_key, status)",
    "works_authorname (author_id, key)",
    "works_authoridentifier",
    "works_authorship (work_id, author_id, is_listed, authors_count, publication_year)",
    "works_authorship_institutions",
    "works_workidentifier",
    "works_worktopic",
)
"""What the statements of an import choose rows by; the long texts would take most of the time."""


class AlreadyRunningError(Exception):
    """Another process is importing the same thing."""


class SourceFailedError(Exception):
    """The source failed; what it gave is stored, and the same import started again goes on from there."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(run.error)
        self.run = run


def run(
    reader: Reader,
    *,
    by: User | None = None,
    on_page: Callable[[ImportRun], None] | None = None,
    on_count: Callable[[int], None] | None = None,
) -> ImportRun:
    """Import everything the reader gives; returns the run, done.

    The last run of the same provider and query, if it was not done, goes on where its last committed page
    ended. Each page is one transaction; the counters follow at the end, before the run is done. Callbacks
    hear of each committed page, and of how many pages of the site each counting step brought up to date.

    :raises AlreadyRunningError: if another process is at it.
    :raises SourceFailedError: if the source fails.
    """
    key = key_of(reader.provider, reader.query)
    with sole_runner(key):
        current = begin(reader, key=key, by=by)
        try:
            with read_ahead(reader.pages(current.cursor)) as pages, bulk.few_collections():
                for number, page in enumerate(pages, start=1):
                    write_page(current, page)
                    if number.bit_count() == 1:
                        _refresh_statistics()
                    if on_page:
                        on_page(current)
        except ReadingError as error:
            counters.drain(on_chunk=on_count)
            fail(current, error)
            raise SourceFailedError(current) from error.__cause__
        counters.drain(on_chunk=on_count)
        finish(current)
    return current


def step(current: ImportRun, reader: Reader) -> bool:
    """Import one page inside the caller's transaction; returns whether there may be another.

    The source's failure ends the run as failed, without an exception. A run that another process is at
    is left to it.
    """
    with connection.cursor() as cursor:
        # The source may make us wait for longer than a page may.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_lock_key(current.key)])
        if not cursor.fetchone()[0]:
            return False
    try:
        with read_ahead(islice(reader.pages(current.cursor), 1)) as pages:
            page = next(pages, None)
    except ReadingError as error:
        counters.drain()
        fail(current, error)
        return False
    if page is None:
        counters.drain()
        finish(current)
        return False
    write_page(current, page)
    return True


def key_of(provider: str, query: Mapping[str, Any]) -> str:
    """Return the digest by which runs of the same question find each other."""
    asked = json.dumps([provider, dict(query)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()


def begin(reader: Reader, *, key: str, by: User | None = None) -> ImportRun:
    """Take up the last run with this key if it was not done, else make one."""
    last = ImportRun.objects.filter(key=key).order_by("-pk").first()
    if last and last.state in UNFINISHED:
        take_up(last)
        return last
    return ImportRun.objects.create(
        provider=reader.provider,
        query=dict(reader.query),
        key=key,
        started_by=by,
        state=ImportRun.State.RUNNING,
    )


def take_up(current: ImportRun) -> None:
    """Let a run that stopped go on."""
    current.state, current.error, current.finished_at = ImportRun.State.RUNNING, "", None
    current.save(update_fields=["state", "error", "finished_at"])


def fail(current: ImportRun, error: BaseException) -> None:
    cause = error.__cause__ or error
    if not isinstance(cause, OSError):
        logger.error("import source failed", exc_info=cause, extra={"run": current.public_id})
    current.state = ImportRun.State.FAILED
    current.error = str(cause) or type(cause).__name__
    current.finished_at = timezone.now()
    current.save(update_fields=["state", "error", "finished_at"])


def finish(current: ImportRun) -> None:
    current.state = ImportRun.State.DONE
    current.finished_at = timezone.now()
    current.save(update_fields=["state", "finished_at"])


@contextmanager
def sole_runner(key: str) -> Iterator[None]:
    """Keep other processes from the same import.

    The lock of a killed process goes as soon as the database has noticed, which may take as long as one
    of its statements; so a lock is only believed after PATIENCE seconds.
    """
    lock = _lock_key(key)
    deadline = time.monotonic() + PATIENCE
    while not _locked(lock):
        if time.monotonic() >= deadline:
            raise AlreadyRunningError("Another process is at this import. Wait until it has ended.")
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def _locked(lock: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        return bool(cursor.fetchone()[0])


def _lock_key(key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"import:{key}".encode()).digest()[:8], signed=True)


def _refresh_statistics() -> None:
    """Let the planner know how large the tables have become; called ever more rarely as they grow."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(f"ANALYZE {', '.join(ANALYZED)}")

"""Background work that survives a dead broker, a killed worker and a doubled message."""

import json
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from celery import Task, current_app, current_task, shared_task
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from bzpeer.core.models import Outbox

logger = logging.getLogger(__name__)

FIRST_RESEND: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(seconds=60)
MOST_SENDS: Final = 8
KEPT: Final = timedelta(days=14)
BREAKER_OPEN_SECONDS: Final = 15.0
JOB_STATEMENT_TIMEOUT: Final = "240s"


# The queue of each task by its name; Celery deprecates a task's own attribute for it.
_queues: dict[str, str] = {}


class _Breaker:
    """Keeps web processes from waiting for a broker that just failed."""

    def __init__(self) -> None:
        self.open_until = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.open_until

    def trip(self) -> None:
        self.open_until = time.monotonic() + BREAKER_OPEN_SECONDS


breaker = _Breaker()


def task(*, name: str, queue: str) -> Callable[[Callable[..., None]], "Task[Any, None]"]:
    """Register a function as work that the outbox carries.

    It runs in one transaction with the mark that it is done, so its effects happen once however often
    the message arrives. What it raises is kept in ``last_error`` and tried again by the sweep.
    """

    def register(job: Callable[..., None]) -> "Task[Any, None]":
        def run(*, key: str) -> None:
            if _is_redelivered():
                return
            try:
                _run_once(job, key)
            except Exception as error:
                logger.exception("outbox job failed", extra={"task": name, "key": key})
                _note_failure(key, error)

        run.__doc__ = job.__doc__
        registered: Task[Any, None] = shared_task(name=name, ignore_result=True)(run)
        _queues[name] = queue
        return registered

    return register


def _is_redelivered() -> bool:
    # Celery hands a job that killed its process to the next one at once, without end; the sweep sends it
    # again after its pauses, and at most eight times.
    message = getattr(getattr(current_task, "request", None), "delivery_info", None) or {}
    return bool(message.get("redelivered"))


def _run_once(job: Callable[..., None], key: str) -> None:
    with transaction.atomic():
        row = Outbox.objects.claim(key)
        if row is None:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [JOB_STATEMENT_TIMEOUT])
        job(**row.kwargs)
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])


def _note_failure(key: str, error: Exception) -> None:
    Outbox.objects.filter(key=key, done_at=None).update(last_error=f"{type(error).__name__}: {error}"[:2000])


def enqueue(work: "Task[Any, None]", *, key: str, **kwargs: Any) -> bool:
    """Write down ``work`` to be done once this transaction commits; the same key is written once.

    Returns whether it is new. Kwargs must be JSON.
    """
    queue = _queues[work.name]
    with connection.cursor() as cursor:
        # Django's bulk_create can't tell a new row from one that was there.
        cursor.execute(
            "INSERT INTO core_outbox (key, task, kwargs, queue, not_before, sends, last_error)"
            " VALUES (%s, %s, %s::jsonb, %s, %s, 0, '') ON CONFLICT (key) DO NOTHING RETURNING id",
            [key, work.name, json.dumps(kwargs), queue, timezone.now() + FIRST_RESEND],
        )
        is_new = cursor.fetchone() is not None
    transaction.on_commit(lambda: _publish(work.name, key, queue))
    return is_new


def _publish(name: str, key: str, queue: str) -> bool:
    if breaker.is_open:
        return False
    try:
        current_app.send_task(name, kwargs={"key": key}, queue=queue)
    except (OperationalError, OSError):
        # Nothing is lost: the sweep sends it again.
        breaker.trip()
        logger.warning("broker does not answer", extra={"key": key})
        return False
    return True


def sweep(*, limit: int = 200) -> int:
    """Nudge again what is due and unfinished; give up on what keeps failing. Returns the nudges sent."""
    now = timezone.now()
    with transaction.atomic():
        rows = list(
            Outbox.objects.due().order_by("not_before").select_for_update(skip_locked=True)[:limit],
        )
        for row in rows:
            if row.sends >= MOST_SENDS:
                row.dead_at = now
                logger.error("outbox job given up", extra={"key": row.key, "error": row.last_error})
                continue
            row.sends += 1
            row.not_before = now + min(FIRST_RESEND * 2**row.sends, LONGEST_WAIT)
        Outbox.objects.bulk_update(rows, ["sends", "not_before", "dead_at"])
    return sum(_publish(row.task, row.key, row.queue) for row in rows if row.dead_at is None)


def purge() -> int:
    """Delete what was finished more than 14 days ago; returns how many rows."""
    deleted, _ = Outbox.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
    return deleted

"""Jobs that break in one way each, and one that leaves a trace."""

import os
import signal
import time
from pathlib import Path

from bzpeer.core import outbox
from bzpeer.core.models import AuditEvent

PATIENCE = 60


@outbox.task(name="tests.leave_trace", queue="critical")
def leave_trace(*, word: str) -> None:
    _trace(word)


@outbox.task(name="tests.fail", queue="critical")
def fail(*, word: str) -> None:
    """Write something down, and fail: nothing of it may stay."""
    _trace(word)
    raise RuntimeError("This job always fails.")


@outbox.task(name="tests.wait_inside", queue="critical")
def wait_inside(*, word: str, began: str, gate: str) -> None:
    """Write something down, say that it has begun, and wait for the gate: time to be killed in."""
    _trace(word)
    with Path(began).open("a") as file:
        file.write(f"{os.getpid()}\n")
    deadline = time.monotonic() + PATIENCE
    while not Path(gate).exists() and time.monotonic() < deadline:
        time.sleep(0.02)


@outbox.task(name="tests.die", queue="critical")
def die(*, word: str, began: str) -> None:
    """Take the whole process along, as memory running out would."""
    with Path(began).open("a") as file:
        file.write(f"{os.getpid()}\n")
    os.kill(os.getpid(), signal.SIGKILL)


def _trace(word: str) -> None:
    AuditEvent.objects.create(actor="system", action="noted", target=word)

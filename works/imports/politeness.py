"""Keeps the pace a source asks for: one request at a time and some seconds apart, over every process."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, Protocol

ARXIV_INTERVAL: Final = 3.0
ARXIV_LOCK: Final = 0x617258697600
POLL: Final = 0.5
LONGEST_WAIT: Final = 900.0


class Pace(Protocol):
    """Whose turn it is to ask a source."""

    def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn, and keep it until the block ends."""


class BusyError(OSError):
    """Others held the turn for too long."""


class Connection(Protocol):
    """As much of a database connection as is needed; Django's is one."""

    def cursor(self) -> AbstractContextManager[Any]: ...


class ProcessPace:
    """Turns within one process, where there is no database."""

    def __init__(
        self,
        interval: float = ARXIV_INTERVAL,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._due = clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._lock:
            if (early := self._due - self._clock()) > 0:
                self._sleep(early)
            try:
                yield
            finally:
                self._due = self._clock() + self._interval


class SharedPace:
    """Turns over all processes that share a PostgreSQL, by one of its advisory locks.

    The interval is waited out at the start of a turn, with the lock held: nothing needs to be stored, and a
    killed process leaves nothing behind, since its lock ends with its connection. The lock belongs to the
    session, so a pooler between must pool sessions, and a rollback does not give the turn away.
    """

    def __init__(
        self,
        connection: Connection,
        lock: int = ARXIV_LOCK,
        interval: float = ARXIV_INTERVAL,
        *,
        longest_wait: float = LONGEST_WAIT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connection = connection
        self._lock = lock
        self._interval = interval
        self._longest_wait = longest_wait
        self._sleep = sleep

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._acquire()
        try:
            self._sleep(self._interval)
            yield
        finally:
            self._ask("SELECT pg_advisory_unlock(%s)")

    def _acquire(self) -> None:
        """Ask again and again instead of waiting in the database, whose time limits would end the wait."""
        waited = 0.0
        while not self._ask("SELECT pg_try_advisory_lock(%s)"):
            if waited >= self._longest_wait:
                raise BusyError(
                    f"Other imports have kept this source busy for {waited:.0f} s. Try again later; "
                    "the run goes on where it stopped."
                )
            self._sleep(POLL)
            waited += POLL

    def _ask(self, sql: str) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, [self._lock])
            return bool(cursor.fetchone()[0])

"""The pace a source asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Self

import pytest
from django.db import connection, connections

from works.imports.politeness import BusyError, ProcessPace, SharedPace


class Clock:
    """A clock that moves only by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def test_turns_of_a_process_are_an_interval_apart_from_the_end_of_the_last() -> None:
    clock = Clock()
    pace = ProcessPace(3.0, clock=clock, sleep=clock.sleep)
    starts = []

    for work in (0.0, 1.0, 10.0, 0.0):
        with pace.turn():
            starts.append(clock.now)
            clock.sleep(work)

    assert starts == [100.0, 103.0, 107.0, 120.0]


def test_a_turn_that_fails_counts_as_one() -> None:
    clock = Clock()
    pace = ProcessPace(3.0, clock=clock, sleep=clock.sleep)

    with pytest.raises(ZeroDivisionError), pace.turn():
        raise ZeroDivisionError
    with pace.turn():
        assert clock.now == 103.0


class FakeCursor:
    """Answers the questions of a lock; taken by somebody else for so many asks."""

    def __init__(self, asked: list[str], taken: int) -> None:
        self._asked = asked
        self._taken = taken

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def execute(self, sql: str, parameters: list[int]) -> None:
        self._asked.append(sql)

    def fetchone(self) -> tuple[bool]:
        return (len(self._asked) > self._taken,)


class FakeConnection:
    def __init__(self, taken: int = 0) -> None:
        self.asked: list[str] = []
        self._taken = taken

    def cursor(self) -> FakeCursor:
        return FakeCursor(self.asked, self._taken)


def test_a_shared_turn_waits_with_the_lock_in_hand_and_gives_it_back() -> None:
    clock = Clock()
    database = FakeConnection(taken=2)
    pace = SharedPace(database, 1, 3.0, sleep=clock.sleep)

    with pytest.raises(ZeroDivisionError), pace.turn():
        assert clock.now == 104.0
        raise ZeroDivisionError

    assert database.asked == ["SELECT pg_try_advisory_lock(%s)"] * 3 + ["SELECT pg_advisory_unlock(%s)"]


def test_a_source_that_others_keep_busy_is_given_up_with_a_remedy() -> None:
    clock = Clock()
    pace = SharedPace(FakeConnection(taken=10_000), 1, 3.0, longest_wait=60.0, sleep=clock.sleep)

    with pytest.raises(BusyError, match=r"busy for 60 s\. Try again later"), pace.turn():
        pytest.fail("nobody gave the turn")


@contextmanager
def together(count: int, job: Callable[[], None]) -> Iterator[None]:
    def run() -> None:
        try:
            job()
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_in_postgresql_only_one_connection_has_the_turn_at_a_time() -> None:
    order: list[str] = []
    start = Barrier(3)

    def take_turns() -> None:
        start.wait()
        for _ in range(3):
            with SharedPace(connection, 4711, 0.001, sleep=lambda seconds: None).turn():
                order.append("begin")
                order.append("end")

    with together(3, take_turns):
        pass

    assert order == ["begin", "end"] * 9


@pytest.mark.django_db(transaction=True)
def test_in_postgresql_a_dropped_connection_gives_the_turn_away() -> None:
    def drop() -> None:
        pace = SharedPace(connection, 4712, 0.0, sleep=lambda seconds: None)
        pace._acquire()

    with together(1, drop):
        pass

    with SharedPace(connection, 4712, 0.0, longest_wait=0.0, sleep=lambda seconds: None).turn():
        pass

"""Reads the next page while the last one is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final

from django.db import connections

from works.imports.records import Page

POLL_SECONDS: Final = 0.2


class ReadingError(Exception):
    """The source failed; the cause says how."""


@contextmanager
def read_ahead(pages: Iterator[Page]) -> Iterator[Iterator[Page]]:
    """Run ``pages`` in a thread of its own, one page ahead of who iterates over the result.

    Parsing and the database then keep one processor each. Whatever the source raises comes as
    ``ReadingError`` at the place where its next page would have come.
    """
    queue: Queue[Page | BaseException | None] = Queue(maxsize=1)
    stopped = Event()
    thread = Thread(target=_read, args=(pages, queue, stopped), name="import-reader", daemon=True)
    thread.start()
    try:
        yield _taken(queue)
    finally:
        stopped.set()
        _empty(queue)
        thread.join()


def _read(pages: Iterator[Page], queue: "Queue[Page | BaseException | None]", stopped: Event) -> None:
    try:
        for page in pages:
            if not _put(queue, page, stopped):
                return
        _put(queue, None, stopped)
    except BaseException as error:  # noqa: BLE001 - raised again in the thread that takes the pages
        _put(queue, error, stopped)
    finally:
        # A reader that keeps its pace through the database has had a connection of this thread's own.
        connections.close_all()


def _put(
    queue: "Queue[Page | BaseException | None]", what: Page | BaseException | None, stopped: Event
) -> bool:
    while not stopped.is_set():
        try:
            queue.put(what, timeout=POLL_SECONDS)
        except Full:
            continue
        return True
    return False


def _taken(queue: "Queue[Page | BaseException | None]") -> Iterator[Page]:
    while (what := queue.get()) is not None:
        if isinstance(what, BaseException):
            raise ReadingError(str(what)) from what
        yield what


def _empty(queue: "Queue[Page | BaseException | None]") -> None:
    try:
        while True:
            queue.get_nowait()
    except Empty:
        return

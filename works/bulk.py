"""Settings for transactions that move many rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def room(*, memory: str) -> Iterator[None]:
    """Let statements of this transaction run long, and sort in ``memory`` ("64MB") rather than in files.

    Inside, each is planned for the rows it gets: a plan kept from a small page would crawl over a large one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', '0', true), set_config('jit', 'off', true),"
            " set_config('work_mem', %s, true)",
            [memory],
        )
    # Not by plan_cache_mode, which would also plan every check of a foreign key anew.
    driver = connection.connection
    threshold, driver.prepare_threshold = driver.prepare_threshold, None
    try:
        yield
    finally:
        driver.prepare_threshold = threshold


@contextmanager
def few_collections() -> Iterator[None]:
    """Hold the cyclic garbage collector back, process-wide.

    Records make no cycles, and looking through a page of them over and over took a quarter of an import.
    """
    before = gc.get_threshold()
    gc.set_threshold(500_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)

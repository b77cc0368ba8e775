"""Lets those who change the record in bulk take turns."""

from typing import Final

from django.db import connection

KEY: Final = 0x627A_7265_636F_7264


def take() -> None:
    """Wait for the turn to change the record in bulk, and hold it until the transaction ends.

    Whether an author is known is asked before it is written, and no constraint can say that two names are
    one person; so two pages of imports must never be matched at the same time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])

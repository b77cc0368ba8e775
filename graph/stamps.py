"""The versions that a slice's fragments rest on."""

from typing import Final

from django.db import connection

STAMP: Final = """
SELECT revision FROM graph_graphslice
WHERE focus_kind = %s AND focus_id = %s AND opened = '{}' AND built = wanted AND payload IS NOT NULL
"""


def slice_stamp(kind: str, public_id: str) -> str | None:
    """Read the version of a fresh slice; None while there is none, so that polls are never kept."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [kind, public_id])
        row = cursor.fetchone()
    return str(row[0]) if row else None

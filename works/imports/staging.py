"""Moves rows into PostgreSQL in bulk: COPY straight in where rows are new, over a staging table where not."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db import connection

Row = Sequence[Any]


def allot(table: str, count: int) -> list[int]:
    """Take primary keys from the sequence of ``table``, so that rows can name each other unwritten."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy(table: str, columns: str, rows: Iterable[Row]) -> None:
    """Append rows that no row of ``table`` can be in conflict with."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream,
    ):
        for row in rows:
            stream.write_row(row)


def stage(name: str, definition: str, rows: Sequence[Row]) -> None:
    """Fill a temporary table with ``rows``; it is gone when the transaction ends."""
    columns = ", ".join(column.split()[0] for column in definition.split(","))
    with connection.cursor() as cursor:
        # Dropped first, since one page may come in several waves.
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMP TABLE {name} ({definition}) ON COMMIT DROP")
    copy(name, columns, rows)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {name}")


def run(sql: str, parameters: dict[str, Any] | None = None) -> int:
    """Execute one statement; returns the rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def fetch(sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def replace_children(
    table: str,
    *,
    key: str,
    columns: str,
    types: str,
    rows: Sequence[Row],
    replaced: Collection[int],
) -> None:
    """Make ``rows`` (work id, key columns, further columns) the children of existing works.

    Children that ``rows`` do not name are deleted from the works in ``replaced``, and kept elsewhere.
    """
    stage("staged_children", types, rows)
    identity = ["work_id", *key.split(", ")]
    others = [name for name in columns.split(", ") if name not in identity]
    same = " AND ".join(f"s.{name} = t.{name}" for name in identity)
    run(
        f"DELETE FROM {table} t WHERE t.work_id = ANY(%(replaced)s::bigint[])"  # noqa: S608 - names of ours
        f" AND NOT EXISTS (SELECT 1 FROM staged_children s WHERE {same})",
        {"replaced": sorted(replaced)},
    )
    updates = ", ".join(f"{name} = excluded.{name}" for name in others)
    conflict = f"({', '.join(identity)}) DO UPDATE SET {updates}" if others else "DO NOTHING"
    run(
        f"INSERT INTO {table} ({columns})"  # noqa: S608 - names of ours
        f" SELECT {columns} FROM staged_children ON CONFLICT {conflict}"
    )


def storable(text: str) -> str:
    """Replace what PostgreSQL's text can't hold: NUL and lone surrogates."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def array(texts: Sequence[str]) -> str:
    """Write a text array as PostgreSQL does; far cheaper than having every element adapted."""
    if not texts:
        return "{}"
    return "{" + ",".join('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts) + "}"


CLIPPED: Final = {"byline": 300, "author": 200, "source": 300, "institution": 300, "topic": 200}


def clip(text: str, what: str) -> str:
    """Cut a name to what its column holds."""
    limit = CLIPPED[what]
    return text if len(text) <= limit else text[:limit].rstrip()

"""Remembers which pages must be counted anew, and counts them."""

from collections.abc import Callable, Collection
from typing import Final

from django.db import connection, transaction

from works import record_lock
from works.counters.counting import CHUNK, recompute
from works.models import StaleCount
from works.signals import Change, tell

# Topics count authors by the AuthorTopic rows, so authors come first.
ORDER: Final = (
    StaleCount.Kind.AUTHOR,
    StaleCount.Kind.TOPIC,
    StaleCount.Kind.INSTITUTION,
    StaleCount.Kind.SOURCE,
)


def mark_stale(
    *,
    author_ids: Collection[int] = (),
    topic_ids: Collection[int] = (),
    institution_ids: Collection[int] = (),
    source_ids: Collection[int] = (),
) -> None:
    """Write down, in the transaction of the change, the pages whose counts it touches."""
    wanted = (author_ids, topic_ids, institution_ids, source_ids)
    kinds = [str(kind) for kind, ids in zip(ORDER, wanted, strict=True) for _ in ids]
    rows = [row_id for ids in wanted for row_id in sorted(ids)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO works_stalecount (kind, row_id)"
            " SELECT * FROM unnest(%s::text[], %s::bigint[]) ON CONFLICT DO NOTHING",
            [kinds, rows],
        )


def stale_count() -> int:
    return StaleCount.objects.count()


def drain(*, on_chunk: Callable[[int], None] | None = None) -> int:
    """Count every stale page anew, chunk by chunk, each in a transaction of its own; returns how many.

    The revision of each grows and the apps above are told in the same transaction.
    """
    drained = 0
    for kind in ORDER:
        while count := _drain_chunk(kind):
            drained += count
            if on_chunk:
                on_chunk(count)
    return drained


@transaction.atomic
def _drain_chunk(kind: StaleCount.Kind) -> int:
    record_lock.take()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM works_stalecount WHERE id IN"
            " (SELECT id FROM works_stalecount WHERE kind = %s ORDER BY row_id LIMIT %s) RETURNING row_id",
            [kind, CHUNK],
        )
        ids = frozenset(row[0] for row in cursor.fetchall())
    if not ids:
        return 0
    recompute(**{f"{kind}_ids": ids}, bump=True)
    if kind != StaleCount.Kind.SOURCE:
        tell(Change(**{f"{kind}_ids": ids}))
    return len(ids)

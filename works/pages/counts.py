"""How many rows there are, without counting a million of them."""

from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Model, QuerySet

EXACT_UP_TO: Final = 10_000


@dataclass(frozen=True, slots=True)
class Total:
    """A number of rows; ``is_exact`` is false for the database's own estimate."""

    value: int
    is_exact: bool = True

    def __str__(self) -> str:
        return f"{self.value:,}" if self.is_exact else f"about {self.value:,}"


def total(rows: QuerySet[Model]) -> Total:
    """Count up to EXACT_UP_TO rows; beyond that, give the table's estimate to three figures."""
    counted = up_to(rows, EXACT_UP_TO + 1)
    if counted <= EXACT_UP_TO:
        return Total(counted)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
            [rows.model._meta.db_table],
        )
        (estimate,) = cursor.fetchone()
    return Total(_three_figures(max(estimate, counted)), is_exact=False)


def up_to(rows: QuerySet[Model], most: int) -> int:
    """Count the rows, giving up at ``most``."""
    return rows.order_by()[:most].count()


def _three_figures(value: int) -> int:
    step: int = 10 ** (len(str(value)) - 3)
    return int(round(value / step) * step)

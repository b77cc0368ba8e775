"""A page of works in a list: their stored cards, and the links to the other pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db import connection
from django.http import QueryDict

from bzpeer.core.pagination import Pager, pager

PAGE_SIZE: Final = 20
DEEPEST: Final = 5_000
"""Rows that page links reach; what lies deeper is found by year or by searching."""


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work as lists show it; its card was rendered when the work was stored."""

    card_html: str


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Neighbouring works of one year; 0 where it is unknown."""

    year: int
    works: tuple[ListedWork, ...]


@dataclass(frozen=True, slots=True)
class WorksList:
    """One page of works, newest first; ``total`` is all there are, ``pager`` knows those within reach."""

    total: int
    groups: tuple[YearGroup, ...]
    pager: Pager
    year: int | None = None

    @property
    def is_cut(self) -> bool:
        return self.total > self.pager.total


def load(
    rows: str,
    parameters: Mapping[str, int | str | None],
    *,
    total: int,
    query: QueryDict,
    year: int | None = None,
) -> WorksList:
    """Read one page of the works that ``rows`` selects as (year, card); it ends in its order."""
    place = pager(
        total=min(total, DEEPEST),
        size=PAGE_SIZE,
        wanted=query.get("page"),
        query=_kept(query),
        anchor="#works",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{rows} LIMIT %(limit)s OFFSET %(offset)s",
            {**parameters, "limit": place.size, "offset": place.offset},
        )
        found = cursor.fetchall()
    groups = tuple(
        YearGroup(year=known, works=tuple(ListedWork(card) for _, card in same))
        for known, same in groupby(found, key=lambda row: row[0] or 0)
    )
    return WorksList(total=total, groups=groups, pager=place, year=year)


def year_of(query: QueryDict) -> int | None:
    """Read the year the reader chose; nonsense is none."""
    text = query.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None  # noqa: PLR2004


def _kept(query: QueryDict) -> QueryDict:
    """Keep what page links carry on, so that no stranger's parameters end up in them."""
    kept = QueryDict(mutable=True)
    if year := year_of(query):
        kept["year"] = str(year)
    return kept


NEWEST_FIRST: Final = "ORDER BY w.publication_year DESC NULLS LAST, w.sort_title, w.id"

"""One page of an author's works, with everything around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final, cast

from django.db import connection
from django.http import QueryDict
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe

from bzpeer.core.pagination import Pager, pager
from profiles.pages import facets, neighbours, sql
from profiles.pages.facets import Facets
from profiles.pages.filters import ANCHOR, ORDERS, Filters
from profiles.pages.neighbours import Neighbours
from works.models import Author

PAGE_SIZE: Final = 20
MOST_ON_ONE_PAGE: Final = 500
BY_YEAR: Final = {"newest", "oldest"}


@dataclass(frozen=True, slots=True)
class Group:
    """Works in a row; a year mark stands above them if ``label`` says so."""

    label: str
    count: int
    cards: SafeString


@dataclass(frozen=True, slots=True)
class WorksList:
    """What the section "Published work" shows."""

    total: int
    found: int
    """Works that the filters leave."""
    groups: tuple[Group, ...]
    facets: Facets
    filters: Filters
    pager: Pager
    next_part: str
    """Query string by which htmx fetches the next page; empty on the last one."""
    all_href: str
    """Link to all works on one page; empty where that would be no page any more."""
    lacks_citations: bool

    @property
    def heading(self) -> str:
        return f"{self.total:,} published item(s)"

    @property
    def clear_href(self) -> str:
        return self.filters.without(*self.filters.chosen)

    @property
    def orders(self) -> tuple[tuple[str, str, bool], ...]:
        return tuple((value, words, value == self.filters.order) for value, words in ORDERS.items())


Row = tuple[int, int | None, str]


def load(author: Author, query: QueryDict, near: Callable[[], Neighbours] | None = None) -> WorksList:
    """Read one page of the list, in two queries at most whatever its length.

    Without filters the facets are put together when they are first shown: those of all pages are alike, so
    they may be kept from another one.
    """
    filters = Filters.read(query)
    if filters.chosen:
        counted = facets.counted(author, filters)
        total, years = counted.total, counted.years
    else:
        read = near or partial(neighbours.load, author)
        counted = cast("Facets", SimpleLazyObject(lambda: facets.stored(author, filters, read())))
        total, years = author.works_count, facets.stored_years(author)
    wants_all = query.get("show") == "all" and total <= MOST_ON_ONE_PAGE
    place = pager(
        total=total,
        size=MOST_ON_ONE_PAGE if wants_all else PAGE_SIZE,
        wanted=query.get("page"),
        query=filters.query,
        anchor=ANCHOR,
    )
    rows = _rows(author, filters, place)
    return WorksList(
        total=author.works_count,
        found=total,
        groups=_groups(rows, filters, years, after=query.get("after", "")),
        facets=counted,
        filters=filters,
        pager=place,
        next_part=_next_part(rows, place),
        all_href=_all_href(filters, place) if total <= MOST_ON_ONE_PAGE else "",
        lacks_citations=filters.order == "cited" and bool(rows) and rows[0][1] is None,
    )


def _rows(author: Author, filters: Filters, place: Pager) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.rows(filters),
            {**filters.chosen, "author": author.pk, "limit": place.size, "offset": place.offset},
        )
        rows: list[Row] = cursor.fetchall()
    return rows


def _groups(rows: list[Row], filters: Filters, years: Mapping[int, int], after: str) -> tuple[Group, ...]:
    """Part the rows by year where they are in that order; the year of ``after`` already has its mark."""
    if filters.order not in BY_YEAR:
        return (Group("", 0, _cards(rows)),) if rows else ()
    return tuple(
        Group("" if str(year) == after else facets.words("year", str(year)), years.get(year, 0), _cards(same))
        for year, same in ((year, list(group)) for year, group in groupby(rows, key=lambda row: row[0]))
    )


def _cards(rows: Sequence[Row]) -> SafeString:
    # Cards are stored ready to send: works.cards rendered them, and every value in them was escaped there.
    return mark_safe("".join(f"<li>{card}</li>" for _, _, card in rows))  # noqa: S308


def _next_part(rows: list[Row], place: Pager) -> str:
    return f"{place.next_query}&after={rows[-1][0]}" if rows and place.next_href else ""


def _all_href(filters: Filters, place: Pager) -> str:
    return filters.linker("show")("all") if place.last > 1 else ""

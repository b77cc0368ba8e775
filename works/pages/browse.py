"""The lists of all works, topics, institutions and sources, a bounded number of rows within reach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict

from bzpeer.core.pagination import Pager, pager
from works.models import Institution, Source, Topic, Work
from works.pages import counts, listed
from works.pages.countries import COUNTRIES
from works.pages.counts import Total
from works.pages.listed import WorksList

PAGE_SIZE: Final = 48
DEEPEST: Final = 4_800
"""Rows that page links reach; what lies deeper is found by searching."""


@dataclass(frozen=True, slots=True)
class Order:
    """A way to order a list, as a link."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a list: its name, what to know of it at a glance, and its works."""

    name: str
    path: str
    note: str
    works: int


@dataclass(frozen=True, slots=True)
class Browse:
    """One page of a list."""

    total: Total
    entries: tuple[Entry, ...]
    orders: tuple[Order, ...]
    pager: Pager

    @property
    def is_cut(self) -> bool:
        return self.total.value > self.pager.total


@dataclass(frozen=True, slots=True)
class BrowseWorks:
    """One page of all works."""

    total: Total
    works: WorksList


ORDERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "works": ("Most works", ("-works_count", "pk")),
    "name": ("Name", ("display_name", "pk")),
}


def works(query: QueryDict) -> BrowseWorks:
    """Read one page of all works, newest first."""
    total = counts.total(Work.objects.listed())
    return BrowseWorks(total, listed.load(_WORKS, {}, total=total.value, query=query))


def topics(query: QueryDict) -> Browse:
    return _browse(Topic.objects.filter(works_count__gt=0), query, lambda topic: topic.field)


def institutions(query: QueryDict) -> Browse:
    return _browse(Institution.objects.filter(works_count__gt=0), query, _place)


def sources(query: QueryDict) -> Browse:
    return _browse(Source.objects.filter(works_count__gt=0), query, lambda source: source.kind.capitalize())


def _place(institution: Institution) -> str:
    country = COUNTRIES.get(institution.country_code, institution.country_code)
    return ", ".join(part for part in (institution.kind.capitalize(), country) if part)


def _browse(rows: QuerySet[Any], query: QueryDict, note: Callable[[Any], str]) -> Browse:
    order, orders = chosen_order(query, ORDERS)
    total = counts.total(rows)
    place = pager(
        total=min(total.value, DEEPEST),
        size=PAGE_SIZE,
        wanted=query.get("page"),
        query=kept(sort=order),
    )
    page = rows.order_by(*ORDERS[order][1])[place.offset : place.offset + place.size]
    entries = tuple(
        Entry(row.display_name, row.get_absolute_url(), note(row), row.works_count) for row in page
    )
    return Browse(total, entries, orders, place)


def chosen_order(
    query: QueryDict,
    orders: Mapping[str, tuple[str, tuple[str, ...]]],
) -> tuple[str, tuple[Order, ...]]:
    """Read the order the reader chose, the first where it is none of ``orders``, and link to all of them."""
    first = next(iter(orders))
    chosen = query.get("sort", first)
    chosen = chosen if chosen in orders else first
    links = tuple(
        Order(words, "?" if name == first else f"?sort={name}", name == chosen)
        for name, (words, _) in orders.items()
    )
    return chosen, links


def kept(**values: str) -> QueryDict:
    """Make the query string page links carry on."""
    query = QueryDict(mutable=True)
    for name, value in values.items():
        if value:
            query[name] = value
    return query


_WORKS: Final = f"""
SELECT w.publication_year, w.card_html FROM works_work w WHERE NOT w.is_hidden {listed.NEWEST_FIRST}
"""  # noqa: S608 - the parts are constants of this app

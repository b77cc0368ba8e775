"""The facets of the works list: each value with how many works it would leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils.safestring import SafeString

from bzpeer.core import markup
from profiles.pages import histogram as histograms
from profiles.pages import sql
from profiles.pages.filters import KINDS, READERS, ROLES, Filters
from profiles.pages.histogram import CHOSEN, Histogram
from profiles.pages.neighbours import Neighbours
from works.models import Author

MOST: Final = 24
"""Values of one facet that the page offers; the chosen one is always among them."""
FIRST: Final = 7
"""Values shown before "more"."""

Count = tuple[str, str, int]
"""Value in the URL, words on the page, works."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; a chosen one links to the list without it."""

    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, the first few apart from the rest."""

    name: str
    title: str
    values: tuple[Value, ...]

    @property
    def _shown(self) -> int:
        return len(self.values) if len(self.values) <= FIRST + 1 else FIRST

    @property
    def first(self) -> SafeString:
        return _items(self.values[: self._shown])

    @property
    def rest(self) -> SafeString:
        return _items(self.values[self._shown :])

    @property
    def rest_count(self) -> int:
        return len(self.values) - self._shown


# Some fifty values stand on a page, and a template include each would take half of its time.
def _items(values: Iterable[Value]) -> SafeString:
    return markup.fill_all(
        "\n",
        '<li><a href="{}"{}>{} <span class="n">{}</span></a></li>',
        ((one.href, CHOSEN if one.is_chosen else "", one.label, f"{one.count:,}") for one in values),
    )


@dataclass(frozen=True, slots=True)
class Facets:
    """Everything beside the list; ``total`` is what the filters leave."""

    total: int
    years: Mapping[int, int]
    histogram: Histogram
    lists: tuple[Facet, ...]
    chosen: tuple[Value, ...]
    """The filters that are set, as removable chips."""


def stored(author: Author, filters: Filters, near: Neighbours) -> Facets:
    """Put the author's stored counts into facets, for a list without filters; reads nothing."""
    counts: dict[str, list[Count]] = {
        "year": [(str(year), "", count) for year, count in stored_years(author).items()],
        "kind": [(kind, "", count) for kind, count in author.counts_by_kind.items()],
        "source": [(name, "", count) for name, count in author.counts_by_source],
        "role": [(role, "", count) for role, count in near.roles.items()],
        "topic": [(one.public_id, one.name, one.works) for one in near.topics[:MOST]],
        "coauthor": [(one.public_id, one.name, one.works) for one in near.collaborators[:MOST]],
    }
    return _facets(counts, filters, author.works_count)


def stored_years(author: Author) -> dict[int, int]:
    """Give the author's stored works a year; 0 stands for those without one."""
    undated = author.works_count - sum(author.counts_by_year.values())
    years = {int(year): count for year, count in author.counts_by_year.items()}
    return {**years, **({0: undated} if undated else {})}


def counted(author: Author, filters: Filters) -> Facets:
    """Count anew, each facet under the filters of all the others."""
    parameters: dict[str, Any] = {
        **dict.fromkeys(READERS, ""),
        **filters.chosen,
        "author": author.pk,
        "most": MOST,
    }
    counts: dict[str, list[Count]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql.counts(filters), parameters)
        for facet, value, label, count in cursor.fetchall():
            counts[facet].append((value, label, count))
    (_, _, total) = counts["total"][0]
    return _facets(counts, filters, total)


def _facets(counts: Mapping[str, Iterable[Count]], filters: Filters, total: int) -> Facets:
    years = {int(year): count for year, _, count in counts.get("year", ())}
    lists = tuple(
        Facet(name, title, values)
        for name, title in TITLES.items()
        if (values := _values(name, counts.get(name, ()), filters))
    )
    histogram = histograms.draw(years, filters)
    if not histogram.is_linked or 0 in years:
        lists = (*lists, Facet("year", "Year", _year_values(years, filters)))
    return Facets(total, years, histogram, lists, _chosen(counts, filters))


TITLES: Final = {
    "topic": "Topics",
    "kind": "Kind",
    "source": "Source",
    "coauthor": "Co-authors",
    "role": "Place in the author list",
}
ALONE: Final = {"source", "role"}
"""Facets that say nothing while there is a single value."""


def _values(name: str, counts: Iterable[Count], filters: Filters) -> tuple[Value, ...]:
    ordered = sorted(counts, key=lambda one: (-one[2], one[1] or one[0]))
    if name in ALONE and len(ordered) == 1 and name not in filters.chosen:
        return ()
    return _linked(name, ordered, filters)


def _linked(name: str, counts: Iterable[Count], filters: Filters) -> tuple[Value, ...]:
    chosen, link, back = filters.chosen.get(name), filters.linker(name), filters.without(name)
    return tuple(
        Value(
            label or words(name, value),
            count,
            back if value == chosen else link(value),
            is_chosen=value == chosen,
        )
        for value, label, count in counts
    )


def words(name: str, value: str) -> str:
    """Name a value of a facet on the page."""
    if name == "kind":
        return KINDS[value].capitalize()
    if name == "role":
        return ROLES[value]
    if name == "year" and value == "0":
        return "Undated"
    return value


def _chosen(counts: Mapping[str, Iterable[Count]], filters: Filters) -> tuple[Value, ...]:
    labels = {(name, value): label for name in counts for value, label, _ in counts[name]}
    unknown = {"topic": "a topic", "coauthor": "a co-author"}
    chosen = []
    for name, value in filters.chosen.items():
        label = labels.get((name, value)) or unknown.get(name) or words(name, value)
        shown = {"coauthor": f"with {label}", "q": f"“{label}”"}.get(name, label)
        chosen.append(Value(shown, 0, filters.without(name), is_chosen=True))
    return tuple(chosen)


def _year_values(counts: Mapping[int, int], filters: Filters) -> tuple[Value, ...]:
    newest_first = sorted(counts.items(), reverse=True)
    return _linked("year", [(str(year), "", count) for year, count in newest_first], filters)

"""Pages of a list: where one stands, and the links to the others."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from django.http import QueryDict

REACH: Final = 2
"""How many neighbours of the current page have a link of their own."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page number; ``number`` 0 stands for a gap."""

    number: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one stands in a list of known length."""

    total: int
    size: int
    number: int
    query: QueryDict
    anchor: str = ""

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first_item(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last_item(self) -> int:
        return min(self.offset + self.size, self.total)

    @property
    def next_href(self) -> str:
        return self.href(self.number + 1) if self.number < self.last else ""

    @property
    def previous_href(self) -> str:
        return self.href(self.number - 1) if self.number > 1 else ""

    @property
    def next_query(self) -> str:
        """The query string of the next page, for fragments under another path."""
        return self._query(self.number + 1)

    @property
    def links(self) -> tuple[PageLink, ...]:
        near = range(max(2, self.number - REACH), min(self.last, self.number + REACH + 1))
        numbers = [1, *near, *([self.last] if self.last > 1 else [])]
        found: list[PageLink] = []
        for number in numbers:
            if found and number > found[-1].number + 1:
                found.append(PageLink(0, "", is_current=False))
            found.append(PageLink(number, self.href(number), is_current=number == self.number))
        return tuple(found)

    def href(self, number: int) -> str:
        """Link to a page, with everything else the reader chose; page 1 is not named."""
        query = self._query(number)
        return (f"?{query}" if query else "?") + self.anchor

    def _query(self, number: int) -> str:
        query = self.query.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return query.urlencode()


def pager(*, total: int, size: int, wanted: str | None, query: QueryDict, anchor: str = "") -> Pager:
    """Read the wanted page number; nonsense is page 1, and past the end is the last page."""
    last = max(1, ceil(total / size))
    number = int(wanted) if wanted and wanted.isascii() and wanted.isdigit() and len(wanted) <= 9 else 1  # noqa: PLR2004
    return Pager(total=total, size=size, number=min(max(number, 1), last), query=query, anchor=anchor)

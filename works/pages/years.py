"""Works a year as a strip of columns, each a link to the works of that year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 248.0
WIDEST: Final = 31.0
HIGHEST: Final = 70.0
LOWEST: Final = 3.0
FLOOR: Final = 88.0
"""Where the columns stand, in a box 110 high."""
MOST_YEARS: Final = 40
BAR: Final = 0.68
"""The part of its step that a column fills."""
LINKED_YEARS: Final = 10
"""With more columns a link would be narrower than 24 pixels; a list of links stands in for them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One year."""

    year: int
    count: int
    x: float
    height: float
    step: float
    href: str
    is_chosen: bool

    @property
    def top(self) -> float:
        return round(FLOOR - self.height, 1)

    @property
    def left(self) -> float:
        return round(self.x + (1 - BAR) / 2 * self.step, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.step / 2, 1)

    @property
    def number_y(self) -> float:
        return round(self.top - 5, 1)


@dataclass(frozen=True, slots=True)
class YearStrip:
    """Works a year; ``text`` says in words what the columns show."""

    columns: tuple[Column, ...]
    step: float
    text: str

    @property
    def is_linked(self) -> bool:
        return len(self.columns) <= LINKED_YEARS

    @property
    def bar(self) -> float:
        return round(BAR * self.step, 1)

    @property
    def radius(self) -> int:
        return min(3, int(self.bar / 3))

    @property
    def marked(self) -> tuple[Column, ...]:
        """The columns that carry their year: all, or the first, the last and some between."""
        every = max(1, round(len(self.columns) / 6))
        return self.columns[::every]

    @property
    def newest_first(self) -> tuple[Column, ...]:
        return tuple(column for column in reversed(self.columns) if column.count)


def strip(counts: Mapping[str, int], *, chosen: int | None = None) -> YearStrip | None:
    """Draw the newest MOST_YEARS years of ``counts`` ("2022": 47); None where no year is known."""
    known = {int(year): count for year, count in counts.items() if count}
    if not known:
        return None
    last = max(known)
    years = range(max(min(known), last - MOST_YEARS + 1), last + 1)
    step = min(WIDEST, WIDTH / len(years))
    most = max(known[year] for year in years if year in known)
    columns = tuple(
        Column(
            year=year,
            count=known.get(year, 0),
            x=round(place * step, 1),
            height=round(LOWEST + HIGHEST * known[year] / most, 1) if year in known else 0.0,
            href="?#works" if year == chosen else f"?year={year}#works",
            step=step,
            is_chosen=year == chosen,
        )
        for place, year in enumerate(years)
    )
    return YearStrip(
        columns, step, "Works per year: " + ", ".join(f"{one.year} {one.count}" for one in columns)
    )

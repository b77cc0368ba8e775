"""The publication ring: an author's works a year as bars around a circle."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Final

CENTRE: Final = 80.0
INNER: Final = 45.0
SHORTEST: Final = 3.0
LONGEST: Final = 28.0
LOW_SHARE: Final = 0.2
"""Bars below this share of the best year are drawn paler."""
GAP: Final = 4.0
"""Degrees left free on each side of a bar, less where there are many."""
MOST_YEARS: Final = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's bar, as the data of an SVG path in a box of 160 by 160."""

    path: str
    is_low: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """The drawing and the words that say the same."""

    bars: tuple[Bar, ...]
    text: str


def ring(counts: Mapping[int, int]) -> Ring:
    """Draw the newest MOST_YEARS years, clockwise from the top; the length goes by the root of the count."""
    known = {year: count for year, count in counts.items() if year and count}
    if not known:
        return Ring((), "No dated works yet")
    last = max(known)
    years = range(max(min(known), last - MOST_YEARS + 1), last + 1)
    most = max(known[year] for year in years if year in known)
    step = 360 / len(years)
    bars = tuple(
        Bar(_path(place * step, step, known[year] / most), known[year] < LOW_SHARE * most)
        for place, year in enumerate(years)
        if year in known
    )
    return Ring(bars, "Works per year: " + ", ".join(f"{year} {known.get(year, 0)}" for year in years))


def _path(start: float, step: float, share: float) -> str:
    gap = min(GAP, step * 0.09)
    first, last = start + gap, start + step - gap
    outer = INNER + SHORTEST + (LONGEST - SHORTEST) * sqrt(share)
    large = int(last - first > 180)  # noqa: PLR2004  (half a turn)
    return (
        f"M{_point(INNER, first)}A{INNER:g} {INNER:g} 0 {large} 1 {_point(INNER, last)}"
        f"L{_point(outer, last)}A{outer:.1f} {outer:.1f} 0 {large} 0 {_point(outer, first)}Z"
    )


def _point(radius: float, degrees: float) -> str:
    turn = radians(degrees)
    return f"{CENTRE + radius * sin(turn):.1f} {CENTRE - radius * cos(turn):.1f}"

"""The histogram of works a year: an SVG of 248 by 110 whose columns are links while they are wide enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from bzpeer.core import markup
from profiles.pages.filters import Filters

WIDTH: Final = 248
WIDEST: Final = 31.0
FLOOR: Final = 88
LOWEST: Final = 3
HIGHEST: Final = 73
LINKED_YEARS: Final = 10
"""With more columns than that a link would be narrower than 24 pixels."""
MOST_YEARS: Final = 40
LABEL_WIDTH: Final = 28
ABOVE: Final = 6
"""Between a column and the number above it."""

SVG: Final = '<svg viewBox="0 0 248 110" width="248" height="110" role="{}" aria-label="{}">{}</svg>'
COLUMN: Final = '<rect class="col" x="{}" y="{}" width="{}" height="{}" rx="{}"/>'
LABEL: Final = '<text x="{}" y="104">{}</text>'
NUMBER: Final = '<text class="v" x="{}" y="{}">{}</text>'
LINK: Final = (
    '<a href="{}"{} aria-label="{}, {} {}"><rect class="hit" x="{}" y="0" width="{}" height="110"/>{}</a>'
)
CHOSEN: Final = markup.fill(' aria-current="{}"', "true")


@dataclass(frozen=True, slots=True)
class Histogram:
    """The drawing; ``is_linked`` says whether its columns lead to their years."""

    svg: str
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """How wide a year is drawn, and what the highest column stands for."""

    step: float
    most: int
    is_linked: bool

    @property
    def bar(self) -> float:
        return max(self.step * 0.75, 1)

    def height(self, count: int) -> float:
        return LOWEST + (HIGHEST - LOWEST) * count / self.most

    def is_labelled(self, place: int) -> bool:
        return place % -(-LABEL_WIDTH // int(self.step)) == 0


def draw(counts: Mapping[int, int], filters: Filters) -> Histogram:
    """Draw the newest MOST_YEARS years that are known; an empty drawing where none is."""
    known = {year: count for year, count in counts.items() if year and count}
    if not known:
        return Histogram("", is_linked=True)
    last = max(known)
    years = range(max(min(known), last - MOST_YEARS + 1), last + 1)
    most = max(known[year] for year in years if year in known)
    scale = Scale(min(WIDEST, WIDTH / len(years)), most, is_linked=len(years) <= LINKED_YEARS)
    link, back, chosen = filters.linker("year"), filters.without("year"), filters.chosen.get("year")
    drawn = []
    for place, year in enumerate(years):
        column = _column(scale, place, year, known.get(year, 0))
        if scale.is_linked and year in known:
            is_chosen = chosen == str(year)
            href, mark = (back, CHOSEN) if is_chosen else (link(str(year)), "")
            noun = "work" if known[year] == 1 else "works"
            x, width = f"{place * scale.step:.1f}", f"{scale.step - 2:.1f}"
            column = markup.fill(LINK, href, mark, year, known[year], noun, x, width, column)
        drawn.append((column,))
    text = "Works per year: " + ", ".join(f"{year} {known.get(year, 0)}" for year in years)
    role = "group" if scale.is_linked else "img"
    return Histogram(markup.fill(SVG, role, text, markup.fill_all("", "{}", drawn)), scale.is_linked)


def _column(scale: Scale, place: int, year: int, count: int) -> SafeString:
    left = place * scale.step
    middle = f"{left + scale.step / 2 - 1:.1f}"
    height = scale.height(count) if count else 0
    parts = []
    if count:
        radius = 3 if scale.is_linked else 1
        x, top = f"{left + scale.step * 0.1:.1f}", f"{FLOOR - height:.1f}"
        parts.append(markup.fill(COLUMN, x, top, f"{scale.bar:.1f}", f"{height:.1f}", radius))
    if scale.is_labelled(place):
        parts.append(markup.fill(LABEL, middle, year))
    if scale.is_linked:
        parts.append(markup.fill(NUMBER, middle, f"{FLOOR - height - ABOVE:.1f}", count))
    return markup.fill_all("", "{}", ((part,) for part in parts))

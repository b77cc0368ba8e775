"""A slice's works over the years, in a lane for each topic."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.slices.shape.model import Placed, Slice

LEFT: Final = 200
RIGHT: Final = 890
TOP: Final = 30
ROW: Final = 18
PADDING: Final = 10
LABEL_ROOM: Final = 90
"""Width that a year needs for its works to carry their short titles."""
MOST_TICKS: Final = 12
ELSEWHERE: Final = "Other topics"


@dataclass(frozen=True, slots=True)
class Dot:
    """A work at its year; works of one year and lane stand below each other."""

    node: Placed
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One topic with its works; ``top`` is the line above it, ``y`` the base line of its name."""

    name: str
    top: int
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    year: int
    x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the timeline draws, in units of a canvas 900 wide."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    has_labels: bool


def lanes(found: Slice) -> Timeline:
    """Place every work with a known year once, in the lane of the first topic it is tied to."""
    works = [node for node in found.nodes if node.kind == "work" and node.year]
    years = sorted({work.year for work in works if work.year})
    topic_of = _topic_of(found)
    names = [node.label for node in found.nodes if node.kind == "topic"] + [ELSEWHERE]
    drawn, top = [], TOP
    for name in names:
        mine = [work for work in works if topic_of.get(work.id, ELSEWHERE) == name]
        if not mine:
            continue
        dots = tuple(_dots(mine, years, top + PADDING))
        drawn.append(Lane(name, top, top + PADDING + 10, dots))
        top = max(dot.y for dot in dots) + ROW + PADDING
    span = years[-1] - years[0] + 1 if years else 1
    ticks = tuple(Tick(year, _x(year, years)) for year in _labelled(years))
    return Timeline(tuple(drawn), ticks, top + PADDING, (RIGHT - LEFT) // span >= LABEL_ROOM)


def _topic_of(found: Slice) -> dict[str, str]:
    nodes = {node.id: node for node in found.nodes}
    topics: dict[str, str] = {}
    for edge in found.edges:
        for work, topic in ((edge.a, edge.b), (edge.b, edge.a)):
            if nodes[work].kind == "work" and nodes[topic].kind == "topic":
                topics.setdefault(work, nodes[topic].label)
    return topics


def _dots(works: list[Placed], years: list[int], top: int) -> Iterator[Dot]:
    ordered = sorted(works, key=lambda work: (work.year or 0, work.label))
    for year, group in groupby(ordered, key=lambda work: work.year or 0):
        for depth, work in enumerate(group):
            yield Dot(work, _x(year, years), top + ROW * depth)


def _x(year: int, years: list[int]) -> int:
    span = years[-1] - years[0] + 1
    return round(LEFT + (RIGHT - LEFT) * (year - years[0]) / span)


def _labelled(years: list[int]) -> list[int]:
    """Name every year of a short span, and every few of a long one."""
    if not years:
        return []
    step = max(1, -(-(years[-1] - years[0]) // MOST_TICKS))
    return list(range(years[0], years[-1] + 1, step))

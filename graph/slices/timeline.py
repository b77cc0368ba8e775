"""A slice's works over the years, in a lane for each topic."""

from dataclasses import dataclass
from typing import Final

from graph.slices.shape.model import Placed, Slice

LEFT: Final = 170
RIGHT: Final = 880
LANE: Final = 46
TOP: Final = 40
STACK: Final = 11
MOST_STACKED: Final = 4
ELSEWHERE: Final = "Other topics"


@dataclass(frozen=True, slots=True)
class Dot:
    """A work at its year and lane; a stack of works of one year leans down and to the right."""

    node: Placed
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One topic with its works."""

    name: str
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


def lanes(found: Slice) -> Timeline:
    """Place every work with a known year once, in the lane of the first topic it is tied to."""
    nodes = {node.id: node for node in found.nodes}
    works = [node for node in found.nodes if node.kind == "work" and node.year]
    years = sorted({work.year for work in works if work.year})
    lane_of: dict[str, str] = {}
    for edge in found.edges:
        for work, topic in ((edge.a, edge.b), (edge.b, edge.a)):
            if nodes[work].kind == "work" and nodes[topic].kind == "topic":
                lane_of.setdefault(work, nodes[topic].label)
    names = [node.label for node in found.nodes if node.kind == "topic" and node.label in lane_of.values()]
    if any(work.id not in lane_of for work in works):
        names.append(ELSEWHERE)
    drawn = []
    for index, name in enumerate(names):
        y = TOP + LANE * index
        mine = [work for work in works if lane_of.get(work.id, ELSEWHERE) == name]
        drawn.append(Lane(name, y, tuple(_dots(mine, years, y))))
    ticks = tuple(Tick(year, _x(year, years)) for year in _labelled(years))
    return Timeline(tuple(drawn), ticks, TOP + LANE * len(names) + 10)


def _dots(works: list[Placed], years: list[int], y: int) -> list[Dot]:
    stacked: dict[int, int] = {}
    dots = []
    for work in sorted(works, key=lambda each: (each.year or 0, each.label)):
        year = work.year or 0
        depth = stacked.get(year, 0)
        stacked[year] = depth + 1
        dots.append(
            Dot(work, _x(year, years) + 13 * (depth // MOST_STACKED), y + STACK * (depth % MOST_STACKED) - 16)
        )
    return dots


def _x(year: int, years: list[int]) -> int:
    reach = max(years[-1] - years[0], 1)
    return round(LEFT + (RIGHT - LEFT - 40) * (year - years[0]) / reach) + 12


def _labelled(years: list[int]) -> list[int]:
    """Name every year of a short span, and every few of a long one."""
    if not years:
        return []
    span = years[-1] - years[0]
    step = max(1, -(-span // 12))
    return list(range(years[0], years[-1] + 1, step))

"""Draws a slice: SVG made of links, and the summary beside it, ready to be stored and sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string

from graph.slices.shape.model import NODE_KINDS, Edge, NodeKind, Placed, Slice

VERSION: Final = 2
"""Grows with any change of the templates, so that stored pictures are drawn anew."""

LISTED: Final = 5
KIND_NAMES: Final[dict[NodeKind, str]] = {
    "work": "Papers",
    "person": "People",
    "topic": "Topics",
    "institution": "Institutions",
}
URL_WORDS: Final[dict[NodeKind, str]] = {
    "work": "works",
    "person": "researchers",
    "topic": "topics",
    "institution": "institutions",
}
FOCUS_WORDS: Final[dict[NodeKind, str]] = {
    "work": "work",
    "person": "researcher",
    "topic": "topic",
    "institution": "institution",
}
CSS: Final[dict[NodeKind, str]] = {
    "work": "work",
    "person": "person",
    "topic": "topic",
    "institution": "inst",
}
# Joint works from which on a line to the focus is drawn with width 1, 2 and 3.
WIDTHS: Final = (2, 8, 20)


@dataclass(frozen=True, slots=True)
class Mark:
    """A node as the picture draws it."""

    node: Placed
    url: str
    described: str
    is_focus: bool
    label_y: int

    @property
    def css(self) -> str:
        return CSS[self.node.kind]

    @property
    def pill_width(self) -> str:
        return f"{2 * self.node.half_width:g}"

    @property
    def pill_x(self) -> str:
        return f"{-self.node.half_width:g}"

    @property
    def x(self) -> str:
        return f"{self.node.x:g}"

    @property
    def y(self) -> str:
        return f"{self.node.y:g}"


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as the picture draws it: coordinates as text, classes for its kind and its ends."""

    edge: Edge
    classes: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A kind with its count, as the toggles show it."""

    kind: NodeKind
    css: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the summary with a bar of at most 100 units."""

    mark: Mark
    count: int
    width: int


LABEL_Y: Final[dict[NodeKind, int]] = {"work": 23, "person": 27, "topic": 4, "institution": 24}
FOCUS_LABEL_Y: Final = 47


def draw(found: Slice) -> str:
    """Render the map and the summary beside it."""
    drawn = marks(found)
    shown = {
        "slice": found,
        "marks": drawn,
        "lines": lines(found),
        "focus": drawn[0],
        "people": bars(drawn, "person")[:LISTED],
        "topics": bars(drawn, "topic")[:LISTED],
        "institutions": bars(drawn, "institution")[:LISTED],
        "missing": [one.name.lower() for one in filters(kinds(found)) if not one.count],
    }
    return render_to_string("graph/_picture.html", shown)


def marks(found: Slice) -> list[Mark]:
    return [mark(node, is_focus=node.id == found.focus) for node in found.nodes]


def mark(node: Placed, *, is_focus: bool = False) -> Mark:
    kind = FOCUS_WORDS[node.kind]
    facts = [node.label, kind, node.note]
    return Mark(
        node=node,
        url=f"/{URL_WORDS[node.kind]}/{node.public_id}/{node.slug}/",
        described=", ".join(fact for fact in facts if fact),
        is_focus=is_focus,
        label_y=FOCUS_LABEL_Y if is_focus else LABEL_Y[node.kind],
    )


def lines(found: Slice) -> list[Line]:
    at = {node.id: node for node in found.nodes}
    drawn = []
    for edge in found.edges:
        a, b = at[edge.a], at[edge.b]
        kinds = {node.kind for node in (a, b) if node.id != found.focus}
        width = sum(edge.weight >= least for least in WIDTHS) if edge.kind == "collab" else 0
        classes = [
            "e",
            edge.kind,
            *([f"w{width}"] if width else []),
            *sorted(f"k{kind[0]}" for kind in kinds),
        ]
        drawn.append(Line(edge, " ".join(classes), f"{a.x:g}", f"{a.y:g}", f"{b.x:g}", f"{b.y:g}"))
    return drawn


def kinds(found: Slice) -> dict[NodeKind, int]:
    """Count the nodes beside the focus, by kind."""
    counts = Counter(node.kind for node in found.nodes if node.id != found.focus)
    return {kind: counts[kind] for kind in NODE_KINDS}


def filters(counts: Mapping[NodeKind, int]) -> list[Filter]:
    return [Filter(kind, CSS[kind], KIND_NAMES[kind], counts.get(kind, 0)) for kind in NODE_KINDS]


def bars(drawn: list[Mark], kind: NodeKind) -> list[Bar]:
    """List the marks of one kind, heaviest first, with bars relative to the heaviest."""
    ranked = sorted(
        (one for one in drawn if one.node.kind == kind and not one.is_focus),
        key=lambda one: (-one.node.weight, one.node.label, one.node.id),
    )
    most = ranked[0].node.weight if ranked else 1
    return [Bar(one, round(one.node.weight), round(100 * one.node.weight / (most or 1))) for one in ranked]

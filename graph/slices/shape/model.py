"""What goes into a slice (evidence) and what comes out (nodes with places, lines with reasons)."""

from dataclasses import dataclass
from typing import Final, Literal

NodeKind = Literal["work", "person", "topic", "institution"]
EdgeKind = Literal["author", "collab", "about", "affiliation", "related"]

NODE_KINDS: Final[tuple[NodeKind, ...]] = ("work", "person", "topic", "institution")
WIDTH: Final = 900
HEIGHT: Final = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A candidate for the slice: one record, and how much it matters to the focus."""

    id: str
    kind: NodeKind
    public_id: str
    slug: str
    label: str
    year: int | None
    weight: float
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A tie between two nodes, with its reason in words."""

    a: str
    b: str
    kind: EdgeKind
    weight: float
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """All that the record offers around one focus: its node, the candidates, their ties."""

    focus: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed(Node):
    """A node that was kept, with the centre and the half size of its box: icon at the centre, label below."""

    short: str
    x: float
    y: float
    community: int
    half_width: float
    half_height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LayoutReport:
    """How good a layout is: square units of overlapping boxes, pairs of crossing lines."""

    seed: int
    overlap: float
    crossings: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """The picture and the table around one focus, ready to be stored and shown."""

    focus: str
    nodes: tuple[Placed, ...]
    edges: tuple[Edge, ...]
    contours: tuple[str, ...]
    width: int
    height: int
    left_out: dict[NodeKind, int]
    layout: LayoutReport

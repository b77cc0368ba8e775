"""Evidence made sound: known ends, one tie per pair, and one order whatever order it came in."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import networkx as nx

from graph.slices.shape.model import Edge, Evidence, Node


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """Nodes (the focus first, the rest by id), and a graph over their positions.

    Each line of the graph carries ``edge`` (the merged edge) and ``weight`` (its amount).
    """

    nodes: tuple[Node, ...]
    graph: "nx.Graph[int]"

    def edge(self, a: int, b: int) -> Edge:
        found: Edge = self.graph.edges[a, b]["edge"]
        return found

    def pull(self, a: int, b: int) -> float:
        found: float = self.graph.edges[a, b]["weight"]
        return found


def gather(evidence: Evidence) -> Candidates:
    """Merge what is double and drop what hangs on nothing known.

    :raises ValueError: if the focus is not among the nodes.
    """
    known: dict[str, Node] = {}
    for node in sorted(evidence.nodes, key=_node_rank):
        known.setdefault(node.id, replace(node, weight=_sound(node.weight)))
    if evidence.focus not in known:
        raise ValueError(f"the focus {evidence.focus!r} is not among the nodes")
    focus = known.pop(evidence.focus)
    nodes = (focus, *known.values())
    # Whole numbers as nodes: the order of sets of strings differs from one process to the next.
    position = {node.id: index for index, node in enumerate(nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    for edge in merged(edge for edge in evidence.edges if edge.a in position and edge.b in position):
        graph.add_edge(position[edge.a], position[edge.b], edge=edge, weight=amount(edge.weight) + 0.1)
    return Candidates(nodes=nodes, graph=graph)


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Keep one edge per pair of nodes: the heaviest, with every distinct reason."""
    pairs: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=_edge_rank):
        if edge.a == edge.b:
            continue
        pair = (min(edge.a, edge.b), max(edge.a, edge.b))
        first = pairs.get(pair)
        if first is None:
            pairs[pair] = replace(edge, weight=_sound(edge.weight))
        elif edge.reason and edge.reason not in first.reason.split("; "):
            pairs[pair] = replace(first, reason="; ".join(filter(None, (first.reason, edge.reason))))
    return [pairs[pair] for pair in sorted(pairs)]


def amount(weight: float) -> float:
    """Damp a weight, so that 40 joint works count more than 4 but not ten times as much."""
    return math.log1p(weight)


def _sound(weight: float) -> float:
    return weight if math.isfinite(weight) and weight > 0 else 0.0


def _node_rank(node: Node) -> tuple[str, float, str, str, str, int, str, str]:
    return (
        node.id,
        -_sound(node.weight),
        node.label,
        node.note,
        node.kind,
        node.year or 0,
        node.slug,
        node.public_id,
    )


def _edge_rank(edge: Edge) -> tuple[float, str, str, str, str]:
    return (-_sound(edge.weight), edge.kind, edge.reason, edge.a, edge.b)

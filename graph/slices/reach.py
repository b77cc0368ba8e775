"""Why a node is in a slice: the shortest way from it to the focus."""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from graph.slices.shape.model import Slice


@dataclass(frozen=True, slots=True)
class Step:
    """A node on the way, and the reason that leads on to the next."""

    node_id: str
    reason: str


def way_to_focus(found: Slice, node_id: str) -> tuple[Step, ...]:
    """Name the nodes from ``node_id`` to the focus; empty where no lines lead there."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in found.nodes)
    for edge in found.edges:
        graph.add_edge(edge.a, edge.b, reason=edge.reason)
    try:
        way = nx.shortest_path(graph, node_id, found.focus)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return ()
    reasons = [graph.edges[a, b]["reason"] for a, b in pairwise(way)]
    return tuple(Step(each, reason) for each, reason in zip(way, [*reasons, ""], strict=True))

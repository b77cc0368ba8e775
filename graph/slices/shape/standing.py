"""How much each candidate tells about the focus: worth, recency, company, and what it bridges."""

from typing import Final

import networkx as nx

from graph.slices.shape.candidates import Candidates, amount
from graph.slices.shape.model import NodeKind

WORTH: Final = 1.0
TIE: Final = 0.5
RECENCY: Final = 0.5
PEOPLE: Final = 0.5
TOPICS: Final = 0.5
BRIDGES: Final = 0.3
REACH: Final = 0.2
YEARS_UNTIL_OLD: Final = 12
LOUVAIN_SEED: Final = 20_26


def communities(candidates: Candidates) -> list[int]:
    """Number the community of every candidate; the focus has the one it is tied to most.

    The focus takes no part in finding them: it is tied to nearly everything and would make one star.
    """
    graph = candidates.graph
    others = graph.subgraph(range(1, len(candidates.nodes))).copy()
    groups = nx.community.louvain_communities(others, weight="weight", seed=LOUVAIN_SEED)
    found = [0] * len(candidates.nodes)
    ties: dict[int, float] = {}
    for number, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group)))):
        for index in group:
            found[index] = number
            if graph.has_edge(0, index):
                ties[number] = ties.get(number, 0.0) + candidates.pull(0, index)
    found[0] = max(sorted(ties), key=lambda number: ties[number], default=0)
    return found


def scores(candidates: Candidates, community: list[int]) -> list[float]:
    """Score every candidate; comparable within a kind."""
    nodes, graph = candidates.nodes, candidates.graph
    worth = _by_kind(candidates, [amount(node.weight) for node in nodes])
    tie = [candidates.pull(0, index) if graph.has_edge(0, index) else 0.0 for index in range(len(nodes))]
    bridges = [float(len({community[other] for other in graph[index] if other}) - 1) for index in graph]
    reach = nx.betweenness_centrality_subset(graph, [0], list(graph))
    parts = (
        (WORTH, worth),
        (TIE, _by_kind(candidates, tie)),
        (RECENCY, _recency(candidates)),
        (PEOPLE, _by_kind(candidates, _company(candidates, worth, "person"))),
        (TOPICS, _by_kind(candidates, _company(candidates, worth, "topic"))),
        (BRIDGES, _by_kind(candidates, bridges)),
        (REACH, _by_kind(candidates, [float(reach[index]) for index in graph])),
    )
    return [sum(share * part[index] for share, part in parts) for index in range(len(nodes))]


def _company(candidates: Candidates, worth: list[float], kind: NodeKind) -> list[float]:
    """Add up the neighbours of ``kind``, damped so that long author lists do not win by length."""
    return [
        amount(
            sum(
                worth[other]
                for other in candidates.graph[index]
                if other and candidates.nodes[other].kind == kind
            )
        )
        for index in candidates.graph
    ]


def _recency(candidates: Candidates) -> list[float]:
    years = [node.year for node in candidates.nodes]
    newest = max((year for year in years if year is not None), default=0)
    return [0.0 if year is None else max(0.0, 1 - (newest - year) / YEARS_UNTIL_OLD) for year in years]


def _by_kind(candidates: Candidates, values: list[float]) -> list[float]:
    """Scale to 0..1 within each kind; the focus takes no part."""
    top: dict[NodeKind, float] = {}
    for node, value in zip(candidates.nodes[1:], values[1:], strict=True):
        top[node.kind] = max(top.get(node.kind, 0.0), value)
    return [
        max(0.0, min(1.0, value / top[node.kind])) if top.get(node.kind, 0.0) > 0 else 0.0
        for node, value in zip(candidates.nodes, values, strict=True)
    ]

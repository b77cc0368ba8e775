"""Which candidates enter the slice: a share per kind, no topic starved, each with its path to the focus."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final

import networkx as nx

from graph.slices.shape import lines, standing
from graph.slices.shape.candidates import Candidates, gather
from graph.slices.shape.model import NODE_KINDS, Edge, Evidence, Node, NodeKind

# Shares of the 39 places around a focus of each kind.
SHARES: Final[Mapping[NodeKind, Mapping[NodeKind, int]]] = {
    "person": {"work": 17, "person": 9, "topic": 12, "institution": 1},
    "work": {"work": 13, "person": 13, "topic": 8, "institution": 5},
    "topic": {"work": 15, "person": 12, "topic": 7, "institution": 5},
    "institution": {"work": 12, "person": 15, "topic": 9, "institution": 3},
}
# People and topics first: works are then chosen for what they tie together.
ORDER: Final[tuple[NodeKind, ...]] = ("person", "topic", "institution", "work")
COMPANY: Final = 0.25
NEW_COMPANY: Final = 0.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """The nodes kept (the focus first), the lines between them, their communities, what was left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    communities: tuple[int, ...]
    left_out: dict[NodeKind, int]


def choose(evidence: Evidence, *, limit: int) -> Chosen:
    """Keep at most ``limit`` nodes, the focus among them, and the lines that tie them.

    :raises ValueError: if the focus is not among the nodes.
    """
    candidates = gather(evidence)
    community = standing.communities(candidates)
    selection = _Selection(candidates, standing.scores(candidates, community), max(limit, 1))
    selection.fill()
    kept = [0, *sorted(selection.kept - {0}, key=lambda index: _shown_rank(candidates.nodes[index]))]
    counts = {kind: sum(node.kind == kind for node in candidates.nodes) for kind in NODE_KINDS}
    for index in kept:
        counts[candidates.nodes[index].kind] -= 1
    return Chosen(
        nodes=tuple(candidates.nodes[index] for index in kept),
        edges=lines.draw(candidates, kept),
        communities=_renumbered([community[index] for index in kept]),
        left_out=counts,
    )


class _Selection:
    """The candidates kept so far, and the room that is left for each kind."""

    def __init__(self, candidates: Candidates, scores: Sequence[float], limit: int) -> None:
        self.candidates = candidates
        self.scores = scores
        self.limit = limit
        self.kept = {0}
        self.room = _quotas(candidates.nodes[0].kind, limit - 1)
        self.parents = _parents(candidates, scores)

    def fill(self) -> None:
        """Give each kind its share, then what is left over to whoever still has candidates."""
        for kind in ORDER:
            for index in self._in_turn(kind):
                if not self.room[kind]:
                    break
                self._admit(index, within_quota=True)
        # The largest share has the most to show, so it is asked first.
        shares = SHARES[self.candidates.nodes[0].kind]
        queues = [self._in_turn(kind) for kind in sorted(ORDER, key=lambda kind: -shares[kind])]
        while queues and len(self.kept) < self.limit:
            queue = queues.pop(0)
            for index in queue:
                if self._admit(index, within_quota=False):
                    queues.append(queue)
                    break

    def _admit(self, index: int, *, within_quota: bool) -> bool:
        """Keep a candidate and the steps that lead from it to the focus, if there is room for all of them."""
        if index in self.kept or index not in self.parents:
            return False
        path = []
        while index not in self.kept:
            path.append(index)
            index = self.parents[index]
        kinds = [self.candidates.nodes[step].kind for step in path]
        if len(self.kept) + len(path) > self.limit:
            return False
        if within_quota and any(self.room[kind] < kinds.count(kind) for kind in kinds):
            return False
        for kind in kinds:
            self.room[kind] = max(0, self.room[kind] - 1)
        self.kept.update(path)
        return True

    def _in_turn(self, kind: NodeKind) -> Iterator[int]:
        ranked = self._ranked(kind)
        return self._works_by_topic(ranked) if kind == "work" else iter(ranked)

    def _ranked(self, kind: NodeKind) -> list[int]:
        found = [
            index
            for index in range(1, len(self.scores))
            if self.candidates.nodes[index].kind == kind and index not in self.kept
        ]
        return sorted(found, key=lambda index: (-self.scores[index], index))

    def _works_by_topic(self, ranked: list[int]) -> Iterator[int]:
        """Let the kept topics take turns, each with the work that ties most; then works of no kept topic."""
        graph = self.candidates.graph
        topics = [index for index in self.kept if index and self.candidates.nodes[index].kind == "topic"]
        topics.sort(key=lambda index: (-self.scores[index], index))
        lanes = [[work for work in ranked if graph.has_edge(topic, work)] for topic in topics]
        lanes.append([work for work in ranked if not any(graph.has_edge(topic, work) for topic in topics)])
        waiting = set(ranked)
        for lane in cycle(lanes):
            if not waiting:
                return
            open_works = [work for work in lane if work in waiting]
            if open_works:
                best = max(open_works, key=lambda work: (self._gain(work), -work))
                waiting.discard(best)
                yield best

    def _gain(self, work: int) -> float:
        """Value a work by its score, the kept nodes it ties, and those nobody has tied yet."""
        graph, nodes = self.candidates.graph, self.candidates.nodes
        ties = [
            other for other in graph[work] if other and other in self.kept and nodes[other].kind != "work"
        ]
        lonely = sum(
            not any(nodes[third].kind == "work" and third in self.kept for third in graph[other])
            for other in ties
        )
        return self.scores[work] + COMPANY * math.sqrt(len(ties)) + NEW_COMPANY * lonely


def _quotas(focus: NodeKind, places: int) -> dict[NodeKind, int]:
    """Scale the shares to the places there are; what rounding leaves goes to the largest remainders."""
    shares = SHARES[focus]
    total = sum(shares.values())
    quotas = {kind: shares[kind] * places // total for kind in NODE_KINDS}
    rest = sorted(NODE_KINDS, key=lambda kind: (-(shares[kind] * places % total), -shares[kind]))
    for kind in rest[: places - sum(quotas.values())]:
        quotas[kind] += 1
    return quotas


def _parents(candidates: Candidates, scores: Sequence[float]) -> dict[int, int]:
    """Name for each candidate that reaches the focus the best next step on a shortest path to it."""
    steps: dict[int, int] = nx.single_source_shortest_path_length(candidates.graph, 0)
    return {
        index: min(
            (other for other in candidates.graph[index] if steps[other] == distance - 1),
            key=lambda other: (-scores[other], other),
        )
        for index, distance in steps.items()
        if distance
    }


def _shown_rank(node: Node) -> tuple[int, float, int, str, str]:
    return (NODE_KINDS.index(node.kind), -node.weight, -(node.year or 0), node.label, node.id)


def _renumbered(found: list[int]) -> tuple[int, ...]:
    """Count communities from that of the focus (0), then by size."""
    order = sorted(set(found), key=lambda number: (number != found[0], -found.count(number), number))
    return tuple(order.index(number) for number in found)

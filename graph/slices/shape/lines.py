"""Which ties are drawn: enough to say why each node is here, few enough to be followed by eye."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import networkx as nx

from graph.slices.shape.candidates import Candidates
from graph.slices.shape.model import Edge, EdgeKind, NodeKind

LINES_PER_NODE: Final = 1.5
LINES_PER_WORK_AND_KIND: Final = 2
# How many of each kind get a line to the focus although another path leads there too.
TO_FOCUS: Final[Mapping[NodeKind, Mapping[NodeKind, int]]] = {
    "person": {"work": 0, "person": 5, "topic": 0, "institution": 4},
    "work": {"work": 4, "person": 10, "topic": 4, "institution": 2},
    "topic": {"work": 3, "person": 4, "topic": 5, "institution": 2},
    "institution": {"work": 0, "person": 8, "topic": 3, "institution": 2},
}

Line = tuple[int, int]


def draw(candidates: Candidates, kept: Sequence[int]) -> tuple[Edge, ...]:
    """Choose the lines between the kept nodes; every kept node reaches the focus (index 0) by them."""
    among = candidates.graph.subgraph(kept)
    ranked = sorted(
        ((min(line), max(line)) for line in among.edges),
        key=lambda line: (-candidates.pull(*line), line),
    )
    drawn = dict.fromkeys(_to_focus(candidates, ranked))
    drawn |= dict.fromkeys(_first_ties(candidates, ranked, drawn))
    drawn |= dict.fromkeys(_bridges(among, drawn, candidates))
    _fill(candidates, ranked, drawn, room=round(LINES_PER_NODE * len(kept)))
    return tuple(candidates.edge(*line) for line in sorted(drawn))


def _to_focus(candidates: Candidates, ranked: Iterable[Line]) -> list[Line]:
    room = Counter(TO_FOCUS[candidates.nodes[0].kind])
    found = []
    for line in ranked:
        kind = candidates.nodes[line[1]].kind
        if line[0] == 0 and room[kind]:
            room[kind] -= 1
            found.append(line)
    return found


def _first_ties(candidates: Candidates, ranked: Sequence[Line], drawn: Mapping[Line, None]) -> list[Line]:
    """Tie each work to a person and a topic, every node to something; to the focus for want of others."""
    away_first = sorted(ranked, key=lambda line: line[0] == 0)
    has: set[tuple[int, EdgeKind]] = set()
    touched: set[int] = set()
    for line in drawn:
        has.update((end, candidates.edge(*line).kind) for end in line)
        touched.update(line)
    found = []
    for line in away_first:
        kind = candidates.edge(*line).kind
        for end in line:
            is_work = candidates.nodes[end].kind == "work"
            wanted = (end, kind) not in has and kind in {"author", "about"} if is_work else end not in touched
            if end and wanted:
                found.append(line)
                has.update((both, kind) for both in line)
                touched.update(line)
                break
    return found


def _bridges(among: "nx.Graph[int]", drawn: Mapping[Line, None], candidates: Candidates) -> list[Line]:
    """Find the lines that tie what is still apart: the strongest tree that contains all drawn so far."""
    priced: nx.Graph[int] = nx.Graph()
    priced.add_nodes_from(sorted(among))
    for a, b in sorted((min(line), max(line)) for line in among.edges):
        priced.add_edge(a, b, price=0.0 if (a, b) in drawn else 1 / candidates.pull(a, b))
    tree = nx.minimum_spanning_edges(priced, weight="price", data=False)
    return [line for a, b in tree if (line := (min(a, b), max(a, b))) not in drawn]


def _fill(candidates: Candidates, ranked: Iterable[Line], drawn: dict[Line, None], *, room: int) -> None:
    used: Counter[tuple[int, EdgeKind]] = Counter()
    for line in drawn:
        used.update((end, candidates.edge(*line).kind) for end in line)
    for line in ranked:
        if len(drawn) >= room:
            return
        kind = candidates.edge(*line).kind
        works = [end for end in line if candidates.nodes[end].kind == "work"]
        if line in drawn or 0 in line or any(used[end, kind] >= LINES_PER_WORK_AND_KIND for end in works):
            continue
        drawn[line] = None
        used.update((end, kind) for end in line)

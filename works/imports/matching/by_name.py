"""Joins by full name: only with co-authors or topics in common, and never against an id.

Co-authors join first, then topics; each step looks at sets of what is shared, so the order of a page does
not matter except where mentions contradict each other.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Final

from works.imports.matching.by_id import Register
from works.imports.matching.mentions import Basis, Cluster, Feature, Mention, Surroundings

NOTHING: Final[frozenset[Feature]] = frozenset()


class Node:
    """Mentions of one full name that are one person, whom we may or may not hold already.

    At most one of them has no basis yet: the one through which the node will join somebody else.
    """

    __slots__ = ("clusters", "coauthors", "entries", "ids", "mentions", "order", "topics")

    def __init__(self, mentions: Sequence[Mention], cluster: Cluster | None = None) -> None:
        self.clusters = [cluster] if cluster else []
        self.ids = dict(cluster.ids) if cluster else {}
        basis = Basis.IDENTIFIER if cluster else None
        self.mentions: list[tuple[Mention, Basis | None]] = [(mention, basis) for mention in mentions]
        self.entries = {mention.entry for mention in mentions}
        self.order = min(mention.order for mention in mentions)
        self.coauthors: set[Feature] = set()
        self.topics: set[Feature] = set()

    def look_around(self, around: Surroundings, key: str) -> None:
        self.coauthors.update(*(around.keys[entry] for entry in self.entries))
        self.coauthors.discard(key)
        if around.large_works:
            for entry in self.entries:
                self.coauthors |= around.large_works.get(entry, NOTHING)
        self.topics.update(*(around.topics[entry] for entry in self.entries))

    def contradicts(self, other: "Node") -> bool:
        if not self.entries.isdisjoint(other.entries):
            return True
        return any(self.ids.get(scheme, value) != value for scheme, value in other.ids.items())

    def absorb(self, other: "Node", basis: Basis) -> None:
        """Be one person with ``other``, whose open mention joins on ``basis``."""
        self.mentions += [(mention, own or basis) for mention, own in other.mentions]
        self.clusters += other.clusters
        self.ids |= other.ids
        self.entries |= other.entries
        self.coauthors |= other.coauthors
        self.topics |= other.topics


def join(register: Register, key: str, nodes: list[Node], around: Surroundings) -> None:
    """Place every mention of one full name."""
    candidates = [register.of_author(author_id) for author_id in register.known.candidates.get(key, ())]
    if len(nodes) == 1 and not candidates:
        settle(register, nodes[0], basis=Basis.FIRST_SEEN)
        return
    for node in nodes:
        node.look_around(around, key)
    people = _join_by_coauthors(sorted(nodes, key=lambda node: node.order)) if len(nodes) > 1 else nodes
    unknown = _recognise_by_coauthors(register, people, candidates, around) if candidates else people
    left = _join_by_topics(register, unknown, candidates, around) if unknown else unknown
    is_alone = len(left) == 1 and not candidates
    for node in left:
        settle(register, node, basis=Basis.FIRST_SEEN if is_alone else Basis.SEPARATE)


def settle(register: Register, node: Node, *, basis: Basis, cluster: Cluster | None = None) -> None:
    """Make the node one with ``cluster``, or somebody new."""
    target = cluster or (node.clusters[0] if node.clusters else register.made())
    for owned in node.clusters:
        owned.mentions = []
        if owned is not target:
            register.hand_over(owned, target)
    for mention, own in node.mentions:
        target.take(mention, own or basis)


def _join_by_coauthors(nodes: list[Node]) -> list[Node]:
    """Join the nodes that share a co-author, rare co-authors first."""
    holders: defaultdict[Feature, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        for feature in node.coauthors:
            holders[feature].append(place)
    leader = list(range(len(nodes)))
    shared = [(len(places), str(feature), places) for feature, places in holders.items() if len(places) > 1]
    for _, _, places in sorted(shared):
        apart: list[int] = []
        for place in places:
            here = _lead(leader, place)
            there = next(
                (other for other in apart if other == here or not nodes[other].contradicts(nodes[here])), None
            )
            if there is None:
                apart.append(here)
            elif there != here:
                first, second = sorted((here, there))
                nodes[first].absorb(nodes[second], Basis.COAUTHORS)
                leader[second] = first
                apart[apart.index(there)] = first
    return [node for place, node in enumerate(nodes) if leader[place] == place]


def _lead(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = place = leader[leader[place]]
    return place


def _recognise_by_coauthors(
    register: Register,
    nodes: list[Node],
    candidates: list[Cluster],
    around: Surroundings,
) -> list[Node]:
    """Join each node to the author with whom it shares most co-authors; a draw joins nobody."""
    known = [(cluster, _coauthors(register, cluster, around)) for cluster in candidates]
    offers: list[tuple[int, Node, Cluster]] = []
    for node in nodes:
        strengths = [
            (len(node.coauthors & coauthors), cluster)
            for cluster, coauthors in known
            if not cluster.contradicts(node.ids, node.entries)
        ]
        best = max((strength for strength, _ in strengths), default=0)
        found = [cluster for strength, cluster in strengths if strength == best]
        if best and len(found) == 1:
            offers.append((best, node, found[0]))
    placed: set[int] = set()
    for _, node, cluster in sorted(offers, key=lambda offer: (-offer[0], offer[1].order)):
        if not cluster.contradicts(node.ids, node.entries):
            settle(register, node, basis=Basis.COAUTHORS, cluster=cluster)
            placed.add(id(node))
    return [node for node in nodes if id(node) not in placed]


def _coauthors(
    register: Register, cluster: Cluster, around: Surroundings
) -> set[Feature] | frozenset[Feature]:
    assert cluster.author_id is not None
    held = register.known.coauthors.get(cluster.author_id, NOTHING)
    return held.union(*(around.keys[entry] for entry in cluster.entries)) if cluster.entries else held


def _join_by_topics(
    register: Register,
    nodes: list[Node],
    candidates: list[Cluster],
    around: Surroundings,
) -> list[Node]:
    """Join those who hang together by topics, unless two known authors or a contradiction are among them."""
    if len(nodes) + len(candidates) == 1 or not any(node.topics for node in nodes):
        return nodes
    left: list[Node] = []
    for members, authors in _by_topic(register, nodes, candidates, around):
        if len(members) + len(authors) == 1 or len(authors) > 1 or _is_contradictory(members, authors):
            left += members
        elif authors:
            for node in members:
                settle(register, node, basis=Basis.TOPICS, cluster=authors[0])
        else:
            first, *others = members
            for node in others:
                first.absorb(node, Basis.TOPICS)
            left.append(first)
    return left


def _by_topic(
    register: Register,
    nodes: list[Node],
    candidates: list[Cluster],
    around: Surroundings,
) -> list[tuple[list[Node], list[Cluster]]]:
    topics: list[set[Feature]] = [node.topics for node in nodes]
    for cluster in candidates:
        assert cluster.author_id is not None
        held = register.known.topics.get(cluster.author_id, NOTHING)
        topics.append(set(held).union(*(around.topics[entry] for entry in cluster.entries)))
    leader = list(range(len(topics)))
    holder: dict[Feature, int] = {}
    for place, features in enumerate(topics):
        for feature in features:
            one, other = sorted((_lead(leader, holder.setdefault(feature, place)), _lead(leader, place)))
            leader[other] = one
    groups: defaultdict[int, tuple[list[Node], list[Cluster]]] = defaultdict(lambda: ([], []))
    for place in range(len(topics)):
        members, authors = groups[_lead(leader, place)]
        if place < len(nodes):
            members.append(nodes[place])
        else:
            authors.append(candidates[place - len(nodes)])
    return [group for group in groups.values() if group[0]]


def _is_contradictory(members: list[Node], authors: list[Cluster]) -> bool:
    entries: set[int] = set()
    ids: dict[str, str] = {}
    for one in chain[Node | Cluster](members, authors):
        if not entries.isdisjoint(one.entries):
            return True
        if any(ids.get(scheme, value) != value for scheme, value in one.ids.items()):
            return True
        entries |= one.entries
        ids |= one.ids
    return False

"""Finds the author behind every byline of a page."""

from collections import defaultdict
from collections.abc import Sequence

from works.imports.matching import by_id, by_name, evidence
from works.imports.matching.mentions import Basis, Cluster, Feature, Known, Mention, Surroundings


def recognise(mentions: Sequence[Mention], around: Surroundings) -> list[Cluster]:
    """Part the mentions of a page into people, each an author we hold or a new one.

    Every mention is in exactly one cluster, with the basis on which it is there; None where it stays as
    it was. The same mentions in another order give the same clusters.
    """
    ordered = sorted(mentions, key=lambda mention: mention.order)
    ids = {name for mention in ordered for name in mention.ids}
    known = Known()
    if ids:
        known.by_id = evidence.owners(ids)
    known.candidates = evidence.candidates({mention.key for mention in ordered if mention.key})
    _learn_ids(known, ordered)
    register = by_id.Register(known)
    groups = _by_key(register, by_id.join(register, ordered))
    _look_around(known, groups, around)
    for key in sorted(groups):
        by_name.join(register, key, groups[key], around)
    return [cluster for cluster in register.clusters if cluster.mentions]


def _learn_ids(known: Known, mentions: Sequence[Mention]) -> None:
    authors = set(known.by_id.values())
    authors.update(author_id for found in known.candidates.values() for author_id in found)
    authors.update(mention.held for mention in mentions if mention.held is not None and mention.ids)
    known.ids_of = evidence.ids_of(authors)


def _by_key(register: by_id.Register, rest: Sequence[Mention]) -> dict[str, list[by_name.Node]]:
    """Gather what may be joined by name; settle at once what never is."""
    groups: defaultdict[str, list[by_name.Node]] = defaultdict(list)
    for cluster in [cluster for cluster in register.clusters if cluster.author_id is None]:
        mentions = [mention for mention, _ in cluster.mentions]
        key = next((mention.key for mention in mentions if mention.key), "")
        if key:
            groups[key].append(by_name.Node(mentions, cluster))
    for mention in rest:
        node = by_name.Node([mention])
        if mention.key:
            groups[mention.key].append(node)
        else:
            by_name.settle(register, node, basis=Basis.SEPARATE)
    return groups


def _look_around(known: Known, groups: dict[str, list[by_name.Node]], around: Surroundings) -> None:
    """Ask of every candidate only for what the works around its name have."""
    names: list[tuple[int, Feature]] = []
    topics: list[tuple[int, Feature]] = []
    large: dict[int, set[int]] = {}
    for key, nodes in groups.items():
        candidates = known.candidates.get(key)
        if not candidates:
            continue
        entries = set().union(*(node.entries for node in nodes))
        keys = set().union(*(around.keys[entry] for entry in entries)) - {key}
        stated = set().union(*(around.topics[entry] for entry in entries))
        works = set().union(*(around.large_works[entry] for entry in entries if entry in around.large_works))
        for author_id in candidates:
            names += [(author_id, feature) for feature in keys]
            topics += [(author_id, feature) for feature in stated]
            if works:
                large[author_id] = works
    if names:
        evidence.note_coauthors(known, names)
    if large:
        evidence.note_large_works(known, large)
    if topics:
        evidence.note_topics(known, topics)

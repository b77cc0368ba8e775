"""Reads from the record what lies around a focus, by bounded SQL: plain nodes and edges come out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from graph.slices import focus as focuses
from graph.slices.focus import Focus, node, plural
from graph.slices.shape.model import Edge, EdgeKind, Evidence, Node
from graph.slices.sql import Affiliated, Signed, WorkRow, affiliations, signatures, topic_links, works_by_id
from works.models import Author, Coauthor, Institution, Topic

MOST_PEOPLE: Final = 40
MOST_TOPICS: Final = 30
MOST_INSTITUTIONS: Final = 15
MOST_WORKS: Final = 150
MOST_OPENED: Final = 6


@dataclass(frozen=True)
class _Neighbourhood:
    """The rows around one focus."""

    focus: Focus
    works: dict[int, WorkRow]
    signed: list[Signed]
    about: list[tuple[int, int]]
    affiliated: list[Affiliated]


@dataclass
class _Gathered:
    """What is being put together around one focus."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, node: Node) -> str:
        self.nodes.setdefault(node.id, node)
        return node.id

    def tie(self, a: str, b: str, kind: EdgeKind, weight: float, reason: str) -> None:
        if a in self.nodes and b in self.nodes and a != b:
            self.edges.append(Edge(a=a, b=b, kind=kind, weight=weight, reason=reason))


def collect(kind: str, public_id: str, opened: Iterable[str] = ()) -> Evidence | None:
    """Read the candidates around one record, and around each opened node; None if it is not there.

    A fixed number of queries per focus, over at most its newest 300 works; works of more than 50 authors tie
    nobody together.
    """
    found = focuses.find(kind, public_id)
    if found is None:
        return None
    gathered = _Gathered()
    _add(gathered, found)
    for node_id in list(opened)[:MOST_OPENED]:
        other = focuses.find_node(node_id)
        if other:
            _add(gathered, other)
    return Evidence(focus=found.node.id, nodes=tuple(gathered.nodes.values()), edges=tuple(gathered.edges))


def _add(gathered: _Gathered, focus: Focus) -> None:
    works = {work.id: work for work in works_by_id(focus.work_ids)}
    ids = list(works)
    hood = _Neighbourhood(focus, works, signatures(ids), topic_links(ids), affiliations(ids))
    gathered.add(focus.node)
    people = _people(gathered, hood)
    topics = _topics(gathered, hood)
    institutions = _institutions(gathered, hood)
    _works(gathered, hood, people, topics)
    _tie(gathered, hood, people, topics, institutions)


def _people(gathered: _Gathered, hood: _Neighbourhood) -> dict[int, str]:
    """Add the people on most of these works; returns node ids by author."""
    focus, joint, last = hood.focus, Counter[int](), defaultdict[int, int](int)
    for one in hood.signed:
        if one.author_id != focus.author_id:
            joint[one.author_id] += 1
            last[one.author_id] = max(last[one.author_id], hood.works[one.work_id].year or 0)
    if focus.author_id is not None:
        # The stored counts also know the works beyond the newest 300.
        counted = Coauthor.objects.filter(author=focus.author_id, coauthor__in=joint)
        for pk, count, last_year in counted.values_list("coauthor", "works_count", "last_year"):
            joint[pk], last[pk] = count, last_year or 0
    ids = {focus.author_id: focus.node.id} if focus.author_id is not None else {}
    for author in Author.objects.listed().filter(pk__in=_most(joint, MOST_PEOPLE)):
        year = last[author.pk] or None
        note = focus.joint(joint[author.pk]) + (f", last {year}" if year else "")
        ids[author.pk] = gathered.add(node("person", author, joint[author.pk], note, year))
        if focus.author_id is not None:
            gathered.tie(focus.node.id, ids[author.pk], "collab", joint[author.pk], note)
    return ids


def _topics(gathered: _Gathered, hood: _Neighbourhood) -> dict[int, str]:
    counts = Counter(topic for _, topic in hood.about)
    ids = {}
    for topic in Topic.objects.filter(pk__in=_most(counts, MOST_TOPICS)):
        note = f"topic of {plural(counts[topic.pk], 'work')} here"
        ids[topic.pk] = gathered.add(node("topic", topic, counts[topic.pk], note))
        if hood.focus.author_id is not None:
            gathered.tie(hood.focus.node.id, ids[topic.pk], "about", counts[topic.pk], note)
    return ids


def _institutions(gathered: _Gathered, hood: _Neighbourhood) -> dict[int, str]:
    counts = Counter(one.institution_id for one in hood.affiliated)
    ids = {}
    for institution in Institution.objects.filter(pk__in=_most(counts, MOST_INSTITUTIONS)):
        note = f"stated {plural(counts[institution.pk], 'time')} on these works"
        ids[institution.pk] = gathered.add(node("institution", institution, counts[institution.pk], note))
    return ids


def _works(gathered: _Gathered, hood: _Neighbourhood, people: dict[int, str], topics: dict[int, str]) -> None:
    """Add the works that tie most of what was found, newest first among equals."""
    ties = Counter(one.work_id for one in hood.signed if one.author_id in people)
    ties.update(work for work, topic in hood.about if topic in topics)
    ranked = sorted(hood.works.values(), key=lambda work: (-ties[work.id], -(work.year or 0), work.id))
    for work in ranked[:MOST_WORKS]:
        authors = plural(work.authors_count, "author")
        note = f"{work.year}, {authors}" if work.year else authors
        gathered.add(node("work", work, 1 + ties[work.id] / 4, note, work.year))


def _tie(
    gathered: _Gathered,
    hood: _Neighbourhood,
    people: dict[int, str],
    topics: dict[int, str],
    institutions: dict[int, str],
) -> None:
    """Tie works to people and topics, people to institutions."""
    work_ids = {work.id: f"work:{work.public_id}" for work in hood.works.values()}
    for one in hood.signed:
        if one.author_id in people:
            reason = f"byline {one.position} of {one.authors_count}"
            gathered.tie(work_ids[one.work_id], people[one.author_id], "author", 1, reason)
    for work, topic in hood.about:
        if topic in topics:
            gathered.tie(work_ids[work], topics[topic], "about", 1, "topic of this work")
    stated = Counter((one.author_id, one.institution_id) for one in hood.affiliated)
    for (author, institution), count in sorted(stated.items()):
        if author in people and institution in institutions:
            reason = f"affiliation on {plural(count, 'work')}"
            gathered.tie(people[author], institutions[institution], "affiliation", count, reason)
    for each in hood.affiliated:
        if each.institution_id == hood.focus.institution_id:
            reason = "work from this institution"
            gathered.tie(hood.focus.node.id, work_ids[each.work_id], "affiliation", 1, reason)


def _most(counts: Counter[int], limit: int) -> list[int]:
    """Name the keys counted most; equals in the order of their keys."""
    return [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]]

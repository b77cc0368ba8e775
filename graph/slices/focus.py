"""The record a slice is drawn around, and the works its neighbourhood is read from."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from graph.models import GraphSlice
from graph.slices import sql
from graph.slices.shape.model import Node, NodeKind
from graph.slices.sql import WorkRow
from works.models import Author, Authorship, Institution, Topic, Work, WorkTopic
from works.text import tex

NEWEST: Final = 300
WORKS_OF_AN_AUTHOR: Final = 15
AUTHORS_OF_A_WORK: Final = 20
WORKS_OF_A_TOPIC: Final = 25

Kind = GraphSlice.FocusKind
NODE_KIND: Final[dict[str, NodeKind]] = {
    Kind.RESEARCHER: "person",
    Kind.WORK: "work",
    Kind.TOPIC: "topic",
    Kind.INSTITUTION: "institution",
}
FOCUS_KIND: Final = {node_kind: kind for kind, node_kind in NODE_KIND.items()}


@dataclass(frozen=True, kw_only=True)
class Focus:
    """One record as the centre: its node, its works, and which of its kind it is (by primary key)."""

    node: Node
    work_ids: list[int]
    author_id: int | None = None
    topic_id: int | None = None
    institution_id: int | None = None

    def joint(self, count: int) -> str:
        """Say how many works somebody has in common with the focus."""
        return plural(count, "joint work") if self.author_id is not None else f"{plural(count, 'work')} here"


def record(kind: str, public_id: str) -> Author | Work | Topic | Institution | None:
    """Read the record itself, if it is there and public."""
    if kind == Kind.RESEARCHER:
        return Author.objects.listed().filter(public_id=public_id).first()
    if kind == Kind.WORK:
        return Work.objects.listed().filter(public_id=public_id).first()
    if kind == Kind.TOPIC:
        return Topic.objects.filter(public_id=public_id).first()
    return Institution.objects.filter(public_id=public_id).first()


def find_node(node_id: str) -> Focus | None:
    """Read the focus that a node of a slice stands for."""
    node_kind, _, public_id = node_id.partition(":")
    kind = FOCUS_KIND.get(node_kind)  # type: ignore[call-overload]
    return find(kind, public_id) if kind else None


def find(kind: str, public_id: str) -> Focus | None:
    """Read one record and the ids of at most its newest 300 works; None if it is not there or not public."""
    readers = {
        Kind.RESEARCHER: _researcher,
        Kind.WORK: _work,
        Kind.TOPIC: _topic,
        Kind.INSTITUTION: _institution,
    }
    return readers[Kind(kind)](public_id)


def _researcher(public_id: str) -> Focus | None:
    author = Author.objects.listed().filter(public_id=public_id).first()
    if author is None:
        return None
    newest = Authorship.objects.filter(author=author).listed().newest_first()
    works = list(newest.values_list("work_id", flat=True)[:NEWEST])
    return Focus(
        node=node("person", author, author.works_count, plural(author.works_count, "work")),
        work_ids=works,
        author_id=author.pk,
    )


def _work(public_id: str) -> Focus | None:
    work = Work.objects.listed().filter(public_id=public_id).first()
    if work is None:
        return None
    near = sql.works_near(
        work.pk,
        authors=AUTHORS_OF_A_WORK,
        works_of_author=WORKS_OF_AN_AUTHOR,
        works_of_topic=WORKS_OF_A_TOPIC,
    )
    return Focus(
        node=node("work", work, 1, plural(work.authors_count, "author"), work.publication_year),
        work_ids=[work.pk, *(found for found in near if found != work.pk)][:NEWEST],
    )


def _topic(public_id: str) -> Focus | None:
    topic = Topic.objects.filter(public_id=public_id).first()
    if topic is None:
        return None
    # Newest in the database: the index on (topic, work) gives that order without a sort.
    links = WorkTopic.objects.filter(topic=topic).order_by("-work_id")
    works = list(links.values_list("work_id", flat=True)[:NEWEST])
    return Focus(
        node=node("topic", topic, topic.works_count, plural(topic.works_count, "work")),
        work_ids=works,
        topic_id=topic.pk,
    )


def _institution(public_id: str) -> Focus | None:
    institution = Institution.objects.filter(public_id=public_id).first()
    if institution is None:
        return None
    stated = Authorship.objects.listed().filter(institutions=institution)
    works = stated.values("work_id").annotate(latest=Max("pk")).order_by("-latest")
    return Focus(
        node=node(
            "institution", institution, institution.works_count, plural(institution.works_count, "work")
        ),
        work_ids=[row["work_id"] for row in works[:NEWEST]],
        institution_id=institution.pk,
    )


def node(
    kind: NodeKind,
    record: Author | Work | WorkRow | Topic | Institution,
    weight: float,
    note: str,
    year: int | None = None,
) -> Node:
    """Make the node of a record; ``year`` is its own, or the last in common."""
    return Node(
        id=f"{kind}:{record.public_id}",
        kind=kind,
        public_id=record.public_id,
        slug=record.slug,
        label=tex.to_text(record.title) if isinstance(record, Work | WorkRow) else record.display_name,
        year=year,
        weight=weight,
        note=note,
    )


def plural(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count} {noun if count == 1 else noun + 's'}"

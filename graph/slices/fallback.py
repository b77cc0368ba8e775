"""The nearest records by one indexed query: what a page can say while no slice is stored."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from graph.models import GraphSlice

MOST: Final = 12
MOST_STATED: Final = 300

Kind = GraphSlice.FocusKind

NEAREST: Final = {
    Kind.RESEARCHER: """
        SELECT 'researchers', p.public_id, p.slug, p.display_name, c.works_count, 'joint work'
        FROM works_author a
        JOIN works_coauthor c ON c.author_id = a.id
        JOIN works_author p ON p.id = c.coauthor_id
        WHERE a.public_id = %s ORDER BY c.works_count DESC, p.display_name, p.id LIMIT %s""",
    Kind.WORK: """
        SELECT 'researchers', p.public_id, p.slug, p.display_name, p.works_count, 'work'
        FROM works_work w
        JOIN works_authorship s ON s.work_id = w.id AND s.is_listed
        JOIN works_author p ON p.id = s.author_id
        WHERE w.public_id = %s ORDER BY s.position LIMIT %s""",
    Kind.TOPIC: """
        SELECT 'researchers', p.public_id, p.slug, p.display_name, c.works_count, 'work here'
        FROM works_topic t
        JOIN works_authortopic c ON c.topic_id = t.id
        JOIN works_author p ON p.id = c.author_id
        WHERE t.public_id = %s ORDER BY c.works_count DESC, c.author_id LIMIT %s""",
    Kind.INSTITUTION: f"""
        SELECT 'researchers', p.public_id, p.slug, p.display_name, count(*), 'work here'
        FROM (
            SELECT s.author_id FROM works_institution i
            JOIN works_authorship_institutions l ON l.institution_id = i.id
            JOIN works_authorship s ON s.id = l.authorship_id AND s.is_listed
            WHERE i.public_id = %s LIMIT {MOST_STATED}
        ) stated JOIN works_author p ON p.id = stated.author_id
        GROUP BY p.id ORDER BY count(*) DESC, p.display_name, p.id LIMIT %s""",  # noqa: S608  (our own figure)
}


@dataclass(frozen=True, slots=True)
class Near:
    """One record near the focus."""

    url: str
    name: str
    count: int
    noun: str


def nearest(kind: str, public_id: str) -> tuple[Near, ...]:
    """Read at most twelve people nearest to a record."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST[Kind(kind)], [public_id, MOST])
        return tuple(
            Near(f"/{place}/{near_id}/{slug}/", name, count, noun)
            for place, near_id, slug, name, count, noun in cursor.fetchall()
        )

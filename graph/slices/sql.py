"""The bounded queries behind a slice."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db import connection

MOST_AUTHORS: Final = 50
"""Works of more authors tie nobody together; the same bound as works.counters."""


class WorkRow(NamedTuple):
    """A work as a slice needs it."""

    id: int
    public_id: str
    slug: str
    title: str
    year: int | None
    authors_count: int


class Signed(NamedTuple):
    """An author's place on a work."""

    work_id: int
    author_id: int
    position: int
    authors_count: int


class Affiliated(NamedTuple):
    """An institution stated by an author on a work."""

    work_id: int
    author_id: int
    institution_id: int


def works_by_id(ids: Sequence[int]) -> list[WorkRow]:
    """Read works by primary key, hidden ones left out."""
    query = """
        SELECT id, public_id, slug, title, publication_year, authors_count
        FROM works_work WHERE id = ANY(%s) AND NOT is_hidden ORDER BY id"""
    return [WorkRow(*row) for row in _rows(query, [list(ids)])]


def signatures(work_ids: Sequence[int]) -> list[Signed]:
    """Read who signed these works."""
    query = """
        SELECT work_id, author_id, position, authors_count FROM works_authorship
        WHERE work_id = ANY(%s) AND is_listed AND authors_count <= %s ORDER BY work_id, position"""
    return [Signed(*row) for row in _rows(query, [list(work_ids), MOST_AUTHORS])]


def topic_links(work_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Read (work, topic) of these works."""
    query = "SELECT work_id, topic_id FROM works_worktopic WHERE work_id = ANY(%s) ORDER BY work_id, position"
    return [(work, topic) for work, topic in _rows(query, [list(work_ids)])]


def affiliations(work_ids: Sequence[int]) -> list[Affiliated]:
    """Read what institutions were stated on these works."""
    query = """
        SELECT a.work_id, a.author_id, i.institution_id
        FROM works_authorship a JOIN works_authorship_institutions i ON i.authorship_id = a.id
        WHERE a.work_id = ANY(%s) AND a.is_listed AND a.authors_count <= %s
        ORDER BY a.work_id, a.position, i.institution_id"""
    return [Affiliated(*row) for row in _rows(query, [list(work_ids), MOST_AUTHORS])]


def works_near(work_id: int, *, authors: int, works_of_author: int, works_of_topic: int) -> list[int]:
    """Name the newest works by a work's first authors and about its topics."""
    query = """
        SELECT near.work_id FROM (
            SELECT author_id FROM works_authorship
            WHERE work_id = %(work)s AND is_listed ORDER BY position LIMIT %(authors)s
        ) mine CROSS JOIN LATERAL (
            SELECT work_id FROM works_authorship theirs
            WHERE theirs.author_id = mine.author_id AND theirs.is_listed
            ORDER BY publication_year DESC, sort_title, work_id LIMIT %(of_author)s
        ) near
        UNION
        SELECT near.work_id FROM works_worktopic mine CROSS JOIN LATERAL (
            SELECT work_id FROM works_worktopic theirs
            WHERE theirs.topic_id = mine.topic_id ORDER BY work_id DESC LIMIT %(of_topic)s
        ) near WHERE mine.work_id = %(work)s
        ORDER BY 1 DESC"""
    bounds = {"work": work_id, "authors": authors, "of_author": works_of_author, "of_topic": works_of_topic}
    return [work for (work,) in _rows(query, bounds)]


def _rows(query: str, parameters: list[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

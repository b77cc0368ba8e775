"""Counts what each page of an author, topic, institution or source states of itself."""

from collections.abc import Collection
from typing import Any, Final

from django.db import connection

from works.counters.neighbours import LISTED, PLACES


def recount_authors(ids: list[int], *, bump: Collection[int]) -> set[int]:
    """Bring the counters of these authors up to date; returns whose differed.

    The revision grows of those, and of the authors in ``bump``. Their AuthorTopic and Coauthor rows
    must be up to date.
    """
    return _changed(_AUTHORS, ids, bump)


def recount_topics(ids: list[int], *, bump: Collection[int]) -> set[int]:
    """Likewise for topics; the AuthorTopic rows must be up to date."""
    return _changed(_TOPICS, ids, bump)


def recount_institutions(ids: list[int], *, bump: Collection[int]) -> set[int]:
    return _changed(_INSTITUTIONS, ids, bump)


def recount_sources(ids: list[int], *, bump: Collection[int]) -> set[int]:
    return _changed(_SOURCES, ids, bump)


def _changed(sql: str, ids: list[int], bump: Collection[int]) -> set[int]:
    parameters: dict[str, Any] = {"ids": ids, "bump": sorted(bump)}
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {row[0] for row in cursor.fetchall() if row[1]}


def _update(table: str, columns: str, expected: str) -> str:
    """Write where something differs or the page is to be bumped; answer (id, differed)."""
    names = [name.strip() for name in columns.split(",")]
    old = ", ".join(f"t.{name}" for name in names)
    new = ", ".join(f"e.{name}" for name in names)
    assignments = ", ".join(f"{name} = e.{name}" for name in names)
    return f"""
{expected},
judged AS (
    SELECT e.*, ({old}) IS DISTINCT FROM ({new}) AS differs
    FROM expected e JOIN {table} t ON t.id = e.id
    WHERE t.id = ANY(%(ids)s)
)
UPDATE {table} t
SET {assignments}, revision = t.revision + 1, updated_at = now()
FROM judged e
WHERE t.id = e.id AND (e.differs OR t.id = ANY(%(bump)s::bigint[]))
RETURNING t.id, e.differs
"""  # noqa: S608 - the parts are constants of this module


_AUTHORS: Final = _update(
    "works_author",
    "works_count, topics_count, close_collaborators_count, works_with_orcid_count, counts_by_year,"
    " counts_by_kind, counts_by_source, last_known_institution_id",
    f"""
WITH {PLACES},
detail AS MATERIALIZED (
    SELECT p.author_id, p.year, p.has_orcid, w.kind, s.display_name AS source
    FROM place p JOIN works_work w ON w.id = p.work_id LEFT JOIN works_source s ON s.id = w.source_id
),
total AS (
    SELECT author_id, count(*)::int AS works, count(*) FILTER (WHERE has_orcid)::int AS with_orcid
    FROM detail GROUP BY author_id
),
years AS (
    SELECT author_id, jsonb_object_agg(year::text, n) AS counts
    FROM (SELECT author_id, year, count(*) AS n FROM detail WHERE year > 0 GROUP BY author_id, year) y
    GROUP BY author_id
),
kinds AS (
    SELECT author_id, jsonb_object_agg(kind, n) AS counts
    FROM (SELECT author_id, kind, count(*) AS n FROM detail GROUP BY author_id, kind) k
    GROUP BY author_id
),
sources AS (
    SELECT author_id, jsonb_agg(jsonb_build_array(source, n) ORDER BY n DESC, source COLLATE "C") AS counts
    FROM (SELECT author_id, source, count(*) AS n FROM detail WHERE source IS NOT NULL
          GROUP BY author_id, source) s
    GROUP BY author_id
),
topics AS (
    SELECT author_id, count(*)::int AS n FROM works_authortopic
    WHERE author_id = ANY(%(ids)s) GROUP BY author_id
),
close AS (
    SELECT author_id, count(*)::int AS n FROM works_coauthor
    WHERE author_id = ANY(%(ids)s) AND is_close GROUP BY author_id
),
seat AS (
    SELECT DISTINCT ON (a.author_id) a.author_id, i.institution_id
    FROM works_authorship a JOIN works_authorship_institutions i ON i.authorship_id = a.id
    WHERE a.author_id = ANY(%(ids)s) AND a.is_listed
    ORDER BY a.author_id, a.publication_year DESC, a.work_id DESC, a.position, i.id
),
expected AS (
    SELECT t.id, coalesce(total.works, 0) AS works_count, coalesce(topics.n, 0) AS topics_count,
           coalesce(close.n, 0) AS close_collaborators_count,
           coalesce(total.with_orcid, 0) AS works_with_orcid_count,
           coalesce(years.counts, '{{}}') AS counts_by_year, coalesce(kinds.counts, '{{}}') AS counts_by_kind,
           coalesce(sources.counts, '[]') AS counts_by_source,
           seat.institution_id AS last_known_institution_id
    FROM works_author t
    LEFT JOIN total ON total.author_id = t.id LEFT JOIN years ON years.author_id = t.id
    LEFT JOIN kinds ON kinds.author_id = t.id LEFT JOIN sources ON sources.author_id = t.id
    LEFT JOIN topics ON topics.author_id = t.id LEFT JOIN close ON close.author_id = t.id
    LEFT JOIN seat ON seat.author_id = t.id
    WHERE t.id = ANY(%(ids)s)
)""",  # noqa: S608 - the parts are constants of this module
)

_TOPICS: Final = _update(
    "works_topic",
    "works_count, authors_count, counts_by_year",
    f"""
WITH years AS (
    SELECT l.topic_id, coalesce(w.publication_year, 0) AS year, count(*)::int AS n
    FROM works_worktopic l JOIN works_work w ON w.id = l.work_id
    WHERE l.topic_id = ANY(%(ids)s) AND NOT w.is_hidden
    GROUP BY 1, 2
),
work AS (
    SELECT topic_id, sum(n)::int AS n,
           coalesce(jsonb_object_agg(year::text, n) FILTER (WHERE year > 0), '{{}}') AS by_year
    FROM years GROUP BY topic_id
),
author AS (
    SELECT c.topic_id, count(*)::int AS n
    FROM works_authortopic c JOIN works_author a ON a.id = c.author_id AND a.status IN {LISTED}
    WHERE c.topic_id = ANY(%(ids)s)
    GROUP BY c.topic_id
),
expected AS (
    SELECT t.id, coalesce(work.n, 0) AS works_count, coalesce(author.n, 0) AS authors_count,
           coalesce(work.by_year, '{{}}') AS counts_by_year
    FROM works_topic t
    LEFT JOIN work ON work.topic_id = t.id LEFT JOIN author ON author.topic_id = t.id
    WHERE t.id = ANY(%(ids)s)
)""",  # noqa: S608 - the parts are constants of this module
)

_INSTITUTIONS: Final = _update(
    "works_institution",
    "works_count, authors_count",
    f"""
WITH stated AS (
    SELECT i.institution_id, count(DISTINCT p.work_id)::int AS works,
           count(DISTINCT a.id)::int AS authors
    FROM works_authorship_institutions i
    JOIN works_authorship p ON p.id = i.authorship_id
    JOIN works_work w ON w.id = p.work_id AND NOT w.is_hidden
    LEFT JOIN works_author a ON a.id = p.author_id AND a.status IN {LISTED}
    WHERE i.institution_id = ANY(%(ids)s)
    GROUP BY i.institution_id
),
expected AS (
    SELECT t.id, coalesce(stated.works, 0) AS works_count, coalesce(stated.authors, 0) AS authors_count
    FROM works_institution t LEFT JOIN stated ON stated.institution_id = t.id
    WHERE t.id = ANY(%(ids)s)
)""",  # noqa: S608 - the parts are constants of this module
)

_SOURCES: Final = _update(
    "works_source",
    "works_count",
    """
WITH expected AS (
    SELECT t.id, (SELECT count(*)::int FROM works_work w WHERE w.source_id = t.id AND NOT w.is_hidden)
           AS works_count
    FROM works_source t WHERE t.id = ANY(%(ids)s)
)""",
)

"""Counts an author's topics and co-authors."""

from typing import Any, Final

from django.db import connection

MOST_AUTHORS: Final = 50
"""Works of more authors make no pairs: signing the same collaboration paper is not working together."""
CLOSE_SHARE: Final = 10
"""Per cent of the author's works, rounded half up, from which two joint works make a close collaborator."""

LISTED: Final = "('active', 'memorial')"

PLACES: Final = """
place AS MATERIALIZED (
    SELECT author_id, work_id, max(publication_year) AS year, max(authors_count) AS authors_count,
           bool_or(orcid <> '') AS has_orcid
    FROM works_authorship
    WHERE author_id = ANY(%(ids)s) AND is_listed
    GROUP BY author_id, work_id
)
"""
"""One row for each listed work of each author, however often the author stands in its list."""


def recount_topics(ids: list[int]) -> set[int]:
    """Bring the AuthorTopic rows of these authors up to date; returns whose differed."""
    return _changed(_TOPICS, {"ids": ids})


def recount_coauthors(ids: list[int]) -> set[int]:
    """Bring the Coauthor rows seen from these authors up to date; returns whose differed."""
    return _changed(_COAUTHORS, {"ids": ids, "most": MOST_AUTHORS, "close": CLOSE_SHARE})


def _changed(sql: str, parameters: dict[str, Any]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {row[0] for row in cursor.fetchall()}


# Rows that agree are left alone: even a conflict that changes nothing would lock and so rewrite them.
_TOPICS: Final = f"""
WITH {PLACES},
expected AS MATERIALIZED (
    SELECT p.author_id, l.topic_id, count(*)::int AS works_count, NULLIF(max(p.year), 0) AS last_year
    FROM place p JOIN works_worktopic l ON l.work_id = p.work_id
    GROUP BY p.author_id, l.topic_id
),
gone AS (
    DELETE FROM works_authortopic t
    WHERE t.author_id = ANY(%(ids)s)
      AND NOT EXISTS (SELECT 1 FROM expected e WHERE e.author_id = t.author_id AND e.topic_id = t.topic_id)
    RETURNING t.author_id
),
put AS (
    INSERT INTO works_authortopic (author_id, topic_id, works_count, last_year)
    SELECT e.author_id, e.topic_id, e.works_count, e.last_year
    FROM expected e LEFT JOIN works_authortopic t ON t.author_id = e.author_id AND t.topic_id = e.topic_id
    WHERE t.id IS NULL OR (t.works_count, t.last_year) IS DISTINCT FROM (e.works_count, e.last_year)
    ON CONFLICT (author_id, topic_id)
        DO UPDATE SET works_count = excluded.works_count, last_year = excluded.last_year
    RETURNING author_id
)
SELECT author_id FROM gone UNION SELECT author_id FROM put
"""  # noqa: S608 - the parts are constants of this module

# The share is rounded half up in whole numbers: (200 n + w) / 2 w, without a float to err at the border.
_COAUTHORS: Final = f"""
WITH {PLACES},
total AS (SELECT author_id, count(*) AS works FROM place GROUP BY author_id),
joint AS (
    SELECT DISTINCT p.author_id, o.author_id AS coauthor_id, p.work_id, p.year
    FROM place p
    JOIN works_authorship o ON o.work_id = p.work_id AND o.author_id <> p.author_id AND o.is_listed
    WHERE p.authors_count BETWEEN 2 AND %(most)s
      AND NOT EXISTS (SELECT 1 FROM works_author c WHERE c.id = o.author_id AND c.status NOT IN {LISTED})
),
pair AS (
    SELECT author_id, coauthor_id, count(*)::int AS works_count,
           min(NULLIF(year, 0)) AS first_year, max(NULLIF(year, 0)) AS last_year
    FROM joint GROUP BY author_id, coauthor_id HAVING count(*) >= 2
),
expected AS MATERIALIZED (
    SELECT pair.*, (200 * works_count + works) / (2 * works) >= %(close)s AS is_close
    FROM pair JOIN total USING (author_id)
),
gone AS (
    DELETE FROM works_coauthor t
    WHERE t.author_id = ANY(%(ids)s)
      AND NOT EXISTS (
          SELECT 1 FROM expected e WHERE e.author_id = t.author_id AND e.coauthor_id = t.coauthor_id)
    RETURNING t.author_id
),
put AS (
    INSERT INTO works_coauthor (author_id, coauthor_id, works_count, first_year, last_year, is_close)
    SELECT e.author_id, e.coauthor_id, e.works_count, e.first_year, e.last_year, e.is_close
    FROM expected e
    LEFT JOIN works_coauthor t ON t.author_id = e.author_id AND t.coauthor_id = e.coauthor_id
    WHERE t.id IS NULL
       OR (t.works_count, t.first_year, t.last_year, t.is_close)
          IS DISTINCT FROM (e.works_count, e.first_year, e.last_year, e.is_close)
    ON CONFLICT (author_id, coauthor_id) DO UPDATE
        SET works_count = excluded.works_count, first_year = excluded.first_year,
            last_year = excluded.last_year, is_close = excluded.is_close
    RETURNING author_id
)
SELECT author_id FROM gone UNION SELECT author_id FROM put
"""  # noqa: S608 - the parts are constants of this module

"""What lies beside a record: linked names with the number of works that connect them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.urls import reverse

MOST_WORKS: Final = 2_000
"""Works looked at, newest rows first, so that the largest record costs what a large one does."""
MOST_AUTHORS: Final = 50
"""Works of more authors connect nobody; works.counters leaves them out likewise."""

ROUTES: Final = {
    "researcher": "profiles:detail",
    "topic": "works:topic",
    "institution": "works:institution",
    "source": "works:source",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A record named in a list, and how many works tie it to the page it stands on."""

    name: str
    path: str
    works: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Linked records, most works first, and the largest number among them."""

    entries: tuple[Linked, ...]

    @property
    def most(self) -> int:
        return max((entry.works for entry in self.entries), default=1)


def around_topic(topic_id: int) -> dict[str, Ranked]:
    """Read the researchers, topics and institutions beside a topic, in one query."""
    return _read(_TOPIC, {"id": topic_id, "works": MOST_WORKS, "authors": MOST_AUTHORS})


def around_institution(institution_id: int) -> dict[str, Ranked]:
    """Read the researchers, topics and other institutions of an institution's works, in one query."""
    return _read(_INSTITUTION, {"id": institution_id, "works": MOST_WORKS, "authors": MOST_AUTHORS})


def _read(sql: str, parameters: dict[str, int]) -> dict[str, Ranked]:
    found: dict[str, list[Linked]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for kind, public_id, slug, name, works in cursor.fetchall():
            found[kind].append(Linked(name, reverse(ROUTES[kind], args=[public_id, slug]), works))
    return {
        kind: Ranked(tuple(sorted(found[kind], key=lambda one: (-one.works, one.name)))) for kind in ROUTES
    }


LISTED: Final = "p.status IN ('active', 'memorial')"

_TOPIC: Final = f"""
WITH mine AS MATERIALIZED (
    SELECT l.work_id, w.authors_count
    FROM (SELECT work_id FROM works_worktopic WHERE topic_id = %(id)s ORDER BY work_id DESC LIMIT %(works)s) l
    JOIN works_work w ON w.id = l.work_id AND NOT w.is_hidden
),
people AS (
    SELECT p.public_id, p.slug, p.display_name, c.works_count
    FROM works_authortopic c JOIN works_author p ON p.id = c.author_id
    WHERE c.topic_id = %(id)s AND {LISTED}
    ORDER BY c.works_count DESC, c.author_id LIMIT 12
),
topics AS (
    SELECT t.public_id, t.slug, t.display_name, n.works
    FROM (SELECT o.topic_id, count(*) AS works FROM mine JOIN works_worktopic o USING (work_id)
          WHERE o.topic_id <> %(id)s GROUP BY o.topic_id ORDER BY works DESC, o.topic_id LIMIT 12) n
    JOIN works_topic t ON t.id = n.topic_id
),
institutions AS (
    SELECT i.public_id, i.slug, i.display_name, n.works
    FROM (SELECT s.institution_id, count(DISTINCT a.work_id) AS works
          FROM mine JOIN works_authorship a USING (work_id)
          JOIN works_authorship_institutions s ON s.authorship_id = a.id
          WHERE mine.authors_count <= %(authors)s
          GROUP BY s.institution_id ORDER BY works DESC, s.institution_id LIMIT 12) n
    JOIN works_institution i ON i.id = n.institution_id
)
SELECT 'researcher', people.* FROM people
UNION ALL SELECT 'topic', topics.* FROM topics
UNION ALL SELECT 'institution', institutions.* FROM institutions
"""  # noqa: S608 - the parts are constants of this module

_INSTITUTION: Final = f"""
WITH places AS MATERIALIZED (
    SELECT a.work_id, a.author_id, a.authors_count
    FROM (SELECT authorship_id FROM works_authorship_institutions WHERE institution_id = %(id)s
          ORDER BY authorship_id DESC LIMIT 2 * %(works)s) s
    JOIN works_authorship a ON a.id = s.authorship_id
    JOIN works_work w ON w.id = a.work_id AND NOT w.is_hidden
),
mine AS MATERIALIZED (
    SELECT DISTINCT work_id, authors_count FROM places ORDER BY work_id DESC LIMIT %(works)s
),
people AS (
    SELECT p.public_id, p.slug, p.display_name, n.works
    FROM (SELECT author_id, count(DISTINCT work_id) AS works FROM places
          WHERE author_id IS NOT NULL GROUP BY author_id) n
    JOIN works_author p ON p.id = n.author_id
    WHERE {LISTED}
    ORDER BY n.works DESC, p.id LIMIT 12
),
topics AS (
    SELECT t.public_id, t.slug, t.display_name, n.works
    FROM (SELECT l.topic_id, count(*) AS works FROM mine JOIN works_worktopic l USING (work_id)
          GROUP BY l.topic_id ORDER BY works DESC, l.topic_id LIMIT 12) n
    JOIN works_topic t ON t.id = n.topic_id
),
institutions AS (
    SELECT i.public_id, i.slug, i.display_name, n.works
    FROM (SELECT s.institution_id, count(DISTINCT a.work_id) AS works
          FROM mine JOIN works_authorship a USING (work_id)
          JOIN works_authorship_institutions s ON s.authorship_id = a.id
          WHERE mine.authors_count <= %(authors)s AND s.institution_id <> %(id)s
          GROUP BY s.institution_id ORDER BY works DESC, s.institution_id LIMIT 12) n
    JOIN works_institution i ON i.id = n.institution_id
)
SELECT 'researcher', people.* FROM people
UNION ALL SELECT 'topic', topics.* FROM topics
UNION ALL SELECT 'institution', institutions.* FROM institutions
"""  # noqa: S608 - the parts are constants of this module

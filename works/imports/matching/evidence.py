"""Asks the database what it knows of the ids and names of a page, in a bounded number of bounded queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from works.imports import staging
from works.imports.matching.mentions import SCHEMES, Feature, Id, Known

NEWEST_WORKS: Final = 60
"""Works of a candidate in which shared co-authors and topics are looked for."""
MOST_AUTHORS: Final = 50
"""Works of more authors are compared by a sketch of their author lists, see ``surroundings``."""
NEWEST_LARGE_WORKS: Final = 20
"""Works of many authors looked at for each name of a sketch."""
MOST_CANDIDATES: Final = 50
"""Authors of one name that a mention is compared with, those with most works first."""


def owners(ids: Collection[Id]) -> dict[Id, int]:
    """Return which author each id belongs to."""
    rows = staging.fetch(
        "SELECT i.scheme, i.value, i.author_id FROM works_authoridentifier i"
        " JOIN unnest(%(schemes)s::text[], %(values)s::text[]) AS n(scheme, value) USING (scheme, value)",
        {"schemes": [name[0] for name in ids], "values": [name[1] for name in ids]},
    )
    survivors = _survivors({row[2] for row in rows})
    return {(scheme, value): survivors[author_id] for scheme, value, author_id in rows}


def candidates(keys: Collection[str]) -> dict[str, list[int]]:
    """Return the authors known by each full name, in a fixed order; mixed-up records take no more works."""
    rows = staging.fetch(
        """
        SELECT key, id FROM (
            SELECT key, id, row_number() OVER (PARTITION BY key ORDER BY works_count DESC, id) AS place
            FROM (
                SELECT name_key AS key, id, works_count FROM works_author
                WHERE name_key = ANY(%(keys)s) AND NOT is_mixed
                UNION
                SELECT n.key, a.id, a.works_count
                FROM works_authorname n JOIN works_author a ON a.id = n.author_id
                WHERE n.key = ANY(%(keys)s) AND NOT a.is_mixed
            ) every
        ) ranked WHERE place <= %(most)s ORDER BY id
        """,
        {"keys": list(keys), "most": MOST_CANDIDATES},
    )
    survivors = _survivors({row[1] for row in rows})
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, author_id in rows:
        if survivors[author_id] not in found[key]:
            found[key].append(survivors[author_id])
    return found


def ids_of(author_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the ids of these authors that identify them; of two in one scheme, the first stated."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for author_id, scheme, value in staging.fetch(
        "SELECT author_id, scheme, value FROM works_authoridentifier"
        " WHERE author_id = ANY(%(ids)s) AND scheme = ANY(%(schemes)s) ORDER BY id",
        {"ids": list(author_ids), "schemes": list(SCHEMES)},
    ):
        found[author_id].setdefault(scheme, value)
    return found


def note_coauthors(known: Known, wanted: Sequence[tuple[int, Feature]]) -> None:
    """Note which of the wanted name keys are names of a candidate's co-authors."""
    # Materialised, or the planner looks up the works of a candidate once for every name wanted of it.
    staging.stage("wanted_coauthors", "candidate bigint, key text", wanted)
    rows = staging.fetch(
        """
        WITH work AS MATERIALIZED (
            SELECT c.candidate, w.work_id
            FROM (SELECT DISTINCT candidate FROM wanted_coauthors) c
            CROSS JOIN LATERAL (
                SELECT work_id FROM works_authorship
                WHERE author_id = c.candidate AND is_listed AND authors_count BETWEEN 2 AND %(authors)s
                ORDER BY publication_year DESC, sort_title, work_id LIMIT %(works)s
            ) w
        ),
        coauthor AS MATERIALIZED (
            SELECT DISTINCT w.candidate, b.author_id
            FROM work w JOIN works_authorship b ON b.work_id = w.work_id AND b.author_id <> w.candidate
        )
        SELECT DISTINCT c.candidate, n.key
        FROM coauthor c JOIN works_author a ON a.id = c.author_id
        JOIN wanted_coauthors n ON n.candidate = c.candidate AND n.key = a.name_key
        """,
        {"authors": MOST_AUTHORS, "works": NEWEST_WORKS},
    )
    for candidate, key in rows:
        known.coauthors.setdefault(candidate, set()).add(key)


def note_topics(known: Known, wanted: Sequence[tuple[int, Feature]]) -> None:
    """Note which of the wanted topics a candidate's works are about."""
    staging.stage("wanted_topics", "candidate bigint, topic bigint", wanted)
    rows = staging.fetch(
        """
        SELECT DISTINCT n.candidate, n.topic
        FROM (SELECT DISTINCT topic FROM wanted_topics) t
        JOIN works_worktopic l ON l.topic_id = t.topic
        JOIN works_authorship a ON a.work_id = l.work_id
        JOIN wanted_topics n ON n.candidate = a.author_id AND n.topic = l.topic_id
        """,
    )
    for candidate, topic in rows:
        known.topics.setdefault(candidate, set()).add(topic)


def common_topics(topic_ids: Collection[int], most: int) -> dict[int, int]:
    """Count the works about each topic, up to one more than ``most``."""
    rows = staging.fetch(
        "SELECT t.id, (SELECT count(*) FROM"
        " (SELECT 1 FROM works_worktopic l WHERE l.topic_id = t.id LIMIT %(most)s) few)"
        " FROM unnest(%(ids)s::bigint[]) AS t(id)",
        {"ids": list(topic_ids), "most": most + 1},
    )
    return dict(rows)


def large_works(sketches: Mapping[int, Sequence[str]]) -> dict[int, set[int]]:
    """Return, for each entry, works of many authors that share a name with its sketch."""
    pairs = [(entry, name) for entry, chosen in sketches.items() for name in chosen]
    staging.stage("sketches", "entry int, key text", pairs)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for entry, work_id in staging.fetch(
        """
        SELECT DISTINCT s.entry, w.work_id
        FROM sketches s JOIN works_author a ON a.name_key = s.key
        CROSS JOIN LATERAL (
            SELECT work_id FROM works_authorship
            WHERE author_id = a.id AND is_listed AND authors_count > %(authors)s
            ORDER BY publication_year DESC, sort_title, work_id LIMIT %(works)s
        ) w
        """,
        {"authors": MOST_AUTHORS, "works": NEWEST_LARGE_WORKS},
    ):
        found[entry].add(work_id)
    return found


def note_large_works(known: Known, wanted: Mapping[int, set[int]]) -> None:
    """Note which of these works each candidate stands in the author list of."""
    work_ids = set().union(*wanted.values())
    for author_id, work_id in staging.fetch(
        "SELECT author_id, work_id FROM works_authorship"
        " WHERE work_id = ANY(%(works)s) AND author_id = ANY(%(ids)s)",
        {"works": list(work_ids), "ids": list(wanted)},
    ):
        if work_id in wanted[author_id]:
            known.coauthors.setdefault(author_id, set()).add(work_id)


def _survivors(author_ids: Collection[int]) -> dict[int, int]:
    """Follow merged authors to the record that absorbed them, however often it was absorbed itself."""
    rows = staging.fetch(
        """
        WITH RECURSIVE step AS (
            SELECT id AS origin, id, merged_into_id FROM works_author
            WHERE id = ANY(%(ids)s) AND merged_into_id IS NOT NULL
            UNION
            SELECT s.origin, a.id, a.merged_into_id FROM step s JOIN works_author a ON a.id = s.merged_into_id
        )
        SELECT origin, id FROM step WHERE merged_into_id IS NULL
        """,
        {"ids": list(author_ids)},
    )
    return {author_id: author_id for author_id in author_ids} | dict(rows)

"""The SQL of the search: each finds a bounded number of rows and orders those."""

from typing import Final

MOST: Final = 2_000
"""Matches looked at; of a word found everywhere, the search orders only so many."""

RESEARCHERS: Final = """
WITH hit AS (
    (SELECT id AS author_id, works_words(display_name) @@ to_tsquery('simple', %(exact)s) AS whole
     FROM works_author WHERE works_words(display_name) @@ to_tsquery('simple', %(prefixes)s) LIMIT %(most)s)
    UNION ALL
    (SELECT author_id, works_words(name) @@ to_tsquery('simple', %(exact)s)
     FROM works_authorname
     WHERE works_words(name) @@ to_tsquery('simple', %(prefixes)s)
       AND visibility = 'public' AND kind <> 'former'
     LIMIT %(most)s)
    UNION ALL
    (SELECT id, TRUE FROM works_author WHERE name_key = %(key)s LIMIT %(most)s)
),
found AS MATERIALIZED (
    SELECT a.id, a.works_count, bool_or(hit.whole) AS whole
    FROM hit JOIN works_author a ON a.id = hit.author_id
    WHERE a.status IN ('active', 'memorial')
    GROUP BY a.id
)
SELECT id, count(*) OVER () FROM found
ORDER BY whole DESC, works_count DESC, id LIMIT %(limit)s OFFSET %(offset)s
"""

WORKS: Final = """
WITH found AS MATERIALIZED (
    SELECT id, publication_year, ts_rank(search, works_query(%(text)s)) AS rank
    FROM works_work
    WHERE search @@ works_query(%(text)s) AND NOT is_hidden
    LIMIT %(most)s
)
SELECT id, count(*) OVER () FROM found
ORDER BY rank DESC, publication_year DESC NULLS LAST, id LIMIT %(limit)s OFFSET %(offset)s
"""

TOPICS: Final = """
WITH found AS MATERIALIZED (
    SELECT id, works_count, works_words(display_name) @@ to_tsquery('simple', %(exact)s) AS whole
    FROM works_topic WHERE works_words(display_name) @@ to_tsquery('simple', %(prefixes)s) LIMIT %(most)s
)
SELECT id, count(*) OVER () FROM found
ORDER BY whole DESC, works_count DESC, id LIMIT %(limit)s OFFSET %(offset)s
"""

INSTITUTIONS: Final = TOPICS.replace("works_topic", "works_institution")

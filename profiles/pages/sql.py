"""The SQL of an author's works list: one text for each filter and order, shared by rows and counts."""

from typing import Final

from profiles.pages.filters import Filters

MOST_AUTHORS: Final = 50
"""Signing a paper of more authors is not working together; works.counters counts co-authors likewise."""

FROM: Final = """
FROM works_authorship a
JOIN works_work w ON w.id = a.work_id
LEFT JOIN works_source s ON s.id = w.source_id
WHERE a.author_id = %(author)s AND a.is_listed
"""

ROLE: Final = """
CASE WHEN a.position = 1 THEN 'first' WHEN a.position = a.authors_count THEN 'last' ELSE 'middle' END
"""

CONDITIONS: Final = {
    "year": "a.publication_year = %(year)s::int",
    "kind": "w.kind = %(kind)s",
    "source": "s.display_name = %(source)s",
    "topic": """EXISTS (
        SELECT FROM works_worktopic l JOIN works_topic t ON t.id = l.topic_id
        WHERE l.work_id = a.work_id AND t.public_id = %(topic)s)""",
    "coauthor": f"""EXISTS (
        SELECT FROM works_authorship o JOIN works_author p ON p.id = o.author_id
        WHERE o.work_id = a.work_id AND o.is_listed AND o.authors_count <= {MOST_AUTHORS}
          AND p.public_id = %(coauthor)s)""",
    "role": f"{ROLE} = %(role)s",
    "q": "w.search @@ works_query(%(q)s)",
}

# DISTINCT ON asks for the columns of ORDER BY without their directions.
ORDERS: Final = {
    "newest": (("a.publication_year", "DESC"), ("a.sort_title", "ASC"), ("a.work_id", "ASC")),
    "oldest": (("a.publication_year", "ASC"), ("a.sort_title", "ASC"), ("a.work_id", "ASC")),
    "cited": (
        ("w.cited_by_count", "DESC NULLS LAST"),
        ("a.publication_year", "DESC"),
        ("a.sort_title", "ASC"),
        ("a.work_id", "ASC"),
    ),
    "title": (("a.sort_title", "ASC"), ("a.work_id", "ASC")),
}

# Each value's count leaves out the filter of its own facet, and keeps all the others.
VALUES: Final = {
    "year": "SELECT 'year', year::text, '', count(*) FROM mine WHERE {others} GROUP BY year",
    "kind": "SELECT 'kind', kind, '', count(*) FROM mine WHERE {others} GROUP BY kind",
    "source": """SELECT 'source', source, '', count(*) FROM mine
        WHERE {others} AND source IS NOT NULL GROUP BY source""",
    "role": "SELECT 'role', role, '', count(*) FROM mine WHERE {others} GROUP BY role",
    "topic": """SELECT 'topic', t.public_id, t.display_name, count(*)
        FROM mine JOIN works_worktopic l USING (work_id) JOIN works_topic t ON t.id = l.topic_id
        WHERE {others} GROUP BY t.id
        ORDER BY t.public_id = %(topic)s DESC, 4 DESC, t.display_name, t.id LIMIT %(most)s""",
    # Only constants of this module are ever put into a statement; values travel as parameters.
    "coauthor": f"""SELECT 'coauthor', p.public_id, p.display_name, count(DISTINCT work_id)
        FROM mine JOIN works_authorship o USING (work_id) JOIN works_author p ON p.id = o.author_id
        WHERE {{others}} AND o.is_listed AND o.authors_count <= {MOST_AUTHORS}
          AND o.author_id <> %(author)s
        GROUP BY p.id
        ORDER BY p.public_id = %(coauthor)s DESC, 4 DESC, p.display_name, p.id LIMIT %(most)s""",  # noqa: S608
}


def rows(filters: Filters) -> str:
    """Select the cards of one page; ``author``, ``limit``, ``offset`` and the filters are parameters."""
    order = ORDERS[filters.order]
    if not filters.chosen and all(column.startswith("a.") for column, _ in order):
        return _plain_rows(order)
    columns = ", ".join(column for column, _ in order)
    ordering = ", ".join(f"{column} {direction}" for column, direction in order)
    wanted = "".join(f" AND {CONDITIONS[name]}" for name in filters.chosen)
    return (
        f"SELECT DISTINCT ON ({columns}) a.publication_year, w.cited_by_count, w.card_html "
        f"{FROM}{wanted} ORDER BY {ordering} LIMIT %(limit)s OFFSET %(offset)s"
    )


def _plain_rows(order: tuple[tuple[str, str], ...]) -> str:
    """Select the same from the index alone, and meet the works of the one page: for lists without filters."""
    columns = ", ".join(column for column, _ in order)
    ordering = ", ".join(f"{column} {direction}" for column, direction in order)
    return (
        "SELECT a.publication_year, w.cited_by_count, w.card_html FROM ("  # noqa: S608
        f"SELECT DISTINCT ON ({columns}) a.publication_year, a.sort_title, a.work_id "
        f"FROM works_authorship a WHERE a.author_id = %(author)s AND a.is_listed "
        f"ORDER BY {ordering} LIMIT %(limit)s OFFSET %(offset)s"
        f") a JOIN works_work w ON w.id = a.work_id ORDER BY {ordering}"
    )


def counts(filters: Filters) -> str:
    """Select (facet, value, label, count) of every facet, and the total as facet ``total``."""
    flags = "".join(f", {CONDITIONS[name]} AS {name}_ok" for name in filters.chosen)
    parts = [text.format(others=_flags(filters, but=name)) for name, text in VALUES.items()]
    parts.append(f"SELECT 'total', '', '', count(*) FROM mine WHERE {_flags(filters)}")  # noqa: S608
    union = " UNION ALL ".join(f"({part})" for part in parts)
    return (
        f"WITH mine AS MATERIALIZED (SELECT DISTINCT ON (a.work_id) a.work_id, a.publication_year AS year, "
        f"w.kind, s.display_name AS source, {ROLE} AS role{flags} {FROM}) {union}"
    )


def _flags(filters: Filters, *, but: str = "") -> str:
    return " AND ".join(f"{name}_ok" for name in filters.chosen if name != but) or "TRUE"

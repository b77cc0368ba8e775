"""An author's stored neighbours: topics, co-authors, names, ids elsewhere and places in author lists."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from works.models import Author, AuthorIdentifier

MOST: Final = 100

# One statement for five short lists: a page feels each further query more than each further row.
READ: Final = """
(SELECT 'topic', t.public_id, t.slug, t.display_name, n.works_count, NULL, NULL, FALSE
 FROM works_authortopic n JOIN works_topic t ON t.id = n.topic_id WHERE n.author_id = %(author)s
 ORDER BY n.works_count DESC, n.topic_id LIMIT %(most)s)
UNION ALL
(SELECT 'coauthor', c.public_id, c.slug, c.display_name, n.works_count, n.first_year, n.last_year, n.is_close
 FROM works_coauthor n JOIN works_author c ON c.id = n.coauthor_id WHERE n.author_id = %(author)s
 ORDER BY n.works_count DESC, n.coauthor_id LIMIT %(most)s)
UNION ALL
SELECT 'identifier', scheme, '', value, 0, NULL, NULL, verified_at IS NOT NULL
FROM works_authoridentifier WHERE author_id = %(author)s
UNION ALL
SELECT 'name', '', '', name, 0, NULL, NULL, FALSE FROM works_authorname
WHERE author_id = %(author)s AND visibility = 'public' AND kind <> 'former' AND name <> %(shown)s
UNION ALL
SELECT 'role',
       CASE WHEN position = 1 THEN 'first' WHEN position = authors_count THEN 'last' ELSE 'middle' END,
       '', '', count(*), NULL, NULL, FALSE
FROM works_authorship WHERE author_id = %(author)s AND is_listed GROUP BY 2
"""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic of the author, and how many of their works are about it."""

    public_id: str
    name: str
    url: str
    works: int


@dataclass(frozen=True, slots=True)
class Collaborator:
    """Somebody with at least two joint works; close ones have enough of them."""

    public_id: str
    name: str
    url: str
    works: int
    first_year: int | None
    last_year: int | None
    is_close: bool


@dataclass(frozen=True, slots=True)
class Identifier:
    """The author's id in another system."""

    scheme: str
    value: str
    url: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Topics and co-authors come most works first, MOST of each at the most; former names stay out."""

    topics: tuple[TopicCount, ...]
    collaborators: tuple[Collaborator, ...]
    identifiers: tuple[Identifier, ...]
    other_names: tuple[str, ...]
    roles: dict[str, int]


Row = tuple[str, str, str, str, int, int | None, int | None, bool]


def load(author: Author) -> Neighbours:
    """Read all of them in one query."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"author": author.pk, "shown": author.display_name, "most": MOST})
        rows: list[Row] = cursor.fetchall()
    rows.sort(key=lambda row: (-row[4], row[1] if row[0] == "identifier" else "", row[3]))
    return Neighbours(
        topics=tuple(_topic(row) for row in rows if row[0] == "topic"),
        collaborators=tuple(_collaborator(row) for row in rows if row[0] == "coauthor"),
        identifiers=tuple(_identifier(row) for row in rows if row[0] == "identifier"),
        other_names=tuple(row[3] for row in rows if row[0] == "name"),
        roles={row[1]: row[4] for row in rows if row[0] == "role"},
    )


# Addresses are permanent and some hundred stand on a page, so they are written instead of reversed.
def _topic(row: Row) -> TopicCount:
    _, public_id, slug, name, works, *_ = row
    return TopicCount(public_id, name, f"/topics/{public_id}/{slug}/", works)


def _collaborator(row: Row) -> Collaborator:
    _, public_id, slug, name, works, first_year, last_year, is_close = row
    url = f"/researchers/{public_id}/{slug}/"
    return Collaborator(public_id, name, url, works, first_year, last_year, is_close)


def _identifier(row: Row) -> Identifier:
    one = AuthorIdentifier(scheme=row[1], value=row[3])
    return Identifier(one.get_scheme_display(), one.value, one.url, is_verified=row[7])

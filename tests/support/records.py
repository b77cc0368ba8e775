"""Records as a parser would yield them, a source that gives them, and everything the database then holds."""

from dataclasses import dataclass, field

import msgspec
from django.db import connection

from works.imports.records import AuthorRef, AuthorshipRecord, Page, SourceRef, TopicRef, WorkRecord


def by(byline, **known):
    """A place in an author list; ``orcid=``, ``openalex=`` say who it is."""
    ref = {name: known.pop(name) for name in ("orcid", "openalex", "arxiv", "display_name") if name in known}
    return AuthorshipRecord(byline=byline, author=AuthorRef(**ref), **known)


def topic(key):
    return TopicRef(key=key, display_name=key.partition(":")[2].title())


def record(number, authors=(), *, topics=(), ids=(), **fields):
    """A work as ``local:<number>``; authors are bylines or places."""
    identifiers = (("local", str(number)), *ids)
    given = {
        "kind": "preprint",
        "title": f"Work {number}",
        "publication_year": 2024,
        "source": SourceRef(key="name:arxiv", display_name="arXiv"),
        **fields,
    }
    made = WorkRecord(
        record_id=f"local:{number}",
        place=f"made:{number}",
        payload="",
        identifiers=identifiers,
        authorships=tuple(by(one) if isinstance(one, str) else one for one in authors),
        topics=tuple(topic(one) if isinstance(one, str) else one for one in topics),
        **given,
    )
    # The payload stands for all that was received, so that any other field makes another payload.
    return msgspec.structs.replace(made, payload=repr(made))


@dataclass
class Given:
    """A source that gives ``items`` in pages of ``size``, and may fail before one of them."""

    items: list
    size: int = 100
    fails_at: int | None = None
    provider: str = "jsonl"
    name: str = "given"
    asked: list = field(default_factory=list)

    @property
    def query(self):
        return {"name": self.name}

    def pages(self, cursor):
        self.asked.append(dict(cursor))
        for start in range(cursor.get("start", 0), len(self.items), self.size):
            if self.fails_at is not None and start >= self.fails_at:
                raise OSError("The source does not answer.")
            end = start + self.size
            yield Page(items=tuple(self.items[start:end]), cursor={"start": end})


CONTENTS = {
    "works": """
        SELECT w.title, w.sort_title, w.slug, w.kind, w.abstract, w.publication_year, s.key, w.authors_count,
               w.revision, w.title_html, w.abstract_html, w.search::text, w.card_version,
               regexp_replace(w.card_html, '[0-9a-hjkmnp-tv-z]{12}', 'ID', 'g')
        FROM works_work w LEFT JOIN works_source s ON s.id = w.source_id""",
    "authors": """
        SELECT a.display_name, a.name_key, a.slug, a.status, a.works_count, a.topics_count,
               a.close_collaborators_count, a.works_with_orcid_count, a.counts_by_year::text,
               a.counts_by_kind::text, a.counts_by_source::text, i.display_name,
               ARRAY(SELECT w.title FROM works_authorship p JOIN works_work w ON w.id = p.work_id
                     WHERE p.author_id = a.id ORDER BY w.title, p.position)::text,
               ARRAY(SELECT d.scheme || ':' || d.value FROM works_authoridentifier d
                     WHERE d.author_id = a.id ORDER BY 1)::text,
               ARRAY(SELECT n.name FROM works_authorname n WHERE n.author_id = a.id ORDER BY 1)::text
        FROM works_author a LEFT JOIN works_institution i ON i.id = a.last_known_institution_id""",
    "authorships": """
        SELECT w.title, p.position, p.byline, p.author_id IS NULL, p.orcid, p.raw_affiliations::text, p.is_listed,
               p.publication_year, p.sort_title, p.authors_count,
               ARRAY(SELECT t.basis || t.verdict || t.confidence FROM works_attribution t
                     WHERE t.authorship_id = p.id ORDER BY 1)::text
        FROM works_authorship p JOIN works_work w ON w.id = p.work_id""",
    "topics": "SELECT key, display_name, works_count, authors_count, counts_by_year::text FROM works_topic",
    "work topics": """
        SELECT w.title, t.key, l.position, l.score FROM works_worktopic l
        JOIN works_work w ON w.id = l.work_id JOIN works_topic t ON t.id = l.topic_id""",
    "sources": "SELECT key, display_name, works_count FROM works_source",
    "institutions": "SELECT display_name, openalex_id, ror, works_count, authors_count FROM works_institution",
    "ids": """
        SELECT w.title, i.scheme, i.value FROM works_workidentifier i JOIN works_work w ON w.id = i.work_id""",
    "records": "SELECT provider, record_id, payload, payload_hash::text FROM works_sourcerecord",
    "co-authors": """
        SELECT a.display_name, c.display_name, p.works_count, p.first_year, p.last_year, p.is_close
        FROM works_coauthor p JOIN works_author a ON a.id = p.author_id JOIN works_author c ON c.id = p.coauthor_id""",
    "stale": "SELECT kind FROM works_stalecount",
}


def contents():
    """Everything an import writes, in an order and without the keys that differ from run to run."""
    with connection.cursor() as cursor:
        found = {}
        for name, sql in CONTENTS.items():
            cursor.execute(sql)
            found[name] = sorted(cursor.fetchall(), key=repr)
    return found

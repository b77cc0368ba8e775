"""Finds or makes the sources, topics and institutions that a page of records names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bzpeer.core import public_ids
from works.imports import staging
from works.imports.records import InstitutionRef, SourceRef, TopicRef, WorkRecord
from works.text import slugs

COUNTRY: Final = re.compile("[A-Z]{2}")


@dataclass(slots=True, frozen=True)
class Named:
    """What a card says of a source or topic."""

    id: int
    public_id: str
    slug: str
    display_name: str


@dataclass(slots=True)
class Entities:
    """The rows behind the references of a page: by key, and institutions by either of their ids."""

    sources: dict[str, Named] = field(default_factory=dict)
    topics: dict[str, Named] = field(default_factory=dict)
    institutions: dict[str, int] = field(default_factory=dict)

    def institution(self, ref: InstitutionRef) -> int | None:
        """Return the row of an institution, None for one without an id."""
        return self.institutions.get(ref.openalex) or self.institutions.get(ref.ror)


def find_or_make(records: Sequence[WorkRecord]) -> Entities:
    """Return every source, topic and institution named; what is known is not renamed, only filled in."""
    sources = {record.source.key: record.source for record in records if record.source}
    topics = {topic.key: topic for record in records for topic in record.topics}
    institutions = {
        ref: None
        for record in records
        for authorship in record.authorships
        for ref in authorship.institutions
        if ref.openalex or ref.ror
    }
    return Entities(
        sources=_sources(sources),
        topics=_topics(topics),
        institutions=_institutions(institutions),
    )


def _sources(refs: dict[str, SourceRef]) -> dict[str, Named]:
    rows = [
        (key, name, slugs.slug(name) or "source", public_ids.new(), ref.kind[:40])
        for key, ref in sorted(refs.items())
        for name in [staging.clip(ref.display_name, "source")]
    ]
    _insert("works_source", "key, display_name, slug, public_id, kind", rows)
    staging.run(
        "UPDATE works_source t SET kind = s.kind, revision = revision + 1 FROM"
        " unnest(%(keys)s::text[], %(kinds)s::text[]) AS s(key, kind)"
        " WHERE s.key = t.key AND t.kind = '' AND s.kind <> ''",
        {"keys": [row[0] for row in rows], "kinds": [row[4] for row in rows]},
    )
    return _named("works_source", list(refs))


def _topics(refs: dict[str, TopicRef]) -> dict[str, Named]:
    rows = [
        (key, name, slugs.slug(name) or "topic", public_ids.new(), ref.description, ref.field[:100])
        for key, ref in sorted(refs.items())
        for name in [staging.clip(ref.display_name, "topic")]
    ]
    _insert("works_topic", "key, display_name, slug, public_id, description, field", rows)
    staging.run(
        "UPDATE works_topic t SET description = coalesce(nullif(t.description, ''), s.description),"
        " field = coalesce(nullif(t.field, ''), s.field), revision = revision + 1"
        " FROM unnest(%(keys)s::text[], %(descriptions)s::text[], %(fields)s::text[])"
        " AS s(key, description, field) WHERE s.key = t.key"
        " AND (t.description = '' AND s.description <> '' OR t.field = '' AND s.field <> '')",
        {
            "keys": [row[0] for row in rows],
            "descriptions": [row[4] for row in rows],
            "fields": [row[5] for row in rows],
        },
    )
    return _named("works_topic", list(refs))


def _named(table: str, keys: list[str]) -> dict[str, Named]:
    rows = staging.fetch(
        f"SELECT key, id, public_id, slug, display_name FROM {table} WHERE key = ANY(%(keys)s)",  # noqa: S608 - ours
        {"keys": keys},
    )
    return {row[0]: Named(*row[1:]) for row in rows}


def _institutions(refs: Iterable[InstitutionRef]) -> dict[str, int]:
    ordered = sorted(refs, key=lambda ref: (ref.openalex, ref.ror, ref.display_name))
    if not ordered:
        return {}
    _insert(
        "works_institution",
        "openalex_id, ror, display_name, slug, public_id, kind, country_code",
        [
            (
                ref.openalex or None,
                ref.ror or None,
                name,
                slugs.slug(name) or "institution",
                public_ids.new(),
                ref.kind[:40],
                ref.country_code if COUNTRY.fullmatch(ref.country_code) else "",
            )
            for ref in ordered
            for name in [staging.clip(ref.display_name, "institution")]
        ],
    )
    rows = staging.fetch(
        "SELECT id, openalex_id, ror FROM works_institution"
        " WHERE openalex_id = ANY(%(openalex)s) OR ror = ANY(%(ror)s)",
        {
            "openalex": [ref.openalex for ref in ordered if ref.openalex],
            "ror": [ref.ror for ref in ordered if ref.ror],
        },
    )
    # OpenAlex ids and ROR ids never look alike: I241749, 013meh722.
    return {name: row[0] for row in rows for name in row[1:] if name}


def _insert(table: str, columns: str, rows: Sequence[tuple[str | None, ...]]) -> None:
    """Insert what is not there yet, one after the other, so that a row may meet one of its own page."""
    if not rows:
        return
    width = columns.count(",") + 1
    arrays = ", ".join(f"%(c{place})s::text[]" for place in range(width))
    staging.run(
        f"INSERT INTO {table} ({columns}, {DEFAULTS[table]}) SELECT *, {VALUES[table]}"  # noqa: S608 - ours
        f" FROM unnest({arrays}) ON CONFLICT DO NOTHING",
        {f"c{place}": [row[place] for row in rows] for place in range(width)},
    )


DEFAULTS: Final = {
    "works_source": "works_count, revision",
    "works_topic": "works_count, authors_count, counts_by_year, revision",
    "works_institution": "works_count, authors_count, revision",
}
VALUES: Final = {
    "works_source": "0, 1",
    "works_topic": "0, 0, '{}', 1",
    "works_institution": "0, 0, 1",
}

"""Writes works with their ids, versions, topics and source records."""

from collections.abc import Sequence
from typing import Final

from works import cards
from works.imports import staging
from works.imports.upsert.entities import Entities
from works.imports.upsert.places import AuthorList
from works.imports.upsert.texts import Text, search_names
from works.imports.upsert.triage import Entry
from works.models import Work

STAGED: Final = (
    "id bigint, public_id text, slug text, kind text, title text, sort_title text, abstract text,"
    " abstract_origin text, publication_year int, first_submitted_date date, last_updated_date date,"
    " source_id bigint, comment text, journal_reference text, cited_by_count int, authorships_complete bool,"
    " is_retracted bool, is_withdrawn bool, authors_count int, title_html text, abstract_html text,"
    " card_html text, card_version int, search_title text, search_names text, search_abstract text,"
    " is_new bool, keeps_list bool"
)
UNSTORED: Final = {"search_title", "search_names", "search_abstract", "is_new", "keeps_list"}
STORED: Final = [name for column in STAGED.split(",") if (name := column.split()[0]) not in UNSTORED]
SEARCH: Final = (
    "setweight(to_tsvector('english', s.search_title), 'A')"
    " || setweight(to_tsvector('simple', s.search_names), 'B')"
    " || setweight(to_tsvector('english', s.search_abstract), 'C')"
)
"""Titles and abstracts are stemmed as English, names are not; queries must ask in both ways."""

LISTED: Final = ("authors_count", "authorships_complete")
"""Say something of the author list, and so stay where that stays."""
UPDATED: Final = [name for name in STORED if name not in {"id", "public_id", *LISTED}]
KINDS: Final = frozenset(Work.Kind.values)
YEARS: Final = range(1000, 3000)
COUNT_LIMIT: Final = 2_147_483_647


def write(
    entries: Sequence[Entry],
    texts: Sequence[Text],
    lists: Sequence[AuthorList],
    entities: Entities,
) -> None:
    """Write the rows of these works: new ones whole, known ones anew, with their rendered cards."""
    rendered = cards.render_all(
        [_card(text, listed, entities) for text, listed in zip(texts, lists, strict=True)]
    )
    staging.stage(
        "staged_works",
        STAGED,
        [
            _row(entry, text, listed, entities, card)
            for entry, text, listed, card in zip(entries, texts, lists, rendered, strict=True)
        ],
    )
    if any(entry.is_new for entry in entries):
        staging.run(_INSERT)
    if not all(entry.is_new for entry in entries):
        staging.run(_UPDATE)


# What the lists show first stands together on disk.
_INSERT: Final = f"""
INSERT INTO works_work ({", ".join(STORED)}, search, revision, is_hidden)
SELECT {", ".join(f"s.{name}" for name in STORED)}, {SEARCH}, 1, false
FROM staged_works s WHERE s.is_new ORDER BY s.id
"""  # noqa: S608 - the parts are constants of this module
_UPDATE: Final = f"""
UPDATE works_work t
SET {", ".join(f"{name} = s.{name}" for name in UPDATED)},
    {", ".join(f"{name} = CASE WHEN s.keeps_list THEN t.{name} ELSE s.{name} END" for name in LISTED)},
    search = {SEARCH}, revision = t.revision + 1, updated_at = now()
FROM staged_works s WHERE s.id = t.id AND NOT s.is_new
"""  # noqa: S608 - the parts are constants of this module


def _row(entry: Entry, text: Text, listed: AuthorList, entities: Entities, card: str) -> staging.Row:
    record = text.record
    year = record.publication_year
    return (
        text.work_id, text.public_id, text.slug, _kind(record.kind), record.title, text.sort_title,
        record.abstract, "summary" if record.abstract_is_summary else "source",
        year if year in YEARS else None, record.first_submitted_date, record.last_updated_date,
        entities.sources[record.source.key].id if record.source else None,
        record.comment, record.journal_reference,
        None if record.cited_by_count is None else min(record.cited_by_count, COUNT_LIMIT),
        record.authorships_complete, record.is_retracted, record.is_withdrawn, len(listed.places),
        text.title_html, text.abstract_html, card, cards.VERSION,
        text.search_title, search_names([place.byline for place in listed.places]), text.search_abstract,
        entry.is_new, listed.is_kept,
    )  # fmt: skip


def _card(text: Text, listed: AuthorList, entities: Entities) -> cards.Card:
    record = text.record
    bylines = tuple(place.byline for place in listed.places[: cards.MOST_BYLINES])
    ids = dict(reversed(record.identifiers))
    topics = (entities.topics[topic.key] for topic in record.topics[: cards.MOST_TOPICS])
    return cards.Card(
        public_id=text.public_id,
        slug=text.slug,
        kind_label=cards.kind_label(_kind(record.kind)),
        year=record.publication_year,
        source_name=entities.sources[record.source.key].display_name if record.source else "",
        title_html=text.title_html,
        abstract_html=text.abstract_html,
        abstract_is_summary=record.abstract_is_summary,
        bylines=bylines,
        more_bylines=len(listed.places) - len(bylines),
        topics=tuple((topic.public_id, topic.slug, topic.display_name) for topic in topics),
        arxiv_id=ids.get("arxiv", ""),
        doi=ids.get("doi", ""),
        is_retracted=record.is_retracted,
        is_withdrawn=record.is_withdrawn,
        versions_count=len(record.versions),
    )


def _kind(kind: str) -> str:
    return kind if kind in KINDS else str(Work.Kind.OTHER)

"""Makes of a record what its work stores as text: HTML, sort keys, and words to search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from bzpeer.core import public_ids
from works.imports import staging
from works.imports.records import SourceRef, WorkRecord
from works.imports.upsert.triage import Entry
from works.text import fold, slugs, tex

SORT_TITLE: Final = 200


@dataclass(slots=True, kw_only=True)
class Text:
    """A work as it will be stored; ``record`` is what its records say together."""

    work_id: int
    public_id: str
    is_hidden: bool
    record: WorkRecord
    slug: str
    sort_title: str
    title_html: str
    abstract_html: str
    search_title: str
    search_abstract: str


def render(entries: Sequence[Entry]) -> list[Text]:
    """Render the texts of every entry, reading first what is kept of works we hold."""
    held = {row[0]: row for row in _held([entry.work_id for entry in entries if not entry.is_new])}
    return [_render(entry, held.get(entry.work_id)) for entry in entries]


def _render(entry: Entry, held: tuple[Any, ...] | None) -> Text:
    record = entry.record
    if held and entry.has_other_records:
        record = _filled(record, held)
    title, abstract = record.title, record.abstract
    title_html, abstract_html = tex.to_html(title), tex.to_html(abstract)
    return Text(
        work_id=entry.work_id,
        public_id=held[1] if held else public_ids.new(),
        is_hidden=held[2] if held else False,
        record=record,
        slug=slugs.slug(title) or "work",
        sort_title=title.lower()[:SORT_TITLE],
        title_html=title_html,
        abstract_html=abstract_html,
        search_title=_words(title, title_html),
        search_abstract=_words(abstract, abstract_html),
    )


def _words(source: str, rendered: str) -> str:
    # What came out as it went in has no markup to read a second time.
    return source if rendered == source else tex.to_text(source)


def search_names(bylines: Sequence[str]) -> str:
    """Join names for the search, those with accents also without."""
    text = " ".join(bylines)
    if text.isascii():
        return text
    return f"{text} {fold.unaccented(text)}"


_FILLED: Final = (
    "abstract", "publication_year", "first_submitted_date", "last_updated_date", "comment",
    "journal_reference", "cited_by_count",
)  # fmt: skip


def _filled(record: WorkRecord, held: tuple[Any, ...]) -> WorkRecord:
    """Keep what only another source's record states: an empty field of this one takes nothing away."""
    stated = dict(zip(_FILLED, held[3:], strict=False))
    summary, source_key, source_name, retracted, withdrawn = held[3 + len(_FILLED) :]
    changes = {name: value for name, value in stated.items() if getattr(record, name) in {"", None}}
    if "abstract" in changes:
        changes["abstract_is_summary"] = summary
    if record.source is None and source_key:
        changes["source"] = SourceRef(key=source_key, display_name=source_name)
    return msgspec.structs.replace(
        record,
        is_retracted=record.is_retracted or retracted,
        is_withdrawn=record.is_withdrawn or withdrawn,
        **changes,
    )


def _held(work_ids: list[int]) -> list[tuple[Any, ...]]:
    if not work_ids:
        return []
    return staging.fetch(
        f"SELECT w.id, w.public_id, w.is_hidden, {', '.join(f'w.{name}' for name in _FILLED)},"  # noqa: S608 - ours
        " w.abstract_origin = 'summary', s.key, s.display_name, w.is_retracted, w.is_withdrawn"
        " FROM works_work w LEFT JOIN works_source s ON s.id = w.source_id WHERE w.id = ANY(%(ids)s)",
        {"ids": work_ids},
    )

"""One line of our JSON Lines format to one record."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import msgspec

from works.imports import fields
from works.imports.jsonl import people, shape
from works.imports.jsonl.faults import LINE_REMEDY, REMEDY, FieldFault, explained, record_id
from works.imports.records import Problem, SourceRef, TopicRef, VersionRecord, WorkRecord
from works.text import clean, identifiers
from works.text.fold import unaccented

LONGEST_LINE: Final = 5_000_000
LONGEST_ID: Final = 290
LONGEST_KEY: Final = 100
LONGEST_SOURCE_KEY: Final = 200
LONGEST_LABEL: Final = 40
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

OTHER: Final = "other"
KINDS: Final = frozenset(
    {
        "preprint", "article", "conference-paper", "review", "book", "book-chapter", "dataset",
        "dissertation", "report", "editorial", "letter", "erratum", "paratext", OTHER,
    }
)  # fmt: skip
NAMED: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9\-]{0,30}):(?P<value>\S.*)", re.DOTALL)
ISSN: Final = re.compile(r"(?P<first>\d{4})-?(?P<last>\d{3}[\dX])")

_works = msgspec.json.Decoder(shape.Work)


def parse_line(raw: bytes | str, *, place: str) -> WorkRecord | Problem:
    """Read one line; what is wrong with it comes back as a problem that names the field and the remedy."""
    received = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(received) > LONGEST_LINE:
        return too_long(received, place=place)
    received = received.removeprefix(BYTE_ORDER_MARK).strip()
    try:
        payload = received.decode("utf-8")
        return _record(_works.decode(received), place, payload)
    except FieldFault as found:
        fault = found
    except msgspec.ValidationError as error:
        fault = explained(error)
    except UnicodeDecodeError as error:
        return _not_read(
            received, f"The line is not UTF-8: byte {error.start + 1} of it is wrong.", place=place
        )
    except msgspec.DecodeError as error:
        return _not_read(received, f"The line is not JSON: {error}.", place=place)
    except RecursionError:
        return _not_read(received, "Lists or objects are nested too deep to be read.", place=place)
    return fields.problem(
        place,
        fault.message,
        remedy=REMEDY,
        record_id=record_id(received),
        field=fault.field,
        payload=payload,
    )


def too_long(start: bytes, *, place: str) -> Problem:
    """Describe a line over the limit, of which only the start was read."""
    return _not_read(start, f"The line is longer than {LONGEST_LINE:,} bytes.", place=place)


def _not_read(received: bytes, message: str, *, place: str) -> Problem:
    return fields.problem(
        place,
        message,
        remedy=LINE_REMEDY,
        record_id=record_id(received) if len(received) <= LONGEST_LINE else record_id(received[:2000]),
        payload=received[: 4 * fields.LONGEST_PAYLOAD].decode("utf-8", "replace"),
    )


def _record(work: shape.Work, place: str, payload: str) -> WorkRecord:
    own = _identifier("$.id", work.id)
    return WorkRecord(
        record_id=":".join(own),
        place=place,
        payload=payload,
        kind=work.type if work.type in KINDS else OTHER,
        title=_text("$.title", work.title, fields.LONGEST_TITLE) or _empty("$.title"),
        identifiers=_identifiers(own, work.ids or shape.Ids()),
        authorships=tuple(people.authorships(work.authorships or [])),
        authorships_complete=work.authorships_complete is not False,
        abstract=_text("$.abstract", work.abstract, fields.LONGEST_ABSTRACT),
        abstract_is_summary=work.abstract_origin == "summary",
        publication_year=work.publication_year,
        first_submitted_date=work.first_submitted_date,
        last_updated_date=work.last_updated_date,
        record_updated_at=_moment(work.updated_date),
        source=_source(work.source),
        topics=tuple(_topics(work.topics or [])),
        versions=tuple(_versions(work.versions or [])),
        comment=_text("$.comment", work.comment, fields.LONGEST_REMARK),
        journal_reference=_text("$.journal_reference", work.journal_reference, fields.LONGEST_REMARK),
        cited_by_count=work.cited_by_count,
        is_retracted=work.is_retracted is True,
    )


def _text(field: str, value: str | None, limit: int) -> str:
    if not value:
        return ""
    text = clean.plain(value)
    if len(text) > limit:
        raise FieldFault(field, f"This has {len(text):,} characters; {limit:,} are the most.")
    return text


def _empty(field: str) -> str:
    raise FieldFault(field, "This required field is empty.")


def _identifier(field: str, value: str) -> tuple[str, str]:
    """Read scheme:value into the pair that names the same work in every record."""
    named = NAMED.fullmatch(clean.plain(value))
    scheme = named["scheme"] if named else ""
    if scheme not in {"arxiv", "doi", "openalex", "local"}:
        raise FieldFault(field, "This must be scheme:value, with scheme arxiv, doi, openalex or local.")
    assert named is not None
    bare = named["value"] if scheme == "local" else _canonical(scheme, named["value"])
    if not bare or len(bare) > LONGEST_ID:
        raise FieldFault(field, f"This is no id of scheme {scheme}.")
    return scheme, bare


def _canonical(scheme: str, value: str) -> str | None:
    if scheme == "arxiv":
        paper = identifiers.arxiv(value)
        return paper.base if paper else None
    if scheme == "doi":
        return identifiers.doi(value)
    found = identifiers.openalex(value)
    return found if found and found.startswith("W") else None


def _identifiers(own: tuple[str, str], ids: shape.Ids) -> tuple[tuple[str, str], ...]:
    found = dict([own])
    for scheme, value in (("arxiv", ids.arxiv), ("doi", ids.doi), ("openalex", ids.openalex)):
        if value is None:
            continue
        bare = _canonical(scheme, value)
        if bare is None or len(bare) > LONGEST_ID:
            raise FieldFault(f"$.ids.{scheme}", f"This is no id of scheme {scheme}.")
        if found.setdefault(scheme, bare) != bare:
            raise FieldFault(
                f"$.ids.{scheme}", f"The field id names {scheme}:{found[scheme]}, this another work."
            )
    return tuple(found.items())


def _moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise FieldFault("$.updated_date", "This must be a date and time in ISO 8601.") from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _source(source: shape.Source | None) -> SourceRef | None:
    if source is None:
        return None
    name = clean.name(source.display_name) or _empty("$.source.display_name")
    key = f"name:{unaccented(name).casefold()}" if source.id is None else _source_key(source.id)
    return SourceRef(
        key=key[:LONGEST_SOURCE_KEY], display_name=name, kind=clean.plain(source.type or "", limit=40)
    )


def _source_key(value: str) -> str:
    if (found := identifiers.openalex(value)) and found.startswith("S"):
        return f"openalex:{found}"
    if issn := ISSN.fullmatch(value.removeprefix("issn:").strip().upper()):
        return f"issn:{issn['first']}-{issn['last']}"
    raise FieldFault(
        "$.source.id", "This must be openalex:S... or issn:....; leave it out to go by the name."
    )


def _topics(topics: list[shape.Topic]) -> Iterator[TopicRef]:
    seen = set()
    for place, topic in enumerate(topics):
        key = clean.plain(topic.id)
        if not NAMED.fullmatch(key) or len(key) > LONGEST_KEY:
            raise FieldFault(
                f"$.topics[{place}].id", f"This must be scheme:value, at most {LONGEST_KEY} characters."
            )
        if key in seen:
            continue
        seen.add(key)
        yield TopicRef(
            key=key,
            display_name=clean.plain(topic.display_name) or _empty(f"$.topics[{place}].display_name"),
            description=_text(f"$.topics[{place}].description", topic.description, fields.LONGEST_REMARK),
            field=clean.plain(topic.field or ""),
            score=topic.score,
        )


def _versions(versions: list[shape.Version]) -> Iterator[VersionRecord]:
    seen = set()
    for place, version in enumerate(versions):
        field = f"$.versions[{place}]"
        label = _text(f"{field}.version", version.version, LONGEST_LABEL) or _empty(f"{field}.version")
        if label in seen:
            raise FieldFault(f"{field}.version", f"There are two versions {label}.")
        seen.add(label)
        identifier = _text(f"{field}.id", version.id, LONGEST_ID)
        if identifier and not NAMED.fullmatch(identifier):
            raise FieldFault(f"{field}.id", "This must be scheme:value, such as arxiv:2412.15206v1.")
        yield VersionRecord(label=label, date=version.date, identifier=identifier)

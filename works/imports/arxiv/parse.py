"""An Atom feed of arXiv's API to records."""

import re
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from works.imports import fields
from works.imports.arxiv import categories, feed
from works.imports.arxiv.withdrawal import is_withdrawn
from works.imports.records import AuthorshipRecord, Problem, SourceRef, TopicRef, VersionRecord, WorkRecord
from works.text import clean, identifiers

ATOM: Final = feed.ATOM
ARXIV: Final = "{*}"
SOURCE: Final = SourceRef(key="openalex:S4306400194", display_name="arXiv", kind="repository")
KIND: Final = "preprint"
ERRORS: Final = "/api/errors"
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2999
BETWEEN_DOIS: Final = re.compile(r"[\s,;]+")
SUFFIX: Final = re.compile(r"(?i)(?:jr|sr)\.?|I{2,3}|IV")
NOT_SHOWN: Final = re.compile(
    r"(?i)(?:and\s+)?(?:et\.?\s+al\.?|others|\(?.*additional authors? not shown.*\)?)"
)


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What one Atom document holds.

    ``total`` counts the entries of the whole result, of which these begin at ``start``. ``refusal`` is what
    arXiv says instead of a result.
    """

    items: tuple[WorkRecord | Problem, ...]
    total: int | None
    start: int
    per_page: int
    refusal: str = ""


def parse_feed(xml: bytes, *, place: str) -> Feed:
    """Read a feed; an entry that is no paper comes as a problem, unless it is arXiv's word of refusal.

    :raises BadFeedError: for what is no Atom feed.
    """
    document = feed.read(xml)
    refusals = [_text(entry, f"{ATOM}summary") for entry, _ in document.entries if _is_refusal(entry)]
    return Feed(
        items=tuple(
            _item(entry, payload, f"{place}, entry {number}")
            for number, (entry, payload) in enumerate(document.entries, start=1)
            if not _is_refusal(entry)
        ),
        total=document.number("totalResults"),
        start=document.number("startIndex") or 0,
        per_page=document.number("itemsPerPage") or 0,
        refusal=" ".join(refusals) or ("no reason given" if refusals else ""),
    )


def _is_refusal(entry: Element) -> bool:
    """Tell by its address, and the missing date of publication, the entry in which arXiv reports an error."""
    if entry.find(f"{ATOM}published") is not None:
        return False
    return ERRORS in _text(entry, f"{ATOM}id") or _text(entry, f"{ATOM}title") == "Error"


def _item(entry: Element, payload: str, place: str) -> WorkRecord | Problem:
    address = _text(entry, f"{ATOM}id")
    paper = identifiers.arxiv(address)
    title = _text(entry, f"{ATOM}title")
    if paper is None:
        message = f"No arXiv id stands in {address[:200]!r}." if address else "The entry has no id."
        return _problem(place, message, "id", payload)
    if not title:
        return _problem(place, "The paper has no title.", "title", payload, f"arxiv:{paper.base}")
    return _work(entry, paper, title, place, payload)


def _problem(place: str, message: str, field: str, payload: str, record_id: str = "") -> Problem:
    remedy = "Ask arXiv for the paper again; if it stays so, enter it by a file of JSON Lines."
    return fields.problem(place, message, remedy=remedy, record_id=record_id, field=field, payload=payload)


def _work(entry: Element, paper: identifiers.ArxivId, title: str, place: str, payload: str) -> WorkRecord:
    published = _moment(entry, "published")
    updated = _moment(entry, "updated") or published
    comment = _text(entry, f"{ARXIV}comment")[: fields.LONGEST_REMARK]
    abstract = _text(entry, f"{ATOM}summary")[: fields.LONGEST_ABSTRACT]
    authorships, is_complete = _authorships(entry)
    return WorkRecord(
        record_id=f"arxiv:{paper.base}",
        place=place,
        payload=payload,
        kind=KIND,
        title=title[: fields.LONGEST_TITLE],
        identifiers=(("arxiv", paper.base), *(("doi", doi) for doi in _dois(entry))),
        authorships=authorships,
        authorships_complete=is_complete,
        abstract=abstract,
        publication_year=updated.year if updated else None,
        first_submitted_date=published.date() if published else None,
        last_updated_date=updated.date() if updated else None,
        record_updated_at=updated,
        source=SOURCE,
        topics=_topics(entry),
        versions=_versions(paper, published, updated),
        comment=comment,
        journal_reference=_text(entry, f"{ARXIV}journal_ref")[: fields.LONGEST_REMARK],
        is_withdrawn=is_withdrawn(comment, abstract),
    )


def _text(entry: Element, path: str) -> str:
    found = entry.find(path)
    return "" if found is None else clean.plain("".join(found.itertext()))


def _moment(entry: Element, name: str) -> datetime | None:
    """Read a date and time; None for one that arXiv, which began in 1991, can't have given."""
    try:
        found = datetime.fromisoformat(_text(entry, f"{ATOM}{name}"))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _dois(entry: Element) -> tuple[str, ...]:
    written = BETWEEN_DOIS.split(_text(entry, f"{ARXIV}doi"))
    found = (identifiers.doi(value) for value in written)
    return tuple(dict.fromkeys(doi for doi in found if doi and len(doi) <= fields.LONGEST_RECORD_ID))


def _topics(entry: Element) -> tuple[TopicRef, ...]:
    """List the categories, the primary one first."""
    primary = [element.get("term", "") for element in entry.findall(f"{ARXIV}primary_category")]
    listed = [element.get("term", "") for element in entry.findall(f"{ATOM}category")]
    found = (categories.topic(code) for code in [*primary, *listed])
    return tuple(dict.fromkeys(topic for topic in found if topic))


def _versions(
    paper: identifiers.ArxivId, published: datetime | None, updated: datetime | None
) -> tuple[VersionRecord, ...]:
    """List v1 to the version at hand; of those between the two, arXiv's API gives no dates."""
    last = paper.version or 0
    dates = {last: updated, 1: published}
    return tuple(
        VersionRecord(
            label=f"v{number}",
            date=moment.date() if (moment := dates.get(number)) else None,
            identifier=f"arxiv:{paper.base}v{number}",
        )
        for number in range(1, last + 1)
    )


def _authorships(entry: Element) -> tuple[tuple[AuthorshipRecord, ...], bool]:
    """List the authors as printed, collaborations among them, and tell whether those are all.

    A suffix that arXiv took for an author of its own goes back to its name.
    """
    found: list[AuthorshipRecord] = []
    is_complete = True
    for author in entry.findall(f"{ATOM}author"):
        byline = fields.byline(_text(author, f"{ATOM}name"))
        if NOT_SHOWN.fullmatch(byline):
            is_complete = False
        elif found and SUFFIX.fullmatch(byline):
            found[-1] = msgspec.structs.replace(found[-1], byline=f"{found[-1].byline}, {byline}")
        elif byline:
            affiliations = ("".join(element.itertext()) for element in author.findall(f"{ARXIV}affiliation"))
            found.append(AuthorshipRecord(byline=byline, raw_affiliations=fields.affiliations(affiliations)))
    return tuple(found), is_complete

"""The records every source's parser yields; what an import can know of a work."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import msgspec


class AuthorRef(msgspec.Struct, frozen=True, kw_only=True):
    """What a source knows of the person behind a byline; ids are normalised, empty where unknown."""

    display_name: str = ""
    orcid: str = ""
    openalex: str = ""
    arxiv: str = ""


class InstitutionRef(msgspec.Struct, frozen=True, kw_only=True):
    """An institution as a source names it; at least one of ``openalex``, ``ror`` identifies it."""

    display_name: str
    openalex: str = ""
    ror: str = ""
    country_code: str = ""
    kind: str = ""


class AuthorshipRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One place in an author list, in printed order."""

    byline: str
    author: AuthorRef = AuthorRef()
    is_corresponding: bool = False
    raw_affiliations: tuple[str, ...] = ()
    institutions: tuple[InstitutionRef, ...] = ()


class TopicRef(msgspec.Struct, frozen=True, kw_only=True):
    """A topic a source assigns; ``key`` is <vocabulary>:<id>."""

    key: str
    display_name: str
    description: str = ""
    field: str = ""
    score: float | None = None


class SourceRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where a work appeared; ``key`` is openalex:<id>, issn:<issn> or name:<folded name>."""

    key: str
    display_name: str
    kind: str = ""


class VersionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a work."""

    label: str
    date: dt.date | None = None
    identifier: str = ""


class WorkRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One work as one source describes it; text is plain (LaTeX kept), ids normalised.

    ``record_id`` is <scheme>:<value>, stable within the provider; ``identifiers`` are (scheme, value)
    pairs that name the same work elsewhere; ``payload`` is the record as received.
    """

    record_id: str
    place: str
    payload: str
    kind: str
    title: str
    identifiers: tuple[tuple[str, str], ...]
    authorships: tuple[AuthorshipRecord, ...] = ()
    authorships_complete: bool = True
    abstract: str = ""
    abstract_is_summary: bool = False
    publication_year: int | None = None
    first_submitted_date: dt.date | None = None
    last_updated_date: dt.date | None = None
    record_updated_at: dt.datetime | None = None
    source: SourceRef | None = None
    topics: tuple[TopicRef, ...] = ()
    versions: tuple[VersionRecord, ...] = ()
    comment: str = ""
    journal_reference: str = ""
    cited_by_count: int | None = None
    is_retracted: bool = False
    is_withdrawn: bool = False


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A record that can't be imported: where it stands, what is wrong and what to do about it."""

    place: str
    message: str
    remedy: str = ""
    record_id: str = ""
    field: str = ""
    payload: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a run takes in one transaction, and where the next page begins."""

    items: tuple[WorkRecord | Problem, ...]
    cursor: dict[str, Any]
    expected_count: int | None = None


class Reader(Protocol):
    """A source as the runner sees it."""

    provider: str

    @property
    def query(self) -> Mapping[str, Any]:
        """What is asked for, as JSON; equal queries resume each other's unfinished run."""

    def pages(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        """Yield the pages from ``cursor`` on; the empty cursor is the beginning.

        Raises ``OSError`` or the client's error when the source fails; what was yielded stays good.
        """

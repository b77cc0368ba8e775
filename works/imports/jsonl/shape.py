"""The shape of a line in our JSON Lines format, as docs/import-format.md describes it."""

import datetime as dt
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

LARGEST_COUNT: Final = 2_147_483_647

Year = Annotated[int, Meta(ge=1000, le=2999)]
Count = Annotated[int, Meta(ge=0, le=LARGEST_COUNT)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Ids(msgspec.Struct):
    """The ids of a work elsewhere."""

    arxiv: str | None = None
    doi: str | None = None
    openalex: str | None = None


class Source(msgspec.Struct):
    """Where a work appeared."""

    display_name: str
    id: str | None = None
    type: str | None = None


class Version(msgspec.Struct):
    """One version of a work."""

    version: str
    date: dt.date | None = None
    id: str | None = None


class Author(msgspec.Struct):
    """Who a byline belongs to."""

    display_name: str | None = None
    orcid: str | None = None
    openalex: str | None = None
    arxiv: str | None = None


class Institution(msgspec.Struct):
    """An institution of an author on a work."""

    display_name: str
    id: str | None = None
    ror: str | None = None
    country_code: str | None = None
    type: str | None = None


class Authorship(msgspec.Struct):
    """One place in the author list."""

    raw_author_name: str
    author: Author | None = None
    is_corresponding: bool | None = None
    raw_affiliation_strings: list[str] | None = None
    institutions: list[Institution] | None = None


class Topic(msgspec.Struct):
    """A topic of a work."""

    id: str
    display_name: str
    description: str | None = None
    field: str | None = None
    score: Share | None = None


class Work(msgspec.Struct):
    """One line."""

    id: str
    title: str
    type: str | None = None
    abstract: str | None = None
    abstract_origin: Literal["source", "summary"] | None = None
    publication_year: Year | None = None
    first_submitted_date: dt.date | None = None
    last_updated_date: dt.date | None = None
    updated_date: str | None = None
    source: Source | None = None
    ids: Ids | None = None
    versions: list[Version] | None = None
    is_retracted: bool | None = None
    comment: str | None = None
    journal_reference: str | None = None
    authorships: list[Authorship] | None = None
    authorships_complete: bool | None = None
    topics: list[Topic] | None = None
    cited_by_count: Count | None = None

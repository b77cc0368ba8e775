"""The authorships of a line to records: bylines, authors and institutions."""

import re
from collections.abc import Iterator
from typing import Final

from works.imports import fields
from works.imports.jsonl import shape
from works.imports.jsonl.faults import FieldFault
from works.imports.records import AuthorRef, AuthorshipRecord, InstitutionRef
from works.text import clean, identifiers

ARXIV_AUTHOR: Final = re.compile(r"[a-z0-9][a-z0-9_\-]{0,98}")
NOBODY: Final = AuthorRef()
COUNTRY: Final = re.compile(r"[A-Z]{2}")


def authorships(listed: list[shape.Authorship]) -> Iterator[AuthorshipRecord]:
    """Read the authors in printed order.

    An institution with no id is kept as an affiliation in words, since only ids tell institutions apart.
    Raises ``FieldFault``.
    """
    for place, authorship in enumerate(listed):
        field = f"$.authorships[{place}]"
        byline = fields.byline(authorship.raw_author_name)
        if not byline:
            raise FieldFault(f"{field}.raw_author_name", "There is no name in this.")
        institutions = [
            _institution(f"{field}.institutions[{number}]", institution)
            for number, institution in enumerate(authorship.institutions or ())
        ]
        known = [institution for institution in institutions if institution.openalex or institution.ror]
        in_words = [institution.display_name for institution in institutions if institution not in known]
        yield AuthorshipRecord(
            byline=byline,
            author=_author(f"{field}.author", authorship.author) if authorship.author else NOBODY,
            is_corresponding=authorship.is_corresponding is True,
            raw_affiliations=fields.affiliations([*(authorship.raw_affiliation_strings or ()), *in_words]),
            institutions=tuple(dict.fromkeys(known)),
        )


def _author(field: str, author: shape.Author) -> AuthorRef:
    return AuthorRef(
        display_name=fields.byline(author.display_name) if author.display_name else "",
        orcid=_orcid(f"{field}.orcid", author.orcid),
        openalex=_openalex(f"{field}.openalex", author.openalex, "A"),
        arxiv=_arxiv_author(f"{field}.arxiv", author.arxiv),
    )


def _institution(field: str, institution: shape.Institution) -> InstitutionRef:
    name = clean.name(institution.display_name)
    if not name:
        raise FieldFault(f"{field}.display_name", "There is no name in this.")
    country = (institution.country_code or "").upper()
    if country and not COUNTRY.fullmatch(country):
        raise FieldFault(f"{field}.country_code", "This must be a country's two letters of ISO 3166-1.")
    return InstitutionRef(
        display_name=name,
        openalex=_openalex(f"{field}.id", institution.id, "I"),
        ror=_ror(f"{field}.ror", institution.ror),
        country_code=country,
        kind=clean.plain(institution.type or "", limit=40),
    )


def _orcid(field: str, value: str | None) -> str:
    if not value:
        return ""
    found = identifiers.orcid(value)
    if found is None:
        raise FieldFault(field, "This is no ORCID iD: sixteen characters, of which the last is a check.")
    return found


def _openalex(field: str, value: str | None, letter: str) -> str:
    if not value:
        return ""
    found = identifiers.openalex(value)
    if found is None or not found.startswith(letter):
        raise FieldFault(field, f"This is no OpenAlex id that begins with {letter}.")
    return found


def _ror(field: str, value: str | None) -> str:
    if not value:
        return ""
    found = identifiers.ror(value)
    if found is None:
        raise FieldFault(field, "This is no ROR id: nine characters, of which the last two are a check.")
    return found


def _arxiv_author(field: str, value: str | None) -> str:
    if not value:
        return ""
    found = value.strip().lower().removeprefix("https://arxiv.org/a/")
    if not ARXIV_AUTHOR.fullmatch(found):
        raise FieldFault(field, "This is no arXiv author id, such as warner_s_1.")
    return found

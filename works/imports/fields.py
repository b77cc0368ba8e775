"""Turns raw strings of any source into fields of records: bylines, affiliations, problems."""

import re
from collections.abc import Iterable
from typing import Final

from works.imports.records import Problem
from works.text import clean

LONGEST_TITLE: Final = 2_000
LONGEST_ABSTRACT: Final = 100_000
LONGEST_REMARK: Final = 10_000
LONGEST_BYLINE: Final = 300
LONGEST_AFFILIATION: Final = 2_000
LONGEST_PLACE: Final = 400
LONGEST_RECORD_ID: Final = 300
LONGEST_FIELD: Final = 100
LONGEST_PAYLOAD: Final = 20_000

# A group is not a place of work, although arXiv writes it where affiliations stand.
FOR_A_GROUP: Final = re.compile(
    r"(?i)(?:on behalf of|for|representing|and)\s+(?:the\s+)?.*\b(?:collaborations?|consorti(?:um|a)|teams?)"
)


def byline(value: str) -> str:
    """Clean a name as printed: no e-mail address, nothing invisible; empty where no letter is left."""
    text = _without_emails(value, LONGEST_BYLINE)
    has_a_letter = text[:1].isalpha() or any(map(str.isalpha, text))
    return text if has_a_letter else ""


def affiliations(values: Iterable[str]) -> tuple[str, ...]:
    """Clean raw affiliations, each once; those that only name a group an author speaks for are left out."""
    cleaned = [_without_emails(value, LONGEST_AFFILIATION) for value in values]
    return tuple(dict.fromkeys(text for text in cleaned if text and not FOR_A_GROUP.fullmatch(text)))


def problem(
    place: str, message: str, *, remedy: str = "", record_id: str = "", field: str = "", payload: str = ""
) -> Problem:
    """Describe a bad record as the database can hold it: no NUL, and of a long payload the beginning."""
    return Problem(
        place=place[-LONGEST_PLACE:],
        message=clean.plain(message),
        remedy=remedy,
        record_id=clean.plain(record_id, limit=LONGEST_RECORD_ID),
        field=clean.plain(field, limit=LONGEST_FIELD),
        payload=payload[:LONGEST_PAYLOAD].replace("\x00", "\ufffd"),
    )


def _without_emails(value: str, limit: int) -> str:
    text = clean.strip_emails(value)
    return text if len(text) <= limit else clean.plain(text, limit=limit)

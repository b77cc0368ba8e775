"""From an identifier or an address straight to its page."""

import re
from dataclasses import dataclass
from typing import Final

from bzpeer.core import public_ids
from works.models import (
    Author,
    AuthorIdentifier,
    Institution,
    Source,
    Topic,
    Work,
    WorkIdentifier,
)
from works.text import identifiers

Page = Author | Institution | Source | Topic | Work

OWN: Final = re.compile(
    rf"(?:^|/)(?P<kind>researchers|works|topics|institutions|sources)/(?P<id>[{public_ids.ALPHABET}]{{{public_ids.LENGTH}}})(?:/|$)",
)


@dataclass(frozen=True, slots=True)
class Jump:
    """What an identifier names: a page, or nothing that has been imported."""

    words: str
    path: str


def to(text: str) -> Jump | None:
    """Read the text as an identifier; None if it is none."""
    if " " in text:
        return None
    for read in (_own, _arxiv, _doi, _orcid, _openalex, _ror):
        if found := read(text):
            return found
    return None


def _own(text: str) -> Jump | None:
    found = OWN.search(text)
    if found is None:
        return None
    models: dict[str, type[Page]] = {
        "researchers": Author,
        "works": Work,
        "topics": Topic,
        "institutions": Institution,
        "sources": Source,
    }
    page = models[found["kind"]]._default_manager.filter(public_id=found["id"]).first()
    return _jump(f"page {found['id']}", page)


def _arxiv(text: str) -> Jump | None:
    found = identifiers.arxiv(text)
    return _jump(f"arXiv id {found.base}", _work("arxiv", found.base)) if found else None


def _doi(text: str) -> Jump | None:
    found = identifiers.doi(text)
    return _jump(f"DOI {found}", _work("doi", found)) if found else None


def _orcid(text: str) -> Jump | None:
    found = identifiers.orcid(text)
    return _jump(f"ORCID iD {found}", _author("orcid", found)) if found else None


def _openalex(text: str) -> Jump | None:
    found = identifiers.openalex(text)
    if found is None:
        return None
    page: Page | None = None
    match found[0]:
        case "W":
            page = _work("openalex", found)
        case "A":
            page = _author("openalex", found)
        case "I":
            page = Institution.objects.filter(openalex_id=found).first()
        case "T":
            page = Topic.objects.filter(key=f"openalex:{found}").first()
        case "S":
            page = Source.objects.filter(key=f"openalex:{found}").first()
    # A short word like "t5" may be an OpenAlex id, or a search.
    return _jump(f"OpenAlex id {found}", page) if page or "openalex" in text.lower() else None


def _ror(text: str) -> Jump | None:
    found = identifiers.ror(text)
    page = Institution.objects.filter(ror=found).first() if found else None
    return _jump(f"ROR id {found}", page) if page else None


def _work(scheme: str, value: str) -> Work | None:
    named = WorkIdentifier.objects.filter(scheme=scheme, value=value, work__is_hidden=False)
    found = named.select_related("work").first()
    return found.work if found else None


def _author(scheme: str, value: str) -> Author | None:
    named = AuthorIdentifier.objects.filter(scheme=scheme, value=value).select_related("author__merged_into")
    found = named.first()
    if found is None:
        return None
    author = found.author.merged_into or found.author
    return author if author.status in Author.LISTED else None


def _jump(words: str, page: Page | None) -> Jump:
    return Jump(words, page.get_absolute_url() if page else "")

"""How to cite a work, and how its page describes it to machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from works.models import Authorship, Work, WorkIdentifier
from works.text import citation, clean, tex
from works.text.citation import Citation

MOST_NAMES: Final = 200
"""Authors named in the page itself; the downloaded file names them all."""

TYPES: Final = {
    Work.Kind.BOOK: "Book",
    Work.Kind.BOOK_CHAPTER: "Chapter",
    Work.Kind.DATASET: "Dataset",
    Work.Kind.DISSERTATION: "Thesis",
    Work.Kind.REPORT: "Report",
}


@dataclass(frozen=True, slots=True)
class Citing:
    """A work's citation in two forms, and what crawlers read of it."""

    bibtex: str
    plain: str
    meta_tags: tuple[tuple[str, str], ...]
    linked_data: dict[str, Any]
    names: int
    is_cut: bool
    """More authors than ``names`` stand here."""


def of(work: Work, url: str) -> Citing:
    """Read the citation of ``work``, in two queries; ``url`` is its canonical address."""
    return load(work, list(WorkIdentifier.objects.filter(work=work)), url)


def load(work: Work, identifiers: Iterable[WorkIdentifier], url: str) -> Citing:
    """Make the citation from the ids already read; reads the names."""
    cited = _citation(work, identifiers, url, _bylines(work, MOST_NAMES))
    is_cut = work.authors_count > len(cited.bylines)
    pdf = f"https://arxiv.org/pdf/{cited.arxiv_id}" if cited.arxiv_id else None
    return Citing(
        bibtex=_open_ended(citation.bibtex(cited))
        if is_cut or not work.authorships_complete
        else citation.bibtex(cited),
        plain=citation.plain(cited),
        meta_tags=tuple(citation.meta_tags(cited, url, pdf)),
        linked_data=_linked_data(work, cited, url),
        names=len(cited.bylines),
        is_cut=is_cut,
    )


def bibtex_file(work: Work, url: str) -> str:
    """Write the BibTeX entry with every author."""
    cited = _citation(work, WorkIdentifier.objects.filter(work=work), url, _bylines(work, None))
    entry = citation.bibtex(cited)
    return entry if work.authorships_complete else _open_ended(entry)


def plain_title(work: Work) -> str:
    return tex.to_text(work.title)


def address(identifier: WorkIdentifier) -> str:
    """Where another system shows the work, with a DOI's odd characters escaped."""
    if identifier.scheme == WorkIdentifier.Scheme.DOI:
        return f"https://doi.org/{quote(identifier.value, safe='/()')}"
    return identifier.url


def version_address(identifier: str) -> str:
    """Where another system shows a version; ``identifier`` is <scheme>:<value>."""
    scheme, _, value = identifier.partition(":")
    if scheme not in WorkIdentifier.Scheme.values or not value:
        return ""
    return address(WorkIdentifier(scheme=scheme, value=value))


def _citation(
    work: Work,
    identifiers: Iterable[WorkIdentifier],
    url: str,
    bylines: tuple[str, ...],
) -> Citation:
    ids = {one.scheme: one.value for one in identifiers}
    return Citation(
        kind=work.kind,
        title=work.title,
        bylines=bylines,
        year=work.publication_year,
        source=work.source.display_name if work.source else None,
        arxiv_id=ids.get("arxiv"),
        doi=ids.get("doi"),
        url=url,
        first_submitted_date=work.first_submitted_date,
        key_hint=work.public_id,
    )


def _bylines(work: Work, most: int | None) -> tuple[str, ...]:
    names = Authorship.objects.filter(work=work).order_by("position").values_list("byline", flat=True)
    return tuple(clean.name(name) for name in names[:most])


def _open_ended(entry: str) -> str:
    """Say "and others" in the entry, as BibTeX does where the author list goes on."""
    lines = [
        f"{line[:-2]} and others}}," if line.startswith("  author = {") else line
        for line in entry.split("\n")
    ]
    return "\n".join(lines)


def _linked_data(work: Work, cited: Citation, url: str) -> dict[str, Any]:
    """Describe the work as schema.org does."""
    identifiers = [
        *([f"arXiv:{cited.arxiv_id}"] if cited.arxiv_id else []),
        *([f"doi:{cited.doi}"] if cited.doi else []),
    ]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(Work.Kind(work.kind), "ScholarlyArticle"),
        "@id": url,
        "url": url,
        "name": tex.to_text(cited.title),
        "headline": tex.to_text(cited.title)[:110],
        "author": [{"@type": "Person", "name": name} for name in cited.bylines],
        "datePublished": str(cited.year or ""),
        "dateCreated": work.first_submitted_date.isoformat() if work.first_submitted_date else "",
        "dateModified": work.last_updated_date.isoformat() if work.last_updated_date else "",
        "abstract": tex.to_text(work.abstract),
        "identifier": identifiers,
        "isPartOf": {"@type": "CreativeWork", "name": cited.source} if cited.source else None,
        "sameAs": [
            *([f"https://arxiv.org/abs/{cited.arxiv_id}"] if cited.arxiv_id else []),
            *([f"https://doi.org/{quote(cited.doi, safe='/()')}"] if cited.doi else []),
        ],
    }
    return {name: value for name, value in data.items() if value}

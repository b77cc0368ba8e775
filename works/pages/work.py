"""What the page of a work shows."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.urls import reverse

from works.models import Work, WorkIdentifier, WorkTopic, WorkVersion
from works.pages import authors, citing, why
from works.pages.authors import Chip
from works.pages.citing import Citing
from works.pages.why import Why
from works.text import clean, tex

MOST_INSTITUTIONS: Final = 24


@dataclass(frozen=True, slots=True)
class NamedLink:
    """Words that lead somewhere; ``note`` says what could not be said in them."""

    text: str
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the work."""

    label: str
    date: date | None
    path: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One work with everything its page says; the ``_html`` fields were rendered by works.text."""

    work: Work
    url: str
    kind: str
    source: NamedLink | None
    title: str
    description: str
    comment_html: str
    journal_reference_html: str
    chips: tuple[Chip, ...]
    more_authors: int
    institutions: tuple[NamedLink, ...]
    more_institutions: int
    affiliations: tuple[str, ...]
    identifiers: tuple[NamedLink, ...]
    versions: tuple[Version, ...]
    topics: tuple[NamedLink, ...]
    why: Why
    citing: Citing

    @property
    def title_html(self) -> str:
        return self.work.title_html

    @property
    def abstract_html(self) -> str:
        return self.work.abstract_html


def find(public_id: str) -> Work | None:
    """Read the work under an id, unless it is hidden."""
    return (
        Work.objects.listed()
        .filter(public_id=public_id)
        .select_related("source")
        .defer("card_html", "search")
        .first()
    )


def load(work: Work, url: str) -> WorkPage:
    """Read the page of ``work`` as ``find`` gave it; ``url`` is its canonical address."""
    identifiers = list(WorkIdentifier.objects.filter(work=work).order_by("scheme", "value"))
    institutions, total = _institutions(work)
    source = work.source
    return WorkPage(
        work=work,
        url=url,
        kind=work.get_kind_display(),
        source=NamedLink(source.display_name, source.get_absolute_url()) if source else None,
        title=tex.to_text(work.title),
        description=_cut(tex.to_text(work.abstract)),
        comment_html=tex.to_html(clean.strip_emails(work.comment)),
        journal_reference_html=tex.to_html(work.journal_reference),
        chips=(chips := authors.first(work)),
        more_authors=max(work.authors_count - len(chips), 0),
        institutions=institutions,
        more_institutions=max(total - len(institutions), 0),
        affiliations=() if institutions else _affiliations(work),
        identifiers=_identifiers(identifiers),
        versions=_versions(work),
        topics=_topics(work),
        why=why.load(work),
        citing=citing.load(work, identifiers, url),
    )


def _institutions(work: Work) -> tuple[tuple[NamedLink, ...], int]:
    """Read the institutions in the order the author list names them, and how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_INSTITUTIONS, {"work": work.pk, "most": MOST_INSTITUTIONS})
        rows = cursor.fetchall()
    links = tuple(
        NamedLink(name, reverse("works:institution", args=[public_id, slug]), country)
        for public_id, slug, name, country, _ in rows
    )
    return links, rows[0][4] if rows else 0


def _affiliations(work: Work) -> tuple[str, ...]:
    """Read the affiliations as printed, each once, without the e-mail addresses in them."""
    with connection.cursor() as cursor:
        cursor.execute(_AFFILIATIONS, {"work": work.pk, "first": authors.FIRST, "most": MOST_INSTITUTIONS})
        rows = cursor.fetchall()
    return tuple(dict.fromkeys(text for (raw,) in rows if (text := clean.strip_emails(raw))))


def _identifiers(identifiers: list[WorkIdentifier]) -> tuple[NamedLink, ...]:
    found: list[NamedLink] = []
    for one in identifiers:
        if one.scheme == WorkIdentifier.Scheme.LOCAL:
            continue
        found.append(NamedLink(one.value, citing.address(one), one.get_scheme_display()))
        if one.scheme == WorkIdentifier.Scheme.ARXIV:
            found.append(NamedLink("Read the PDF at arXiv", f"https://arxiv.org/pdf/{one.value}", "PDF"))
    return tuple(found)


def _versions(work: Work) -> tuple[Version, ...]:
    versions = WorkVersion.objects.filter(work=work).order_by("date", "pk")
    return tuple(Version(one.label, one.date, citing.version_address(one.identifier)) for one in versions)


def _topics(work: Work) -> tuple[NamedLink, ...]:
    links = WorkTopic.objects.filter(work=work).select_related("topic").order_by("position", "topic_id")
    return tuple(
        NamedLink(
            link.topic.display_name,
            link.topic.get_absolute_url(),
            f"{link.score:.0%}" if link.score is not None else "",
        )
        for link in links
    )


def _cut(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


_INSTITUTIONS: Final = """
SELECT i.public_id, i.slug, i.display_name, i.country_code, n.total
FROM (SELECT s.institution_id, min(a.position) AS place, count(*) OVER () AS total
      FROM works_authorship a JOIN works_authorship_institutions s ON s.authorship_id = a.id
      WHERE a.work_id = %(work)s
      GROUP BY s.institution_id ORDER BY place, s.institution_id LIMIT %(most)s) n
JOIN works_institution i ON i.id = n.institution_id
ORDER BY n.place, i.id
"""

_AFFILIATIONS: Final = """
SELECT unnest(raw_affiliations) FROM works_authorship
WHERE work_id = %(work)s AND position <= %(first)s ORDER BY position LIMIT %(most)s
"""

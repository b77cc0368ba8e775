"""Why a work stands where it stands: who is taken for which name, on what grounds, from which record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Prefetch
from django.urls import reverse

from works.models import Attribution, Author, Authorship, SourceRecord, Work

MOST_ROWS: Final = 30
FIRST: Final = 6
CERTAIN: Final = 0.9
LIKELY: Final = 0.6

PROVIDERS: Final = {
    "arxiv": "arXiv",
    "jsonl": "JSON Lines file",
    "openalex": "OpenAlex",
    "crossref": "Crossref",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement that a name is, or is not, a researcher's."""

    name: str
    path: str
    is_denied: bool
    basis: str
    sureness: str
    per_cent: int
    by_person: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One name of the author list, with what was stated of it."""

    position: int
    byline: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A record as a source gave it."""

    provider: str
    record_id: str
    imported_at: datetime
    run: str


@dataclass(frozen=True, slots=True)
class Why:
    """What a work's place on researchers' pages rests on; ``more`` names are left out."""

    rows: tuple[Row, ...]
    more: int
    origins: tuple[Origin, ...]
    of_one_author: bool

    @property
    def first(self) -> tuple[Row, ...]:
        """The rows shown at once: all, or the first FIRST where many follow."""
        return self.rows if len(self.rows) <= FIRST + 2 else self.rows[:FIRST]

    @property
    def rest(self) -> tuple[Row, ...]:
        return self.rows[len(self.first) :]


def load(work: Work, *, author_public_id: str = "") -> Why:
    """Read the grounds of the first MOST_ROWS names, or of one author's alone, in three queries."""
    authorships = Authorship.objects.filter(work=work)
    if author_public_id:
        authorships = authorships.filter(author__public_id=author_public_id)
    statements = Prefetch(
        "attributions",
        Attribution.objects.select_related("author", "run").order_by("-confidence", "pk"),
    )
    rows = tuple(
        Row(found.position, found.byline, tuple(_grounds(found.attributions.all())))
        for found in authorships.prefetch_related(statements).order_by("position")[:MOST_ROWS]
    )
    return Why(
        rows=rows,
        more=0 if author_public_id else max(work.authors_count - MOST_ROWS, 0),
        origins=origins(work),
        of_one_author=bool(author_public_id),
    )


def origins(work: Work) -> tuple[Origin, ...]:
    records = SourceRecord.objects.filter(work=work).select_related("run").defer("payload")
    return tuple(
        Origin(
            provider=PROVIDERS.get(record.provider, record.provider),
            record_id=record.record_id,
            imported_at=record.imported_at,
            run=record.run.public_id if record.run else "",
        )
        for record in records.order_by("imported_at", "pk")
    )


def _grounds(statements: Iterable[Attribution]) -> Iterable[Ground]:
    for statement in statements:
        author = statement.author
        if author.status not in Author.LISTED:
            continue
        yield Ground(
            name=author.display_name,
            path=reverse("profiles:detail", args=[author.public_id, author.slug]),
            is_denied=statement.verdict == Attribution.Verdict.IS_NOT,
            basis=statement.get_basis_display(),
            sureness=sureness(statement.confidence),
            per_cent=round(100 * statement.confidence),
            by_person=statement.actor_id is not None,
        )


def sureness(confidence: float) -> str:
    """Say in words how sure a statement is."""
    if confidence >= CERTAIN:
        return "almost certain"
    return "likely" if confidence >= LIKELY else "not sure"

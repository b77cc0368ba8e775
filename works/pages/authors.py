"""The author list of a work, a bounded part at a time."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.urls import reverse

from bzpeer.core.pagination import Pager, pager
from works.models import Author, Authorship, Work

FIRST: Final = 30
"""Names shown with the work; the rest stands behind a link."""
PART_SIZE: Final = 300


@dataclass(frozen=True, slots=True)
class Chip:
    """One place in the author list; without a path it is a collaboration, or somebody without a record."""

    position: int
    byline: str
    path: str
    public_id: str
    is_corresponding: bool


@dataclass(frozen=True, slots=True)
class AuthorsPart:
    """Some of a long author list."""

    work: Work
    chips: tuple[Chip, ...]
    pager: Pager

    @property
    def last_position(self) -> int:
        return self.chips[-1].position if self.chips else 0


def first(work: Work) -> tuple[Chip, ...]:
    return _chips(work, 0, FIRST)


def part(work: Work, query: QueryDict) -> AuthorsPart:
    """Read PART_SIZE names after the first FIRST, in one query."""
    place = pager(
        total=max(work.authors_count - FIRST, 0),
        size=PART_SIZE,
        wanted=query.get("page"),
        query=QueryDict(),
    )
    return AuthorsPart(work, _chips(work, FIRST + place.offset, FIRST + place.offset + place.size), place)


def _chips(work: Work, start: int, end: int) -> tuple[Chip, ...]:
    # By position, not by offset: the index leads straight to the names, however long the list.
    rows = (
        Authorship.objects.filter(work=work, position__gt=start, position__lte=end)
        .order_by("position")
        .values_list(
            "position",
            "byline",
            "author__public_id",
            "author__slug",
            "author__status",
            "is_corresponding",
        )
    )
    return tuple(
        Chip(position, byline, _path(public_id, slug, status), public_id or "", corresponding)
        for position, byline, public_id, slug, status, corresponding in rows
    )


def _path(public_id: str | None, slug: str | None, status: str | None) -> str:
    if public_id is None or status not in Author.LISTED:
        return ""
    return reverse("profiles:detail", args=[public_id, slug])

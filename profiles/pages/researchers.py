"""The list of researchers: by works or by name, by first letter."""

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from django.http import QueryDict

from bzpeer.core.pagination import Pager, pager
from works.models import Author, AuthorTopic
from works.pages import browse, counts
from works.pages.browse import Order
from works.pages.counts import Total

PAGE_SIZE: Final = 30
DEEPEST: Final = 3_000
"""Rows that page links reach; what lies deeper is found by searching."""
TOPICS_EACH: Final = 3

ORDERS: Final = {
    "works": ("Most works", ("-works_count", "pk")),
    "name": ("Name", ("name_key", "pk")),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that names begin with, as a link."""

    letter: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Researcher:
    """One researcher as lists show them."""

    name: str
    path: str
    works: int
    institution: str
    topics: tuple[str, ...]
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Researchers:
    """One page of the list."""

    total: Total
    people: tuple[Researcher, ...]
    orders: tuple[Order, ...]
    letters: tuple[Letter, ...]
    letter: str
    pager: Pager

    @property
    def is_cut(self) -> bool:
        return self.total.value > self.pager.total


def load(query: QueryDict) -> Researchers:
    """Read one page of the list, in four queries whatever its length."""
    letter = _letter(query)
    order, orders = browse.chosen_order(query, ORDERS)
    rows = Author.objects.listed().filter(works_count__gt=0)
    if letter:
        # A range, unlike a prefix, is served by the index in every collation.
        rows = rows.filter(name_key__gte=letter, name_key__lt=chr(ord(letter) + 1))
        order, orders = "name", ()
    total = Total(counts.up_to(rows, DEEPEST + 1)) if letter else counts.total(rows)
    place = pager(
        total=min(total.value, DEEPEST),
        size=PAGE_SIZE,
        wanted=query.get("page"),
        query=browse.kept(letter=letter, sort="" if letter else order),
    )
    page = rows.order_by(*ORDERS[order][1]).select_related("last_known_institution")
    return Researchers(
        total=total,
        people=described(list(page[place.offset : place.offset + place.size])),
        orders=orders,
        letters=tuple(Letter(one, f"?letter={one}", one == letter) for one in ascii_lowercase),
        letter=letter,
        pager=place,
    )


def described(authors: list[Author]) -> tuple[Researcher, ...]:
    """Add to each author their first topics, in one query for all."""
    topics: dict[int, list[str]] = {author.pk: [] for author in authors}
    counted = (
        AuthorTopic.objects.filter(author__in=topics)
        .order_by("author", "-works_count", "topic")
        .values_list("author_id", "topic__display_name")
    )
    for author_id, name in counted:
        if len(topics[author_id]) < TOPICS_EACH:
            topics[author_id].append(name)
    return tuple(_researcher(author, tuple(topics[author.pk])) for author in authors)


def _researcher(author: Author, topics: tuple[str, ...]) -> Researcher:
    years = sorted(int(year) for year in author.counts_by_year)
    institution = author.last_known_institution
    return Researcher(
        name=author.display_name,
        path=author.get_absolute_url(),
        works=author.works_count,
        institution=institution.display_name if institution else "",
        topics=topics,
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
    )


def _letter(query: QueryDict) -> str:
    letter = query.get("letter", "").lower()
    return letter if len(letter) == 1 and letter in ascii_lowercase else ""

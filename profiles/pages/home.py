"""What the start page shows."""

from dataclasses import dataclass
from typing import Final

from works.models import Author, Institution, Topic, Work
from works.pages import counts
from works.pages.counts import Total
from works.pages.listed import ListedWork

RECENT: Final = 5
TOPICS: Final = 14
PEOPLE: Final = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """How many records of one kind there are."""

    words: str
    path: str
    total: Total


@dataclass(frozen=True, slots=True)
class Home:
    """The start page; everything on it is true of the record as it stands."""

    figures: tuple[Figure, ...]
    works: tuple[ListedWork, ...]
    topics: tuple[Topic, ...]
    people: tuple[Author, ...]


def load() -> Home:
    """Read the start page in a fixed number of queries."""
    recent = Work.objects.listed().order_by("-pk").values_list("card_html", flat=True)
    people = Author.objects.listed().filter(works_count__gt=0).order_by("-works_count", "pk")
    return Home(
        figures=(
            Figure("researchers", "/researchers/", counts.total(Author.objects.listed())),
            Figure("works", "/works/", counts.total(Work.objects.listed())),
            Figure("topics", "/topics/", counts.total(Topic.objects.all())),
            Figure("institutions", "/institutions/", counts.total(Institution.objects.all())),
        ),
        works=tuple(ListedWork(card) for card in recent[:RECENT]),
        topics=tuple(Topic.objects.filter(works_count__gt=0).order_by("-works_count", "pk")[:TOPICS]),
        people=tuple(people.select_related("last_known_institution")[:PEOPLE]),
    )

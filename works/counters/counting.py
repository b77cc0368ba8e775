"""The one way in which derived counts are written: computed anew from the rows they rest on."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import models, transaction

from works import bulk
from works.counters import neighbours, pages
from works.models import Author, Institution, Source, Topic

CHUNK: Final = 20_000
"""Pages counted by one set of statements: many, since each may read through the table of works once."""


@dataclass(kw_only=True)
class Differences:
    """The pages whose stored counts were not those of their rows, by primary key."""

    author_ids: set[int] = field(default_factory=set)
    topic_ids: set[int] = field(default_factory=set)
    institution_ids: set[int] = field(default_factory=set)
    source_ids: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        return len(self.author_ids) + len(self.topic_ids) + len(self.institution_ids) + len(self.source_ids)

    def add(self, other: "Differences") -> None:
        self.author_ids |= other.author_ids
        self.topic_ids |= other.topic_ids
        self.institution_ids |= other.institution_ids
        self.source_ids |= other.source_ids


@transaction.atomic
def recompute(
    *,
    author_ids: Collection[int] = (),
    topic_ids: Collection[int] = (),
    institution_ids: Collection[int] = (),
    source_ids: Collection[int] = (),
    bump: bool = False,
) -> Differences:
    """Write every count of these pages anew where it differs from its rows.

    The revision grows of every page that differed; with ``bump``, of every page named. After a change to
    a work, name all who stand or stood in its author list, since each is a co-author of the others; after
    a change to an author's status, its co-authors too.
    """
    differing = Differences()
    with bulk.room(memory="128MB"):
        for ids in _chunks(author_ids):
            rewritten = neighbours.recount_topics(ids) | neighbours.recount_coauthors(ids)
            bumped = ids if bump else rewritten
            differing.author_ids |= rewritten | pages.recount_authors(ids, bump=bumped)
        for wanted, found, count in (
            (topic_ids, differing.topic_ids, pages.recount_topics),
            (institution_ids, differing.institution_ids, pages.recount_institutions),
            (source_ids, differing.source_ids, pages.recount_sources),
        ):
            for ids in _chunks(wanted):
                found.update(count(ids, bump=ids if bump else ()))
    return differing


def recompute_all(
    *,
    on_chunk: Callable[[int, Differences], None] | None = None,
) -> Differences:
    """Recompute every page there is, each chunk in a transaction of its own, authors first.

    ``on_chunk`` is called inside each transaction with the number of pages counted and their differences;
    what it raises undoes the chunk.
    """
    differing = Differences()
    for model, name in _PAGES:
        for ids in _all_ids(model):
            with transaction.atomic():
                found = recompute(**{name: ids})  # type: ignore[arg-type]  # name is one of its id arguments
                if on_chunk:
                    on_chunk(len(ids), found)
            differing.add(found)
    return differing


def pages_count() -> int:
    """Return how many pages recompute_all will count."""
    return sum(model._default_manager.count() for model, _ in _PAGES)


_PAGES: Final[tuple[tuple[type[models.Model], str], ...]] = (
    (Author, "author_ids"),
    (Topic, "topic_ids"),
    (Institution, "institution_ids"),
    (Source, "source_ids"),
)


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    # In one order everywhere, so that two transactions never wait for each other's rows.
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _all_ids(model: type[models.Model]) -> Iterator[list[int]]:
    last = 0
    while ids := list(
        model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        yield ids
        last = ids[-1]

"""Writes one page of records: sorted, identified, matched, stored."""

from collections.abc import Iterable, Sequence

from works import cards, counters
from works.imports.matching import people, surroundings
from works.imports.matching.mentions import Surroundings
from works.imports.records import Problem, WorkRecord
from works.imports.upsert import (
    authors,
    authorships,
    children,
    identity,
    places,
    texts,
    touched,
    triage,
    works,
)
from works.imports.upsert.entities import Entities, find_or_make
from works.imports.upsert.places import AuthorList
from works.imports.upsert.triage import Counts, Entry
from works.signals import Change, tell


def write(
    items: Iterable[WorkRecord | Problem], *, provider: str, run_id: int
) -> tuple[Counts, list[Problem]]:
    """Bring the record up to date with a page; returns what became of each item, and those kept aside.

    Belongs in a transaction that holds the record lock. Counters are left stale, for ``counters.drain``.
    """
    page = triage.sort(provider, items)
    waiting = page.entries
    while waiting:
        wave, later = identity.next_wave(waiting)
        found = identity.identify(wave)
        page.problems += found.problems
        page.problems += _write_wave(found.entries, page.counts, provider=provider, run_id=run_id)
        waiting = [*found.later, *later]
    page.counts.failed = len(page.problems)
    return page.counts, page.problems


def _write_wave(entries: Sequence[Entry], counts: Counts, *, provider: str, run_id: int) -> list[Problem]:
    lists, problems = _pair(entries)
    entries = [listed.entry for listed in lists]
    if not entries:
        return problems
    before = touched.of([entry.work_id for entry in entries if not entry.is_new])
    rendered = texts.render(entries)
    entities = find_or_make([text.record for text in rendered])
    mentions = places.add_mentions(lists)
    clusters = people.recognise(mentions, _surroundings(lists, entities)) if mentions else []
    authors.write(clusters, provider=provider)
    works.write(entries, rendered, lists, entities)
    children.write(entries, entities)
    authorships.write(lists, clusters, rendered, entities, run_id=run_id)
    children.write_source_records(entries, provider=provider, run_id=run_id)
    cards.refresh([entry.work_id for entry in entries if entry.has_other_records])
    _spread(entries, lists, entities, before)
    created = sum(entry.is_new for entry in entries)
    counts.created += created
    counts.updated += len(entries) - created
    return problems


def _pair(entries: Sequence[Entry]) -> tuple[list[AuthorList], list[Problem]]:
    held = places.held_rows(entries)
    lists: list[AuthorList] = []
    problems: list[Problem] = []
    for entry in entries:
        paired = places.pair(entry, held.get(entry.work_id, ()))
        if isinstance(paired, Problem):
            problems.append(paired)
        else:
            lists.append(paired)
    return lists, problems


def _surroundings(lists: Sequence[AuthorList], entities: Entities) -> Surroundings:
    return surroundings.survey(
        [
            [place.mention.key for place in listed.places if place.mention and place.mention.key]
            for listed in lists
        ],
        [
            [(topic.key, entities.topics[topic.key].id) for topic in listed.entry.record.topics]
            for listed in lists
        ],
    )


def _spread(
    entries: Sequence[Entry],
    lists: Sequence[AuthorList],
    entities: Entities,
    before: touched.Pages,
) -> None:
    """Let every page know that shows what has changed."""
    people_now = {place.author_id for listed in lists for place in listed.places}
    people_then = {
        held.author_id
        for listed in lists
        for held in [*listed.gone, *(place.held for place in listed.places)]
        if held
    }
    counters.mark_stale(
        author_ids={one for one in people_now | people_then if one is not None},
        topic_ids=before.topic_ids | {topic.id for topic in entities.topics.values()},
        institution_ids=before.institution_ids | set(entities.institutions.values()),
        source_ids=before.source_ids | {source.id for source in entities.sources.values()},
    )
    tell(Change(work_ids=frozenset(entry.work_id for entry in entries)))

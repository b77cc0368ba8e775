"""Finds the work that each record describes: one that shares an identifier, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from works.imports import staging
from works.imports.records import Problem, WorkRecord
from works.imports.upsert.triage import Entry

Identifier = tuple[str, str]


def next_wave(waiting: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Part entries into some that share no identifier, and the rest.

    Nearly always the rest is empty. Records of one page that share an identifier follow each other, as
    they would on two pages.
    """
    seen: set[Identifier] = set()
    wave: list[Entry] = []
    later: list[Entry] = []
    for entry in waiting:
        names = entry.record.identifiers
        (wave if seen.isdisjoint(names) else later).append(entry)
        seen.update(names)
    return wave, later


@dataclass(slots=True)
class Identified:
    """A wave whose works are known, what must wait for it, and what can't be written at all."""

    entries: list[Entry] = field(default_factory=list)
    later: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def identify(wave: Sequence[Entry]) -> Identified:
    """Give every entry its work; one whose identifiers name two works we hold is a problem."""
    known = _known({name for entry in wave for name in entry.record.identifiers})
    result = Identified()
    taken: set[int] = set()
    for entry in wave:
        works = {known[name] for name in entry.record.identifiers if name in known}
        if entry.known_record_work:
            works.add(entry.known_record_work)
        if len(works) > 1:
            result.problems.append(_two_works(entry.record, len(works)))
        elif works & taken:
            # Two records without a common identifier still meet if each knows another one of the work.
            result.later.append(entry)
        else:
            taken |= works
            entry.is_new = not works
            entry.work_id = works.pop() if works else 0
            result.entries.append(entry)
    _note_other_records(result.entries)
    new = [entry for entry in result.entries if entry.is_new]
    for entry, work_id in zip(new, staging.allot("works_work", len(new)), strict=True):
        entry.work_id = work_id
    return result


def _note_other_records(entries: list[Entry]) -> None:
    known = {entry.work_id: entry for entry in entries if not entry.is_new}
    if not known:
        return
    rows = staging.fetch(
        "SELECT work_id, count(*) FROM works_sourcerecord WHERE work_id = ANY(%(ids)s) GROUP BY work_id",
        {"ids": list(known)},
    )
    for work_id, count in rows:
        entry = known[work_id]
        entry.has_other_records = count > (entry.known_record_work is not None)


def _known(names: set[Identifier]) -> dict[Identifier, int]:
    rows = staging.fetch(
        "SELECT i.scheme, i.value, i.work_id FROM works_workidentifier i"
        " JOIN unnest(%(schemes)s::text[], %(values)s::text[]) AS n(scheme, value) USING (scheme, value)",
        {"schemes": [name[0] for name in names], "values": [name[1] for name in names]},
    )
    return {(scheme, value): work_id for scheme, value, work_id in rows}


def _two_works(record: WorkRecord, count: int) -> Problem:
    return Problem(
        place=record.place,
        record_id=record.record_id,
        field="ids",
        message=f"Its identifiers name {count} different works of this site.",
        remedy="Correct the identifiers, or merge the works, and import the record again.",
        payload=record.payload,
    )

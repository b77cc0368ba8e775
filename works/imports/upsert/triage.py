"""Sorts the records of a page: new to us, saying nothing new, or older than what we hold."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from works.imports import staging
from works.imports.records import Problem, WorkRecord

PARSER_VERSION: Final = 1
"""Grows with every change in what records are made into, so that the next import writes them anew."""

_SALT: Final = f"{PARSER_VERSION}\n".encode()


@dataclass(slots=True, kw_only=True)
class Counts:
    """What became of the records of a page."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.skipped + self.failed

    def plus(self, other: "Counts") -> "Counts":
        return Counts(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            skipped=self.skipped + other.skipped,
            failed=self.failed + other.failed,
        )


@dataclass(slots=True, kw_only=True)
class Entry:
    """A record that is to be written, and the work it will be."""

    record: WorkRecord
    digest: bytes
    known_record_work: int | None = None
    work_id: int = 0
    is_new: bool = True
    has_other_records: bool = False


@dataclass(slots=True, kw_only=True)
class Sorted:
    """A page, sorted."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def digest(record: WorkRecord) -> bytes:
    """Return the SHA-256 of the record as received and of how we read it."""
    return hashlib.sha256(_SALT + record.payload.encode("utf-8", "surrogatepass")).digest()


def sort(provider: str, items: Iterable[WorkRecord | Problem]) -> Sorted:
    """Find the entries to write; of several records with one id in a page, the last counts."""
    result = Sorted()
    entries: dict[str, Entry] = {}
    for item in items:
        if isinstance(item, Problem):
            result.problems.append(item)
            continue
        entry = Entry(record=item, digest=digest(item))
        earlier = entries.pop(item.record_id, None)
        if earlier:
            result.counts.skipped += earlier.digest != entry.digest
            result.counts.unchanged += earlier.digest == entry.digest
        entries[item.record_id] = entry
    _drop_known(provider, entries, result)
    return result


def _drop_known(provider: str, entries: dict[str, Entry], result: Sorted) -> None:
    held = {
        row[0]: row[1:]
        for row in staging.fetch(
            "SELECT record_id, payload_hash, record_updated_at, work_id FROM works_sourcerecord"
            " WHERE provider = %(provider)s AND record_id = ANY(%(ids)s)",
            {"provider": provider, "ids": list(entries)},
        )
    }
    for record_id, entry in entries.items():
        if record_id not in held:
            result.entries.append(entry)
            continue
        held_digest, held_time, entry.known_record_work = held[record_id]
        time = entry.record.record_updated_at
        if bytes(held_digest) == entry.digest:
            result.counts.unchanged += 1
        elif time and held_time and time < held_time:
            result.counts.skipped += 1
        else:
            result.entries.append(entry)

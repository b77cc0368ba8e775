"""Writes what hangs on a work: ids elsewhere, versions, topics, and the records as received."""

from collections.abc import Iterator, Sequence
from typing import Final

from works.imports import staging
from works.imports.upsert.entities import Entities
from works.imports.upsert.triage import Entry

IDENTIFIERS: Final = "work_id, scheme, value"
VERSIONS: Final = "work_id, label, date, identifier"
TOPICS: Final = "work_id, topic_id, position, score"


def write(entries: Sequence[Entry], entities: Entities) -> None:
    """Write ids, versions and topics; what a work's only record no longer states is taken away."""
    replaced = [entry.work_id for entry in entries if not entry.is_new and not entry.has_other_records]
    new = [entry for entry in entries if entry.is_new]
    known = [entry for entry in entries if not entry.is_new]
    staging.copy("works_workidentifier", IDENTIFIERS, _identifiers(new))
    staging.copy("works_workversion", VERSIONS, _versions(new))
    staging.copy("works_worktopic", TOPICS, _topics(new, entities))
    if not known:
        return
    for table, key, columns, types, rows in (
        (
            "works_workidentifier",
            "scheme, value",
            IDENTIFIERS,
            "work_id bigint, scheme text, value text",
            _identifiers(known),
        ),
        (
            "works_workversion",
            "label",
            VERSIONS,
            "work_id bigint, label text, date date, identifier text",
            _versions(known),
        ),
        (
            "works_worktopic",
            "topic_id",
            TOPICS,
            "work_id bigint, topic_id bigint, position int, score float",
            _topics(known, entities),
        ),
    ):
        staging.replace_children(
            table, key=key, columns=columns, types=types, rows=list(rows), replaced=replaced
        )


def write_source_records(entries: Sequence[Entry], *, provider: str, run_id: int) -> None:
    """Keep each record as received, with the hash by which the next import knows it."""
    columns = "provider, record_id, work_id, payload, payload_hash, record_updated_at, run_id"
    new: list[staging.Row] = []
    known: list[staging.Row] = []
    for entry in entries:
        record = entry.record
        (known if entry.known_record_work else new).append(
            (
                provider, record.record_id, entry.work_id, staging.storable(record.payload), entry.digest,
                record.record_updated_at, run_id,
            )
        )  # fmt: skip
    staging.copy("works_sourcerecord", columns, new)
    if known:
        staging.stage(
            "staged_records",
            "provider text, record_id text, work_id bigint, payload text, payload_hash bytea,"
            " record_updated_at timestamptz, run_id bigint",
            known,
        )
        staging.run(_UPDATE_RECORDS)


_UPDATE_RECORDS: Final = """
UPDATE works_sourcerecord t
SET work_id = s.work_id, payload = s.payload, payload_hash = s.payload_hash,
    record_updated_at = s.record_updated_at, run_id = s.run_id, imported_at = now()
FROM staged_records s WHERE s.provider = t.provider AND s.record_id = t.record_id
"""


def _identifiers(entries: Sequence[Entry]) -> Iterator[staging.Row]:
    for entry in entries:
        for scheme, value in dict.fromkeys(entry.record.identifiers):
            yield entry.work_id, scheme, value


def _versions(entries: Sequence[Entry]) -> Iterator[staging.Row]:
    for entry in entries:
        for version in {version.label[:40]: version for version in entry.record.versions}.values():
            yield entry.work_id, version.label[:40], version.date, version.identifier[:300]


def _topics(entries: Sequence[Entry], entities: Entities) -> Iterator[staging.Row]:
    for entry in entries:
        topics = {topic.key: topic for topic in entry.record.topics}.values()
        for position, topic in enumerate(topics, start=1):
            score = topic.score if topic.score is not None and 0 <= topic.score <= 1 else None
            yield entry.work_id, entities.topics[topic.key].id, position, score

"""Remembers where works stood before they change."""

from collections.abc import Collection
from dataclasses import dataclass, field

from works.imports import staging


@dataclass(slots=True)
class Pages:
    """Pages that show some works, by primary key; authors are known from the author lists."""

    topic_ids: set[int] = field(default_factory=set)
    institution_ids: set[int] = field(default_factory=set)
    source_ids: set[int] = field(default_factory=set)


def of(work_ids: Collection[int]) -> Pages:
    """Return the topics, institutions and sources of these works as they are."""
    if not work_ids:
        return Pages()
    ids = {"ids": list(work_ids)}
    topics = staging.fetch("SELECT DISTINCT topic_id FROM works_worktopic WHERE work_id = ANY(%(ids)s)", ids)
    institutions = staging.fetch(
        "SELECT DISTINCT i.institution_id FROM works_authorship a"
        " JOIN works_authorship_institutions i ON i.authorship_id = a.id WHERE a.work_id = ANY(%(ids)s)",
        ids,
    )
    sources = staging.fetch(
        "SELECT DISTINCT source_id FROM works_work WHERE id = ANY(%(ids)s) AND source_id IS NOT NULL",
        ids,
    )
    return Pages(
        topic_ids={row[0] for row in topics},
        institution_ids={row[0] for row in institutions},
        source_ids={row[0] for row in sources},
    )

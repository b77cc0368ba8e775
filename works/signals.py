"""How the record tells the apps above that it changed, without knowing them."""

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(frozen=True, kw_only=True)
class Change:
    """The rows (by primary key) whose public pages a change touched."""

    author_ids: frozenset[int] = frozenset()
    work_ids: frozenset[int] = frozenset()
    topic_ids: frozenset[int] = frozenset()
    institution_ids: frozenset[int] = frozenset()


record_changed = Signal()
"""Sent inside the transaction of the change, with ``change: Change``; receivers only mark and enqueue."""


def tell(change: Change) -> None:
    """Let every receiver know; what one of them raises undoes the change."""
    record_changed.send(sender=Change, change=change)

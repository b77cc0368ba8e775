"""Asks a kept database connection whether it is alive every few seconds, not before every page."""

import time
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FRESH_SECONDS: Final = 5.0
"""A connection that worked so recently is taken to be alive; if not, one page fails, the next works."""

_checked: WeakKeyDictionary[BaseDatabaseWrapper, tuple[int, float]] = WeakKeyDictionary()
"""For each thread's wrapper: which connection of it was checked, and when."""


def connect() -> None:
    # After Django's own receiver of the same signal, which forgets that a connection was checked.
    request_started.connect(trust_fresh, dispatch_uid="core.connections.trust_fresh")
    request_finished.connect(note_alive, dispatch_uid="core.connections.note_alive")


def trust_fresh(**_: Any) -> None:
    """Spare the check to connections that passed one within the last seconds."""
    for wrapper in connections.all(initialized_only=True):
        wrapper.health_check_done = _is_fresh(wrapper)  # type: ignore[attr-defined]


def note_alive(**_: Any) -> None:
    """Remember when each connection passed its check."""
    for wrapper in connections.all(initialized_only=True):
        if wrapper.errors_occurred:
            _checked.pop(wrapper, None)
        elif wrapper.health_check_done and not _is_fresh(wrapper):  # type: ignore[attr-defined]
            _checked[wrapper] = (id(wrapper.connection), time.monotonic())


def _is_fresh(wrapper: BaseDatabaseWrapper) -> bool:
    checked, when = _checked.get(wrapper, (0, 0.0))
    is_same = wrapper.connection is not None and checked == id(wrapper.connection)
    return is_same and time.monotonic() - when < FRESH_SECONDS

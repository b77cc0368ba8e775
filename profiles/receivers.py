"""The record changed: trust is computed anew, by a worker."""

from typing import Any

from works.signals import Change, record_changed


def connect() -> None:
    record_changed.connect(trust_goes_stale, dispatch_uid="profiles.trust_goes_stale")


def trust_goes_stale(*, change: Change, **_: Any) -> None:
    """Enqueue the changed authors for a new trust snapshot."""

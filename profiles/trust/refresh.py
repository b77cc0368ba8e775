"""Stores the trust of authors whose facts changed."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import F

from profiles.models import Profile, TrustSnapshot
from profiles.trust import evidence
from profiles.trust.evidence import Trust
from profiles.trust.score import to_json
from works.models import Author

CHUNK: Final = 500


@transaction.atomic
def refresh(*, author_ids: Collection[int], reason: str) -> int:
    """Add a snapshot for each author whose inputs or formula changed; returns how many.

    The history keeps what was; only one snapshot of an author is current.
    """
    current = {
        snapshot.author_id: snapshot
        for snapshot in TrustSnapshot.objects.filter(author__in=author_ids, is_current=True)
        .order_by("author")
        .select_for_update(of=("self",))
    }
    changed = {
        author_id: trust
        for author_id, trust in evidence.gather(author_ids).items()
        if differs(trust, current.get(author_id))
    }
    TrustSnapshot.objects.filter(author__in=changed, is_current=True).update(is_current=False)
    TrustSnapshot.objects.bulk_create(_snapshot(pk, trust, reason) for pk, trust in changed.items())
    Profile.objects.filter(author__in=changed).update(revision=F("revision") + 1)
    return len(changed)


def chunks(size: int = CHUNK) -> Iterator[list[int]]:
    """Yield the ids of all authors with a page, in their order."""
    ids = Author.objects.listed().order_by("pk").values_list("pk", flat=True)
    return _batched(ids.iterator(chunk_size=size), size)


def differing(author_ids: Collection[int]) -> list[int]:
    """Name the authors whose stored snapshot is not what their facts give now; an oracle for upkeep."""
    current = {
        snapshot.author_id: snapshot
        for snapshot in TrustSnapshot.objects.filter(author__in=author_ids, is_current=True)
    }
    trusts = evidence.gather(author_ids)
    return sorted(pk for pk, trust in trusts.items() if differs(trust, current.get(pk)))


def differs(trust: Trust, snapshot: TrustSnapshot | None) -> bool:
    """Tell whether ``snapshot`` no longer says what the facts say."""
    return (
        snapshot is None
        or snapshot.version != trust.result.version
        or snapshot.inputs != trust.inputs.as_data()
    )


def _batched(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    # itertools.batched comes with Python 3.12.
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch


def _snapshot(author_id: int, trust: Trust, reason: str) -> TrustSnapshot:
    return TrustSnapshot(
        author_id=author_id,
        version=trust.result.version,
        level=trust.verdict.level,
        score=trust.result.score,
        band=trust.result.band,
        inputs=trust.inputs.as_data(),
        components=json.loads(to_json(trust.result)),
        reason=reason,
    )

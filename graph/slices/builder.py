"""Evidence, shape, store: makes the stored slice."""

import logging
import time
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from graph.models import GraphSlice
from graph.slices import evidence, picture
from graph.slices.shape import compose
from graph.slices.shape.model import Slice

logger = logging.getLogger(__name__)

LIMIT: Final = 40
MORE_PER_OPENED: Final = 18


def build(stored: GraphSlice) -> None:
    """Make the slice that ``stored`` asks for and store it; a failure is stored too, with its reason."""
    wanted, started = stored.wanted, time.monotonic()
    try:
        with transaction.atomic():
            found = _shape(stored)
    except Exception as error:
        logger.exception("slice failed", extra={"slice": str(stored)})
        stored.state, stored.error = GraphSlice.State.FAILED, f"{type(error).__name__}: {error}"[:500]
        stored.save(update_fields=["state", "error"])
        return
    if found is None:
        stored.delete()
        return
    stored.payload = msgspec.to_builtins(found)
    stored.kinds = picture.kinds(found)
    stored.picture = picture.draw(found)
    stored.picture_version = picture.VERSION
    stored.state, stored.error = GraphSlice.State.READY, ""
    stored.computed_at = timezone.now()
    stored.build_seconds = round(time.monotonic() - started, 3)
    # What changed meanwhile keeps its higher ``wanted``, so the answer is stored as the stale one it is.
    GraphSlice.objects.filter(pk=stored.pk).update(
        payload=stored.payload,
        kinds=stored.kinds,
        picture=stored.picture,
        picture_version=stored.picture_version,
        state=stored.state,
        error="",
        computed_at=stored.computed_at,
        build_seconds=stored.build_seconds,
        built=wanted,
        revision=F("revision") + 1,
    )

    logger.info("slice built: %s, %d nodes, %.2f s", stored, len(found.nodes), stored.build_seconds)


def _shape(stored: GraphSlice) -> Slice | None:
    found = evidence.collect(stored.focus_kind, stored.focus_id, stored.opened)
    if found is None:
        return None
    previous = decode(stored) if stored.payload else None
    places = {node.id: (node.x, node.y) for node in previous.nodes} if previous else None
    return compose.shape(found, limit=LIMIT + MORE_PER_OPENED * len(stored.opened), previous=places)


def decode(stored: GraphSlice) -> Slice:
    """Read the stored answer back; the slice must have one."""
    return msgspec.convert(stored.payload, Slice)

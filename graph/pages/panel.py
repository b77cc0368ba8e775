"""What the slice panel and the explorer show."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from graph.models import GraphSlice
from graph.slices import builder, fallback, picture, timeline
from graph.slices.fallback import Near
from graph.slices.picture import Filter, Mark
from graph.slices.shape import table
from graph.slices.shape.model import NodeKind, Slice
from graph.slices.shape.table import Section

STORED: Final = """
SELECT state, payload IS NOT NULL, built = wanted, picture, picture_version, computed_at, kinds::text
FROM graph_graphslice WHERE focus_kind = %s AND focus_id = %s AND opened = '{}'
"""

LAST_TRY: Final = 7
FIRST_DELAY_MS: Final = 400
LONGEST_DELAY_MS: Final = 6500
JITTER: Final = 0.2


@dataclass(frozen=True, slots=True)
class View:
    """One of the three ways to show a slice."""

    key: str
    name: str
    icon: str


VIEWS: Final = (View("map", "Map", "map"), View("time", "Timeline", "time"), View("list", "List", "rows"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """The slice panel in one of its states; everything the template needs."""

    kind: str
    public_id: str
    state: str
    view: str = "map"
    picture: str = ""
    found: Slice | None = None
    """The whole answer, where a view needs more than its picture."""
    filters: tuple[Filter, ...] = ()
    computed_at: datetime | None = None
    next_try: int = 1
    delay_ms: int = 0
    reason: str = ""
    near: tuple[Near, ...] = ()
    views: tuple[View, ...] = VIEWS

    @property
    def places(self) -> str:
        """The slice's own address."""
        return f"/slices/{self.kind}/{self.public_id}/"

    @property
    def download(self) -> str:
        """The downloads' address, without its suffix."""
        return self.places.rstrip("/")

    @property
    def has_answer(self) -> bool:
        return self.found is not None or bool(self.picture)

    @property
    def sections(self) -> tuple[Section, ...]:
        return table.sections(self.found) if self.found else ()

    @property
    def timeline(self) -> timeline.Timeline | None:
        return timeline.lanes(self.found) if self.found else None

    @property
    def marks(self) -> dict[str, Mark]:
        return {one.node.id: one for one in picture.marks(self.found)} if self.found else {}

    @property
    def said(self) -> str:
        """Words for a screen reader when the slice has come."""
        shown = [f"{one.count} {one.name.lower()}" for one in self.filters if one.count]
        return f"Graph ready: {', '.join(shown)}" if shown else "Graph ready"


def stored(kind: str, public_id: str) -> Panel:
    """Read the panel as a page shows it at first: the stored picture, or the beginning of the wait.

    Enqueues nothing: the panel's own first request does. Leaves the answer itself in the database, which
    is larger than the picture of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(STORED, [kind, public_id])
        row = cursor.fetchone()
    if row is None:
        return _waiting(None, kind, public_id, None)
    state, has_answer, is_fresh, drawn, version, computed_at, raw_counts = row
    if not has_answer or version != picture.VERSION:
        found = GraphSlice.objects.around(kind, public_id).first()
        return of(found, kind=kind, public_id=public_id)
    counts = json.loads(raw_counts)
    fresh = is_fresh or state == GraphSlice.State.FAILED
    return Panel(
        kind=kind,
        public_id=public_id,
        state=_state(counts, is_settled=fresh),
        picture=drawn,
        filters=tuple(picture.filters(counts)),
        computed_at=computed_at,
    )


def _state(counts: Mapping[NodeKind, int], *, is_settled: bool) -> str:
    if not any(counts.values()):
        return "empty"
    return "ready" if is_settled else "stale"


def of(
    slice_: GraphSlice | None, *, kind: str, public_id: str, view: str = "map", attempt: int | None = None
) -> Panel:
    """Say what to show of a slice that may be there, stale, in the making, failed or empty.

    ``attempt`` is the number of the poll that asks; None is the page itself.
    """
    if slice_ is None or slice_.payload is None:
        return _waiting(slice_, kind, public_id, attempt)
    found = builder.decode(slice_)
    counts = picture.kinds(found)
    gives_up = attempt is not None and attempt >= LAST_TRY
    is_settled = slice_.is_fresh or slice_.state == GraphSlice.State.FAILED or gives_up
    return Panel(
        kind=kind,
        public_id=public_id,
        state=_state(counts, is_settled=is_settled),
        view=view if view in {one.key for one in VIEWS} else "map",
        picture=slice_.picture if slice_.picture_version == picture.VERSION else picture.draw(found),
        found=found,
        filters=tuple(picture.filters(counts)),
        computed_at=slice_.computed_at,
        next_try=(attempt or 0) + 1,
        delay_ms=delay(attempt),
    )


def _waiting(slice_: GraphSlice | None, kind: str, public_id: str, attempt: int | None) -> Panel:
    reason = ""
    if slice_ and slice_.state == GraphSlice.State.FAILED:
        reason = "The last attempt to build this slice failed."
    elif attempt is not None and attempt >= LAST_TRY:
        reason = "The workers that build slices don't answer right now."
    if reason:
        return Panel(
            kind=kind,
            public_id=public_id,
            state="failed",
            reason=reason,
            near=fallback.nearest(kind, public_id),
        )
    return Panel(
        kind=kind,
        public_id=public_id,
        state="pending",
        next_try=(attempt or 0) + 1,
        delay_ms=delay(attempt),
    )


def delay(attempt: int | None) -> int:
    """Milliseconds until the next poll: at once from the page, then doubling, with a fifth of jitter.

    The waits add up to about 25 seconds.
    """
    if attempt is None:
        return 0
    longest: int = min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2**attempt)
    return round(longest * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311  (spreads load, hides nothing)


def list_of(slice_: GraphSlice | None, *, kind: str, public_id: str, view: str) -> Panel:
    """Read the slice's own page: the stored answer in the view asked for, or the nearest records."""
    panel = of(slice_, kind=kind, public_id=public_id, view=view)
    if panel.has_answer:
        return panel
    return Panel(
        kind=kind,
        public_id=public_id,
        state="near",
        reason="This slice is not built yet; these are the nearest people.",
        near=fallback.nearest(kind, public_id),
    )

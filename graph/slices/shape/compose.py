"""From evidence to slice: choose, label, lay out, draw the terrain."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict

from graph.slices.shape import labels, layout
from graph.slices.shape.choose import choose
from graph.slices.shape.contours import contours
from graph.slices.shape.model import HEIGHT, WIDTH, Evidence, Placed, Slice


def shape(
    evidence: Evidence,
    *,
    limit: int = 40,
    previous: Mapping[str, tuple[float, float]] | None = None,
    budget_seconds: float = 2.0,
    clock: Callable[[], float] = time.monotonic,
) -> Slice:
    """Make the slice around the focus: at most ``limit`` nodes, the focus first, each with its place.

    The same evidence gives the same slice, byte for byte, in whatever order it is listed, as long as the
    budget lasts; when it is spent, the best layout so far is taken. ``previous`` holds the places (by node
    id) of the slice this one replaces: who was there stays near.

    :raises ValueError: if the focus is not among the nodes.
    """
    deadline = clock() + budget_seconds
    chosen = choose(evidence, limit=limit)
    shorts = labels.shorten(chosen.nodes, evidence.focus)
    halves = [
        labels.half_size(node.kind, short, focus=node.id == evidence.focus)
        for node, short in zip(chosen.nodes, shorts, strict=True)
    ]
    placement = layout.place(
        [node.id for node in chosen.nodes],
        halves,
        chosen.edges,
        previous=previous or {},
        is_late=lambda: clock() >= deadline,
    )
    nodes = tuple(
        Placed(**asdict(node), short=short, x=x, y=y, community=community, half_width=wide, half_height=high)
        for node, short, (x, y), community, (wide, high) in zip(
            chosen.nodes, shorts, placement.points, chosen.communities, halves, strict=True
        )
    )
    return Slice(
        focus=evidence.focus,
        nodes=nodes,
        edges=chosen.edges,
        contours=contours(nodes),
        width=WIDTH,
        height=HEIGHT,
        left_out=chosen.left_out,
        layout=placement.report,
    )

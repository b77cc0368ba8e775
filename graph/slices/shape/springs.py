"""Springs by kind of line: what is laid out, and letting it come to rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.slices.shape import boxes
from graph.slices.shape.crossings import Floats, Ints
from graph.slices.shape.model import HEIGHT, WIDTH, Edge, EdgeKind

CENTRE: Final = np.array([WIDTH / 2, HEIGHT / 2])
# Resting length and stiffness of each kind of line.
SPRINGS: Final[Mapping[EdgeKind, tuple[float, float]]] = {
    "about": (85.0, 0.14),
    "author": (95.0, 0.10),
    "affiliation": (110.0, 0.08),
    "related": (130.0, 0.07),
    "collab": (165.0, 0.05),
}
REPULSION: Final = 520.0
# The canvas is wider than high, so the pull to the middle is stronger in y.
PULL: Final = np.array([0.018, 0.040])
STEPS: Final = 260
BOXES_FROM_STEP: Final = 100
LONGEST_STEP: Final = 18.0
# Mean step, in units, below which a layout is at rest.
REST: Final = 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """What is laid out: half sizes (nodes, 2); ends (lines, 2), rest length and stiffness of the lines."""

    half: Floats
    ends: Ints
    rest: Floats
    stiffness: Floats


def board(ids: Sequence[str], halves: Sequence[tuple[float, float]], edges: Sequence[Edge]) -> Board:
    """Turn nodes and edges into arrays."""
    position = {name: index for index, name in enumerate(ids)}
    return Board(
        half=np.array(halves, dtype=float).reshape(-1, 2),
        ends=np.array([(position[edge.a], position[edge.b]) for edge in edges], dtype=np.intp).reshape(-1, 2),
        rest=np.array([SPRINGS[edge.kind][0] for edge in edges], dtype=float),
        stiffness=np.array([SPRINGS[edge.kind][1] for edge in edges], dtype=float),
    )


def relax(laid: Board, points: Floats, mobility: Floats, is_late: Callable[[], bool]) -> Floats:
    """Let springs pull, nodes repel each other by 1/distance, and later boxes push; (layouts, nodes, 2)."""
    size = len(laid.half)
    rest, stiffness = np.zeros((size, size)), np.zeros((size, size))
    for a, b in ((0, 1), (1, 0)):
        rest[laid.ends[:, a], laid.ends[:, b]] = laid.rest
        stiffness[laid.ends[:, a], laid.ends[:, b]] = laid.stiffness
    for step in range(STEPS):
        x, y = points[..., 0], points[..., 1]
        dx, dy = x[:, :, None] - x[:, None], y[:, :, None] - y[:, None]
        squared = dx * dx + dy * dy + 1e-3
        push = REPULSION / squared - stiffness * (1 - rest / np.sqrt(squared))
        force = (
            np.stack(((dx * push).sum(axis=2), (dy * push).sum(axis=2)), axis=-1) - (points - CENTRE) * PULL
        )
        move = np.clip(force, -LONGEST_STEP, LONGEST_STEP) * (1 - 0.8 * step / STEPS)
        if step > BOXES_FROM_STEP:
            move += np.clip(boxes.push(points, laid.half, boxes.GAP)[0] * 0.25, -14, 14)
        moved = boxes.within_canvas(points + move * mobility[:, None], laid.half)
        moved = np.where(mobility[:, None] > 0, moved, points)
        is_at_rest = step > BOXES_FROM_STEP and float(np.abs(moved - points).mean()) < REST
        points = moved
        if is_at_rest or is_late():
            break
    return points

"""Boxes on the canvas: how much they overlap, which lines run through them, and pushing them apart."""

from typing import Final

import numpy as np

from graph.slices.shape.crossings import Bools, Floats
from graph.slices.shape.model import HEIGHT, WIDTH

EDGE: Final = 4.0
GAP: Final = 3.0
PUSHES: Final = 150
LONGEST_PUSH: Final = 10.0
# Rather sideways than up or down: the canvas is wide, and labels are flat.
SIDEWAYS: Final = 1.5


def within_canvas(points: Floats, half: Floats) -> Floats:
    """Bring every box inside; the last axis of both is x, y."""
    low = half + EDGE
    return np.clip(points, low, np.maximum(np.array([WIDTH, HEIGHT]) - low, low))


def overlap(points: Floats, half: Floats) -> float:
    """Measure the area that pairs of boxes share, in square units."""
    return float(_shared(points, half).sum())


def overlapping(points: Floats, half: Floats) -> set[int]:
    """Name the boxes that share area with another."""
    return {int(index) for pair in np.nonzero(_shared(points, half)) for index in pair}


def _shared(points: Floats, half: Floats) -> Floats:
    shared = half[:, None] + half[None] - np.abs(points[:, None] - points[None])
    found: Floats = np.triu(np.clip(shared, 0, None).prod(axis=-1), 1)
    return found


# From here on x and y are kept apart: a sum or test over an axis of two is the slowest thing numpy does.


def push(points: Floats, half: Floats, gap: float) -> tuple[Floats, Bools]:
    """Tell how far each box should give way to the others, and which layouts have boxes too near.

    ``points`` is (layouts, nodes, 2).
    """
    order = np.arange(points.shape[1])
    away, shared = [], []
    for axis in (0, 1):
        distance = points[:, :, None, axis] - points[:, None, :, axis]
        # Two boxes on one spot go apart by their order.
        away.append(np.sign(np.where(distance == 0, order[:, None] - order[None], distance)))
        shared.append(half[:, None, axis] + half[None, :, axis] + gap - np.abs(distance))
    near = (shared[0] > 0) & (shared[1] > 0)
    near[:, order, order] = False
    is_sideways = shared[0] < shared[1] * SIDEWAYS
    move = (
        (away[0] * shared[0] * (near & is_sideways)).sum(axis=2),
        (away[1] * shared[1] * (near & ~is_sideways)).sum(axis=2),
    )
    return np.stack(move, axis=-1), np.asarray(near.any(axis=(1, 2)))


def separate(points: Floats, half: Floats, mobility: Floats, *, gap: float = GAP) -> Floats:
    """Push boxes apart until none overlap or patience ends; ``mobility`` (nodes) is 0 for what must stay."""
    points = points.copy()
    busy = np.arange(len(points))
    for _ in range(PUSHES):
        move, near = push(points[busy], half, gap)
        busy, move = busy[near], move[near]
        if not len(busy):
            break
        step = np.clip(move * 0.3, -LONGEST_PUSH, LONGEST_PUSH) * mobility[:, None]
        points[busy] = within_canvas(points[busy] + step, half)
    return points


def free(spots: Floats, half: Floats, others: Floats, halves: Floats) -> Bools:
    """Say for each spot whether a box of size ``half`` there keeps clear of all the others."""
    needed = half + halves + GAP - 1
    apart = np.abs(spots[:, None, 0] - others[None, :, 0]) >= needed[:, 0]
    apart |= np.abs(spots[:, None, 1] - others[None, :, 1]) >= needed[:, 1]
    found: Bools = np.asarray(apart.all(axis=1))
    return found


def struck(p: Floats, q: Floats, centre: Floats, half: Floats) -> Bools:
    """Say for each line p-q and each box (last axis) whether the line runs through the box.

    By separating axes: those of the box, and the normal of the line.
    """
    along, middle = q - p, (p + q) / 2
    reach_x, reach_y = np.abs(along[..., 0, None]) / 2, np.abs(along[..., 1, None]) / 2
    away_x = middle[..., 0, None] - centre[:, 0]
    away_y = middle[..., 1, None] - centre[:, 1]
    off = np.abs(away_x * along[..., 1, None] - away_y * along[..., 0, None])
    found: Bools = off < 2 * (reach_y * half[..., 0] + reach_x * half[..., 1])
    found &= np.abs(away_x) < reach_x + half[..., 0]
    found &= np.abs(away_y) < reach_y + half[..., 1]
    return found

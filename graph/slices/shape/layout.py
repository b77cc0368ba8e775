"""Where each node stands: springs by kind of line from several seeds, then boxes apart, then the best one."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.slices.shape import boxes, crossings, settle, springs
from graph.slices.shape.crossings import Floats
from graph.slices.shape.model import Edge, LayoutReport
from graph.slices.shape.springs import CENTRE, Board

SPREAD: Final = np.array([240.0, 150.0])
SEEDS: Final = 8
# Seeds laid out side by side: as many as keep the arrays of all pairs small.
PAIRS_AT_ONCE: Final = 8_000
OVERLAP_PRICE: Final = 2.0
CROSSING_PRICE: Final = 10.0
FINALISTS: Final = 4
WARM_SHARE: Final = 0.5
OLD_MOBILITY: Final = 0.15
# Less than what a finished layout keeps, so that what did not change is not pushed again.
WARM_GAP: Final = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """Where each node stands (x, y rounded to 0.1), in the order of the nodes, and how good that is."""

    points: tuple[tuple[float, float], ...]
    report: LayoutReport


def place(
    ids: Sequence[str],
    halves: Sequence[tuple[float, float]],
    edges: Sequence[Edge],
    *,
    previous: Mapping[str, tuple[float, float]],
    is_late: Callable[[], bool],
) -> Placement:
    """Lay out nodes (the focus first, pinned to the middle) and tell how it went.

    Nodes that stand in ``previous`` stay near their place, if at least half of all do. When ``is_late``
    turns true the best layout so far is returned, with its boxes apart if there is room for them.
    """
    board = springs.board(ids, halves, edges)
    base = int.from_bytes(hashlib.blake2b(ids[0].encode(), digest_size=4).digest())
    known = {
        index: place_before
        for index, name in enumerate(ids)
        if index and (place_before := previous.get(name)) is not None and np.isfinite(place_before).all()
    }
    if known and len(known) >= WARM_SHARE * (len(ids) - 1):
        drafts = [(base, _warm(board, known, base, is_late))]
        still_near = boxes.overlapping(drafts[0][1], board.half)
        loose = np.array(
            sorted((set(range(len(ids))) - set(known) | still_near) - {0}, key=lambda index: index in known),
            dtype=np.intp,
        )
    else:
        drafts = _cold(board, base, is_late)
        loose = np.arange(1, len(ids), dtype=np.intp)
    drafts.sort(key=lambda draft: (_price(board, draft[1]), draft[0]))
    settled = [
        (seed, np.round(settle.settle(board, points, loose, is_late), 1))
        for seed, points in drafts[:FINALISTS]
    ]
    seed, points = min(settled, key=lambda draft: (_price(board, draft[1]), draft[0]))
    return Placement(
        points=tuple((float(x), float(y)) for x, y in points),
        report=LayoutReport(
            seed=seed,
            overlap=round(boxes.overlap(points, board.half), 1),
            crossings=crossings.count(points, board.ends),
        ),
    )


def _price(board: Board, points: Floats) -> float:
    crossed = crossings.count(points, board.ends)
    return boxes.overlap(points, board.half) * OVERLAP_PRICE + crossed * CROSSING_PRICE


def _cold(board: Board, base: int, is_late: Callable[[], bool]) -> list[tuple[int, Floats]]:
    """Lay out from scratch for every seed there is time for, a few seeds at once."""
    found: list[tuple[int, Floats]] = []
    size = len(board.half)
    mobility = np.ones(size)
    mobility[0] = 0
    at_once = min(SEEDS, max(1, PAIRS_AT_ONCE // size**2))
    for first in range(0, SEEDS, at_once):
        seeds = [base + offset for offset in range(first, min(SEEDS, first + at_once))]
        dice = np.stack([np.random.default_rng(seed).normal(size=(size, 2)) for seed in seeds])
        start = CENTRE + dice * SPREAD
        start[:, 0] = CENTRE
        relaxed = boxes.separate(springs.relax(board, start, mobility, is_late), board.half, mobility)
        found.extend(zip(seeds, relaxed, strict=True))
        if is_late():
            break
    return found


def _warm(
    board: Board, known: Mapping[int, tuple[float, float]], base: int, is_late: Callable[[], bool]
) -> Floats:
    """Start from known places: only new nodes follow the springs, old ones give way a little."""
    size = len(board.half)
    is_old = np.zeros(size, dtype=bool)
    is_old[[0, *known]] = True
    points = np.tile(CENTRE, (size, 1))
    for index, found in known.items():
        points[index] = found
    points = boxes.within_canvas(points, board.half)
    points[0] = CENTRE
    jitter = np.random.default_rng(base).normal(size=(size, 2)) * 20
    for index in map(int, np.flatnonzero(~is_old)):
        others = board.ends[(board.ends == index).any(axis=1)].ravel()
        neighbours = others[is_old[others]]
        points[index] = (points[neighbours].mean(axis=0) if len(neighbours) else CENTRE) + jitter[index]
    points = springs.relax(board, points[None], np.where(is_old, 0.0, 1.0), is_late)
    mobility = np.where(is_old, OLD_MOBILITY, 1.0)
    mobility[0] = 0
    separated: Floats = boxes.separate(points, board.half, mobility, gap=WARM_GAP)[0]
    return separated

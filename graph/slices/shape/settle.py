"""The last touch of a layout: each node tries the free spots of the canvas and takes the clearest one."""

from collections.abc import Callable
from typing import Final

import numpy as np

from graph.slices.shape import boxes, crossings
from graph.slices.shape.crossings import Floats, Ints
from graph.slices.shape.model import HEIGHT, WIDTH
from graph.slices.shape.springs import Board

ROUNDS: Final = 5
SPOTS_ACROSS: Final = 19
SPOTS_DOWN: Final = 13
CROSSING: Final = 10.0
STRIKE: Final = 12.0
STRETCH: Final = 5.0
OVERLAPPING: Final = 1000.0
# A node without crossings or strikes, its lines hardly stretched, may stay where the springs put it.
GOOD_ENOUGH: Final = 4.0
GOLDEN: Final = 0.618034
# Worth moving for: less than one line through a label.
LEAST_GAIN: Final = 1.0
# Lines may graze the rim of a box: the rim is air.
CORE: Final = 0.8


def settle(board: Board, points: Floats, loose: Ints, is_late: Callable[[], bool]) -> Floats:
    """Move the ``loose`` nodes one by one to where fewer lines cross and fewer run through boxes."""
    points = points.copy()
    for turn in range(ROUNDS):
        spots = _spots(turn)
        is_moved = False
        for index in loose:
            if is_late():
                return points
            is_moved |= _move(board, points, int(index), spots)
        if not is_moved:
            break
    return points


def _spots(turn: int) -> Floats:
    """Spread spots over the canvas: others at each turn, and no three in line by default."""
    across = np.linspace(0, WIDTH, SPOTS_ACROSS)
    down = np.linspace(0, HEIGHT, SPOTS_DOWN)
    spots = np.stack(np.meshgrid(across, down), axis=-1)
    spots[..., 0] += _offbeat(SPOTS_DOWN, turn)[:, None] * across[1]
    spots[..., 1] += _offbeat(SPOTS_ACROSS, turn) * down[1]
    return spots.reshape(-1, 2)


def _offbeat(size: int, turn: int) -> Floats:
    """Give ``size`` numbers in -0.5..0.5; multiples of the golden ratio never fall into step."""
    return np.arange(turn, turn + size, dtype=np.float64) * GOLDEN % 1 - 0.5


def _move(board: Board, points: Floats, index: int, spots: Floats) -> bool:
    """Put one node on the best of the free spots, if that is better than where it stands."""
    half, others = board.half[index], np.arange(len(points)) != index
    here = points[index][None]
    price_here = _price(board, points, index, here)[0]
    if not boxes.free(here, half, points[others], board.half[others])[0]:
        price_here += OVERLAPPING
    if price_here < GOOD_ENOUGH:
        return False
    tried = boxes.within_canvas(spots, half)
    tried = tried[boxes.free(tried, half, points[others], board.half[others])]
    if not len(tried):
        return False
    price = _price(board, points, index, tried)
    best = int(price.argmin())
    if price[best] > price_here - LEAST_GAIN:
        return False
    points[index] = tried[best]
    return True


def _price(board: Board, points: Floats, index: int, tried: Floats) -> Floats:
    """Price each tried spot by crossings, lines through boxes either way, and stretched lines."""
    core = board.half * CORE
    is_mine = (board.ends == index).any(axis=1)
    mine, theirs = board.ends[is_mine], board.ends[~is_mine]
    p, q = points[theirs[:, 0]], points[theirs[:, 1]]
    price: Floats = STRIKE * boxes.struck(p, q, tried, core[index]).sum(axis=0).astype(float)
    if not len(mine):
        return price
    others = mine.sum(axis=1) - index
    far = points[others]
    is_foreign = (theirs[None] != others[:, None, None]).all(axis=2)
    crossed = crossings.fan(tried, far, p, q) & is_foreign
    strikes = boxes.struck(tried[:, None], far[None], points, core)
    strikes[..., index] = False
    strikes[:, np.arange(len(others)), others] = False
    length = board.rest[is_mine]
    away = np.hypot(tried[:, None, 0] - far[None, :, 0], tried[:, None, 1] - far[None, :, 1])
    price += CROSSING * crossed.sum(axis=(1, 2)) + STRIKE * strikes.sum(axis=(1, 2))
    price += STRETCH * (np.abs(away - length) / length).sum(axis=1)
    return price

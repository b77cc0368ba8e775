"""Counting the pairs of lines that cross."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


def count(points: Floats, ends: Ints) -> int:
    """Count pairs of straight lines that cross; lines that share an end do not.

    ``points`` is (nodes, 2), ``ends`` (lines, 2) with positions in ``points``.
    """
    p, q = points[ends[:, 0]], points[ends[:, 1]]
    p_side, q_side = _side(p, q, p), _side(p, q, q)
    is_parted = p_side * q_side < 0
    is_apart = (ends[:, None, :, None] != ends[None, :, None, :]).all(axis=(2, 3))
    return int(np.triu(is_parted & is_parted.T & is_apart, 1).sum())


def fan(near: Floats, far: Floats, r: Floats, s: Floats) -> Bools:
    """Say for each line from a ``near`` to a ``far`` point and each line r-s whether their insides cross.

    The answer is (near, far, lines).
    """
    found: Bools = (_side(r, s, near).T[:, None] * _side(r, s, far).T[None]) < 0
    along_x = far[None, :, 0] - near[:, None, 0]
    along_y = far[None, :, 1] - near[:, None, 1]
    sides = [
        along_x[..., None] * (end[:, 1] - near[:, 1, None])[:, None]
        - along_y[..., None] * (end[:, 0] - near[:, 0, None])[:, None]
        for end in (r, s)
    ]
    found &= sides[0] * sides[1] < 0
    return found


def _side(p: Floats, q: Floats, r: Floats) -> Floats:
    """Tell on which side of each line p-q (rows) each point r (columns) lies, by the sign of an area."""
    along = q - p
    away_x, away_y = r[None, :, 0] - p[:, None, 0], r[None, :, 1] - p[:, None, 1]
    found: Floats = along[:, 0, None] * away_y - along[:, 1, None] * away_x
    return found

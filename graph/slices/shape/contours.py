"""Contour lines of where the work is dense, as SVG path data."""

from collections.abc import Sequence
from typing import Final, cast

import contourpy
import numpy as np

from graph.slices.shape.crossings import Floats
from graph.slices.shape.model import HEIGHT, WIDTH, Placed

COLUMNS: Final = 90
ROWS: Final = 64
# The field reaches beyond the canvas, so that lines leave it instead of ending at its border.
BEYOND: Final = 40
WIDE: Final = 62.0
HIGH: Final = 48.0
LEVELS: Final = (0.45, 0.62, 0.76, 0.87, 0.95)
LEAST_POINTS: Final = 8
THINNING: Final = 3
MOST_BYTES: Final = 12_000


def contours(nodes: Sequence[Placed]) -> tuple[str, ...]:
    """Draw one path per level, from plain to peaks; none when there is no terrain or it is too long."""
    peaks = [node for node in nodes if node.kind in {"work", "topic"}]
    if not peaks:
        return ()
    across = np.linspace(-BEYOND, WIDTH + BEYOND, COLUMNS)
    down = np.linspace(-BEYOND, HEIGHT + BEYOND, ROWS)
    field = _density(peaks, across, down)
    generator = contourpy.contour_generator(across, down, field, line_type=contourpy.LineType.Separate)
    levels = np.unique(np.quantile(field, LEVELS))
    paths = [_path(cast("list[Floats]", generator.lines(float(level)))) for level in levels]
    drawn = tuple(path for path in paths if path)
    return drawn if sum(map(len, drawn)) <= MOST_BYTES else ()


def _density(peaks: Sequence[Placed], across: Floats, down: Floats) -> Floats:
    """Add up a Gaussian hill per node, higher where the node matters more (kernel density estimate)."""
    height = np.sqrt(1 + np.log1p([node.weight for node in peaks]))
    by_column = np.exp(-(((across[None] - np.array([[node.x] for node in peaks])) / WIDE) ** 2) / 2)
    by_row = np.exp(-(((down[None] - np.array([[node.y] for node in peaks])) / HIGH) ** 2) / 2)
    found: Floats = np.einsum("n,nr,nc->rc", height, by_row, by_column)
    return found


def _path(lines: Sequence[Floats]) -> str:
    return "".join(_line(line) for line in lines if len(line) >= LEAST_POINTS)


def _line(line: Floats) -> str:
    """Write a smooth curve through few points: quadratic steps whose controls are every third point.

    Each curve ends halfway to the next control, so that it leaves in the direction in which the next one
    starts (a uniform quadratic B-spline).
    """
    is_closed = bool(np.allclose(line[0], line[-1]))
    controls = line[:-1:THINNING]
    if is_closed:
        halves = (controls + np.roll(controls, -1, axis=0)) / 2
        stops = np.concatenate((halves[-1:], halves))
    else:
        halves = (controls[1:-1] + controls[2:]) / 2
        stops, controls = np.concatenate((line[:1], halves, line[-1:])), controls[1:]
    stops, controls = np.rint(stops).astype(int), np.rint(controls).astype(int)
    written = "".join(
        f"q{_steps(*control, *stop)}"
        for control, stop in zip(controls - stops[:-1], stops[1:] - stops[:-1], strict=True)
    )
    return f"M{_steps(*stops[0])}{written}{'z' if is_closed else ''}"


def _steps(*numbers: int) -> str:
    """Write numbers with the fewest separators: a minus sign is one."""
    return "".join(f"{number}" if number < 0 else f" {number}" for number in numbers).lstrip()

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.slices.shape import boxes


def _boxes(*rows):
    found = np.array(rows, dtype=float)
    return found[:, :2], found[:, 2:]


def test_the_overlap_is_the_shared_area():
    points, half = _boxes((0, 0, 10, 10), (15, 12, 10, 10), (100, 100, 5, 5))

    assert boxes.overlap(points, half) == 5 * 8
    assert boxes.overlapping(points, half) == {0, 1}


@given(st.lists(st.tuples(st.integers(60, 840), st.integers(40, 560)), min_size=2, max_size=12))
def test_separate_leaves_no_overlap_and_moves_nothing_out_of_the_canvas(centres):
    points = np.array([centres], dtype=float)
    half = np.tile([40.0, 20.0], (len(centres), 1))

    found = boxes.separate(points, half, np.ones(len(centres)))[0]

    assert boxes.overlap(found, half) == 0
    assert (found >= half).all()
    assert (found <= np.array([900, 600]) - half).all()


def test_separate_leaves_the_pinned_box_where_it_is():
    points, half = _boxes((450, 300, 50, 50), (450, 300, 50, 50))

    found = boxes.separate(points[None], half, np.array([0.0, 1.0]))[0]

    assert found[0].tolist() == [450, 300]
    assert boxes.overlap(found, half) == 0


@pytest.mark.parametrize(
    ("p", "q", "is_struck"),
    [
        ((0, 50), (100, 50), True),
        ((0, 0), (100, 100), True),
        ((50, 50), (51, 51), True),
        ((0, 0), (30, 100), False),
        ((0, 50), (30, 50), False),
        ((0, 95), (95, 0), True),
        ((0, 75), (75, 0), False),
    ],
)
def test_a_line_strikes_the_box_it_runs_through(p, q, is_struck):
    centre, half = _boxes((50, 50, 10, 10))

    found = boxes.struck(np.array([p], dtype=float), np.array([q], dtype=float), centre, half)

    assert found.tolist() == [[is_struck]]


def test_a_spot_is_free_where_the_box_keeps_clear_of_all_others():
    others, halves = _boxes((100, 100, 20, 20))

    found = boxes.free(np.array([[110.0, 110], [200, 110]]), np.array([20.0, 20]), others, halves)

    assert found.tolist() == [False, True]

import itertools
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.slices.shape import crossings

POINTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=4, max_size=9, unique=True)


def _side(a, b, c):
    return Fraction((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _cross(a, b, c, d):
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


@given(POINTS)
def test_the_count_is_that_of_looking_at_every_pair(points):
    ends = list(itertools.combinations(range(len(points)), 2))

    found = crossings.count(np.array(points, dtype=float), np.array(ends))

    pairs = [pair for pair in itertools.combinations(ends, 2) if len({*pair[0], *pair[1]}) == 4]
    assert found == sum(_cross(*(points[end] for line in pair for end in line)) for pair in pairs)


@given(POINTS)
def test_a_fan_of_lines_is_crossed_where_each_of_its_lines_is(points):
    places = np.array(points, dtype=float)
    near, far = places[:2], places[2:]

    found = crossings.fan(near, far, places[:-1], places[1:])

    expected = [
        [[_cross(a, b, c, d) for c, d in itertools.pairwise(points)] for b in points[2:]] for a in points[:2]
    ]
    assert found.tolist() == expected


def test_lines_that_share_an_end_do_not_cross():
    star = np.array([[0, 0], [1, 1], [1, -1], [-1, 1]], dtype=float)

    found = crossings.count(star, np.array([[0, 1], [0, 2], [0, 3]]))

    assert found == 0


def test_no_lines_make_no_crossing():
    found = crossings.count(np.zeros((1, 2)), np.zeros((0, 2), dtype=np.intp))

    assert found == 0

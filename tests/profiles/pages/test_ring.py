"""The publication ring."""

import re

from hypothesis import given
from hypothesis import strategies as st

from profiles.pages.ring import LONGEST, MOST_YEARS, ring

COUNTS = st.dictionaries(st.integers(1900, 2030), st.integers(0, 5_000), max_size=60)


def test_text_lists_every_year_between_the_first_and_the_last():
    drawn = ring({2020: 2, 2022: 1})

    assert drawn.text == "Works per year: 2020 2, 2021 0, 2022 1"
    assert len(drawn.bars) == 2


def test_nothing_is_drawn_for_undated_works():
    assert ring({0: 7}).bars == ()


@given(COUNTS)
def test_bars_are_finite_and_inside_the_box(counts):
    drawn = ring(counts)

    numbers = [float(one) for bar in drawn.bars for one in re.findall(r"-?\d+(?:\.\d+)?", bar.path)]
    assert len(drawn.bars) <= MOST_YEARS
    assert all(-LONGEST <= one <= 160 + LONGEST for one in numbers)

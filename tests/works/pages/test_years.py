"""The strip of years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from works.pages import years

COUNTS = st.dictionaries(st.integers(1000, 2999).map(str), st.integers(0, 10**6), max_size=60)


@given(counts=COUNTS)
def test_columns_stay_inside_their_box(counts):
    strip = years.strip(counts)

    if strip is None:
        assert not any(counts.values())
        return
    assert len(strip.columns) <= years.MOST_YEARS
    for column in strip.columns:
        assert column.left >= 0
        assert column.left + strip.bar <= years.WIDTH + 1
        assert 0 <= column.height <= years.FLOOR
        assert (column.height > 0) == (column.count > 0)


def test_a_chosen_year_leads_back_to_all():
    strip = years.strip({"2020": 1, "2021": 2}, chosen=2021)

    assert [column.href for column in strip.columns] == ["?year=2020#works", "?#works"]
    assert [column.is_chosen for column in strip.columns] == [False, True]


@pytest.mark.parametrize(("first", "linked"), [(2013, False), (2019, True)])
def test_columns_are_links_only_while_they_are_wide_enough(first, linked):
    strip = years.strip({str(year): 1 for year in range(first, 2025)})

    assert strip.is_linked is linked


def test_the_words_name_every_year_shown():
    assert years.strip({"2020": 1, "2022": 3}).text == "Works per year: 2020 1, 2021 0, 2022 3"

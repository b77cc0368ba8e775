"""Slugs are readable ASCII, or empty."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from works.text.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhangyang Wang", "zhangyang-wang"),
        ("Łukasz Ñuñez-Ørsted", "lukasz-nunez-orsted"),
        ("Sean O'Neil — Straße", "sean-oneil-strasse"),
        ("王章阳", ""),
        ("  --  ", ""),
        ("x" * 80, "x" * 60),
        ("graph " * 30, "-".join(["graph"] * 10)),
    ],
)
def test_a_slug_is_folded_and_cut_at_a_word(text, expected):
    result = slug(text)

    assert result == expected


@given(st.text(), st.integers(1, 60))
def test_a_slug_is_ascii_words_and_dashes_within_its_limit(text, limit):
    result = slug(text, limit)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", result)
    assert len(result) <= limit

"""Text from outside loses what cannot be seen, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from works.text import clean


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("A &amp; B", "A & B"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("it&#39;s &#34;so&#x22;", 'it\'s "so"'),
        ("?a=1&copy=2 AT&T R&D;", "?a=1&copy=2 AT&T R&D;"),
        ("  two\n  lines\t here ", "two lines here"),
        ("e\u0301te\u0301", "été"),
        ("abc\u202egnp.exe\u202c", "abcgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("no\u00a0break\u3000space\u2028line", "no break space line"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("数学 и עברית", "数学 и עברית"),
    ],
)
def test_entities_are_decoded_once_and_the_invisible_goes(raw, expected):
    result = clean.plain(raw)

    assert result == expected


def test_a_limit_never_parts_a_letter_from_its_accents():
    text = "abc" + "x\u0323\u0307" + "d"

    result = clean.plain(text, limit=4)

    assert result == "abc"


def test_a_limit_holds_even_where_everything_is_accents():
    text = "a" + "\u0301" * 1000

    result = clean.plain(text, limit=10)

    assert len(result) <= 10


@given(st.text())
def test_what_is_clean_stays_as_it_is(text):
    once = clean.plain(text.replace("&", ""))

    twice = clean.plain(once)

    assert twice == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in once)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Zhangyang Wang *", "Zhangyang Wang"),
        (" Wang , Zhangyang,", "Wang, Zhangyang"),
        ("Jane Doe <jane.doe@example.org>", "Jane Doe"),
        ("Johnson & Johnson", "Johnson & Johnson"),
        ("- R. C. Kennicutt Jr. -", "R. C. Kennicutt Jr."),
        ("†‡ *", ""),
    ],
)
def test_a_name_has_no_stray_signs_and_no_address(raw, expected):
    result = clean.name(raw)

    assert result == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("MIT, Cambridge (jane@mit.edu)", "MIT, Cambridge"),
        ("E-mail: a.b@c.d.org, Dept. of Physics", "Dept. of Physics"),
        ("{ann,bob}@cs.example.edu UT Austin", "UT Austin"),
        ("Price @ 5 per unit", "Price @ 5 per unit"),
    ],
)
def test_addresses_leave_affiliations_without_a_trace(raw, expected):
    result = clean.strip_emails(raw)

    assert result == expected

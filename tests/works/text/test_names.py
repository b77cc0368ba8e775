"""Bylines are read as people write them, and keyed so that spellings of one name meet."""

import json
import lzma
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared import shared
from works.text import names
from works.text.names import Name

LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéñöłø", min_size=3, max_size=8).map(str.title)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Zhangyang Wang", Name("Zhangyang", "Wang")),
        ("Wang, Zhangyang", Name("Zhangyang", "Wang")),
        ("T.V. Zaqarashvili", Name("T. V.", "Zaqarashvili")),
        ("Ludwig van Beethoven", Name("Ludwig", "van Beethoven")),
        ("C. de la Fuente Marcos", Name("C.", "de la Fuente Marcos")),
        ("P. Di Francesco", Name("P.", "Di Francesco")),
        ("Beethoven, Ludwig van", Name("Ludwig", "van Beethoven")),
        ("R. C. Kennicutt, Jr.", Name("R. C.", "Kennicutt", "Jr.")),
        ("Kennicutt, R. C., Jr.", Name("R. C.", "Kennicutt", "Jr.")),
        ("Kennicutt Jr, R. C.", Name("R. C.", "Kennicutt", "Jr.")),
        ("J. Richard Gott III", Name("J. Richard", "Gott", "III")),
        ("Suharto", Name("", "Suharto")),
        ("王章阳", Name("章阳", "王")),
        ("王 章阳", Name("章阳", "王")),
        ("欧阳修", Name("修", "欧阳")),
        ("김민수", Name("민수", "김")),
        ("ATLAS Collaboration", Name("", "ATLAS Collaboration", collaboration=True)),
        ("the SCI team", Name("", "SCI team", collaboration=True)),
        (
            "University of California, Santa Barbara",
            Name("", "University of California, Santa Barbara", collaboration=True),
        ),
        ("Prof. Ada Maria Lovelace, PhD", Name("Ada Maria", "Lovelace")),
        ("", Name("", "")),
    ],
)
def test_a_byline_is_read(byline, expected):
    result = names.parse(byline)

    assert result == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zhangyang Wang", "Wang, Zhangyang", "ZHANGYANG WANG", "Zhang-Yang Wang", "zhangyang  wang"),
        ("Jürgen Müller", "Ju\u0308rgen Mu\u0308ller", "Jurgen Muller", "Müller, Jürgen"),
        ("María García López", "García López, María", "Maria Garcia-Lopez"),
        ("J.-P. Bernard", "J. P. Bernard", "Bernard, J.-P."),
        ("Sean O'Neil", "Sean O’Neil", "O'Neil, Sean"),
        ("R. C. Kennicutt, Jr.", "Kennicutt, R.C., Jr", "R.C. Kennicutt Jr"),
        ("王章阳", "王 章阳"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings):
    keys = {names.key(spelling) for spelling in spellings}

    assert len(keys) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "John Smith Jr."),
        ("Zhangyang Wang", "Z. Wang"),
        ("Ludwig van Beethoven", "Ludwig Beethoven"),
        ("か な", "が な"),
    ],
)
def test_names_that_differ_keep_different_keys(one, other):
    keys = {names.key(one), names.key(other)}

    assert len(keys) == 2


@given(LATIN, LATIN)
def test_a_key_does_not_depend_on_the_order_of_writing(given_name, family):
    plain = names.key(f"{given_name} {family}")

    turned = names.key(f"{family}, {given_name}")

    assert plain == turned


@pytest.mark.parametrize(
    ("byline", "full"),
    [
        ("Zhangyang Wang", True),
        ("Bo Li", True),
        ("XU LI", True),
        ("王章阳", True),
        ("J. Robert Oppenheimer", True),
        ("Z. Wang", False),
        ("JR Smith", False),
        ("Yu. A. Petrov", False),
        ("J.-P. Bernard", False),
        ("Zhangyang W.", False),
        ("Suharto", False),
        ("ATLAS Collaboration", False),
        ("", False),
    ],
)
def test_a_name_of_initials_is_not_full(byline, full):
    result = names.is_full(byline)

    assert result is full


@pytest.mark.parametrize(
    ("name", "letters", "first", "short"),
    [
        ("Zhangyang Wang", "ZW", "Wang, Zhangyang", "Z. Wang"),
        ("Tianlong Chen", "TC", "Chen, Tianlong", "T. Chen"),
        ("Jean-Pierre Serre", "JS", "Serre, Jean-Pierre", "J.-P. Serre"),
        ("Ludwig van Beethoven", "LB", "van Beethoven, Ludwig", "L. van Beethoven"),
        ("R. C. Kennicutt Jr.", "RK", "Kennicutt, R. C., Jr.", "R. Kennicutt"),
        ("ATLAS Collaboration", "AC", "ATLAS Collaboration", "ATLAS Collaboration"),
        ("University of Oslo", "UO", "University of Oslo", "University of Oslo"),
        ("王章阳", "王", "王章阳", "王章阳"),
        ("Suharto", "S", "Suharto", "Suharto"),
        ("", "", "", ""),
    ],
)
def test_a_name_has_short_forms(name, letters, first, short):
    forms = (names.initials(name), names.family_first(name), names.short(name))

    assert forms == (letters, first, short)


@given(st.text(max_size=60))
def test_no_byline_makes_a_reader_fail(text):
    forms = [names.key(text), names.initials(text), names.family_first(text), names.short(text)]

    assert all(isinstance(form, str) for form in forms)
    assert names.is_full(text) in {True, False}


@pytest.mark.shared
def test_keys_find_more_spellings_than_folding_without_joining_more_people():
    path = shared("acl/works.dev.2015-2019.jsonl.xz")

    precision, recall = _pairs(_acl_people(path))

    assert precision > 0.98
    assert recall > 0.90


@pytest.mark.shared
def test_people_are_not_taken_for_groups():
    path = shared("acl/works.dev.2015-2019.jsonl.xz")

    groups = {name for name, _ in _acl_people(path) if names.parse(name).collaboration}

    assert len(groups) <= 2


def _acl_people(path):
    people = []
    with lzma.open(path, "rt") as lines:
        for work in map(json.loads, lines):
            people += [
                (f"{author.get('first') or ''} {author.get('last') or ''}".strip(), author["person"])
                for author in work["authors"]
                if author.get("person_src") in {"explicit", "canonical", "variant"}
            ]
    return people


def _pairs(people):
    """Count pairs of bylines that share a key, a person, or both."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for byline, person in people:
        groups[names.key(byline)][person] += 1
    both = sum(_two(count) for group in groups.values() for count in group.values())
    keyed = sum(_two(group.total()) for group in groups.values())
    same = sum(_two(count) for count in Counter(person for _, person in people).values())
    return both / keyed, both / same


def _two(count):
    return count * (count - 1) // 2

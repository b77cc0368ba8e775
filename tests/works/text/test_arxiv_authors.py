"""Raw author strings of arXiv are parted without losing anyone."""

import json
import lzma
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared import shared
from works.text.names import RawAuthor, parse, split_arxiv_authors


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", []),
        ("Simeon Warner, Herbert Van de Sompel", ["Simeon Warner", "Herbert Van de Sompel"]),
        ("A. Bee, C. Dee and E. Eff", ["A. Bee", "C. Dee", "E. Eff"]),
        ("A. Bee, and C. Dee & E. Eff; G. Aitch", ["A. Bee", "C. Dee", "E. Eff", "G. Aitch"]),
        ("BELLE Collaboration: A Person, B Person", ["BELLE Collaboration", "A Person", "B Person"]),
        ("R. Abbasi, for the HiRes Collaboration", ["R. Abbasi", "HiRes Collaboration"]),
        ("J. Ulery (for the STAR Collaboration)", ["J. Ulery", "STAR Collaboration"]),
        ("D. Bee et al", ["D. Bee"]),
        ("D. Bee, et al. (51 additional authors not shown)", ["D. Bee"]),
        ("M\\\"uller, \\v{S}. \\'Sliwa and {\\L}. Nog\\'as", ["Müller", "Š. Śliwa", "Ł. Nogás"]),
        ("T.V. Zaqarashvili", ["T. V. Zaqarashvili"]),
        ("Doucet, C.(1), Habart, E (2)", ["C. Doucet", "E Habart"]),
        ("A. Bee$^1$, C. Dee$^{2,3}$", ["A. Bee", "C. Dee"]),
        ("D0 Collaboration", ["D0 Collaboration"]),
    ],
)
def test_authors_are_parted_in_order(raw, expected):
    authors = split_arxiv_authors(raw)

    assert [author.name for author in authors] == expected


def test_a_suffix_after_a_comma_belongs_to_the_author_before_it():
    authors = split_arxiv_authors("R. C. Kennicutt, Jr., M. J. Meyer, J. Richard Gott III")

    assert authors == [
        RawAuthor("R. C. Kennicutt", "Jr."),
        RawAuthor("M. J. Meyer"),
        RawAuthor("J. Richard Gott", "III"),
    ]


def test_numbered_affiliations_are_resolved():
    raw = "A. Bee (1 and 2), C. Dee, E. Eff (2) ((1) Lab One, Oslo, (2) Lab Two; a@b.org)"

    authors = split_arxiv_authors(raw)

    assert [author.affiliations for author in authors] == [
        ("Lab One, Oslo", "Lab Two"),
        ("Lab Two",),
        ("Lab Two",),
    ]


def test_an_affiliation_is_shared_by_those_before_it():
    authors = split_arxiv_authors("Bo Bee, Cy Dee (University of Virginia), Ed Eff (MIT)")

    assert [author.affiliations for author in authors] == [
        ("University of Virginia",),
        ("University of Virginia",),
        ("MIT",),
    ]


@given(st.text(alphabet="ab ,;()&:{}\\'\"1.$^", max_size=80))
def test_no_raw_string_makes_the_splitter_fail(raw):
    authors = split_arxiv_authors(raw)

    assert all(author.name for author in authors)


@pytest.mark.shared
def test_most_cases_of_arxiv_itself_come_out_alike():
    cases = json.loads(shared("peers/arxiv_author_affil.dev.json").read_text())["cases"]
    parsed = [case for case in cases if case["fn"] == "parse_author_affil"]

    alike = sum(_as_arxiv(case["input"]) == _full_stops(case["expected"]) for case in parsed)

    assert alike == len(parsed)


@pytest.mark.shared
def test_names_of_the_real_listings_hold_no_digits_brackets_or_leftovers():
    path = shared("arxiv_abs/listing_authors.dev.jsonl.xz")
    with lzma.open(path, "rt") as lines:
        raws = [json.loads(line)["authors"] for line in lines]

    odd = [raw for raw in raws if not _all_sound(raw)]

    assert len(odd) / len(raws) < 0.002


def _as_arxiv(raw):
    authors = split_arxiv_authors(raw)
    read = [(parse(author.name), author) for author in authors]
    return [[name.family, name.given, author.suffix, *author.affiliations] for name, author in read]


def _full_stops(expected):
    return [
        [*entry[:2], {"Jr": "Jr.", "Sr": "Sr."}.get(entry[2], entry[2]), *entry[3:]] for entry in expected
    ]


def _all_sound(raw):
    authors = split_arxiv_authors(raw)
    people = [author.name for author in authors if not parse(author.name).collaboration]
    bad = re.compile(r"(?i)[\d\[\](){}\\$^@]|\bet al\b|^(?:the|for|on|and) |collaboration")
    return bool(authors) and not any(bad.search(name) or len(name) < 2 for name in people)

"""Identifiers are read however they are written, and refused where they are none."""

import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared import shared
from works.text import identifiers
from works.text.identifiers import ArxivId


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2101.00001", ArxivId("2101.00001")),
        ("2101.00001v3", ArxivId("2101.00001", 3)),
        ("arXiv:0806.2878v1", ArxivId("0806.2878", 1)),
        ("ARXIV: 0806.2878", ArxivId("0806.2878")),
        ("https://arxiv.org/abs/1912.03529v1", ArxivId("1912.03529", 1)),
        ("http://arxiv.org/pdf/1912.03529v1.pdf", ArxivId("1912.03529", 1)),
        ("https://arxiv.org/abs/1912.03529?context=cs", ArxivId("1912.03529")),
        ("https://doi.org/10.48550/arXiv.2101.00001", ArxivId("2101.00001")),
        ("oai:arXiv.org:hep-th/9901001", ArxivId("hep-th/9901001")),
        ("math.GT/0309136", ArxivId("math/0309136")),
        ("http://arxiv.org/abs/astro-ph/0601001v1", ArxivId("astro-ph/0601001", 1)),
        ("0706.0001v1 [q-bio.CB]", ArxivId("0706.0001", 1)),
        ("hep-TH/9901001", None),
        ("0806.2878v", None),
        ("0806.2878v0", None),
        ("2113.00001", None),
        ("2448446.4710", None),
        ("news/9901001", None),
        ("", None),
    ],
)
def test_arxiv_identifiers_are_read(written, expected):
    result = identifiers.arxiv(written)

    assert result == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1006/JMBI.1998.2354", "10.1006/jmbi.1998.2354"),
        ("https://doi.org/10.1145/1294928.1294933", "10.1145/1294928.1294933"),
        ("http://dx.doi.org/10.1007/978-3-642-15618-2_19", "10.1007/978-3-642-15618-2_19"),
        ("doi:10.7326/M20-6817.", "10.7326/m20-6817"),
        ("10.1086\\/305772", "10.1086/305772"),
        ("10.1037//0002-9432.72.1.50", "10.1037/0002-9432.72.1.50"),
        ("https://doi.org/10.1175/a(2002)130%3C1913:E%3E2.0.CO;2", "10.1175/a(2002)130<1913:e>2.0.co;2"),
        ("(see 10.1000/xyz)", None),
        ("10.1000/abc)", "10.1000/abc"),
        ("10/gf4gqc", None),
        ("10.1234/ asdf", None),
        ("10.4025/diálogos.v17i2.36030", None),
        ("01/10/2021", None),
        ("", None),
    ],
)
def test_dois_are_read(written, expected):
    result = identifiers.doi(written)

    assert result == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000 0002 1394 3097", "0000-0002-1394-3097"),
        ("http://orcid.org/0000-0002-9079-593x", "0000-0002-9079-593X"),
        ("000000021825-0097", None),
        ("0000-0002-1825-0098", None),
        ("0x00-0002-1825-0097", None),
    ],
)
def test_orcid_ids_are_read_and_checked(written, expected):
    result = identifiers.orcid(written)

    assert result == expected


@given(st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_in_an_orcid_id_is_noticed(place, shift):
    digits = list("0000000218250097")
    digits[place] = str((int(digits[place]) + shift) % 10)

    result = identifiers.orcid("".join(digits))

    assert result is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://openalex.org/A5023888391", "A5023888391"),
        ("w2741809807", "W2741809807"),
        ("https://api.openalex.org/works/W2741809807", "W2741809807"),
        ("https://openalex.org/subfields/1702", "subfields/1702"),
        ("A0", None),
        ("X123", None),
    ],
)
def test_openalex_ids_are_read(written, expected):
    result = identifiers.openalex(written)

    assert result == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://ror.org/0342dzm54", "0342dzm54"),
        ("ROR:042nb2s44", "042nb2s44"),
        ("0342dzm55", None),
        ("0342dlm54", None),
    ],
)
def test_ror_ids_are_read_and_checked(written, expected):
    result = identifiers.ror(written)

    assert result == expected


@given(st.text(max_size=80))
def test_no_text_makes_a_reader_fail(text):
    readers = (
        identifiers.arxiv,
        identifiers.doi,
        identifiers.orcid,
        identifiers.openalex,
        identifiers.ror,
    )

    results = [str(reader(text) or "") for reader in readers]

    assert all(identifiers.doi(result) == result for result in results[1:2] if result)


@pytest.mark.shared
def test_every_identifier_of_the_real_records_is_read():
    path = shared("crossref/crossref.dev.jsonl.xz")

    with lzma.open(path, "rt") as lines:
        dois = [record["DOI"] for record in map(json.loads, lines) if record.get("DOI")]

    assert [doi for doi in dois if identifiers.doi(doi) != doi.lower().replace("\\", "")] == []


@pytest.mark.shared
def test_every_real_institution_has_a_readable_ror_and_openalex_id():
    path = shared("openalex/institutions.dev.jsonl.xz")

    with lzma.open(path, "rt") as lines:
        records = [json.loads(line) for line in lines]

    assert all(identifiers.ror(record["ror"]) for record in records if record.get("ror"))
    assert all(identifiers.openalex(record["id"]) for record in records)


@pytest.mark.shared
def test_arxiv_identifiers_that_others_refuse_or_accept_are_judged_alike():
    cases = json.loads(shared("peers/fatcat_normalisers.dev.json").read_text())["cases"]
    arxiv_cases = [case for case in cases if case["fn"] == "clean_arxiv_id"]

    read = [(case["expected"], identifiers.arxiv(case["input"])) for case in arxiv_cases]

    assert all((str(found) if found else None) == expected for expected, found in read)


@pytest.mark.shared
def test_dois_that_others_refuse_or_accept_are_judged_alike():
    cases = json.loads(shared("peers/fatcat_normalisers.dev.json").read_text())["cases"]
    doi_cases = [case for case in cases if case["fn"] == "clean_doi"]

    read = [(case["expected"], identifiers.doi(case["input"])) for case in doi_cases]

    assert all(found == expected for expected, found in read)

"""Raw strings to the fields of records."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from works.imports import fields


@pytest.mark.parametrize(
    ("raw", "byline"),
    [
        (" R. C. Kennicutt,\n Jr. ", "R. C. Kennicutt, Jr."),
        ("Planck Collaboration", "Planck Collaboration"),
        ("Robert C. Kennicutt <rck@example.org>", "Robert C. Kennicutt"),
        ("王张扬", "王张扬"),
        (":", ""),
        ("12", ""),
        ("\u200b", ""),
    ],
)
def test_a_byline_is_as_printed_without_what_is_no_name(raw: str, byline: str) -> None:
    assert fields.byline(raw) == byline


def test_affiliations_come_once_each_without_addresses_and_groups() -> None:
    found = fields.affiliations(
        [
            "DESY, Hamburg",
            "DESY,  Hamburg",
            "INFN; someone@infn.it",
            "for the D0 Collaboration",
            "",
            "a@b.org",
        ]
    )

    assert found == ("DESY, Hamburg", "INFN")


@given(st.text(), st.text())
@settings(deadline=None)
def test_a_problem_fits_the_database_whatever_is_wrong(text: str, payload: str) -> None:
    found = fields.problem(text * 50, text, record_id=text * 50, field=text * 50, payload=payload + "\x00")

    assert len(found.place) <= 400
    assert len(found.record_id) <= 300
    assert len(found.field) <= 100
    assert "\x00" not in found.payload
    assert "\x00" not in found.message

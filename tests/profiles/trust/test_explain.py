"""A score in words: every row, its evidence, and the sum."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from profiles.trust.explain import counted, explain, rows
from profiles.trust.level import Facts, level
from profiles.trust.proofs import Freshness, Proof
from profiles.trust.rules import Affiliation
from profiles.trust.score import Inputs, score
from tests.profiles.trust.strategies import inputs

SAMPLE = Inputs(level=1, works=82, topics=14, collaborators=4)
OWNED = replace(SAMPLE, level=2, claimed=True)


def evidence(given_inputs, sources=()):
    return {row.key: row.evidence for row in rows(given_inputs, score(given_inputs), sources)}


def test_the_sample_is_explained_line_by_line():
    told = explain(SAMPLE, score(SAMPLE), level(Facts(counted_works=82)), ["arXiv"])

    assert (told.version, told.score, told.band, told.level.code, told.claimed) == (
        "trust-v1",
        21,
        "Emerging",
        "L1",
        False,
    )
    assert [(row.name, str(row.points), row.maximum, row.evidence) for row in told.rows] == [
        ("Identity proofs", "0.0", 40, "only after a claim"),
        ("Affiliation", "0.0", 10, "no affiliation known"),
        ("Published record", "12.1", 15, "82 works from arXiv"),
        ("ORCID in sources", "0.0", 5, "0 works whose source states this ORCID iD"),
        ("Topics", "3.5", 5, "14 topics"),
        ("Close collaborators", "5.0", 15, "4 close collaborators"),
        ("Followers", "0.0", 10, "0 followers"),
        ("Verification level", "0.0", None, "L1 Sourced allows 0 to 39"),
    ]
    assert told.total == Decimal("20.6")
    assert "an approved claim" in told.missing
    assert len(told.met) == 3
    assert told.raises
    assert told.reason.startswith("L1 Sourced")


@settings(max_examples=200, deadline=None)
@given(inputs())
def test_the_rows_add_up_to_the_total(drawn):
    told = explain(drawn, score(drawn), level(Facts()))

    assert sum(row.points for row in told.rows) == told.total
    assert all(row.evidence for row in told.rows)


@pytest.mark.parametrize(
    ("works", "sources", "words"),
    [
        (82, (), "82 works"),
        (1, ("arXiv",), "1 work from arXiv"),
        (0, ("arXiv",), "0 works"),
        (3_000, ("arXiv", "Crossref"), "3,000 works from arXiv and Crossref"),
        (3, ("arXiv", "Crossref", "OpenAlex"), "3 works from arXiv, Crossref and OpenAlex"),
    ],
)
def test_works_are_told_with_where_they_come_from(works, sources, words):
    assert evidence(replace(SAMPLE, works=works), sources)["works"] == words


def test_the_proofs_that_count_are_named_with_their_points():
    held = (Proof("orcid_corroborated", Freshness.STALE), Proof("inst_email"), Proof("orcid_linked"))

    told = evidence(replace(OWNED, proofs=held))["identity"]

    assert told == "ORCID iD corroborated (7.5, stale), Institutional e-mail address (8)"


def test_a_claim_without_a_standing_proof_says_so():
    told = evidence(replace(OWNED, proofs=(Proof("vouch_1", Freshness.EXPIRED),)))["identity"]

    assert told == "no proof that still stands"


def test_an_unclaimed_affiliation_is_only_listed_by_a_source():
    confirmed = Affiliation.EMAIL_CONFIRMED

    assert evidence(replace(SAMPLE, affiliation=confirmed))["affiliation"] == "listed by a source"
    assert evidence(replace(OWNED, affiliation=confirmed))["affiliation"] == (
        "confirmed by an institutional e-mail address"
    )


def test_verified_followers_are_told_apart():
    told = evidence(replace(SAMPLE, followers_verified=3, followers_other=9))["followers"]

    assert told == "12 followers, 3 of them verified"


def test_the_level_row_says_what_the_floor_or_ceiling_did():
    giant = replace(SAMPLE, works=3_000, collaborators=400, followers_verified=10**6)
    poor = Inputs(level=3, claimed=True)

    assert evidence(giant)["level"] == "L1 Sourced allows at most 39"
    assert evidence(poor)["level"] == "L3 Verified guarantees at least 40"


@pytest.mark.parametrize(
    ("number", "plural", "words"), [(0, "", "0 entries"), (1, "", "1 entry"), (2, "", "2 entries")]
)
def test_a_noun_may_have_a_plural_of_its_own(number, plural, words):
    assert counted(number, "entry", "entries") == words

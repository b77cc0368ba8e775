"""What would raise a score: promises that the score keeps."""

from dataclasses import replace

from hypothesis import given, settings

from profiles.trust.gains import what_would_raise
from profiles.trust.proofs import Freshness, Proof
from profiles.trust.rules import Affiliation
from profiles.trust.score import Inputs, score
from tests.profiles.trust.strategies import inputs

SAMPLE = Inputs(level=1, works=82, topics=14, collaborators=4)


def promised(line):
    return int(line.rsplit(" ", 1)[1])


def test_the_sample_would_gain_most_from_a_claim():
    assert what_would_raise(SAMPLE) == (
        "a claim with an institutional e-mail address and an address printed in a work: at least 44",
        "a claim with an ORCID iD that the sources of all counted works state: at least 40",
        "a claim with a corroborated ORCID iD: at least 37",
        "10 more verified followers: at least 23",
    )


def test_a_claim_with_a_fully_corroborated_orcid_scores_what_is_promised():
    claimed = replace(
        SAMPLE, level=2, claimed=True, works_with_orcid=82, proofs=(Proof("orcid_corroborated"),)
    )

    assert score(claimed).score == 40


def test_an_empty_record_would_gain_from_works():
    assert what_would_raise(Inputs()) == (
        "10 more counted works: at least 5",
        "10 more verified followers: at least 3",
        "reaching L1 Sourced: at least 1",
    )


def test_a_lapsed_owner_would_gain_from_renewing():
    lapsed = replace(SAMPLE, claimed=True, proofs=(Proof("orcid_corroborated", Freshness.EXPIRED),))

    lines = what_would_raise(lapsed)

    assert "renewing this proof: ORCID iD corroborated: at least 37" in lines
    assert "reaching L2 Claimed: at least 25" in lines
    assert not [line for line in lines if line.startswith("a claim")]


def test_a_proof_already_held_is_not_asked_for_again():
    lines = what_would_raise(replace(SAMPLE, level=2, claimed=True, proofs=(Proof("orcid_corroborated"),)))

    assert "one more proof: Institutional log-in: at least 61" in lines
    assert not [line for line in lines if "ORCID" in line]


def test_the_highest_score_has_nothing_to_gain():
    kinds = ("orcid_corroborated", "inst_federated", "author_email_2plus")
    highest = Inputs(
        level=4,
        claimed=True,
        **dict.fromkeys(
            ("works", "works_with_orcid", "topics", "collaborators", "followers_verified"), 10**6
        ),
        affiliation=Affiliation.INSTITUTION_ASSERTED,
        proofs=tuple(Proof(kind) for kind in kinds),
    )

    assert score(highest).score == 100
    assert what_would_raise(highest) == ()


@settings(max_examples=200, deadline=None)
@given(inputs())
def test_every_line_promises_more_than_now_and_the_greatest_gain_comes_first(drawn):
    gains = [promised(line) for line in what_would_raise(drawn)]

    assert gains == sorted(gains, reverse=True)
    assert all(score(drawn).score < gain <= 100 for gain in gains)

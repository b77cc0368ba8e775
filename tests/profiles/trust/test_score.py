"""The score's properties P1 to P12, and the figures it must give."""

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.trust import rules
from profiles.trust.level import Facts, level
from profiles.trust.method import CASES
from profiles.trust.proofs import Freshness, Proof
from profiles.trust.rules import Affiliation, band_of
from profiles.trust.score import (
    Inputs,
    components,
    displayed,
    displayed_total,
    half_up,
    saturating,
    score,
    to_json,
)
from tests.profiles.trust.strategies import COUNTS, inputs, proof_sets, proofs

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = Inputs(level=1, works=82, topics=14, collaborators=4)
AGED = {
    Freshness.ACTIVE: Freshness.STALE,
    Freshness.STALE: Freshness.EXPIRED,
    Freshness.EXPIRED: Freshness.EXPIRED,
}
often = settings(max_examples=200, deadline=None)


def test_the_sample_is_exactly_21_emerging():
    result = score(SAMPLE)

    assert (result.score, result.band, result.version) == (21, "Emerging", "trust-v1")
    assert result.raw == Fraction(15 * 82, 102) + Fraction(7, 2) + 5 == Fraction(699, 34)
    assert round(float(result.raw), 2) == 20.56
    assert result.level_adjustment == 0


def test_the_sample_shows_the_tenths_of_the_specification():
    shown = dict(displayed(score(SAMPLE)))

    assert {key: str(tenth) for key, tenth in shown.items() if tenth} == {
        "works": "12.1",
        "topics": "3.5",
        "collaborators": "5.0",
    }
    assert str(displayed_total(score(SAMPLE))) == "20.6"


@pytest.mark.parametrize(
    ("works", "points"), [(79, 20), *((works, 21) for works in range(80, 121)), (123, 21)]
)
def test_the_sample_keeps_its_score_from_80_to_120_works(works, points):
    assert score(replace(SAMPLE, works=works)).score == points


REFERENCES = [
    (0, "New"),
    (1, "New"),
    (10, "New"),
    (16, "Emerging"),
    (21, "Emerging"),
    (20, "Emerging"),
    (21, "Emerging"),
    (21, "Emerging"),
    (23, "Emerging"),
    (22, "Emerging"),
    (39, "Emerging"),
    (40, "Established"),
    (40, "Established"),
    (59, "Established"),
    (72, "Trusted"),
    (81, "Trusted"),
    (41, "Established"),
    (40, "Established"),
    (65, "Trusted"),
]


@pytest.mark.parametrize(
    ("case", "given_inputs", "expected"),
    [(*case, want) for case, want in zip(CASES, REFERENCES, strict=True)],
)
def test_the_reference_records_score_what_the_specification_says(case, given_inputs, expected):
    result = score(given_inputs)

    assert (result.score, result.band) == expected, case


@often
@given(inputs())
def test_p1_every_score_and_part_stays_within_its_bounds(drawn):
    result = score(drawn)

    allowed = rules.LEVEL_RANGES[drawn.level]
    assert 0 <= allowed.floor <= result.score <= allowed.ceiling <= 100
    assert all(0 <= part.points <= part.maximum for part in result.components)
    assert sum(part.maximum for part in result.components) == 100


@often
@given(inputs(), st.sampled_from(COUNTS), st.integers(1, 5_000))
def test_p2_more_of_anything_never_lowers(drawn, count, more):
    richer = replace(drawn, **{count: getattr(drawn, count) + more})

    assert score(richer).score >= score(drawn).score


@often
@given(inputs(), proofs)
def test_p3_a_further_proof_never_lowers(drawn, proof):
    assert score(replace(drawn, proofs=(*drawn.proofs, proof))).score >= score(drawn).score


@often
@given(inputs(), st.data())
def test_p3_ageing_or_revoking_a_proof_never_raises(drawn, data):
    kept = tuple(proof for proof in drawn.proofs if data.draw(st.booleans()))
    aged = tuple(
        Proof(proof.kind, AGED[proof.freshness]) if data.draw(st.booleans()) else proof
        for proof in drawn.proofs
    )

    assert score(replace(drawn, proofs=kept)).score <= score(drawn).score
    assert score(replace(drawn, proofs=aged)).score <= score(drawn).score


@often
@given(inputs(most_level=3, claimed=True))
def test_p4_a_higher_level_never_lowers(drawn):
    assert score(replace(drawn, level=drawn.level + 1)).score >= score(drawn).score


@often
@given(inputs(most_level=1, claimed=False))
def test_p4_claiming_never_lowers(drawn):
    assert score(replace(drawn, claimed=True)).score >= score(drawn).score


@often
@given(inputs(most_level=1, claimed=False))
def test_p5_an_unclaimed_record_is_new_or_emerging(drawn):
    assert score(drawn).band in {"New", "Emerging"}


@often
@given(
    inputs(),
    st.builds(Facts, st.integers(0, 9), *([st.booleans()] * 4), days_since_approval=st.integers(0, 99)),
)
def test_p6_without_proofs_nothing_reaches_40(drawn, facts):
    facts = replace(facts, proofs=(), second_factor=True, employment_asserted=True, webauthn=True)
    reached = level(facts).level

    assert reached <= 1
    assert score(replace(drawn, proofs=(), level=reached)).score <= 39


@often
@given(inputs(most_level=1), inputs(least_level=3))
def test_p7_every_verified_record_is_above_every_unproved_one(unproved, verified):
    assert score(verified).score > score(unproved).score


@often
@given(inputs(), st.integers(0, 10**7))
def test_p8_unverified_followers_add_at_most_two_points(drawn, crowd):
    alone = replace(drawn, followers_other=0)

    assert score(replace(alone, followers_other=crowd)).score - score(alone).score <= 2


@often
@given(inputs(), proof_sets, st.randoms(use_true_random=False))
def test_p9_order_and_repetition_of_proofs_are_irrelevant(drawn, held, random):
    shuffled = list(held)
    random.shuffle(shuffled)
    once, mixed = replace(drawn, proofs=held), replace(drawn, proofs=(*shuffled, *held))

    assert to_json(score(mixed)) == to_json(score(once))
    assert mixed.as_data() == once.as_data()


@often
@given(inputs())
def test_p11_the_rows_shown_add_up_to_the_total_shown(drawn):
    result = score(drawn)

    shown = displayed(result)
    total = displayed_total(result)
    assert sum(tenth for _, tenth in shown) == total
    assert half_up(Fraction(total)) == result.score
    assert [key for key, _ in shown] == [*(part.key for part in rules.PARTS), rules.LEVEL_KEY]
    for part, (_, tenth) in zip(result.components, shown, strict=False):
        assert abs(Fraction(tenth) - part.points) < Fraction(1, 10)
        assert 0 <= tenth <= part.maximum
        assert tenth.as_tuple().exponent == -1


def test_p11_a_total_is_never_shown_where_it_would_round_to_another_score():
    result = score(replace(SAMPLE, works=79))

    assert (floor(result.raw * 100), result.score) == (2046, 20)
    assert displayed_total(result) == Decimal("20.4")
    assert sum(tenth for _, tenth in displayed(result)) == Decimal("20.4")


def test_the_level_row_is_what_the_ceiling_took():
    result = score(Inputs(level=1, works=3_000, collaborators=200, followers_verified=10_000, topics=300))

    assert result.score == 39
    assert result.level_adjustment == 39 - result.raw
    assert dict(displayed(result))["level"] == Decimal(39) - sum(tenth for _, tenth in displayed(result)[:-1])


def test_the_level_row_is_what_the_floor_gave():
    result = score(Inputs(level=4, claimed=True))

    assert (result.raw, result.level_adjustment, result.score) == (0, 65, 65)
    assert dict(displayed(result))["level"] == Decimal("65.0")


def test_p12_the_sample_is_these_bytes():
    written = to_json(score(SAMPLE))

    assert written.startswith(
        b'{"band":"Emerging","components":[{"displayed":"0.0","key":"identity","maximum":40,'
    )
    assert b'"key":"works","maximum":15,"name":"Published record","points":"205/17"}' in written
    assert written.endswith(
        b'"displayed_total":"20.6","level_adjustment":"0/1","raw":"699/34","score":21,"version":"trust-v1"}'
    )


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_p12_another_process_writes_the_same_bytes(seed):
    program = (
        "from profiles.trust.method import CASES\n"
        "from profiles.trust.score import score, to_json\n"
        "print(*(to_json(score(inputs)).decode() for _, inputs in CASES), sep='\\n', end='')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    written = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, env=environment
    ).stdout

    assert written == b"\n".join(to_json(score(case)) for _, case in CASES)


def test_only_the_best_proof_of_a_family_counts():
    held = tuple(Proof(kind) for kind in ("inst_email", "inst_email_record_match", "inst_federated"))

    identity = components(Inputs(level=1, claimed=True, proofs=held))[0]

    assert identity.points == 15


def test_a_stale_proof_counts_half_and_an_expired_one_nothing():
    held = (Proof("orcid_corroborated", Freshness.STALE), Proof("inst_email", Freshness.EXPIRED))

    identity = components(Inputs(level=1, claimed=True, proofs=held))[0]

    assert identity.points == Fraction(15, 2)


def test_the_proofs_of_an_unclaimed_record_count_nothing():
    assert components(Inputs(level=1, proofs=(Proof("orcid_corroborated"),)))[0].points == 0


@pytest.mark.parametrize(
    ("affiliation", "unclaimed", "claimed"),
    [
        (Affiliation.NONE, 0, 0),
        (Affiliation.SOURCE_LISTED, 3, 3),
        (Affiliation.EMAIL_CONFIRMED, 3, 7),
        (Affiliation.INSTITUTION_ASSERTED, 3, 10),
    ],
)
def test_an_affiliation_is_worth_more_after_a_claim(affiliation, unclaimed, claimed):
    def points(is_claimed):
        return components(Inputs(level=1, claimed=is_claimed, affiliation=affiliation))[1].points

    assert (points(is_claimed=False), points(is_claimed=True)) == (unclaimed, claimed)


@pytest.mark.parametrize("part", [part for part in rules.PARTS if part.half], ids=lambda part: part.key)
def test_a_curve_starts_at_zero_passes_its_half_and_never_reaches_its_maximum(part):
    assert saturating(part.maximum, 0, part.half) == 0
    assert saturating(part.maximum, part.half, part.half) == Fraction(part.maximum, 2)
    assert saturating(part.maximum, 10**12, part.half) < part.maximum


@pytest.mark.parametrize(("number", "whole"), [("0", 0), ("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3)])
def test_halves_are_rounded_up(number, whole):
    assert half_up(Fraction(number)) == whole


def test_the_bands_cover_every_score_once():
    assert [band_of(points).name for points in (0, 14, 15, 39, 40, 64, 65, 84, 85, 100)] == [
        name for name in ("New", "Emerging", "Established", "Trusted", "Anchored") for _ in range(2)
    ]
    assert [points for band in rules.BANDS for points in range(band.first, band.last + 1)] == [*range(101)]


def test_a_score_outside_the_bands_is_refused():
    with pytest.raises(ValueError, match="no band"):
        band_of(101)


@pytest.mark.parametrize(
    ("impossible", "message"),
    [
        ({"level": 5}, "unknown verification level"),
        ({"level": -1}, "unknown verification level"),
        ({"level": 2}, "without a claim"),
        *(({"level": 1, count: -1}, "below zero") for count in COUNTS),
    ],
)
def test_what_no_record_can_be_is_refused(impossible, message):
    with pytest.raises(ValueError, match=message):
        Inputs(**impossible)


def test_inputs_become_plain_data_for_a_snapshot():
    held = (Proof("vouch_1"), Proof("orcid_linked", Freshness.STALE), Proof("vouch_1"))

    data = replace(SAMPLE, claimed=True, proofs=held, affiliation=Affiliation.SOURCE_LISTED).as_data()

    assert data == {
        "level": 1,
        "claimed": True,
        "works": 82,
        "works_with_orcid": 0,
        "topics": 14,
        "collaborators": 4,
        "followers_verified": 0,
        "followers_other": 0,
        "affiliation": "source_listed",
        "proofs": [["orcid_linked", "stale"], ["vouch_1", "active"]],
    }


def test_a_part_says_its_formula():
    curves = {part.key: part.curve for part in rules.PARTS}

    assert curves["works"] == "15 × n / (n + 20), n = counted works"
    assert curves["affiliation"] == "by who confirms the affiliation, at most 10"

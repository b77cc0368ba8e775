"""The verification levels, checked against a second, independent statement of their criteria."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from profiles.trust.level import LEVELS, TOP, Facts, level
from profiles.trust.proofs import KINDS, PROOF_KINDS, Freshness, Proof

GOOD = {
    "counted_works": (0, 1),
    "mixed": (True, False),
    "typed_only": (True, False),
    "claim_approved": (False, True),
    "email_verified": (False, True),
    "second_factor": (False, True),
    "days_since_approval": (13, 14),
    "disputed": (True, False),
    "employment_asserted": (False, True),
    "webauthn": (False, True),
}
"""Each fact's bad and good value."""
PROOF_SETS = [
    (),
    ("vouch_2plus", "rel_me_personal"),
    ("inst_federated",),
    ("author_email_2plus",),
    ("orcid_linked", "author_email_1"),
    ("orcid_corroborated",),
    ("inst_email", "rel_me_institution_page"),
    ("inst_email", "staff_review", "rel_me_institution_page"),
    ("inst_email", "author_email_1"),
    ("inst_federated", "arxiv_owner_feed"),
    ("orcid_corroborated", "inst_email"),
    ("orcid_corroborated", "author_email_1"),
    ("staff_document", "author_email_1"),
    ("staff_document", "orcid_corroborated"),
]
PERSON = {"orcid_linked", "orcid_corroborated"} | {
    kind for kind in KINDS if kind.startswith(("inst_", "staff_"))
}
RECORD = {
    "orcid_corroborated",
    "author_email_1",
    "author_email_2plus",
    "arxiv_owner_feed",
    "rel_me_institution_page",
}
STRONG_PAIRS = [
    {"orcid", "institution"},
    {"orcid", "authorship"},
    {"orcid", "staff"},
    {"institution", "authorship"},
    {"staff", "authorship"},
]
VERIFIED = Facts(
    counted_works=82,
    claim_approved=True,
    email_verified=True,
    proofs=(Proof("orcid_corroborated"), Proof("inst_email")),
    second_factor=True,
    days_since_approval=14,
)


def facts_of(values, kinds):
    return Facts(**dict(zip(GOOD, values, strict=True)), proofs=tuple(Proof(kind) for kind in kinds))


def expected(facts):
    """Say the level as the specification's table reads, family by family."""
    kinds = {proof.kind for proof in facts.proofs if proof.freshness is Freshness.ACTIVE}
    strong = {
        KINDS[kind].family.value
        for kind in kinds
        - {"orcid_linked", "rel_me_institution_page", "rel_me_personal", "vouch_1", "vouch_2plus"}
    }
    if facts.counted_works < 1 or facts.mixed or facts.typed_only:
        return 0
    if not (facts.claim_approved and facts.email_verified and kinds & PERSON and kinds & RECORD):
        return 1
    settled = facts.days_since_approval is not None and facts.days_since_approval >= 14
    paired = any(pair <= strong for pair in STRONG_PAIRS)
    if not (paired and facts.second_factor and settled and not facts.disputed):
        return 2
    confirmed = facts.employment_asserted or kinds & {"inst_federated", "staff_document"}
    return 4 if confirmed and facts.webauthn else 3


@pytest.mark.parametrize("kinds", PROOF_SETS, ids="+".join)
def test_every_combination_of_facts_has_the_level_of_the_specification(kinds):
    wrong = [
        facts
        for values in product(*GOOD.values())
        if level(facts := facts_of(values, kinds)).level != expected(facts)
    ]

    assert wrong == []


def test_every_set_of_proofs_has_the_level_of_the_specification():
    best = [good for _, good in GOOD.values()]
    kinds = [
        "orcid_linked",
        "orcid_corroborated",
        "inst_email",
        "author_email_1",
        "rel_me_institution_page",
        "rel_me_personal",
        "vouch_2plus",
        "staff_review",
        "staff_document",
        "inst_federated",
    ]
    sets = [chosen for size in range(len(kinds) + 1) for chosen in combinations(kinds, size)]
    wrong = [chosen for chosen in sets if level(facts := facts_of(best, chosen)).level != expected(facts)]

    assert len(sets) == 1024
    assert wrong == []


@pytest.mark.parametrize("kinds", PROOF_SETS, ids="+".join)
def test_a_fact_that_turns_good_never_lowers_the_level(kinds):
    levels = {values: level(facts_of(values, kinds)).level for values in product(*GOOD.values())}

    for values, reached in levels.items():
        for place, (_, good) in enumerate(GOOD.values()):
            better = (*values[:place], good, *values[place + 1 :])
            assert levels[better] >= reached


@pytest.mark.parametrize("kinds", PROOF_SETS, ids="+".join)
def test_a_further_proof_never_lowers_the_level(kinds):
    best = [good for _, good in GOOD.values()]
    before = level(facts_of(best, kinds)).level

    assert all(level(facts_of(best, (*kinds, more.key))).level >= before for more in PROOF_KINDS)


@pytest.mark.parametrize("family", ["orcid", "institution", "authorship", "web", "vouch", "staff"])
def test_no_single_family_reaches_verified(family):
    best = [good for _, good in GOOD.values()]
    kinds = [kind.key for kind in PROOF_KINDS if kind.family == family]

    assert level(facts_of(best, kinds)).level == (2 if family == "orcid" else 1)


def test_two_proofs_of_the_person_alone_never_verify():
    held = tuple(Proof(kind) for kind in ("inst_federated", "staff_document", "rel_me_institution_page"))

    verdict = level(replace(VERIFIED, proofs=held, webauthn=True))

    assert verdict.level == 2
    assert [criterion.key for criterion in verdict.missing] == ["strong_apart"]


@pytest.mark.parametrize("freshness", [Freshness.STALE, Freshness.EXPIRED])
def test_a_level_falls_when_a_proof_it_rests_on_is_no_longer_fresh(freshness):
    aged = Proof("orcid_corroborated", freshness)

    assert level(replace(VERIFIED, proofs=(aged, Proof("inst_email")))).level == 1
    assert level(replace(VERIFIED, proofs=(aged, Proof("author_email_1"), Proof("inst_email")))).level == 3


@pytest.mark.parametrize(("days", "reached"), [(None, 2), (0, 2), (13, 2), (14, 3)])
def test_verified_takes_two_weeks_after_approval(days, reached):
    assert level(replace(VERIFIED, days_since_approval=days)).level == reached


def test_a_dispute_takes_verified_away_but_not_the_claim():
    assert level(replace(VERIFIED, disputed=True)).level == 2


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({"employment_asserted": True}, 4),
        ({"proofs": (*VERIFIED.proofs, Proof("inst_federated"))}, 4),
        ({"proofs": (*VERIFIED.proofs, Proof("staff_document"))}, 4),
        ({"proofs": (*VERIFIED.proofs, Proof("staff_review"))}, 3),
        ({"proofs": (*VERIFIED.proofs, Proof("staff_document", Freshness.STALE))}, 3),
        ({}, 3),
    ],
)
def test_only_the_institution_or_a_document_confirms(change, reached):
    assert level(replace(VERIFIED, webauthn=True, **change)).level == reached


def test_the_sample_is_l1_and_lacks_a_claim():
    verdict = level(Facts(counted_works=82))

    assert verdict.level == 1
    assert [criterion.key for criterion in verdict.met] == ["counted_work", "one_person", "not_typed_only"]
    assert [criterion.key for criterion in verdict.missing] == ["claim", "email", "person", "record"]
    assert verdict.reason.startswith("L1 Sourced; L2 Claimed still needs an approved claim; ")


def test_an_empty_record_lacks_a_counted_work():
    verdict = level(Facts())

    assert verdict.level == 0
    assert [criterion.key for criterion in verdict.missing] == ["counted_work"]


def test_the_top_level_lacks_nothing():
    verdict = level(replace(VERIFIED, employment_asserted=True, webauthn=True))

    assert (verdict.level, verdict.missing) == (TOP, ())
    assert len(verdict.met) == sum(len(step.criteria) for step in LEVELS)
    assert verdict.reason == "L4 Institution-confirmed: everything that can be asked holds."


def test_the_levels_are_numbered_from_zero_and_their_criteria_have_keys_of_their_own():
    keys = [criterion.key for step in LEVELS for criterion in step.criteria]

    assert [step.code for step in LEVELS] == ["L0", "L1", "L2", "L3", "L4"]
    assert [step.name for step in LEVELS] == [
        "Unsourced",
        "Sourced",
        "Claimed",
        "Verified",
        "Institution-confirmed",
    ]
    assert len(keys) == len(set(keys))

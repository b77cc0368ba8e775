"""The table of proof kinds, and what a set of proofs comes down to."""

import pytest

from profiles.trust.proofs import (
    FAMILY_NAMES,
    KINDS,
    PROOF_KINDS,
    WEIGHTS,
    Family,
    Freshness,
    Proof,
    best_of_families,
    corroborating_works,
)

TABLE = {
    "orcid_linked": ("orcid", 4, 365),
    "orcid_corroborated": ("orcid", 15, None),
    "inst_email": ("institution", 8, 365),
    "inst_email_record_match": ("institution", 12, 365),
    "inst_federated": ("institution", 15, 180),
    "author_email_1": ("authorship", 8, 730),
    "author_email_2plus": ("authorship", 12, 730),
    "arxiv_owner_feed": ("authorship", 12, None),
    "rel_me_institution_page": ("web", 6, None),
    "rel_me_personal": ("web", 2, None),
    "vouch_1": ("vouch", 2, None),
    "vouch_2plus": ("vouch", 5, None),
    "staff_review": ("staff", 6, 1095),
    "staff_document": ("staff", 12, 1095),
}


def test_the_kinds_are_those_of_the_specification():
    assert {kind.key: (kind.family.value, kind.points, kind.lifetime_days) for kind in PROOF_KINDS} == TABLE
    assert len(KINDS) == len(PROOF_KINDS)


def test_person_record_and_strong_kinds_are_those_of_the_specification():
    strong = {kind.key for kind in PROOF_KINDS if kind.strong}
    person = {kind.key for kind in PROOF_KINDS if kind.person}
    record = {kind.key for kind in PROOF_KINDS if kind.record}
    institution = {"inst_email", "inst_email_record_match", "inst_federated"}
    authorship = {"author_email_1", "author_email_2plus", "arxiv_owner_feed"}
    staff = {"staff_review", "staff_document"}

    assert strong == {"orcid_corroborated"} | institution | authorship | staff
    assert person == {"orcid_linked", "orcid_corroborated"} | institution | staff
    assert record == {"orcid_corroborated", "rel_me_institution_page"} | authorship


def test_every_family_has_a_name_and_a_kind():
    assert set(FAMILY_NAMES) == set(Family) == {kind.family for kind in PROOF_KINDS}


def test_every_freshness_has_a_weight():
    assert [float(WEIGHTS[freshness]) for freshness in Freshness] == [1, 0.5, 0]


def test_every_kind_says_how_it_is_checked_and_when_it_ends():
    assert all(kind.check.endswith(".") and kind.ends.endswith(".") for kind in PROOF_KINDS)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind of proof: horoscope"):
        Proof("horoscope")


def test_the_best_of_each_family_is_kept_in_the_order_of_the_families():
    held = (
        Proof("vouch_1"),
        Proof("inst_email"),
        Proof("inst_federated", Freshness.STALE),
        Proof("orcid_linked"),
        Proof("staff_document", Freshness.EXPIRED),
    )

    assert best_of_families(held) == (Proof("orcid_linked"), Proof("inst_email"), Proof("vouch_1"))


@pytest.mark.parametrize(
    ("works", "needed"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (82, 3)]
)
def test_three_works_or_half_of_few_corroborate_an_orcid_id(works, needed):
    assert corroborating_works(works) == needed

"""The tables for the pages about trust and verification."""

from decimal import Decimal

from profiles.trust import rules
from profiles.trust.level import LEVELS
from profiles.trust.method import CASES, level_rows, references, trust_tables, verification_tables
from profiles.trust.proofs import PROOF_KINDS
from profiles.trust.score import score


def test_the_trust_tables_are_the_constants():
    tables = trust_tables()

    assert (tables.version, tables.maximum) == ("trust-v1", 100)
    assert (tables.parts, tables.bands) == (rules.PARTS, rules.BANDS)
    assert [points for _, points in tables.affiliations] == [0, 3, 7, 10]
    assert [(row.floor, row.ceiling) for row in tables.levels] == [
        (0, 14),
        (0, 39),
        (25, 64),
        (40, 84),
        (65, 100),
    ]
    assert tables.references == references()


def test_a_curve_is_sampled_around_its_half():
    works = trust_tables().curves[0]

    assert (works.name, works.maximum, works.half) == ("Published record", 15, 20)
    assert works.points == (
        (0, Decimal("0.0")),
        (10, Decimal("5.0")),
        (20, Decimal("7.5")),
        (40, Decimal("10.0")),
        (80, Decimal("12.0")),
        (200, Decimal("13.6")),
    )


def test_every_part_with_a_half_has_a_curve():
    assert [curve.half for curve in trust_tables().curves] == [20, 5, 6, 8, 25]


def test_the_reference_values_are_computed():
    assert [(row.score, row.band) for row in references()] == [
        (score(inputs).score, score(inputs).band) for _, inputs in CASES
    ]
    assert len({row.case for row in references()}) == len(CASES)


def test_a_change_of_the_constants_shows_in_the_tables(monkeypatch):
    monkeypatch.setattr(rules, "AFFILIATION_POINTS", dict.fromkeys(rules.AFFILIATION_POINTS, 1))

    assert {points for _, points in trust_tables().affiliations} == {1}
    assert trust_tables().references[0].score == 1


def test_the_verification_tables_list_every_level_and_proof():
    tables = verification_tables()

    assert [row.code for row in tables.levels] == [step.code for step in LEVELS]
    assert tables.levels == level_rows()
    assert [row.key for row in tables.proofs] == [kind.key for kind in PROOF_KINDS]


def test_a_proof_says_how_long_it_lasts():
    lasts = {row.key: row.lasts for row in verification_tables().proofs}

    assert lasts["inst_federated"].startswith("Lasts 180 days. Ends when: ")
    assert lasts["inst_email"].startswith("Lasts 1 year. ")
    assert lasts["staff_document"].startswith("Lasts 3 years. ")
    assert lasts["rel_me_personal"].startswith("Checked again every 7 days. ")
    assert lasts["vouch_1"].startswith("Ends when: ")

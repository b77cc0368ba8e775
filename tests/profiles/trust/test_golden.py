"""P13: the scores of a version are frozen; another formula or constant needs another version."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from profiles.trust import proofs, rules
from profiles.trust.proofs import Freshness
from tests.profiles.trust import make_golden

GOLDEN = json.loads(make_golden.FILE.read_text(encoding="utf-8"))


def changed_pairs():
    return [
        pair
        for pair in GOLDEN["pairs"]
        if make_golden.outcome(make_golden.inputs_from(pair["inputs"]))
        != {name: pair[name] for name in ("score", "band", "raw")}
    ]


def test_the_scores_of_this_version_are_the_golden_ones():
    assert GOLDEN["version"] == rules.VERSION
    assert len(GOLDEN["pairs"]) == 200
    assert changed_pairs() == [], "the formula changed: change rules.VERSION and run make_golden"


def test_the_file_is_what_its_command_writes(tmp_path):
    written = tmp_path / "golden.json"

    assert make_golden.main(written) == 0
    assert written.read_bytes() == make_golden.FILE.read_bytes()
    assert make_golden.main(written) == 0


def test_the_command_never_replaces_other_scores_of_the_same_version(tmp_path, capsys):
    written = tmp_path / "golden.json"
    written.write_text(json.dumps({"version": rules.VERSION, "pairs": []}), encoding="utf-8")

    assert make_golden.main(written) == 1
    assert json.loads(written.read_text(encoding="utf-8"))["pairs"] == []
    assert "change rules.VERSION first" in capsys.readouterr().err


def with_item(items, place, **changes):
    return (*items[:place], replace(items[place], **changes), *items[place + 1 :])


def mutations():
    """List every constant of the score as (label, module, name, another value)."""
    for place, part in enumerate(rules.PARTS):
        maximum = part.maximum - 1 if part.key == "affiliation" else part.maximum + 1
        yield f"{part.key} maximum", rules, "PARTS", with_item(rules.PARTS, place, maximum=maximum)
        if part.half:
            yield f"{part.key} half", rules, "PARTS", with_item(rules.PARTS, place, half=part.half + 1)
    for number, allowed in enumerate(rules.LEVEL_RANGES):
        higher = with_item(rules.LEVEL_RANGES, number, floor=allowed.floor + 1)
        lower = with_item(rules.LEVEL_RANGES, number, ceiling=allowed.ceiling - 1)
        yield f"L{number} floor", rules, "LEVEL_RANGES", higher
        yield f"L{number} ceiling", rules, "LEVEL_RANGES", lower
    for place, band in enumerate(rules.BANDS[1:], 1):
        up = with_item(with_item(rules.BANDS, place, first=band.first + 1), place - 1, last=band.first)
        down = with_item(with_item(rules.BANDS, place, first=band.first - 1), place - 1, last=band.first - 2)
        yield f"{band.name} begins later", rules, "BANDS", up
        yield f"{band.name} begins earlier", rules, "BANDS", down
        yield f"{band.name} renamed", rules, "BANDS", with_item(rules.BANDS, place, name="Other")
    for affiliation, points in rules.AFFILIATION_POINTS.items():
        other = {**rules.AFFILIATION_POINTS, affiliation: points - 1 if points else 1}
        yield f"affiliation {affiliation}", rules, "AFFILIATION_POINTS", other
    yield "unclaimed affiliation", rules, "UNCLAIMED_AFFILIATION", rules.Affiliation.EMAIL_CONFIRMED
    yield "others per follower", rules, "OTHERS_PER_FOLLOWER", rules.OTHERS_PER_FOLLOWER + 1
    yield "others cap", rules, "OTHERS_CAP", rules.OTHERS_CAP + 1
    for key, kind in proofs.KINDS.items():
        other_points = {**proofs.KINDS, key: replace(kind, points=kind.points + 1)}
        yield f"points of {key}", proofs, "KINDS", other_points
        family = next(family for family in proofs.Family if family is not kind.family)
        yield f"family of {key}", proofs, "KINDS", {**proofs.KINDS, key: replace(kind, family=family)}
    for freshness in Freshness:
        other_weights = {**proofs.WEIGHTS, freshness: Fraction(1, 3)}
        yield f"weight of {freshness}", proofs, "WEIGHTS", other_weights


MUTATIONS = list(mutations())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[label for label, *_ in MUTATIONS])
def test_no_constant_can_change_unnoticed(monkeypatch, mutation):
    _, module, name, other = mutation
    monkeypatch.setattr(module, name, other)

    assert changed_pairs() != []

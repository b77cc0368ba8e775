"""The trust score: counts, proofs and level in; a sum of seven capped parts and a whole number out."""

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from profiles.trust import rules
from profiles.trust.proofs import Proof, best_of_families
from profiles.trust.rules import Affiliation, Part


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the score depends on; every count is the one that the page shows."""

    level: int = 0
    claimed: bool = False
    works: int = 0
    works_with_orcid: int = 0
    topics: int = 0
    collaborators: int = 0
    followers_verified: int = 0
    followers_other: int = 0
    affiliation: Affiliation = Affiliation.NONE
    proofs: tuple[Proof, ...] = ()

    def __post_init__(self) -> None:
        """Refuse, with ValueError, what no record can be."""
        if self.level not in range(len(rules.LEVEL_RANGES)):
            raise ValueError(f"unknown verification level: {self.level}")
        if self.level >= rules.CLAIMED_LEVEL and not self.claimed:
            raise ValueError(f"level {self.level} without a claim")
        if min(self._counts()) < 0:
            raise ValueError("a count below zero")

    def _counts(self) -> tuple[int, ...]:
        followers = (self.followers_verified, self.followers_other)
        return (self.works, self.works_with_orcid, self.topics, self.collaborators, *followers)

    def as_data(self) -> dict[str, object]:
        """Give plain values for a JSON column, the same whatever the order of the proofs."""
        return {
            "level": self.level,
            "claimed": self.claimed,
            "works": self.works,
            "works_with_orcid": self.works_with_orcid,
            "topics": self.topics,
            "collaborators": self.collaborators,
            "followers_verified": self.followers_verified,
            "followers_other": self.followers_other,
            "affiliation": self.affiliation.value,
            "proofs": [list(pair) for pair in sorted({(p.kind, p.freshness.value) for p in self.proofs})],
        }


@dataclass(frozen=True, slots=True)
class Component:
    """One part of one record's score, in exact points."""

    key: str
    name: str
    points: Fraction
    maximum: int
    curve: str


@dataclass(frozen=True, slots=True)
class Result:
    """A record's score; ``raw`` is the exact sum before the level's floor and ceiling moved it."""

    score: int
    band: str
    raw: Fraction
    components: tuple[Component, ...]
    level_adjustment: Fraction
    version: str = rules.VERSION


def saturating(maximum: int, count: Fraction | int, half: int) -> Fraction:
    """Give points that start at 0, reach half of ``maximum`` at ``half``, and never reach all of it."""
    return maximum * Fraction(count) / (count + half)


def half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def effective_followers(inputs: Inputs) -> Fraction:
    return inputs.followers_verified + min(
        Fraction(inputs.followers_other, rules.OTHERS_PER_FOLLOWER), Fraction(rules.OTHERS_CAP)
    )


def effective_affiliation(inputs: Inputs) -> Affiliation:
    if inputs.claimed:
        return inputs.affiliation
    return min(inputs.affiliation, rules.UNCLAIMED_AFFILIATION, key=lambda one: rules.AFFILIATION_POINTS[one])


def components(inputs: Inputs) -> tuple[Component, ...]:
    """Work out the seven parts, in the order of ``rules.PARTS``."""
    proofs = best_of_families(inputs.proofs) if inputs.claimed else ()
    amounts: dict[str, Fraction | int] = {
        "identity": sum((proof.points for proof in proofs), Fraction(0)),
        "affiliation": rules.AFFILIATION_POINTS[effective_affiliation(inputs)],
        "works": inputs.works,
        "orcid": inputs.works_with_orcid,
        "topics": inputs.topics,
        "collaborators": inputs.collaborators,
        "followers": effective_followers(inputs),
    }
    return tuple(
        Component(part.key, part.name, _points(part, amounts[part.key]), part.maximum, part.curve)
        for part in rules.PARTS
    )


def _points(part: Part, amount: Fraction | int) -> Fraction:
    if part.half is None:
        return min(Fraction(amount), Fraction(part.maximum))
    return saturating(part.maximum, amount, part.half)


def score(inputs: Inputs) -> Result:
    """Add the parts up, keep the sum within the level's range, and round once, half up."""
    parts = components(inputs)
    raw = sum((part.points for part in parts), Fraction(0))
    allowed = rules.LEVEL_RANGES[inputs.level]
    settled = max(Fraction(allowed.floor), min(raw, Fraction(allowed.ceiling)))
    points = half_up(settled)
    return Result(points, rules.band_of(points).name, raw, parts, settled - raw)


def displayed(result: Result) -> tuple[tuple[str, Decimal], ...]:
    """Give each part, and last the level's row, in tenths that add up to ``displayed_total``.

    The tenths left over after cutting go to the parts that lost most (largest remainder).
    """
    exact = [part.points * 10 for part in result.components]
    tenths = [floor(points) for points in exact]
    by_loss = sorted(range(len(exact)), key=lambda place: tenths[place] - exact[place])
    for place in by_loss[: _tenths(result.raw) - sum(tenths)]:
        tenths[place] += 1
    level = _tenths(result.raw + result.level_adjustment) - _tenths(result.raw)
    keys = (*(part.key for part in result.components), rules.LEVEL_KEY)
    return tuple((key, _decimal(amount)) for key, amount in zip(keys, (*tenths, level), strict=True))


def displayed_total(result: Result) -> Decimal:
    """Give the sum before rounding, in tenths; rounded half up it is the score."""
    return _decimal(_tenths(result.raw + result.level_adjustment))


def _tenths(points: Fraction) -> int:
    nearest = half_up(points * 10)
    # 20.46 shown as 20.5 would seem to round to 21 where the score is 20.
    return nearest if half_up(Fraction(nearest, 10)) == half_up(points) else nearest - 1


def _decimal(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)


def to_json(result: Result) -> bytes:
    """Write a result so that the same inputs give the same bytes on every machine."""
    shown = dict(displayed(result))
    data = {
        "version": result.version,
        "score": result.score,
        "band": result.band,
        "raw": _ratio(result.raw),
        "level_adjustment": _ratio(result.level_adjustment),
        "displayed_total": str(displayed_total(result)),
        "components": [
            {
                "key": part.key,
                "name": part.name,
                "points": _ratio(part.points),
                "displayed": str(shown[part.key]),
                "maximum": part.maximum,
            }
            for part in result.components
        ],
    }
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _ratio(points: Fraction) -> str:
    return f"{points.numerator}/{points.denominator}"

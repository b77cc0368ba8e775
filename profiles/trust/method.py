"""The method in tables, for the pages about trust and verification: read from the constants, never typed."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from profiles.trust import rules
from profiles.trust.explain import AFFILIATION_WORDS, counted
from profiles.trust.level import LEVELS
from profiles.trust.proofs import FAMILY_NAMES, PROOF_KINDS, Proof, ProofKind
from profiles.trust.rules import Affiliation, Band, Part
from profiles.trust.score import Inputs, half_up, saturating, score

CURVE_STEPS: Final = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4), Fraction(10))
"""Where the curves are sampled, in multiples of the count that earns half of the maximum."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One part's points at a few counts."""

    name: str
    maximum: int
    half: int
    points: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What one verification level asks, says, guarantees and allows."""

    number: int
    code: str
    name: str
    says: str
    criteria: tuple[str, ...]
    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The score and band of one imagined record, worked out when asked."""

    case: str
    score: int
    band: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One kind of proof as the page on verification lists it."""

    key: str
    family: str
    name: str
    points: int
    strong: bool
    person: bool
    record: bool
    check: str
    lasts: str


@dataclass(frozen=True, slots=True)
class TrustTables:
    """Everything the page on the trust score shows."""

    version: str
    parts: tuple[Part, ...]
    maximum: int
    affiliations: tuple[tuple[str, int], ...]
    curves: tuple[Curve, ...]
    bands: tuple[Band, ...]
    levels: tuple[LevelRow, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class VerificationTables:
    """Everything the page on verification levels shows."""

    levels: tuple[LevelRow, ...]
    proofs: tuple[ProofRow, ...]


def trust_tables() -> TrustTables:
    return TrustTables(
        version=rules.VERSION,
        parts=rules.PARTS,
        maximum=sum(part.maximum for part in rules.PARTS),
        affiliations=tuple(
            (AFFILIATION_WORDS[one], points) for one, points in rules.AFFILIATION_POINTS.items()
        ),
        curves=tuple(_curve(part, part.half) for part in rules.PARTS if part.half is not None),
        bands=rules.BANDS,
        levels=level_rows(),
        references=references(),
    )


def verification_tables() -> VerificationTables:
    return VerificationTables(levels=level_rows(), proofs=tuple(_proof_row(kind) for kind in PROOF_KINDS))


def references() -> tuple[Reference, ...]:
    """Score the imagined records, in the order of ``CASES``."""
    results = ((case, score(inputs)) for case, inputs in CASES)
    return tuple(Reference(case, result.score, result.band) for case, result in results)


def level_rows() -> tuple[LevelRow, ...]:
    return tuple(
        LevelRow(
            step.number,
            step.code,
            step.name,
            step.says,
            tuple(criterion.words for criterion in step.criteria),
            allowed.floor,
            allowed.ceiling,
        )
        for step, allowed in zip(LEVELS, rules.LEVEL_RANGES, strict=True)
    )


def _curve(part: Part, half: int) -> Curve:
    counts = [half_up(half * step) for step in CURVE_STEPS]
    points = tuple((count, _tenth(saturating(part.maximum, count, half))) for count in counts)
    return Curve(part.name, part.maximum, half, points)


def _tenth(points: Fraction) -> Decimal:
    return Decimal(half_up(points * 10)).scaleb(-1)


def _proof_row(kind: ProofKind) -> ProofRow:
    return ProofRow(
        kind.key,
        FAMILY_NAMES[kind.family],
        kind.name,
        kind.points,
        kind.strong,
        kind.person,
        kind.record,
        kind.check,
        _lasts(kind),
    )


def _lasts(kind: ProofKind) -> str:
    times = []
    if kind.lifetime_days is not None:
        times.append(f"Lasts {_span(kind.lifetime_days)}.")
    if kind.recheck_days is not None:
        times.append(f"Checked again every {_span(kind.recheck_days)}.")
    return " ".join((*times, f"Ends when: {kind.ends}"))


def _span(days: int) -> str:
    years, rest = divmod(days, 365)
    return counted(days, "day") if rest else counted(years, "year")


_SAMPLE: Final = Inputs(level=1, works=82, topics=14, collaborators=4)
_EARLY: Final = Inputs(level=3, claimed=True, works=3, works_with_orcid=3, topics=3, collaborators=1)
_ORCID: Final = Proof("orcid_corroborated")
_MATCH: Final = Proof("inst_email_record_match")
_ADDRESS: Final = Proof("author_email_2plus")
_PAGE: Final = Proof("rel_me_institution_page")
_L2_EMAIL: Final = replace(
    _SAMPLE, level=2, claimed=True, affiliation=Affiliation.EMAIL_CONFIRMED, proofs=(_MATCH,)
)
_L2_ORCID: Final = replace(_SAMPLE, level=2, claimed=True, works_with_orcid=82, proofs=(_ORCID,))
_L3: Final = replace(_L2_EMAIL, level=3, works_with_orcid=82, proofs=(_ORCID, _MATCH))
_L3_FOUR: Final = replace(_L3, proofs=(_ORCID, _MATCH, _ADDRESS, _PAGE))
_EARLY_L3: Final = replace(_EARLY, affiliation=Affiliation.EMAIL_CONFIRMED, proofs=(_ORCID, _MATCH))

CASES: Final[tuple[tuple[str, Inputs], ...]] = (
    ("An empty record", Inputs()),
    ("One work", Inputs(level=1, works=1)),
    ("10 works, 3 topics, 2 close collaborators", Inputs(level=1, works=10, topics=3, collaborators=2)),
    ("30 works, 8 topics, 3 close collaborators", Inputs(level=1, works=30, topics=8, collaborators=3)),
    ("82 works, 14 topics, 4 close collaborators: the sample", _SAMPLE),
    ("The sample with 79 works", replace(_SAMPLE, works=79)),
    ("The sample with 80 works", replace(_SAMPLE, works=80)),
    ("The sample with 120 works", replace(_SAMPLE, works=120)),
    ("The sample with 10 verified followers", replace(_SAMPLE, followers_verified=10)),
    ("The sample with 1,000,000 unverified followers", replace(_SAMPLE, followers_other=1_000_000)),
    (
        "Unclaimed, with 3,000 works, 200 close collaborators, 10,000 verified followers",
        Inputs(level=1, works=3_000, collaborators=200, followers_verified=10_000),
    ),
    ("The sample claimed, L2, institutional e-mail that matches the record", _L2_EMAIL),
    ("The sample claimed, L2, ORCID iD corroborated on every work", _L2_ORCID),
    ("The sample at L3, ORCID iD and institutional e-mail", _L3),
    ("The same with e-mail printed in several works and a page at the institution", _L3_FOUR),
    (
        "The same at L4, affiliation asserted by the institution, 40 verified followers",
        replace(_L3_FOUR, level=4, affiliation=Affiliation.INSTITUTION_ASSERTED, followers_verified=40),
    ),
    ("Early career at L3: 3 works, ORCID iD and institutional e-mail", _EARLY_L3),
    (
        "Early career at L3 without an institution: ORCID iD and e-mail printed in several works",
        replace(_EARLY, proofs=(_ORCID, _ADDRESS)),
    ),
    (
        "Early career at L4: affiliation asserted by the institution",
        replace(_EARLY_L3, level=4, affiliation=Affiliation.INSTITUTION_ASSERTED),
    ),
)
"""Imagined records for the page on the score; their numbers are this page's examples, not the formula's."""

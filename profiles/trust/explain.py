"""A record's score and level in plain words: every part with its points and what they rest on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from profiles.trust import rules
from profiles.trust.gains import what_would_raise
from profiles.trust.level import LEVELS, Level, Verdict
from profiles.trust.proofs import KINDS, Freshness, Proof, best_of_families
from profiles.trust.rules import Affiliation
from profiles.trust.score import Inputs, Result, displayed, displayed_total, effective_affiliation

MEANING: Final = (
    "The score says how much public and proved evidence ties this page to one real researcher. "
    "It does not judge the work, and citations play no part in it."
)
AFFILIATION_WORDS: Final = {
    Affiliation.NONE: "no affiliation known",
    Affiliation.SOURCE_LISTED: "listed by a source",
    Affiliation.EMAIL_CONFIRMED: "confirmed by an institutional e-mail address",
    Affiliation.INSTITUTION_ASSERTED: "asserted by the institution",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the breakdown; the level's line has no maximum and may be negative."""

    key: str
    name: str
    points: Decimal
    maximum: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that a page says about one record's trust; ``total`` is the sum of the rows' points."""

    version: str
    score: int
    band: str
    level: Level
    claimed: bool
    rows: tuple[Row, ...]
    total: Decimal
    reason: str
    met: tuple[str, ...]
    missing: tuple[str, ...]
    raises: tuple[str, ...]


def explain(inputs: Inputs, result: Result, verdict: Verdict, sources: Sequence[str] = ()) -> Explanation:
    """Put a score and a level into words; ``sources`` name where the counted works come from."""
    return Explanation(
        version=result.version,
        score=result.score,
        band=result.band,
        level=LEVELS[verdict.level],
        claimed=inputs.claimed,
        rows=rows(inputs, result, sources),
        total=displayed_total(result),
        reason=verdict.reason,
        met=tuple(criterion.words for criterion in verdict.met),
        missing=tuple(criterion.words for criterion in verdict.missing),
        raises=what_would_raise(inputs),
    )


def rows(inputs: Inputs, result: Result, sources: Sequence[str] = ()) -> tuple[Row, ...]:
    """Give a line for each part of the score and, last, one for the level."""
    shown = dict(displayed(result))
    parts = tuple(
        Row(part.key, part.name, shown[part.key], part.maximum, EVIDENCE[part.key](inputs, sources))
        for part in result.components
    )
    level = Row(
        rules.LEVEL_KEY, "Verification level", shown[rules.LEVEL_KEY], None, _level_evidence(inputs, result)
    )
    return (*parts, level)


def counted(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 work``, ``3,000 works``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _works(inputs: Inputs, sources: Sequence[str]) -> str:
    origin = f" from {_and(sources)}" if sources and inputs.works else ""
    return counted(inputs.works, "work") + origin


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _identity(inputs: Inputs, _sources: Sequence[str]) -> str:
    if not inputs.claimed:
        return "only after a claim"
    best = best_of_families(inputs.proofs)
    return ", ".join(_proof_words(proof) for proof in best) or "no proof that still stands"


def _proof_words(proof: Proof) -> str:
    points = Decimal(proof.points.numerator) / proof.points.denominator
    stale = f", {proof.freshness}" if proof.freshness is not Freshness.ACTIVE else ""
    return f"{KINDS[proof.kind].name} ({points}{stale})"


def _affiliation(inputs: Inputs, _sources: Sequence[str]) -> str:
    return AFFILIATION_WORDS[effective_affiliation(inputs)]


def _orcid(inputs: Inputs, _sources: Sequence[str]) -> str:
    return f"{counted(inputs.works_with_orcid, 'work')} whose source states this ORCID iD"


def _topics(inputs: Inputs, _sources: Sequence[str]) -> str:
    return counted(inputs.topics, "topic")


def _collaborators(inputs: Inputs, _sources: Sequence[str]) -> str:
    return counted(inputs.collaborators, "close collaborator")


def _followers(inputs: Inputs, _sources: Sequence[str]) -> str:
    everyone = counted(inputs.followers_verified + inputs.followers_other, "follower")
    return (
        f"{everyone}, {inputs.followers_verified:,} of them verified"
        if inputs.followers_verified
        else everyone
    )


EVIDENCE: Final[dict[str, Callable[[Inputs, Sequence[str]], str]]] = {
    "identity": _identity,
    "affiliation": _affiliation,
    "works": _works,
    "orcid": _orcid,
    "topics": _topics,
    "collaborators": _collaborators,
    "followers": _followers,
}


def _level_evidence(inputs: Inputs, result: Result) -> str:
    here, allowed = LEVELS[inputs.level], rules.LEVEL_RANGES[inputs.level]
    if result.level_adjustment > 0:
        return f"{here.code} {here.name} guarantees at least {allowed.floor}"
    if result.level_adjustment < 0:
        return f"{here.code} {here.name} allows at most {allowed.ceiling}"
    return f"{here.code} {here.name} allows {allowed.floor} to {allowed.ceiling}"

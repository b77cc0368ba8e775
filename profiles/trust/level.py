"""The verification level: what is proved about who stands behind a record, from facts alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from profiles.trust.proofs import FEDERATED_DAYS, KINDS, STAFF_YEARS, Freshness, Proof, ProofKind

SETTLING_DAYS: Final = 14
"""Days between the approval of a claim and the first level that rests on time."""
STRONG_FAMILIES: Final = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a record and its claim; a claim in dispute is still approved."""

    counted_works: int = 0
    mixed: bool = False
    typed_only: bool = False
    claim_approved: bool = False
    email_verified: bool = False
    proofs: tuple[Proof, ...] = ()
    second_factor: bool = False
    days_since_approval: int | None = None
    disputed: bool = False
    employment_asserted: bool = False
    webauthn: bool = False

    def fresh(self) -> tuple[ProofKind, ...]:
        """List the kinds whose proof is active; a stale one keeps points but carries no level."""
        return tuple(KINDS[proof.kind] for proof in self.proofs if proof.freshness is Freshness.ACTIVE)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that must hold for a level, in words and as a test of the facts."""

    key: str
    words: str
    holds: Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Level:
    """A verification level: reached when its criteria and those of every lower level hold."""

    number: int
    name: str
    says: str
    criteria: tuple[Criterion, ...] = ()

    @property
    def code(self) -> str:
        return f"L{self.number}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level of one record; ``met`` reaches up to the next level, ``missing`` is what that one lacks."""

    level: int
    met: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]
    reason: str


def _has_person(facts: Facts) -> bool:
    return any(kind.person for kind in facts.fresh())


def _has_record(facts: Facts) -> bool:
    return any(kind.record for kind in facts.fresh())


def _strong_families(facts: Facts) -> bool:
    return len({kind.family for kind in facts.fresh() if kind.strong}) >= STRONG_FAMILIES


def _strong_apart(facts: Facts) -> bool:
    strong = [kind for kind in facts.fresh() if kind.strong]
    return any(
        one.person and other.record and one.family is not other.family for one in strong for other in strong
    )


def _settled(facts: Facts) -> bool:
    return facts.days_since_approval is not None and facts.days_since_approval >= SETTLING_DAYS


def _confirmed(facts: Facts) -> bool:
    kinds = {kind.key for kind in facts.fresh()}
    return facts.employment_asserted or not kinds.isdisjoint({"inst_federated", "staff_document"})


LEVELS: Final[tuple[Level, ...]] = (
    Level(0, "Unsourced", "No source confirms anything on this record yet."),
    Level(
        1,
        "Sourced",
        "A trusted source lists these works; who stands behind the record is not proved.",
        (
            Criterion(
                "counted_work",
                "a work by this author, with a lasting identifier, in a trusted source",
                lambda facts: facts.counted_works >= 1,
            ),
            Criterion(
                "one_person",
                "a record that no curator found to mix several people",
                lambda facts: not facts.mixed,
            ),
            Criterion(
                "not_typed_only",
                "a record that rests on more than what a user typed",
                lambda facts: not facts.typed_only,
            ),
        ),
    ),
    Level(
        2,
        "Claimed",
        "An account has claimed this record and proved both who it is and that the works are its own.",
        (
            Criterion("claim", "an approved claim", lambda facts: facts.claim_approved),
            Criterion(
                "email", "a verified e-mail address of the account", lambda facts: facts.email_verified
            ),
            Criterion("person", "a fresh proof of the person", _has_person),
            Criterion("record", "a fresh proof that ties the works to the person", _has_record),
        ),
    ),
    Level(
        3,
        "Verified",
        "Proofs from independent families agree on the person and the works.",
        (
            Criterion(
                "strong_families",
                f"fresh strong proofs from {STRONG_FAMILIES} families or more",
                _strong_families,
            ),
            Criterion(
                "strong_apart",
                "among those, a proof of the person and a proof of the works from different families",
                _strong_apart,
            ),
            Criterion("second_factor", "a second factor at log-in", lambda facts: facts.second_factor),
            Criterion("settled", f"{SETTLING_DAYS} days since the claim was approved", _settled),
            Criterion("undisputed", "no dispute under review", lambda facts: not facts.disputed),
        ),
    ),
    Level(
        4,
        "Institution-confirmed",
        "The institution itself, or a document seen by staff, confirms it.",
        (
            Criterion(
                "confirmed",
                f"an institutional log-in of the last {FEDERATED_DAYS} days, an ORCID employment entered by "
                f"the institution, or a document seen by staff in the last {STAFF_YEARS} years",
                _confirmed,
            ),
            Criterion("webauthn", "a passkey or security key", lambda facts: facts.webauthn),
        ),
    ),
)
TOP: Final = LEVELS[-1].number


def level(facts: Facts) -> Verdict:
    """Find the highest level whose criteria, and all those below, hold."""
    reached = 0
    while reached < TOP and all(criterion.holds(facts) for criterion in LEVELS[reached + 1].criteria):
        reached += 1
    asked = [criterion for step in LEVELS[: reached + 2] for criterion in step.criteria]
    met = tuple(criterion for criterion in asked if criterion.holds(facts))
    missing = tuple(criterion for criterion in asked if not criterion.holds(facts))
    return Verdict(reached, met, missing, _reason(reached, missing))


def _reason(reached: int, missing: tuple[Criterion, ...]) -> str:
    here = LEVELS[reached]
    if reached == TOP:
        return f"{here.code} {here.name}: everything that can be asked holds."
    above = LEVELS[reached + 1]
    return f"{here.code} {here.name}; {above.code} {above.name} still needs {_listed(missing)}."


def _listed(missing: tuple[Criterion, ...]) -> str:
    return "; ".join(criterion.words for criterion in missing)

"""The kinds of proof a claim can rest on: what each shows, what it is worth, how long it lasts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final


class Family(StrEnum):
    """Proofs that rest on one and the same authority; they can fall together, so only the best counts."""

    ORCID = "orcid"
    INSTITUTION = "institution"
    AUTHORSHIP = "authorship"
    WEB = "web"
    VOUCH = "vouch"
    STAFF = "staff"


class Freshness(StrEnum):
    """How much of a proof still stands."""

    ACTIVE = "active"
    STALE = "stale"
    EXPIRED = "expired"

    @property
    def weight(self) -> Fraction:
        return WEIGHTS[self]


WEIGHTS: Final[Mapping[Freshness, Fraction]] = MappingProxyType(
    {Freshness.ACTIVE: Fraction(1), Freshness.STALE: Fraction(1, 2), Freshness.EXPIRED: Fraction(0)}
)

GRACE_DAYS: Final = 90
"""Days a proof stays stale before it expires."""
WARNING_DAYS: Final = (30, 7, 0)
"""Days before a proof runs out on which its owner is told."""

CORROBORATING_WORKS: Final = 3
CORROBORATING_SHARE: Final = Fraction(1, 2)
"""Share of the counted works that must carry the iD where there are too few for the fixed number."""
MATCH_YEARS: Final = 6
FAILED_CHECKS: Final = 3
FEDERATED_DAYS: Final = 180
STAFF_YEARS: Final = 3

FAMILY_NAMES: Final[Mapping[Family, str]] = MappingProxyType(
    {
        Family.ORCID: "ORCID",
        Family.INSTITUTION: "Institution",
        Family.AUTHORSHIP: "Authorship",
        Family.WEB: "Web page",
        Family.VOUCH: "Vouching",
        Family.STAFF: "Staff check",
    }
)


@dataclass(frozen=True, slots=True)
class ProofKind:
    """One way to prove something: ``person`` says who they are, ``record`` says these works are theirs."""

    key: str
    family: Family
    name: str
    points: int
    check: str
    ends: str
    strong: bool = False
    person: bool = False
    record: bool = False
    lifetime_days: int | None = None
    recheck_days: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof that an account holds for a record."""

    kind: str
    freshness: Freshness = Freshness.ACTIVE

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of proof: {self.kind}")

    @property
    def points(self) -> Fraction:
        return KINDS[self.kind].points * self.freshness.weight


def corroborating_works(works: int) -> int:
    """Say how many of ``works`` counted works must carry an ORCID iD before it is corroborated."""
    enough = -(-works * CORROBORATING_SHARE.numerator // CORROBORATING_SHARE.denominator)
    return max(1, min(CORROBORATING_WORKS, enough))


def best_of_families(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Keep the proof of most points in each family, in the families' order; expired ones are left out."""
    best: dict[Family, Proof] = {}
    for proof in sorted(proofs, key=lambda held: (-held.points, held.kind)):
        if proof.points:
            best.setdefault(KINDS[proof.kind].family, proof)
    return tuple(best[family] for family in Family if family in best)


PROOF_KINDS: Final[tuple[ProofKind, ...]] = (
    ProofKind(
        "orcid_linked",
        Family.ORCID,
        "ORCID iD linked",
        4,
        check="The account signed in at ORCID during the same session, and no other account holds the iD.",
        ends="The link is revoked at ORCID, or the owner has not signed in there for that long.",
        person=True,
        lifetime_days=365,
    ),
    ProofKind(
        "orcid_corroborated",
        Family.ORCID,
        "ORCID iD corroborated",
        15,
        check=(
            f"The linked iD stands at this author's position on {CORROBORATING_WORKS} counted works or more, "
            f"or on half of them where there are fewer than {2 * CORROBORATING_WORKS}, "
            "in sources that its owner cannot write to."
        ),
        ends="A check finds too few such works.",
        strong=True,
        person=True,
        record=True,
        recheck_days=30,
    ),
    ProofKind(
        "inst_email",
        Family.INSTITUTION,
        "Institutional e-mail address",
        8,
        check="A one-time code sent to an address at the institution was typed in the same session.",
        ends="Time runs out, mail to the address bounces, or the domain lapses.",
        strong=True,
        person=True,
        lifetime_days=365,
    ),
    ProofKind(
        "inst_email_record_match",
        Family.INSTITUTION,
        "Institutional e-mail address that matches the record",
        12,
        check=(
            "As above, and that institution, its parent or its child is this author's affiliation "
            f"on a counted work of the last {MATCH_YEARS} years."
        ),
        ends="Time runs out, mail to the address bounces, or the domain lapses.",
        strong=True,
        person=True,
        lifetime_days=365,
    ),
    ProofKind(
        "inst_federated",
        Family.INSTITUTION,
        "Institutional log-in",
        15,
        check="The institution's own log-in service named the account as faculty, staff, employee or member.",
        ends="Time runs out without another such log-in.",
        strong=True,
        person=True,
        lifetime_days=FEDERATED_DAYS,
    ),
    ProofKind(
        "author_email_1",
        Family.AUTHORSHIP,
        "E-mail address printed in a work",
        8,
        check="We found the address in the document of one counted work, and a code sent to it came back.",
        ends="Time runs out, mail to the address bounces, or the domain lapses.",
        strong=True,
        record=True,
        lifetime_days=730,
    ),
    ProofKind(
        "author_email_2plus",
        Family.AUTHORSHIP,
        "E-mail address printed in several works",
        12,
        check="The same, found in the documents of two counted works or more.",
        ends="Time runs out, mail to the address bounces, or the domain lapses.",
        strong=True,
        record=True,
        lifetime_days=730,
    ),
    ProofKind(
        "arxiv_owner_feed",
        Family.AUTHORSHIP,
        "Author feed at arXiv",
        12,
        check=(
            f"The arXiv author feed of the signed-in ORCID iD lists at least {CORROBORATING_WORKS} "
            "of the record's arXiv works, or all of them."
        ),
        ends="A check finds too few of the works in the feed.",
        strong=True,
        record=True,
        recheck_days=30,
    ),
    ProofKind(
        "rel_me_institution_page",
        Family.WEB,
        "Page at the institution",
        6,
        check='A page of the matched institution names the researcher and links here with rel="me".',
        ends=f"The link is missing at {FAILED_CHECKS} checks in a row.",
        record=True,
        recheck_days=7,
    ),
    ProofKind(
        "rel_me_personal",
        Family.WEB,
        "Personal page",
        2,
        check='Any other https page links here with rel="me", and the profile links back.',
        ends=f"The link is missing at {FAILED_CHECKS} checks in a row.",
        recheck_days=7,
    ),
    ProofKind(
        "vouch_1",
        Family.VOUCH,
        "Vouched for by a co-author",
        2,
        check="A verified co-author with an institutional proof, who did not join through a vouch, vouches.",
        ends="The vouch is withdrawn, or the voucher loses the standing it rests on.",
    ),
    ProofKind(
        "vouch_2plus",
        Family.VOUCH,
        "Vouched for by co-authors at two institutions",
        5,
        check="At least two such co-authors vouch, and they belong to different institutions.",
        ends="A vouch is withdrawn, or a voucher loses the standing it rests on.",
    ),
    ProofKind(
        "staff_review",
        Family.STAFF,
        "Reviewer's decision",
        6,
        check="A reviewer decided on the evidence shown and wrote down why.",
        ends="Time runs out.",
        strong=True,
        person=True,
        lifetime_days=STAFF_YEARS * 365,
    ),
    ProofKind(
        "staff_document",
        Family.STAFF,
        "Document or video seen by staff",
        12,
        check="Two members of staff saw a document or a video call; only the outcome is kept.",
        ends="Time runs out.",
        strong=True,
        person=True,
        lifetime_days=STAFF_YEARS * 365,
    ),
)
KINDS: Final[Mapping[str, ProofKind]] = MappingProxyType({kind.key: kind for kind in PROOF_KINDS})

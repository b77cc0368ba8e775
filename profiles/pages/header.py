"""The top of a researcher's page: who it is, and how far that is known."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from profiles.models import Profile, TrustSnapshot
from profiles.pages.neighbours import Identifier, Neighbours
from profiles.pages.ring import Ring, ring
from profiles.trust.evidence import Trust
from profiles.trust.explain import MEANING, Explanation, explain
from profiles.trust.level import LEVELS
from profiles.trust.rules import BANDS
from works.models import Author, Institution

SCALE_WIDTH: Final = 406
SCALE_GAP: Final = 4
SCALE_HEIGHT: Final = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """One band of the score's scale, as a rectangle, and how much of it is reached."""

    x: float
    width: float
    filled: float


@dataclass(frozen=True, slots=True)
class TrustCard:
    """The trust snapshot: the figures, and what each rests on."""

    explanation: Explanation
    segments: tuple[Segment, ...]
    pin: float
    pips: tuple[bool, ...]
    meaning: str
    computed_at: datetime | None
    """None while the first snapshot is still to come; the figures come from the counts all the same."""


@dataclass(frozen=True, slots=True)
class Header:
    """Everything above the list and the graph."""

    author: Author
    tagline: str
    is_claimed: bool
    is_open: bool
    institution: Institution | None
    other_names: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    ring: Ring
    trust: TrustCard
    followers: int


def load(
    author: Author,
    profile: Profile | None,
    snapshot: TrustSnapshot | None,
    institution: Institution | None,
    near: Neighbours,
) -> Header:
    """Put what was read into the shape of the page; reads nothing further."""
    return Header(
        author=author,
        tagline=profile.tagline if profile and profile.tagline else default_tagline(author),
        is_claimed=bool(profile and profile.owner_id),
        is_open=profile.open_to_collaborate if profile else True,
        institution=institution,
        other_names=near.other_names,
        identifiers=near.identifiers,
        ring=ring({int(year): count for year, count in author.counts_by_year.items()}),
        trust=_trust_card(author, profile, snapshot),
        followers=profile.followers_count if profile else 0,
    )


def default_tagline(author: Author) -> str:
    return f"{author.display_name} contributes to research discovery and scholarly infrastructure."


def _trust_card(author: Author, profile: Profile | None, snapshot: TrustSnapshot | None) -> TrustCard:
    trust = Trust.shown(author, profile, snapshot)
    sources = [name for name, _ in author.counts_by_source]
    explanation = _explanation(trust, tuple(sources))
    segments = scale(explanation.score)
    return TrustCard(
        explanation=explanation,
        segments=segments,
        pin=max((one.x + one.filled for one in segments if one.filled), default=0),
        pips=tuple(one.number <= explanation.level.number for one in LEVELS),
        meaning=MEANING,
        computed_at=snapshot.computed_at if snapshot else None,
    )


# The same few hundred fractions for each page of a list, and for every reader.
@lru_cache(maxsize=2048)
def _explanation(trust: Trust, sources: tuple[str, ...]) -> Explanation:
    return explain(trust.inputs, trust.result, trust.verdict, sources)


def scale(score: int) -> tuple[Segment, ...]:
    """Draw the bands as equal segments, each filled as far as ``score`` reaches into it."""
    width = (SCALE_WIDTH - SCALE_GAP * (len(BANDS) - 1)) / len(BANDS)
    return tuple(
        Segment(
            x=round(place * (width + SCALE_GAP), 1),
            width=round(width, 1),
            filled=round(width * min(max((score - band.first) / (band.last - band.first + 1), 0), 1), 1),
        )
        for place, band in enumerate(BANDS)
    )

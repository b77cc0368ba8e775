"""The constants of the trust score: its parts, its bands, and the range each level leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

VERSION: Final = "trust-v1"
"""Name of the formula and of every constant it uses; a change of either needs a new one."""

CLAIMED_LEVEL: Final = 2
"""The lowest verification level that only a claimed record can have."""
OTHERS_PER_FOLLOWER: Final = 10
"""So many unverified followers weigh as much as one verified follower."""
OTHERS_CAP: Final = 5
"""All unverified followers together weigh at most as much as so many verified ones."""


class Affiliation(StrEnum):
    """Who says where the researcher works, from nobody to the institution itself."""

    NONE = "none"
    SOURCE_LISTED = "source_listed"
    EMAIL_CONFIRMED = "email_confirmed"
    INSTITUTION_ASSERTED = "institution_asserted"


AFFILIATION_POINTS: Final[Mapping[Affiliation, int]] = MappingProxyType(
    {
        Affiliation.NONE: 0,
        Affiliation.SOURCE_LISTED: 3,
        Affiliation.EMAIL_CONFIRMED: 7,
        Affiliation.INSTITUTION_ASSERTED: 10,
    }
)
UNCLAIMED_AFFILIATION: Final = Affiliation.SOURCE_LISTED
"""The most that an affiliation is worth while nobody has claimed the record."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts of the score; with ``half`` it is a curve over ``counts``, without it a table."""

    key: str
    name: str
    maximum: int
    counts: str
    half: int | None = None

    @property
    def curve(self) -> str:
        if self.half is None:
            return f"{self.counts}, at most {self.maximum}"
        return f"{self.maximum} \N{MULTIPLICATION SIGN} n / (n + {self.half}), n = {self.counts}"


PARTS: Final[tuple[Part, ...]] = (
    Part("identity", "Identity proofs", 40, "sum of the best proof of each family, only after a claim"),
    Part("affiliation", "Affiliation", 10, "by who confirms the affiliation"),
    Part("works", "Published record", 15, "counted works", half=20),
    Part("orcid", "ORCID in sources", 5, "counted works whose source states this ORCID iD", half=5),
    Part("topics", "Topics", 5, "topics that sources gave the works", half=6),
    Part("collaborators", "Close collaborators", 15, "close collaborators", half=8),
    Part("followers", "Followers", 10, "verified followers, and a little for the others", half=25),
)
LEVEL_KEY: Final = "level"
"""Key of the row that shows what the level's floor or ceiling did."""


@dataclass(frozen=True, slots=True)
class LevelRange:
    """The scores open to a record of one verification level, both ends included."""

    floor: int
    ceiling: int


LEVEL_RANGES: Final[tuple[LevelRange, ...]] = (
    LevelRange(0, 14),
    LevelRange(0, 39),
    LevelRange(25, 64),
    LevelRange(40, 84),
    LevelRange(65, 100),
)


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of scores, both ends included."""

    name: str
    first: int
    last: int


BANDS: Final[tuple[Band, ...]] = (
    Band("New", 0, 14),
    Band("Emerging", 15, 39),
    Band("Established", 40, 64),
    Band("Trusted", 65, 84),
    Band("Anchored", 85, 100),
)


def band_of(score: int) -> Band:
    """Find the band of a score from 0 to 100; ValueError for any other."""
    for band in BANDS:
        if band.first <= score <= band.last:
            return band
    raise ValueError(f"no band holds a score of {score}")

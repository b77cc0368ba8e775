"""What matching is asked, and what it answers."""

from dataclasses import dataclass, field
from typing import Final

from works.models import Attribution

Basis = Attribution.Basis

CONFIDENCE: Final = {
    Basis.IDENTIFIER: 0.99,
    Basis.COAUTHORS: 0.9,
    Basis.TOPICS: 0.7,
    Basis.FIRST_SEEN: 0.8,
    Basis.SEPARATE: 0.5,
}
"""How sure an import is that an authorship is its author's, from 0 to 1.

Ids are wrong about once in a hundred; a full name and a co-author in common are right in about nine of
ten cases of common names; FIRST_SEEN and SEPARATE say how sure it is that no known author was meant.
"""

SCHEMES: Final = ("orcid", "openalex", "arxiv")
"""The schemes that identify an author, the most trusted first."""

Id = tuple[str, str]
Feature = str | int
"""Somebody or something two works have in common: a name key, or the primary key of a topic or large work."""


@dataclass(slots=True, kw_only=True, eq=False)
class Mention:
    """A byline whose author is asked for.

    ``entry`` numbers its work within the page; ``key`` is empty unless the byline is a full name;
    ``held`` is the author of the same byline so far, ``is_decided`` if a person said so.
    """

    entry: int
    position: int
    order: tuple[str, int]
    byline: str
    name: str
    key: str
    ids: tuple[Id, ...] = ()
    held: int | None = None
    is_decided: bool = False


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions that are one author: ``author_id`` is None until a new one is made."""

    author_id: int | None = None
    ids: dict[str, str] = field(default_factory=dict)
    new_ids: list[Id] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)
    mentions: list[tuple[Mention, Basis | None]] = field(default_factory=list)

    def contradicts(self, ids: dict[str, str], entries: set[int]) -> bool:
        """Say whether somebody with these ids, or in the author lists of these works, is somebody else."""
        if not self.entries.isdisjoint(entries):
            return True
        return any(self.ids.get(scheme, value) != value for scheme, value in ids.items())

    def take(self, mention: Mention, basis: Basis | None) -> None:
        self.mentions.append((mention, basis))
        self.entries.add(mention.entry)

    def learn(self, ids: dict[str, str]) -> None:
        """Keep ids that are new here."""
        for scheme, value in ids.items():
            if scheme not in self.ids:
                self.ids[scheme] = value
                self.new_ids.append((scheme, value))


@dataclass(slots=True, kw_only=True)
class Known:
    """What the database says of the ids and names of a page.

    ``coauthors`` and ``topics`` hold, of each candidate, only what the page also has.
    """

    by_id: dict[Id, int] = field(default_factory=dict)
    ids_of: dict[int, dict[str, str]] = field(default_factory=dict)
    candidates: dict[str, list[int]] = field(default_factory=dict)
    coauthors: dict[int, set[Feature]] = field(default_factory=dict)
    topics: dict[int, set[Feature]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """What each work of the page (by entry) has around a mention, by which it can be joined.

    ``large_works`` are works we hold whose long author lists resemble that of the entry.
    """

    keys: list[frozenset[Feature]]
    topics: list[frozenset[Feature]]
    large_works: dict[int, set[int]] = field(default_factory=dict)

"""Compares the author list of a record with the one we hold, place by place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from works.imports import staging
from works.imports.matching.mentions import SCHEMES, Mention
from works.imports.records import AuthorRef, AuthorshipRecord, Problem, WorkRecord
from works.imports.upsert.triage import Entry
from works.text import names


@dataclass(slots=True, frozen=True)
class Held:
    """An authorship we hold; ``is_decided`` if a person said whose it is."""

    id: int
    work_id: int
    position: int
    byline: str
    author_id: int | None
    is_decided: bool


@dataclass(slots=True)
class Place:
    """One place of the author list as it will be, and the row it was before, if any."""

    position: int
    byline: str
    record: AuthorshipRecord
    held: Held | None = None
    mention: Mention | None = None
    author_id: int | None = None

    @property
    def is_unchanged(self) -> bool:
        """Say whether the byline is what it was."""
        return self.held is not None and self.held.byline == self.byline


@dataclass(slots=True)
class AuthorList:
    """The author list of one entry, and the rows it no longer has."""

    entry: Entry
    places: list[Place] = field(default_factory=list)
    gone: list[Held] = field(default_factory=list)
    is_kept: bool = False


def held_rows(entries: Sequence[Entry]) -> dict[int, list[Held]]:
    """Return the authorships we hold of the works that are known."""
    known = [entry.work_id for entry in entries if not entry.is_new]
    rows: defaultdict[int, list[Held]] = defaultdict(list)
    if known:
        for row in staging.fetch(_HELD, {"ids": known}):
            rows[row[1]].append(Held(*row))
    return rows


_HELD: Final = """
SELECT a.id, a.work_id, a.position, a.byline, a.author_id,
       EXISTS (SELECT 1 FROM works_attribution t WHERE t.authorship_id = a.id AND t.actor_id IS NOT NULL)
FROM works_authorship a WHERE a.work_id = ANY(%(ids)s) ORDER BY a.work_id, a.position
"""


def pair(entry: Entry, held: Sequence[Held]) -> AuthorList | Problem:
    """Give each place of the record the row it was before: by byline, else by position.

    A record that drops a place of which a person said whose it is, is a problem. Another source's list
    replaces the held one only where that is empty or known to be incomplete.
    """
    listed = AuthorList(entry)
    if held and entry.has_other_records and not _is_incomplete(entry.work_id):
        listed.is_kept = True
        listed.places = [
            Place(row.position, row.byline, AuthorshipRecord(byline=row.byline), row, author_id=row.author_id)
            for row in held
        ]
        return listed
    listed.places = [
        Place(position, staging.clip(authorship.byline, "byline"), authorship)
        for position, authorship in enumerate(entry.record.authorships, start=1)
    ]
    if held:
        listed.gone = _pair(listed.places, held)
    dropped = next((row for row in listed.gone if row.is_decided), None)
    return _dropped(entry.record, dropped) if dropped else listed


def _pair(places: Sequence[Place], held: Sequence[Held]) -> list[Held]:
    by_byline: defaultdict[str, list[Held]] = defaultdict(list)
    for row in held:
        by_byline[row.byline].append(row)
    for place in places:
        rows = by_byline[place.byline]
        if rows:
            place.held = rows.pop(0)
    by_position = {row.position: row for rows in by_byline.values() for row in rows}
    for place in places:
        if place.held is None:
            place.held = by_position.pop(place.position, None)
    return list(by_position.values())


def add_mentions(lists: Sequence[AuthorList]) -> list[Mention]:
    """Ask for the author of every place that may have one."""
    mentions: list[Mention] = []
    for number, listed in enumerate(lists):
        if listed.is_kept:
            continue
        for place in listed.places:
            place.mention = _mention(number, listed.entry.record.record_id, place)
            if place.mention:
                mentions.append(place.mention)
    return mentions


def _mention(number: int, record_id: str, place: Place) -> Mention | None:
    name, key, is_group = read(place.byline)
    held = place.held
    is_decided = held is not None and held.is_decided
    if is_decided and held and held.author_id is None:
        return None
    if is_group and not is_decided:
        return None
    ref = place.record.author
    ids = _ids(ref)
    if not key and ref.display_name:
        name, key, _ = read(ref.display_name)
    return Mention(
        entry=number,
        position=place.position,
        order=(record_id, place.position),
        byline=place.byline,
        name=name,
        key=key,
        ids=ids,
        held=held.author_id if held and (is_decided or place.is_unchanged) else None,
        is_decided=is_decided,
    )


@lru_cache(maxsize=65536)
def read(byline: str) -> tuple[str, str, bool]:
    """Return a byline as a name to show, its key if it is a full name, and whether it is a group."""
    name = names.parse(byline)
    if name.collaboration:
        return byline, "", True
    return (
        (str(name) if "," in byline else byline),
        (names.key(byline) if names.is_full(byline) else ""),
        False,
    )


def _ids(ref: AuthorRef) -> tuple[tuple[str, str], ...]:
    if not (ref.orcid or ref.openalex or ref.arxiv):
        return ()
    return tuple((scheme, value) for scheme in SCHEMES if (value := getattr(ref, scheme)))


def _is_incomplete(work_id: int) -> bool:
    rows = staging.fetch("SELECT NOT authorships_complete FROM works_work WHERE id = %(id)s", {"id": work_id})
    return bool(rows and rows[0][0])


def _dropped(record: WorkRecord, held: Held) -> Problem:
    return Problem(
        place=record.place,
        record_id=record.record_id,
        field="authorships",
        message=f"It no longer lists {held.byline}, of whom a person said which researcher that is.",
        remedy="Withdraw that statement, or correct the record, and import it again.",
        payload=record.payload,
    )

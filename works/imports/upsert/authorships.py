"""Writes author lists: who stands where, with which affiliation, and on what grounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from works.imports import staging
from works.imports.matching.mentions import CONFIDENCE, Basis, Cluster
from works.imports.upsert.entities import Entities
from works.imports.upsert.places import AuthorList, Place
from works.imports.upsert.texts import Text

COLUMNS: Final = (
    "id, work_id, position, byline, author_id, orcid, raw_affiliations, is_corresponding, is_listed,"
    " publication_year, sort_title, authors_count"
)
ATTRIBUTION_COLUMNS: Final = "authorship_id, author_id, verdict, basis, confidence, run_id"
TYPES: Final = (
    "id bigint, work_id bigint, position int, byline text, author_id bigint, orcid text,"
    " raw_affiliations text[], is_corresponding bool, is_listed bool, publication_year int,"
    " sort_title text, authors_count int"
)


@dataclass(slots=True)
class Rows:
    """What a page writes of its author lists."""

    new: list[staging.Row] = field(default_factory=list)
    changed: list[staging.Row] = field(default_factory=list)
    attributions: list[staging.Row] = field(default_factory=list)
    seats: list[staging.Row] = field(default_factory=list)
    rematched: list[int] = field(default_factory=list)


def write(
    lists: Sequence[AuthorList],
    clusters: Sequence[Cluster],
    texts: Sequence[Text],
    entities: Entities,
    *,
    run_id: int,
) -> None:
    """Write every place of these lists and the new attributions; delete the places that are gone."""
    joined = {id(mention): (cluster, basis) for cluster in clusters for mention, basis in cluster.mentions}
    count = sum(place.held is None for listed in lists for place in listed.places)
    fresh_ids = iter(staging.allot("works_authorship", count))
    rows = Rows()
    for listed, text in zip(lists, texts, strict=True):
        if listed.is_kept:
            continue
        for place in listed.places:
            basis = None
            if place.mention:
                cluster, basis = joined[id(place.mention)]
                place.author_id = cluster.author_id
            elif place.held and place.held.is_decided:
                place.author_id = place.held.author_id
            authorship_id = place.held.id if place.held else next(fresh_ids)
            _add(rows, authorship_id, place, basis, run_id)
            (rows.changed if place.held else rows.new).append(_row(authorship_id, listed, place, text))
            rows.seats += [(authorship_id, seat) for seat in _seats(place, entities)]
    _replace_held(lists, rows)
    staging.copy("works_authorship", COLUMNS, rows.new)
    staging.copy("works_authorship_institutions", "authorship_id, institution_id", rows.seats)
    staging.copy("works_attribution", ATTRIBUTION_COLUMNS, rows.attributions)
    _copy_fields([text for text, listed in zip(texts, lists, strict=True) if listed.is_kept])


def _add(rows: Rows, authorship_id: int, place: Place, basis: Basis | None, run_id: int) -> None:
    if basis:
        rows.attributions.append(
            (authorship_id, place.author_id, "is", str(basis), CONFIDENCE[basis], run_id)
        )
    if place.held and not place.held.is_decided and (basis or place.author_id != place.held.author_id):
        rows.rematched.append(authorship_id)


def _row(authorship_id: int, listed: AuthorList, place: Place, text: Text) -> staging.Row:
    record = place.record
    return (
        authorship_id, listed.entry.work_id, place.position, place.byline, place.author_id,
        record.author.orcid, staging.array(record.raw_affiliations), record.is_corresponding,
        place.author_id is not None and not text.is_hidden, text.record.publication_year or 0,
        text.sort_title, len(listed.places),
    )  # fmt: skip


def _seats(place: Place, entities: Entities) -> dict[int, None]:
    if not place.record.institutions:
        return {}
    found = (entities.institution(ref) for ref in place.record.institutions)
    return dict.fromkeys(one for one in found if one is not None)


def _replace_held(lists: Sequence[AuthorList], rows: Rows) -> None:
    gone = [held.id for listed in lists for held in listed.gone]
    held = [row[0] for row in rows.changed]
    # By hand, since no foreign key of Django's cascades in the database.
    for sql, ids in (
        ("DELETE FROM works_attribution WHERE authorship_id = ANY(%(ids)s)", gone),
        (
            "DELETE FROM works_attribution WHERE authorship_id = ANY(%(ids)s) AND actor_id IS NULL",
            rows.rematched,
        ),
        ("DELETE FROM works_authorship_institutions WHERE authorship_id = ANY(%(ids)s)", gone + held),
        ("DELETE FROM works_authorship WHERE id = ANY(%(ids)s)", gone),
    ):
        if ids:
            staging.run(sql, {"ids": ids})
    if rows.changed:
        staging.stage("staged_authorships", TYPES, rows.changed)
        # Positions step aside first: two that change places would meet.
        staging.run(_STEP_ASIDE)
        staging.run(_CHANGE)


_STEP_ASIDE: Final = """
UPDATE works_authorship t SET position = t.position + 1000000
FROM staged_authorships s WHERE s.id = t.id AND s.position <> t.position
"""
_CHANGED: Final = [name for name in COLUMNS.split(", ") if name not in {"id", "work_id"}]
_CHANGE: Final = f"""
UPDATE works_authorship t SET {", ".join(f"{name} = s.{name}" for name in _CHANGED)}
FROM staged_authorships s
WHERE s.id = t.id AND ({", ".join(f"t.{name}" for name in _CHANGED)})
      IS DISTINCT FROM ({", ".join(f"s.{name}" for name in _CHANGED)})
"""  # noqa: S608 - the parts are constants of this module


def _copy_fields(texts: Sequence[Text]) -> None:
    """Bring the copies of the work's fields up to date where the author list itself stays."""
    if texts:
        staging.run(
            "UPDATE works_authorship t SET publication_year = s.year, sort_title = s.title"
            " FROM unnest(%(ids)s::bigint[], %(years)s::int[], %(titles)s::text[]) AS s(work_id, year, title)"
            " WHERE s.work_id = t.work_id",
            {
                "ids": [text.work_id for text in texts],
                "years": [text.record.publication_year or 0 for text in texts],
                "titles": [text.sort_title for text in texts],
            },
        )

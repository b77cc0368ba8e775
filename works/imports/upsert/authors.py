"""Writes the people that matching found: new authors, further names and ids of known ones."""

from collections.abc import Sequence
from typing import Final

from bzpeer.core import public_ids
from works.imports import staging
from works.imports.matching.mentions import Cluster, Mention
from works.text import names, slugs

COLUMNS: Final = (
    "id, public_id, slug, display_name, name_key, status, is_mixed, revision, works_count, topics_count,"
    " close_collaborators_count, works_with_orcid_count, counts_by_year, counts_by_kind, counts_by_source"
)


def write(clusters: Sequence[Cluster], *, provider: str) -> None:
    """Make the new authors, giving their clusters the primary keys, and note what is new of the others."""
    new = [cluster for cluster in clusters if cluster.author_id is None]
    known = [cluster for cluster in clusters if cluster.author_id is not None]
    for cluster, author_id in zip(new, staging.allot("works_author", len(new)), strict=True):
        cluster.author_id = author_id
    shown = _write_new(new) | _improve(known)
    _write_names(clusters, shown)
    _write_ids(clusters, provider)


def _write_new(clusters: Sequence[Cluster]) -> dict[int, str]:
    shown: dict[int, str] = {}
    rows = []
    for cluster in clusters:
        assert cluster.author_id is not None
        mention = _best(cluster)
        name = staging.clip(mention.name, "author")
        shown[cluster.author_id] = name
        rows.append(
            (
                cluster.author_id, public_ids.new(), slugs.slug(name) or "researcher", name,
                mention.key[:200], "active", False, 1, 0, 0, 0, 0, "{}", "{}", "[]",
            )
        )  # fmt: skip
    staging.copy("works_author", COLUMNS, rows)
    return shown


def _improve(clusters: Sequence[Cluster]) -> dict[int, str]:
    """Show a known author by a full name as soon as one is seen; returns the names shown."""
    fresh = {cluster.author_id: cluster for cluster in clusters if _joined(cluster)}
    rows = staging.fetch(
        "SELECT id, display_name, name_key FROM works_author WHERE id = ANY(%(ids)s)",
        {"ids": list(fresh)},
    )
    shown = {author_id: name for author_id, name, _ in rows}
    for author_id, old, key in rows:
        mention = _best(fresh[author_id])
        if key or not mention.key:
            continue
        name = shown[author_id] = staging.clip(mention.name, "author")
        staging.run(
            "UPDATE works_author SET display_name = %(name)s, name_key = %(key)s, slug = %(slug)s"
            " WHERE id = %(id)s",
            {
                "name": name,
                "key": mention.key[:200],
                "slug": slugs.slug(name) or "researcher",
                "id": author_id,
            },
        )
        _insert_names([(author_id, old, names.key(old)[:200])])
    return shown


def _write_names(clusters: Sequence[Cluster], shown: dict[int, str]) -> None:
    _insert_names(
        sorted(
            {
                (cluster.author_id, name, names.key(name)[:200])
                for cluster in clusters
                if cluster.author_id in shown
                for mention in _joined(cluster)
                for name in [staging.clip(mention.name, "author")]
                if name != shown[cluster.author_id]
            }
        )
    )


def _insert_names(rows: Sequence[tuple[int, str, str]]) -> None:
    if not rows:
        return
    staging.run(
        "INSERT INTO works_authorname (author_id, name, key, kind, visibility)"
        " SELECT *, 'variant', 'public' FROM unnest(%(ids)s::bigint[], %(names)s::text[], %(keys)s::text[])"
        " ON CONFLICT DO NOTHING",
        {
            "ids": [row[0] for row in rows],
            "names": [row[1] for row in rows],
            "keys": [row[2] for row in rows],
        },
    )


def _write_ids(clusters: Sequence[Cluster], provider: str) -> None:
    rows = [(cluster.author_id, *name) for cluster in clusters for name in cluster.new_ids]
    if not rows:
        return
    staging.run(
        "INSERT INTO works_authoridentifier (author_id, scheme, value, asserted_by)"
        " SELECT *, %(provider)s FROM unnest(%(ids)s::bigint[], %(schemes)s::text[], %(values)s::text[])"
        " ON CONFLICT DO NOTHING",
        {
            "provider": provider,
            "ids": [row[0] for row in rows],
            "schemes": [row[1] for row in rows],
            "values": [row[2] for row in rows],
        },
    )


def _joined(cluster: Cluster) -> list[Mention]:
    """Return the mentions that were not this author's before."""
    return [mention for mention, basis in cluster.mentions if basis is not None]


def _best(cluster: Cluster) -> Mention:
    """Return the first mention by a full name, or the first."""
    ordered = sorted((mention for mention, _ in cluster.mentions), key=lambda mention: mention.order)
    return next((mention for mention in ordered if mention.key), ordered[0])

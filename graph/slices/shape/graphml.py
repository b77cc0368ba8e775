"""A slice as GraphML."""

import unicodedata
from io import BytesIO

import networkx as nx

from graph.slices.shape.model import Slice


def to_graphml(found: Slice) -> bytes:
    """Write nodes (id, label, kind, year, note, place, community) and edges (kind, weight, reason)."""
    graph: nx.Graph[str] = nx.Graph(focus=found.focus)
    for node in found.nodes:
        facts: dict[str, str | int | float] = {
            "kind": node.kind,
            "label": _writable(node.label),
            "public_id": node.public_id,
            "slug": _writable(node.slug),
            "weight": float(node.weight),
            "note": _writable(node.note),
            "x": node.x,
            "y": node.y,
            "community": node.community,
        }
        # GraphML has no empty value; an unknown year is one that is not there.
        if node.year is not None:
            facts["year"] = node.year
        graph.add_node(node.id, **facts)
    for edge in found.edges:
        graph.add_edge(
            edge.a, edge.b, kind=edge.kind, weight=float(edge.weight), reason=_writable(edge.reason)
        )
    written = BytesIO()
    nx.write_graphml_xml(graph, written)
    return written.getvalue()


def _writable(text: str) -> str:
    """Drop what XML 1.0 may not hold: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r" or not (unicodedata.category(sign) in {"Cc", "Cs"} or sign in "\ufffe\uffff")
    )

"""The same slice as a table: for people who do not see the picture, and for spreadsheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.slices.shape.model import NODE_KINDS, Edge, NodeKind, Placed, Slice

CSV_HEADER: Final = ("kind", "id", "label", "year", "note", "connections")
# What spreadsheets take for the start of a formula (OWASP, CSV Injection), with its full-width forms.
_FORMULA_STARTS: Final = tuple("=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """A line of the picture as seen from one of its ends."""

    node: Placed
    edge: Edge


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One node with its ties, the heaviest first."""

    node: Placed
    ties: tuple[Tie, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The rows of one kind, in the order of the slice."""

    kind: NodeKind
    rows: tuple[Row, ...]


def sections(found: Slice) -> tuple[Section, ...]:
    """List every node once, by kind, with every line that ends at it; kinds without nodes are left out."""
    nodes = {node.id: node for node in found.nodes}
    ties: dict[str, list[Tie]] = {node.id: [] for node in found.nodes}
    for edge in found.edges:
        ties[edge.a].append(Tie(node=nodes[edge.b], edge=edge))
        ties[edge.b].append(Tie(node=nodes[edge.a], edge=edge))
    rows = [Row(node=node, ties=tuple(sorted(ties[node.id], key=_rank))) for node in found.nodes]
    grouped = (
        Section(kind=kind, rows=tuple(row for row in rows if row.node.kind == kind)) for kind in NODE_KINDS
    )
    return tuple(section for section in grouped if section.rows)


def csv_rows(found: Slice) -> Iterator[tuple[str, ...]]:
    """Yield the header and one row per node, every cell harmless in a spreadsheet."""
    yield CSV_HEADER
    for section in sections(found):
        for row in section.rows:
            ties = "; ".join(f"{tie.node.label} ({tie.edge.reason})" for tie in row.ties)
            year = "" if row.node.year is None else str(row.node.year)
            cells = (section.kind, row.node.id, row.node.label, year, row.node.note, ties)
            yield tuple(map(harmless, cells))


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0\u3000").startswith(_FORMULA_STARTS) else cell


def _rank(tie: Tie) -> tuple[float, str, str]:
    return (-tie.edge.weight, tie.node.label, tie.node.id)

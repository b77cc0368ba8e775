import csv
import io

import pytest

from graph.slices.shape import table
from graph.slices.shape.compose import shape
from graph.slices.shape.model import Evidence
from tests.graph.slices.shape.sample import edge, made_evidence, node


def test_the_table_holds_every_node_once_and_every_line_at_both_ends():
    found = shape(made_evidence(60, 150))

    rows = [row for section in table.sections(found) for row in section.rows]

    assert sorted(row.node.id for row in rows) == sorted(placed.id for placed in found.nodes)
    assert sum(len(row.ties) for row in rows) == 2 * len(found.edges)


def test_a_row_names_the_other_end_and_the_reason_heaviest_first():
    nodes = (node("person", "f", "Focus"), node("person", "a", "Ann"), node("person", "b", "Bo"))
    edges = (
        edge("person:a", "person:f", "collab", weight=1, reason="1 joint work"),
        edge("person:f", "person:b", "collab", weight=7, reason="7 joint works"),
    )

    (section,) = table.sections(shape(Evidence(focus="person:f", nodes=nodes, edges=edges)))

    focus = section.rows[0]
    assert [(tie.node.label, tie.edge.reason) for tie in focus.ties] == [
        ("Bo", "7 joint works"),
        ("Ann", "1 joint work"),
    ]


def test_kinds_without_nodes_have_no_section():
    found = shape(Evidence(focus="topic:t", nodes=(node("topic", "t"),), edges=()))

    assert [section.kind for section in table.sections(found)] == ["topic"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "|"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start):
    nodes = (node("work", "w", f"{start}HYPERLINK(1)", note=f"{start}1"),)

    rows = list(table.csv_rows(shape(Evidence(focus="work:w", nodes=nodes, edges=()))))

    assert rows[1][2] == f"'{start}HYPERLINK(1)"
    assert rows[1][4] == f"'{start}1"


def test_rows_pass_through_a_csv_file():
    found = shape(made_evidence(20, 40))
    written = io.StringIO()

    csv.writer(written).writerows(table.csv_rows(found))

    again = list(csv.DictReader(io.StringIO(written.getvalue())))
    assert len(again) == len(found.nodes)
    assert all(row["connections"] for row in again)

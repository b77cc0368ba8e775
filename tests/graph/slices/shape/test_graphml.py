from io import BytesIO

import networkx as nx

from graph.slices.shape.compose import shape
from graph.slices.shape.graphml import to_graphml
from graph.slices.shape.model import Evidence
from tests.graph.slices.shape.sample import edge, made_evidence, node


def test_the_file_reads_back_with_ids_kinds_labels_and_reasons():
    found = shape(made_evidence(30, 60))

    again = nx.read_graphml(BytesIO(to_graphml(found)))

    assert {key: (facts["kind"], facts["label"]) for key, facts in again.nodes(data=True)} == {
        placed.id: (placed.kind, placed.label) for placed in found.nodes
    }
    assert all(again.edges[line.a, line.b]["reason"] == line.reason for line in found.edges)
    assert again.number_of_edges() == len(found.edges)
    assert again.graph["focus"] == found.focus


def test_a_year_nobody_knows_is_absent():
    nodes = (node("work", "a", year=2020), node("work", "b"))
    evidence = Evidence(focus="work:a", nodes=nodes, edges=(edge("work:a", "work:b", "related"),))

    again = nx.read_graphml(BytesIO(to_graphml(shape(evidence))))

    assert again.nodes["work:a"]["year"] == 2020
    assert "year" not in again.nodes["work:b"]


def test_what_xml_may_not_hold_is_dropped():
    nodes = (node("work", "a", "null \x00, bell \x07, \ufffe & <b>"),)
    evidence = Evidence(focus="work:a", nodes=nodes, edges=())

    again = nx.read_graphml(BytesIO(to_graphml(shape(evidence))))

    assert again.nodes["work:a"]["label"] == "null , bell ,  & <b>"


def test_the_same_slice_gives_the_same_bytes():
    found = shape(made_evidence(30, 60))

    assert to_graphml(found) == to_graphml(found)

import re
from xml.etree import ElementTree as ET

from graph.slices.shape import compose, contours
from graph.slices.shape.model import Evidence
from tests.graph.slices.shape.sample import edge, made_evidence, node


def _never():
    return 0.0


def test_five_levels_are_drawn_in_few_bytes():
    found = compose.shape(made_evidence(150, 500), clock=_never).contours

    assert len(found) == 5
    assert sum(map(len, found)) <= 12_000


def test_paths_hold_whole_numbers_and_commands_only():
    found = compose.shape(made_evidence(150, 500), clock=_never).contours

    assert all(re.fullmatch(r"(M-?\d+[ -]\d+(q-?\d+([ ]\d+|-\d+){3})+z?)+", path) for path in found)
    assert ET.fromstring("<svg>{}</svg>".format("".join(f'<path d="{path}"/>' for path in found))) is not None


def test_without_works_and_topics_there_is_no_terrain():
    people = (node("person", "a"), node("person", "b"))
    evidence = Evidence(focus="person:a", nodes=people, edges=(edge("person:a", "person:b", "collab"),))

    found = compose.shape(evidence, clock=_never)

    assert found.contours == ()


def test_terrain_that_would_weigh_too_much_is_left_out(monkeypatch):
    nodes = compose.shape(made_evidence(50, 100), clock=_never).nodes
    monkeypatch.setattr(contours, "MOST_BYTES", 100)

    found = contours.contours(nodes)

    assert found == ()

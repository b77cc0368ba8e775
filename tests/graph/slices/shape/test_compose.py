import hashlib
import math
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial

import msgspec
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.slices.shape.compose import shape as shape_in_time
from graph.slices.shape.model import NODE_KINDS, Edge, Evidence, Node
from tests.graph.slices.shape.sample import FOCUS, edge, made_evidence, node, sample_evidence

# A clock that stands still: what is tested is the slice, not the machine.
shape = partial(shape_in_time, clock=lambda: 0.0)

LABELS = st.text(st.sampled_from("abW .:,-$\\{}^_@深学الذ\u0301\u202e\x00😀"), max_size=60)
WEIGHTS = st.floats(min_value=0, max_value=1e6) | st.sampled_from([math.nan, math.inf, -1.0])
IDS = st.sampled_from([f"{kind}:{number}" for kind in NODE_KINDS for number in range(6)])


@st.composite
def evidences(draw):
    ids = draw(st.lists(IDS, min_size=1, max_size=20, unique=True))
    nodes = [
        Node(
            id=key,
            kind=key.partition(":")[0],
            public_id=key,
            slug="",
            label=draw(LABELS),
            year=draw(st.none() | st.integers(1900, 2030)),
            weight=draw(WEIGHTS),
            note="",
        )
        for key in ids
    ]
    kinds = st.sampled_from(["author", "collab", "about", "affiliation", "related"])
    edges = st.builds(Edge, a=IDS, b=IDS, kind=kinds, weight=WEIGHTS, reason=LABELS)
    return Evidence(focus=ids[0], nodes=tuple(nodes), edges=tuple(draw(st.lists(edges, max_size=50))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(evidences(), st.integers(1, 25))
def test_any_evidence_makes_a_sound_slice(evidence, limit):
    found = shape(evidence, limit=limit)

    ids = [placed.id for placed in found.nodes]
    drawn = nx.Graph()
    drawn.add_nodes_from(ids)
    drawn.add_edges_from((line.a, line.b) for line in found.edges)
    assert ids[0] == found.focus == evidence.focus
    assert len(ids) == len(set(ids)) <= limit
    assert {end for line in found.edges for end in (line.a, line.b)} <= set(ids)
    assert set(ids) == nx.node_connected_component(drawn, found.focus)
    assert sum(found.left_out.values()) + len(ids) == len(evidence.nodes)
    for placed in found.nodes:
        assert placed.half_width <= placed.x <= found.width - placed.half_width
        assert placed.half_height <= placed.y <= found.height - placed.half_height
        assert math.isfinite(placed.weight)
        assert placed.short.strip()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(evidences(), st.randoms())
def test_the_same_evidence_in_any_order_makes_the_same_bytes(evidence, rng):
    shuffled = replace(
        evidence,
        nodes=tuple(rng.sample(evidence.nodes, len(evidence.nodes))),
        edges=tuple(rng.sample(evidence.edges, len(evidence.edges))),
    )

    once, twice = shape(evidence), shape(shuffled)

    assert msgspec.json.encode(once) == msgspec.json.encode(twice)


def test_another_process_makes_the_same_bytes():
    program = (
        "import hashlib, msgspec\n"
        "from graph.slices.shape.compose import shape\n"
        "from tests.graph.slices.shape.sample import made_evidence\n"
        "found = shape(made_evidence(60, 150), clock=lambda: 0.0)\n"
        "print(hashlib.sha256(msgspec.json.encode(found)).hexdigest())"
    )

    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]

    here = hashlib.sha256(msgspec.json.encode(shape(made_evidence(60, 150)))).hexdigest()
    assert printed == [here, here]


def test_a_focus_alone_is_a_slice_of_one():
    found = shape(Evidence(focus="work:w", nodes=(node("work", "w", "Alone: a study"),), edges=()))

    assert [(placed.short, placed.x, placed.y) for placed in found.nodes] == [("Alone", 450, 300)]
    assert found.edges == ()
    assert found.layout.overlap == found.layout.crossings == 0


def test_candidates_that_tie_nowhere_leave_the_focus_alone():
    nodes = (node("person", "f"), *(node("work", str(index)) for index in range(9)))

    found = shape(Evidence(focus="person:f", nodes=nodes, edges=()))

    assert len(found.nodes) == 1
    assert found.left_out["work"] == 9


@pytest.mark.parametrize(
    "script", ["深層学習による画像認識の研究", "الذكاء الاصطناعي في الطب", "Very long words " * 9]
)
def test_labels_of_any_script_and_length_find_room(script):
    nodes = [node(kind, str(index), f"{script} {index}") for index in range(9) for kind in NODE_KINDS]
    edges = [edge("work:0", found.id, "related") for found in nodes[1:]]

    found = shape(Evidence(focus="work:0", nodes=tuple(nodes), edges=tuple(edges)))

    assert len(found.nodes) == 36
    assert found.layout.overlap == 0


def test_places_are_rounded_to_a_tenth():
    found = shape(made_evidence(60, 150))

    assert all(value == round(value, 1) for placed in found.nodes for value in (placed.x, placed.y))


def test_three_hundred_candidates_with_two_thousand_ties_stay_within_the_budget():
    evidence = made_evidence(300, 2000)
    shape_in_time(evidence)

    seconds = []
    for _ in range(3):
        started = time.process_time()
        shape_in_time(evidence)
        seconds.append(time.process_time() - started)

    assert min(seconds) < 2


def test_the_sample_profile_makes_a_readable_picture():
    found = shape(sample_evidence())

    kinds = [placed.kind for placed in found.nodes]
    assert (found.nodes[0].short, len(found.nodes)) == (FOCUS, 40)
    assert {"T. Chen", "H. Wang", "P. Wang"} <= {placed.short for placed in found.nodes}
    assert kinds.count("topic") == 12
    assert found.layout.overlap == 0
    assert found.layout.crossings <= 30
    assert len(found.contours) == 5


def test_every_picked_topic_of_the_sample_is_tied_to_a_work():
    found = shape(sample_evidence())

    about = {end for line in found.edges if line.kind == "about" for end in (line.a, line.b)}
    assert {placed.id for placed in found.nodes if placed.kind == "topic"} <= about


def test_the_order_of_the_sample_does_not_matter():
    evidence = sample_evidence()
    rng = random.Random(5)
    mixed = replace(evidence, edges=tuple(rng.sample(evidence.edges, len(evidence.edges))))

    assert shape(mixed) == shape(evidence)

import itertools
import statistics

import pytest

from graph.slices.shape import compose
from graph.slices.shape.model import NODE_KINDS, Evidence
from tests.graph.slices.shape.sample import edge, made_evidence, node


def _places(found):
    return {placed.id: (placed.x, placed.y) for placed in found.nodes}


def _moves(before, after):
    pairs = [(before[key], after[key]) for key in before.keys() & after.keys()]
    return [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairs]


def _never():
    return 0.0


def _with_newcomers(evidence, count):
    nodes = [node("institution", f"new{index}", f"New place {index}", weight=50) for index in range(count)]
    edges = [edge(evidence.focus, found.id, "affiliation", weight=9) for found in nodes]
    return Evidence(focus=evidence.focus, nodes=(*evidence.nodes, *nodes), edges=(*evidence.edges, *edges))


@pytest.mark.parametrize("kind", NODE_KINDS)
def test_forty_nodes_find_room_without_any_overlap(kind):
    found = compose.shape(made_evidence(150, 500, kind=kind), clock=_never)

    assert len(found.nodes) == 40
    assert found.layout.overlap == 0


def test_the_focus_stands_in_the_middle():
    found = compose.shape(made_evidence(50, 120), clock=_never)

    assert (found.nodes[0].x, found.nodes[0].y) == (450, 300)


def test_a_refreshed_slice_hardly_moves_when_three_nodes_are_new():
    evidence = made_evidence(30, 60)
    before = _places(compose.shape(evidence, clock=_never))

    after = compose.shape(_with_newcomers(evidence, 3), previous=before, clock=_never)

    assert len(after.nodes) == len(before) + 3
    assert statistics.median(_moves(before, _places(after))) <= 30
    assert after.layout.overlap == 0


def test_a_refreshed_slice_without_news_stays_as_it_was():
    evidence = made_evidence(60, 150)
    before = _places(compose.shape(evidence, clock=_never))

    after = _places(compose.shape(evidence, previous=before, clock=_never))

    assert after == before


def test_places_of_another_picture_are_not_kept():
    evidence = made_evidence(60, 150)
    fresh = compose.shape(evidence, clock=_never)
    few = dict(itertools.islice(_places(fresh).items(), 5))

    found = compose.shape(evidence, previous=dict.fromkeys(few, (1.0, 1.0)), clock=_never)

    assert found == fresh


def test_previous_places_that_are_no_places_are_ignored():
    evidence = made_evidence(12, 20)
    broken = {found.id: (float("nan"), 5.0) for found in evidence.nodes}

    found = compose.shape(evidence, previous=broken, clock=_never)

    assert found == compose.shape(evidence, clock=_never)


def test_places_outside_the_canvas_are_brought_inside():
    evidence = made_evidence(12, 20)
    outside = {found.id: (5000.0, -5000.0) for found in evidence.nodes}

    found = compose.shape(evidence, previous=outside, clock=_never)

    assert all(0 <= placed.x <= 900 and 0 <= placed.y <= 600 for placed in found.nodes)


@pytest.mark.parametrize("calls", [1, 2, 30, 150, 400])
def test_when_the_budget_ends_the_best_so_far_is_taken(calls):
    ticks = itertools.chain(itertools.repeat(0.0, calls), itertools.repeat(9.0))

    found = compose.shape(made_evidence(100, 300), clock=lambda: next(ticks))

    assert len(found.nodes) == 40
    assert all(placed.half_width <= placed.x <= 900 - placed.half_width for placed in found.nodes)
    assert all(placed.half_height <= placed.y <= 600 - placed.half_height for placed in found.nodes)

import math

import pytest

from graph.slices.shape.candidates import gather, merged
from graph.slices.shape.model import Evidence
from tests.graph.slices.shape.sample import edge, node


def test_the_focus_is_the_first_candidate():
    evidence = Evidence(focus="work:z", nodes=(node("work", "a"), node("work", "z")), edges=())

    candidates = gather(evidence)

    assert [found.id for found in candidates.nodes] == ["work:z", "work:a"]


def test_a_focus_that_is_not_among_the_nodes_is_refused():
    evidence = Evidence(focus="work:z", nodes=(node("work", "a"),), edges=())

    with pytest.raises(ValueError, match="work:z"):
        gather(evidence)


def test_edges_listed_twice_become_one_with_both_reasons():
    double = [
        edge("person:a", "person:b", "collab", weight=2, reason="2 joint works"),
        edge("person:b", "person:a", "related", weight=1, reason="same institution"),
        edge("person:a", "person:b", "collab", weight=2, reason="2 joint works"),
    ]

    (found,) = merged(double)

    assert (found.kind, found.weight, found.reason) == ("collab", 2, "2 joint works; same institution")


def test_edges_to_unknown_nodes_and_to_oneself_are_dropped():
    evidence = Evidence(
        focus="person:a",
        nodes=(node("person", "a"),),
        edges=(edge("person:a", "work:gone"), edge("person:a", "person:a")),
    )

    candidates = gather(evidence)

    assert candidates.graph.number_of_edges() == 0


@pytest.mark.parametrize("weight", [math.nan, math.inf, -3.0])
def test_a_weight_that_is_no_amount_counts_as_nothing(weight):
    evidence = Evidence(focus="person:a", nodes=(node("person", "a", weight=weight),), edges=())

    candidates = gather(evidence)

    assert candidates.nodes[0].weight == 0

from collections import Counter

import networkx as nx
import pytest

from graph.slices.shape.choose import choose
from graph.slices.shape.model import NODE_KINDS, Evidence
from tests.graph.slices.shape.sample import edge, made_evidence, node


def _kinds(chosen):
    return Counter(found.kind for found in chosen.nodes[1:])


def test_a_person_gets_works_people_and_topics_in_their_shares():
    chosen = choose(made_evidence(300, 2000), limit=40)

    assert _kinds(chosen) == {"work": 17, "person": 9, "topic": 12, "institution": 1}


@pytest.mark.parametrize("kind", NODE_KINDS)
def test_every_kind_of_focus_fills_its_slice_with_all_kinds(kind):
    chosen = choose(made_evidence(300, 2000, kind=kind), limit=40)

    assert len(chosen.nodes) == 40
    assert set(_kinds(chosen)) == set(NODE_KINDS)


def test_places_a_kind_cannot_fill_go_to_the_others():
    focus = node("person", "focus")
    works = [node("work", str(index)) for index in range(60)]
    evidence = Evidence(
        focus=focus.id, nodes=(focus, *works), edges=tuple(edge(focus.id, work.id) for work in works)
    )

    chosen = choose(evidence, limit=40)

    assert len(chosen.nodes) == 40
    assert chosen.left_out == {"work": 21, "person": 0, "topic": 0, "institution": 0}


def test_no_kept_topic_starves_beside_a_large_one():
    focus = node("person", "focus")
    topics = [
        node("topic", name, weight=weight) for name, weight in [("large", 50), ("small", 2), ("tiny", 1)]
    ]
    works = [
        node("work", f"{topic.public_id}{index}", weight=9) for topic in topics[:1] for index in range(50)
    ]
    few = [node("work", topic.public_id) for topic in topics[1:]]
    edges = [edge(focus.id, work.id) for work in [*works, *few]]
    edges += [edge(work.id, topics[0].id, "about") for work in works]
    edges += [edge(work.id, topic.id, "about") for work, topic in zip(few, topics[1:], strict=True)]
    evidence = Evidence(focus=focus.id, nodes=(focus, *topics, *works, *few), edges=tuple(edges))

    chosen = choose(evidence, limit=12)

    assert {work.id for work in few} <= {found.id for found in chosen.nodes}


def test_a_node_is_kept_only_with_the_steps_that_lead_to_the_focus():
    focus, step, far = (
        node("person", "focus"),
        node("work", "step", weight=0),
        node("person", "far", weight=99),
    )
    evidence = Evidence(
        focus=focus.id,
        nodes=(focus, step, far),
        edges=(edge(focus.id, step.id), edge(step.id, far.id)),
    )

    with_room = choose(evidence, limit=3)
    without_room = choose(evidence, limit=2)

    assert [found.id for found in with_room.nodes] == [focus.id, step.id, far.id]
    assert [found.id for found in without_room.nodes] == [focus.id, step.id]


def test_candidates_without_any_path_to_the_focus_are_counted_as_left_out():
    focus, island, shore = node("topic", "focus"), node("work", "island"), node("person", "shore")
    evidence = Evidence(focus=focus.id, nodes=(focus, island, shore), edges=(edge(island.id, shore.id),))

    chosen = choose(evidence, limit=40)

    assert [found.id for found in chosen.nodes] == [focus.id]
    assert chosen.left_out == {"work": 1, "person": 1, "topic": 0, "institution": 0}


def test_the_closer_collaborator_and_the_newer_work_win():
    focus = node("person", "focus")
    people = [node("person", str(joint), weight=joint) for joint in range(1, 30)]
    works = [node("work", str(year), year=year) for year in range(1990, 2027)]
    edges = [edge(focus.id, person.id, "collab", weight=person.weight) for person in people]
    edges += [edge(focus.id, work.id) for work in works]
    evidence = Evidence(focus=focus.id, nodes=(focus, *people, *works), edges=tuple(edges))

    kept = {found.id for found in choose(evidence, limit=20).nodes}

    assert {"person:29", "person:28", "work:2026", "work:2025"} <= kept
    assert not {"person:1", "work:1990"} & kept


def test_lines_are_few_yet_every_node_still_reaches_the_focus():
    chosen = choose(made_evidence(300, 2000), limit=40)

    drawn = nx.Graph([(found.a, found.b) for found in chosen.edges])

    assert len(chosen.edges) <= 66
    assert nx.node_connected_component(drawn, chosen.nodes[0].id) == {found.id for found in chosen.nodes}


def test_only_the_closest_people_get_a_line_to_a_person_who_shares_works_with_all():
    focus, work = node("person", "focus"), node("work", "w")
    people = [node("person", str(joint), weight=joint) for joint in range(1, 9)]
    edges = [edge(focus.id, person.id, "collab", weight=person.weight) for person in people]
    edges += [edge(work.id, person.id, weight=person.weight) for person in [focus, *people]]
    evidence = Evidence(focus=focus.id, nodes=(focus, work, *people), edges=tuple(edges))

    chosen = choose(evidence, limit=40)

    to_focus = {found.b for found in chosen.edges if found.kind == "collab"}
    assert to_focus == {f"person:{joint}" for joint in range(4, 9)}


def test_the_focus_belongs_to_community_zero():
    chosen = choose(made_evidence(100, 300), limit=40)

    assert chosen.communities[0] == 0
    assert set(chosen.communities) == set(range(max(chosen.communities) + 1))

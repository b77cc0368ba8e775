import itertools

from graph.slices import timeline
from graph.slices.shape import compose
from graph.slices.shape.model import Evidence
from tests.graph.slices.shape.sample import edge, node


def drawn(*works):
    """The timeline of a person's works, each given as (label, year, topic or None)."""
    nodes = [node("person", "me", "Me")]
    edges = []
    for label, year, topic in works:
        nodes.append(node("work", label, label, year=year))
        edges.append(edge("person:me", f"work:{label}", "author"))
        if topic:
            nodes.append(node("topic", topic, topic))
            edges.append(edge(f"work:{label}", f"topic:{topic}", "about"))
    found = compose.shape(Evidence(focus="person:me", nodes=tuple(nodes), edges=tuple(edges)))
    return timeline.lanes(found)


def test_every_work_with_a_year_stands_once_in_its_lane():
    found = drawn(("A", 2020, "Maps"), ("B", 2021, "Maps"), ("C", 2021, None), ("D", None, "Maps"))

    lanes = {lane.name: [dot.node.label for dot in lane.dots] for lane in found.lanes}

    assert lanes == {"Maps": ["A", "B"], timeline.ELSEWHERE: ["C"]}


def test_works_of_one_year_and_lane_do_not_cover_each_other():
    found = drawn(*((letter, 2020, "Maps") for letter in "ABCDEF"))

    places = [(dot.x, dot.y) for lane in found.lanes for dot in lane.dots]

    assert len(set(places)) == 6
    assert max(y for _, y in places) + timeline.ROW <= found.height


def test_lanes_do_not_overlap():
    found = drawn(("A", 2020, "Maps"), ("B", 2020, "Maps"), ("C", 2020, "Seas"), ("D", 2020, "Stars"))

    ends = [(lane.top, max(dot.y for dot in lane.dots) + timeline.ROW) for lane in found.lanes]

    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))


def test_a_long_span_names_few_years_and_no_titles():
    found = drawn(("A", 1950, None), ("B", 2025, None))

    assert len(found.ticks) <= timeline.MOST_TICKS + 1
    assert not found.has_labels


def test_a_slice_without_dated_works_is_an_empty_timeline():
    found = drawn(("A", None, "Maps"))

    assert (found.lanes, found.ticks) == ((), ())

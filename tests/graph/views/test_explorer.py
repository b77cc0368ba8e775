import pytest
from pytest_django.asserts import assertContains, assertNotContains

from graph.models import GraphSlice
from graph.slices import builder
from tests.factories.works import AuthorFactory, TopicFactory, WorkFactory, recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna, ben = AuthorFactory(display_name="Anna Ash"), AuthorFactory(display_name="Ben Birch")
    WorkFactory(title="On maps", by=[anna, ben], topics=[TopicFactory(display_name="Maps")])
    WorkFactory(title="On seas", by=[anna, ben])
    recount()
    return anna


@pytest.fixture
def url(client, anna):
    """The explorer's address around Anna, with her slice built."""
    url = f"/explorer/?focus=researcher:{anna.public_id}"
    client.get(url)
    build_all()
    return url


def build_all():
    for stored in GraphSlice.objects.all():
        builder.build(stored)


def node_id(kind, label):
    nodes = [node for stored in GraphSlice.objects.all() for node in stored.payload["nodes"]]
    return next(node["id"] for node in nodes if node["kind"] == kind and node["label"] == label)


def test_without_a_focus_it_says_how_to_choose_one(client):
    assertContains(client.get("/explorer/"), "Find a researcher, a work, a topic or an institution")


@pytest.mark.parametrize("focus", ["researcher:000000000000", "work:000000000000"])
def test_an_unknown_focus_is_not_found(client, focus):
    assert client.get(f"/explorer/?focus={focus}").status_code == 404


def test_before_the_slice_is_built_the_page_waits_for_it(client, anna):
    response = client.get(f"/explorer/?focus=researcher:{anna.public_id}")

    assertContains(response, "Building this graph slice")
    assertContains(response, "/explorer/parts/all/?focus=researcher:")
    assertContains(response, "Look again")


def test_the_same_slice_is_shown_large(client, url):
    response = client.get(url)

    assertContains(response, "Around Anna Ash")
    assertContains(response, "5 items")


def test_a_kind_can_be_hidden_by_a_link_and_shown_again(client, url):
    response = client.get(f"{url}&hide=work")

    assertNotContains(response, "On maps, work")
    assertContains(response, "hidden; show")


def test_a_selected_node_says_why_it_is_here(client, url):
    response = client.get(f"{url}&sel={node_id('topic', 'Maps')}")

    assertContains(response, "Why it is here")
    assertContains(response, "topic of this work")
    assertContains(response, "Centre here")


def test_a_node_is_expanded_by_a_link(client, url):
    carl = AuthorFactory(display_name="Carl Cedar")
    WorkFactory(title="On stars", by=[AuthorFactory._meta.model.objects.get(display_name="Ben Birch"), carl])
    recount()
    ben = node_id("person", "Ben Birch")
    selected = client.get(f"{url}&sel={ben}")

    client.get(f"{url}&open={ben}")
    build_all()
    opened = client.get(f"{url}&open={ben}")

    assertContains(selected, f"&amp;open={ben}")
    assertNotContains(selected, "Carl Cedar")
    assertContains(opened, "Carl Cedar")
    assertContains(opened, ", collapse")


def test_at_most_four_nodes_are_expanded(client, url):
    many = "".join(f"&open=work:{number:012d}" for number in range(9))

    client.get(url + many)

    assert max(len(stored.opened) for stored in GraphSlice.objects.all()) == 4


def test_what_an_address_says_is_never_markup(client, url):
    response = client.get(f"{url}&sel=<script>alert(1)</script>&hide=<b>&view=<i>&open=work:<u>")

    assertNotContains(response, "<script>alert(1)")
    assertNotContains(response, "<u>")

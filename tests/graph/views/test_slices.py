import csv
import io
import threading

import networkx as nx
import pytest
from django.db import connection
from pytest_django.asserts import assertContains, assertNotContains

from bzpeer.core.models import Outbox
from graph import actions, tasks
from graph.models import GraphSlice
from graph.pages import panel
from tests.factories.works import AuthorFactory, TopicFactory, WorkFactory, recount
from works.signals import Change, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna = AuthorFactory(display_name="Anna Ash")
    ben = AuthorFactory(display_name="Ben Birch")
    for number in range(3):
        WorkFactory(title=f"Work <b>{number}</b>", by=[anna, ben], topics=[TopicFactory(display_name="Maps")])
    recount()
    return anna


def panel_url(author, **query):
    address = f"/slices/researcher/{author.public_id}/parts/panel/"
    return address + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


def work_off():
    """Do what the worker would: every open piece of work, once."""
    for row in Outbox.objects.filter(done_at=None, task="graph.build_slice"):
        tasks.build_slice.run(key=row.key)


def test_the_first_request_says_that_it_is_being_built_and_polls(client, anna):
    response = client.get(panel_url(anna))

    assertContains(response, "Building this graph slice")
    assertContains(
        response, "BZPEER is loading the nearby papers, people, topics and institutions for this page."
    )
    assertContains(response, "try=2")
    assert "no-store" in response["Cache-Control"]
    assert Outbox.objects.filter(task="graph.build_slice").count() == 1


def test_the_built_slice_is_a_map_of_links(client, anna):
    client.get(panel_url(anna))
    work_off()

    response = client.get(panel_url(anna, **{"try": 2}))

    assertContains(response, 'class="map"')
    assertContains(response, "Ben Birch, researcher, 3 joint works")
    assertContains(response, "Graph ready: 3 papers, 1 people, 1 topics")
    assertNotContains(response, "hx-trigger")


def test_imported_text_stays_text_in_the_picture(client, anna):
    client.get(panel_url(anna))
    work_off()

    response = client.get(panel_url(anna, **{"try": 2}))

    assertNotContains(response, "<b>0</b>")
    assertContains(response, "&lt;b&gt;0&lt;/b&gt;")


def test_a_fresh_slice_is_answered_from_memory_with_a_version(client, anna, django_assert_num_queries):
    client.get(panel_url(anna))
    work_off()
    first = client.get(panel_url(anna, **{"try": 2}))

    with django_assert_num_queries(1):
        again = client.get(panel_url(anna, **{"try": 2}), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_a_change_of_the_record_makes_the_slice_stale_but_keeps_it(client, anna):
    client.get(panel_url(anna))
    work_off()

    tell(Change(author_ids=frozenset({anna.pk})))
    response = client.get(panel_url(anna))

    assertContains(response, "Updating")
    assertContains(response, 'class="map"')
    assertContains(response, "hx-trigger")


def test_the_new_slice_replaces_the_stale_one(client, anna):
    client.get(panel_url(anna))
    work_off()
    tell(Change(author_ids=frozenset({anna.pk})))
    client.get(panel_url(anna))

    work_off()

    stored = GraphSlice.objects.get()
    assert stored.is_fresh
    assert stored.revision == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_readers_at_once_enqueue_one_piece_of_work():
    anna = AuthorFactory()
    start = threading.Barrier(20)

    def ask():
        start.wait()
        try:
            actions.request(kind="researcher", public_id=anna.public_id)
        finally:
            connection.close()

    readers = [threading.Thread(target=ask) for _ in range(20)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert Outbox.objects.count() == GraphSlice.objects.count() == 1


def test_polling_ends_with_a_reason_another_try_and_the_nearest_people(client, anna):
    response = client.get(panel_url(anna, **{"try": panel.LAST_TRY}))

    assertContains(response, "The workers that build slices don&#x27;t answer right now.")
    assertContains(response, "Try again")
    assertContains(response, "Ben Birch")
    assertNotContains(response, "hx-trigger")


def test_the_waits_add_up_to_about_25_seconds():
    waits = sum(panel.delay(attempt) for attempt in range(1, panel.LAST_TRY)) / 1000

    assert 18 <= waits <= 32


@pytest.mark.parametrize("attempt", ["x", "-1", "1.5", ""])
def test_a_wrong_attempt_is_refused(client, anna, attempt):
    assert client.get(panel_url(anna, **{"try": attempt})).status_code == 400


def test_an_endless_attempt_is_the_last(client, anna):
    assertContains(client.get(panel_url(anna, **{"try": "999999999"})), "Try again")


def test_a_failure_is_told_and_can_be_tried_again(client, anna, monkeypatch):
    client.get(panel_url(anna))

    def fail(*_, **__):
        raise RuntimeError("no luck")

    monkeypatch.setattr("graph.slices.builder.compose.shape", fail)
    work_off()
    failed = client.get(panel_url(anna, **{"try": 2}))
    monkeypatch.undo()
    again = client.get(panel_url(anna, again=1))
    work_off()

    assertContains(failed, "The last attempt to build this slice failed.")
    assertContains(again, "Building this graph slice")
    assert GraphSlice.objects.get().is_fresh


def test_a_researcher_without_neighbours_is_told_so(client):
    alone = AuthorFactory()
    client.get(panel_url(alone))
    work_off()

    assertContains(client.get(panel_url(alone, **{"try": 2})), "Nothing to connect yet")


def test_the_page_without_javascript_shows_the_nearest_people_at_once(client, anna):
    response = client.get(f"/slices/researcher/{anna.public_id}/?view=list")

    assertContains(response, "Ben Birch")
    assertContains(response, "3 joint works")


@pytest.mark.parametrize(
    ("view", "mark"), [("list", "<table>"), ("time", "map time"), ("map", 'class="terrain"')]
)
def test_each_view_shows_the_same_slice(client, anna, view, mark):
    client.get(panel_url(anna))
    work_off()

    response = client.get(f"/slices/researcher/{anna.public_id}/?view={view}")

    assertContains(response, mark)
    assertContains(response, "Work &lt;b&gt;0&lt;/b&gt;")


def test_the_table_tells_all_that_the_map_tells(client, anna):
    client.get(panel_url(anna))
    work_off()

    response = client.get(f"/slices/researcher/{anna.public_id}/?view=list")

    for node in GraphSlice.objects.get().payload["nodes"]:
        assertContains(response, f"/{node['public_id']}/{node['slug']}/")


@pytest.fixture
def built(client, anna):
    client.get(panel_url(anna))
    work_off()
    return anna


def test_the_json_download_holds_nodes_and_reasons(client, built):
    data = client.get(f"/slices/researcher/{built.public_id}.json").json()

    assert {node["kind"] for node in data["nodes"]} == {"person", "work", "topic"}
    assert all(edge["reason"] for edge in data["edges"])


def test_the_graphml_download_reads_back(client, built):
    response = client.get(f"/slices/researcher/{built.public_id}.graphml")

    graph = nx.parse_graphml(response.content.decode())

    assert graph.number_of_nodes() == 6
    assert response["Content-Disposition"].endswith('.graphml"')


def test_the_csv_download_has_a_row_per_node(client, built):
    response = client.get(f"/slices/researcher/{built.public_id}.csv")

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert len(rows) == 6


def test_nothing_stored_is_nothing_to_download(client, anna):
    assert client.get(f"/slices/researcher/{anna.public_id}.json").status_code == 404


@pytest.mark.parametrize(
    "address", ["/slices/researcher/000000000000/", "/slices/researcher/000000000000/parts/panel/"]
)
def test_unknown_records_are_not_found(client, address):
    assert client.get(address).status_code == 404
    assert not GraphSlice.objects.exists()

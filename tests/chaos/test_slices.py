"""Slices in trouble: everybody asks at once, nobody builds, every attempt fails."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from bs4 import BeautifulSoup

from tests.support.live import eventually

pytestmark = pytest.mark.worker

READERS = 200
AT_ONCE = 40


def panel(visitor, query):
    return BeautifulSoup(visitor.client.get(f"{visitor.panel}{query}").text, "html.parser").find(id="slice")


def test_two_hundred_readers_of_a_missing_slice_have_it_built_once(live, visitor):
    live.forget_slices()
    limits = httpx2.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)

    with (
        httpx2.Client(base_url=live.url, timeout=60, limits=limits) as client,
        ThreadPoolExecutor(AT_ONCE) as readers,
    ):
        answers = list(
            readers.map(lambda _: client.get(f"{visitor.panel}?try=1").status_code, range(READERS))
        )

    assert answers == [200] * READERS
    eventually(live.is_done)
    assert live.sql("SELECT count(*) FROM core_outbox WHERE task = 'graph.build_slice'") == [1]
    assert live.sql("SELECT state, revision FROM graph_graphslice") == [("ready", 1)]


def test_without_a_worker_the_wait_ends_with_a_reason_a_list_and_the_nearest_people(live, visitor):
    live.forget_slices()
    live.kill("worker")
    waits = []

    shown = panel(visitor, "?try=1")
    while "hx-trigger" in shown.attrs:
        waits.append(int(re.search(r"delay:(\d+)ms", shown["hx-trigger"]).group(1)))
        shown = panel(visitor, "?" + shown["hx-get"].partition("?")[2])

    assert 15_000 < sum(waits) < 35_000
    assert len(waits) == 6
    assert not shown.has_attr("aria-busy")
    assert "don't answer right now" in shown.get_text()
    assert shown.find("a", string="Try again")
    assert shown.find("a", string="Show it as a list")
    assert "Tianlong Chen" in shown.get_text()


def test_without_a_worker_the_page_and_the_list_still_answer(live, visitor):
    live.forget_slices()
    live.kill("worker")

    page = visitor.client.get(visitor.profile)
    listed = visitor.client.get(f"/slices/researcher/{visitor.author_id}/?view=list")

    assert (page.status_code, listed.status_code) == (200, 200)
    assert "Building this graph slice" in page.text
    assert "Tianlong Chen" in listed.text


def test_a_stale_slice_stays_on_the_page_when_the_worker_is_away(live, visitor):
    live.forget_slices()
    visitor.client.get(f"{visitor.panel}?try=1")
    eventually(lambda: live.sql("SELECT 1 FROM graph_graphslice WHERE state = 'ready'"))
    live.kill("worker")
    live.sql("UPDATE graph_graphslice SET wanted = wanted + 1")

    first, last = panel(visitor, "?try=1"), panel(visitor, "?try=7")

    assert first.find("svg", class_="map")
    assert "hx-trigger" in first.attrs
    assert last.find("svg", class_="map")
    assert "hx-trigger" not in last.attrs


def test_a_slice_that_cannot_be_built_says_so_and_is_built_when_asked_again(live, visitor):
    live.forget_slices()
    live.sql("ALTER TABLE works_worktopic RENAME TO works_worktopic_away")
    try:
        visitor.client.get(f"{visitor.panel}?try=1")
        eventually(
            lambda: live.sql("SELECT 1 FROM graph_graphslice WHERE state = 'failed'"), what="the slice failed"
        )
        failed = panel(visitor, "?try=2")
    finally:
        live.sql("ALTER TABLE works_worktopic_away RENAME TO works_worktopic")

    assert "hx-trigger" not in failed.attrs
    assert "The last attempt to build this slice failed." in failed.get_text()
    assert "Tianlong Chen" in failed.get_text()
    panel(visitor, "?again=1")
    eventually(
        lambda: live.sql("SELECT 1 FROM graph_graphslice WHERE state = 'ready'"), what="the second try"
    )

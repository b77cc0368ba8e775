"""Pages kept in memory: bounded, versioned, never for somebody with a session."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from bzpeer.core import pagecache
from bzpeer.core.pagecache import Store, public_page


@pytest.fixture(autouse=True)
def _empty_memory():
    pagecache.forget()


def page(body="hello", stamp="1", **headers):
    """A page that counts how often it was made."""
    made = []

    @public_page(lambda: stamp)
    def view(request):
        made.append(1)
        return HttpResponse(body, headers=headers)

    view.made = made
    return view


def test_a_page_is_made_once_per_version():
    view, request = page(), RequestFactory().get("/x/")

    first, second = view(request), view(request)

    assert first.content == second.content == b"hello"
    assert len(view.made) == 1


def test_query_and_host_are_part_of_the_address():
    view = page()

    for request in (
        RequestFactory().get("/x/"),
        RequestFactory().get("/x/?page=2"),
        RequestFactory().get("/x/", headers={"host": "127.0.0.1"}),
    ):
        view(request)

    assert len(view.made) == 3


def test_a_session_cookie_is_answered_privately_and_never_kept(settings):
    view, request = page(), RequestFactory().get("/x/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "anything"

    first, _ = view(request), view(request)

    assert first["Cache-Control"] == "private, no-store"
    assert len(view.made) == 2


@pytest.mark.parametrize("view", [page(**{"Cache-Control": "no-store"}), page(stamp=None)])
def test_what_asks_not_to_be_kept_is_not(view):
    request = RequestFactory().get("/x/")

    response, _ = view(request), view(request)

    assert "ETag" not in response
    assert len(view.made) == 2


@pytest.mark.parametrize(
    ("accepts", "compressed"),
    [
        ("gzip", True),
        ("br;q=1, gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("gzip;q=0", False),
        ("br", False),
    ],
)
def test_compression_is_only_for_those_who_ask(accepts, compressed):
    response = page()(RequestFactory().get("/x/", headers={"accept-encoding": accepts}))

    body = gzip.decompress(response.content) if compressed else response.content
    assert body == b"hello"
    assert ("Content-Encoding" in response) == compressed
    assert response["Content-Length"] == str(len(response.content))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 40)), max_size=60))
def test_store_never_grows_beyond_its_bound(puts):
    store = Store(most_bytes=400)

    for key, size in puts:
        store.put(key, "v", b"x" * size, "text/html")

        assert store.size <= 400
        assert store.size == sum(len(body) for _, body, _ in store._kept.values())


def test_store_lets_the_page_go_that_was_used_longest_ago():
    store = Store(most_bytes=320)
    for key in "abcdefghijklmnop":
        store.put(key, "v", b"x" * 20, "")

    store.get("a", "v")
    store.put("q", "v", b"x" * 20, "")

    assert store.get("a", "v")
    assert store.get("b", "v") is None


def test_another_version_is_not_given():
    store = Store(most_bytes=1000)
    store.put("a", "v1", b"x", "")

    assert store.get("a", "v2") is None

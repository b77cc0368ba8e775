import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from bzpeer.core import connections

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that stands still until it is moved."""
    now = [1000.0]
    monkeypatch.setattr("bzpeer.core.connections.time.monotonic", lambda: now[0])
    connections._checked.clear()
    # Django's receivers would close the connection that holds this test's transaction.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield now
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
    connections._checked.clear()


def page(*, checked):
    """One request: does it find the connection already trusted?"""
    connection.health_check_done = False
    request_started.send(sender=None)
    trusted = connection.health_check_done
    connection.health_check_done = trusted or checked
    request_finished.send(sender=None)
    return trusted


def test_the_first_page_checks_and_the_next_does_not():
    assert [page(checked=True), page(checked=False)] == [False, True]


def test_a_connection_is_checked_again_after_some_seconds(clock):
    page(checked=True)
    clock[0] += connections.FRESH_SECONDS + 0.1

    assert page(checked=True) is False


def test_a_busy_process_still_checks_now_and_then(clock):
    trusted = []
    for _ in range(20):
        trusted.append(page(checked=True))
        clock[0] += 1.0

    assert trusted.count(False) >= 3


def test_a_connection_that_failed_is_not_trusted():
    connection.errors_occurred = True
    page(checked=True)
    connection.errors_occurred = False

    assert page(checked=True) is False

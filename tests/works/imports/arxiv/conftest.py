"""A client of a server on this machine, and pauses that are noted instead of slept."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import httpx2
import pytest

from tests.works.imports.arxiv.answering import ArxivServer, serving
from works.imports.arxiv.client import ArxivClient


class CountedPace:
    """Grants every turn at once, one at a time, and counts them."""

    def __init__(self) -> None:
        self.turns = 0
        self.is_taken = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        assert not self.is_taken
        self.turns += 1
        self.is_taken = True
        yield
        self.is_taken = False


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with serving() as running:
        yield running


@pytest.fixture
def pace() -> CountedPace:
    return CountedPace()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, in seconds, in place of sleeping."""
    noted: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=noted.append))
    return noted


@pytest.fixture
def client(server: ArxivServer, pace: CountedPace, pauses: list[float]) -> Iterator[ArxivClient]:
    transport = httpx2.HTTPTransport()
    timeout = httpx2.Timeout(5.0, read=0.3)
    with ArxivClient(
        server.url, "contact@example.org", pace=pace, version="1.2", transport=transport, timeout=timeout
    ) as made:
        yield made

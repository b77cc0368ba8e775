"""The client of arXiv as this site uses it."""

import pytest
from pytest_django import Settings

from tests.works.imports.arxiv.answering import ArxivServer
from tests.works.imports.payloads import payload
from works.imports import politeness
from works.imports.arxiv import site


@pytest.mark.django_db
def test_the_site_asks_where_its_settings_say_with_its_contact_and_the_shared_pace(
    server: ArxivServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    made = politeness.SharedPace
    monkeypatch.setattr(site, "SharedPace", lambda connection: made(connection, sleep=slept.append))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.ARXIV_API_URL = server.url
    settings.CONTACT_EMAIL = "owner@example.org"
    server.will_answer(payload("arxiv_one_paper.xml"))

    with site.client() as client:
        found = client.fetch(query="all:walks")

    assert len(found.items) == 1
    assert slept == [3.0]
    assert server.headers[0]["user-agent"].startswith("BZPEER/")
    assert "owner@example.org" in server.headers[0]["user-agent"]

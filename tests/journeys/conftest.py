"""A site whose background work is done at once, and a browser that knows no scripts."""

import pytest
from bs4 import BeautifulSoup
from celery import current_app
from django.core.cache import cache

from bzpeer.core import outbox


@pytest.fixture(autouse=True)
def no_limit_is_reached():
    """Forget who signed up from this address in the test before."""
    cache.clear()


@pytest.fixture(autouse=True)
def work_is_done_at_once(monkeypatch):
    """Stand in for broker and worker: a message is obeyed when it is sent, which is after the commit."""
    monkeypatch.setattr(outbox.breaker, "open_until", 0.0)
    monkeypatch.setattr(
        "bzpeer.core.outbox.current_app.send_task",
        lambda name, kwargs, queue: current_app.tasks[name].run(**kwargs),
    )


class Visitor:
    """Somebody with a browser: opens pages, presses links, fills in the forms they see."""

    def __init__(self, client):
        self.client = client
        self.page = None
        self.path = ""

    def open(self, path):
        return self._see(self.client.get(path, follow=True), path)

    def press(self, words):
        """Follow the link that reads ``words``."""
        link = next(link for link in self.page.find_all("a") if words in link.get_text())
        return self.open(link["href"])

    def send(self, **entries):
        """Fill in the main part's form, and send it with all that it held already."""
        form = self.page.find("main").find("form", method="post")
        held = {one["name"]: one.get("value", "") for one in form.find_all("input") if one.get("name")}
        path = form.get("action") or self.path
        return self._see(self.client.post(path, held | entries, follow=True), path)

    def words(self):
        return " ".join(self.page.find("main").get_text(" ").split())

    def _see(self, response, path):
        assert response.status_code == 200, (path, response.status_code)
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        self.page = BeautifulSoup(response.content, "html.parser")
        return self


@pytest.fixture
def visitor(client):
    return Visitor(client)

"""What people see when something went wrong."""

import pytest
from bs4 import BeautifulSoup
from django.template import Engine
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from bzpeer.core import views


@pytest.mark.django_db
def test_an_unknown_address_offers_a_search(client):
    response = client.get("/nothing/of/the/kind/")

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert soup.h1.get_text() == "There is no page here"
    assert soup.main.find("form", action="/search/")


def test_a_fault_is_answered_without_database_or_context_processors(monkeypatch):
    def broken(request):
        raise RuntimeError

    monkeypatch.setattr(Engine.get_default(), "template_context_processors", (broken,))

    response = views.server_error(RequestFactory().get("/", headers={"host": "not allowed!"}))

    assert response.status_code == 500
    assert b"Something went wrong" in response.content


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing_and_says_so():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})

    assert response.status_code == 403
    assert b"This form could not be checked" in response.content


@pytest.mark.parametrize("status", [403, 404, 410, 429])
def test_every_error_page_has_one_heading_and_a_way_on(status):
    soup = BeautifulSoup(render_to_string(f"{status}.html"), "html.parser")

    assert len(soup.find_all("h1")) == 1
    assert soup.main.find("a", href="/")
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"

"""Who may do what: ``matrix.csv`` holds a row for every route and method, and every row is tried.

The last columns are roles; a cell is the status that role gets, or ``login`` for a redirect to the log-in. Every
POST is also tried without a token. An unlisted route fails the build.
"""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from graph.models import GraphSlice
from tests.authz.routes import routes
from tests.factories.accounts import UserFactory
from tests.factories.works import (
    AuthorFactory,
    InstitutionFactory,
    Place,
    SourceFactory,
    TopicFactory,
    WorkFactory,
)

ROWS = list(csv.DictReader((Path(__file__).parent / "matrix.csv").read_text().splitlines()))
ROLES = ("anonymous", "reader", "curator", "admin")
METHODS = ("GET", "POST")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """One record of each kind, and the arguments by which routes name them."""
    topic, institution, source = TopicFactory(), InstitutionFactory(), SourceFactory()
    author = AuthorFactory()
    work = WorkFactory(by=[Place(author=author, institutions=[institution])], topics=[topic], source=source)
    return {"author": author, "work": work, "topic": topic, "institution": institution, "source": source}


def arguments(row, world):
    """Turn ``work.public_id work.slug`` into arguments; a word without a dot stands for itself."""
    found = []
    for word in row["arguments"].split():
        thing, _, field = word.partition(".")
        found.append(getattr(world[thing], field) if field and thing in world else word)
    return found


def client_of(role, **options):
    client = Client(**options)
    if role != "anonymous":
        client.force_login(UserFactory(**({} if role == "reader" else {role: True})))
    return client


def outcome(response):
    if response.status_code == 302 and response.url.split("?")[0] in {
        resolve_url(settings.LOGIN_URL),
        "/admin/login/",
    }:
        return "login"
    return str(response.status_code)


def test_every_route_has_a_row_for_every_method():
    listed = {(row["route"], row["method"]) for row in ROWS}
    expected = {(route, method) for route in routes() for method in METHODS}

    assert sorted(expected - listed) == []
    assert sorted(listed - expected) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['route']}")
def test_the_row_is_true_for_every_role(row, world):
    name = "admin:index" if row["route"] == "admin:*" else row["route"]
    url = reverse(name, args=arguments(row, world))

    found = {role: outcome(getattr(client_of(role), row["method"].lower())(url)) for role in ROLES}

    assert found == {role: row[role] for role in ROLES}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["method"] == "POST"], ids=lambda row: row["route"]
)
def test_a_signed_in_post_without_a_token_changes_nothing(row, world):
    name = "admin:index" if row["route"] == "admin:*" else row["route"]
    url = reverse(name, args=arguments(row, world))

    response = client_of("reader", enforce_csrf_checks=True).post(url)

    assert response.status_code in {403, 405}


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["method"] == "GET" and ".public_id" in row["arguments"]],
    ids=lambda row: row["route"],
)
def test_a_guessed_id_tells_nothing(row, world):
    guessed = ["0" * 12 if len(each) == 12 else each for each in arguments(row, world)]

    response = Client().get(reverse(row["route"], args=guessed))

    assert response.status_code == 404


def test_get_changes_nothing(world):
    for row in ROWS:
        if row["method"] == "GET" and row["route"] != "admin:*":
            client_of("reader").get(reverse(row["route"], args=arguments(row, world)))

    assert not GraphSlice.objects.exclude(state="queued").exists()

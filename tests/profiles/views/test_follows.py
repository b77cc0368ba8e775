import pytest
from pytest_django.asserts import assertContains, assertRedirects

from profiles.models import Follow, Profile
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.works import AuthorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return AuthorFactory(display_name="Anna Example")


@pytest.fixture
def url(author):
    return f"{author.get_absolute_url()}follow/"


@pytest.fixture
def reader(client):
    reader = UserFactory()
    client.force_login(reader)
    return reader


def htmx_post(client, url, **data):
    return client.post(url, data, headers={"HX-Request": "true", "HX-Target": "follow-button"})


def test_follow_gives_htmx_the_pressed_button_and_the_count(client, reader, url):
    response = htmx_post(client, url, want="1")

    assertContains(response, 'aria-pressed="true"')
    assertContains(response, '<b id="stat-followers" hx-swap-oob="true">1</b>', html=True)
    assertContains(response, "You now follow Anna Example.")


def test_follow_twice_counts_once(client, reader, author, url):
    htmx_post(client, url, want="1")
    htmx_post(client, url, want="1")

    assert Follow.objects.of(author).count() == 1


def test_unfollow_gives_the_button_back(client, reader, author, url):
    htmx_post(client, url, want="1")

    response = htmx_post(client, url, want="0")

    assertContains(response, 'aria-pressed="false"')
    assert not Follow.objects.of(author).exists()


def test_follow_without_javascript_returns_to_the_profile(client, reader, author, url):
    response = client.post(url, {"want": "1"})

    assertRedirects(response, author.get_absolute_url())
    assert Follow.objects.of(author).count() == 1


def test_get_never_follows(client, reader, author, url):
    response = client.get(url)

    assertRedirects(response, author.get_absolute_url())
    assert not Follow.objects.exists()


def test_a_post_without_csrf_token_is_refused(author, url):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory())

    response = strict.post(url, {"want": "1"})

    assert response.status_code == 403
    assert not Follow.objects.exists()


def test_strangers_follow_after_they_logged_in(client, author, url):
    reader = UserFactory()
    reader.emailaddress_set.create(email=reader.email, verified=True, primary=True)

    to_login = client.get(url)
    back = client.post(to_login.url, {"login": reader.email, "password": PASSWORD})

    assertRedirects(back, author.get_absolute_url())
    assert Follow.objects.filter(follower=reader, author=author).exists()
    assertContains(client.get(back.url), 'aria-pressed="true"')


def test_owners_are_told_that_it_is_their_own_record(client, reader, author, url):
    Profile.objects.create(author=author, owner=reader)

    response = htmx_post(client, url, want="1")

    assert response.status_code == 409
    assert not Follow.objects.exists()


def test_a_suppressed_record_cannot_be_followed(client, reader):
    author = AuthorFactory(status="suppressed")

    response = client.post(f"/researchers/{author.public_id}/{author.slug}/follow/", {"want": "1"})

    assert response.status_code == 404

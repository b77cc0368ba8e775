"""From a stranger to a follower, and back into an account whose password is forgotten."""

import re

import pytest
from django.core import mail
from django.test import Client

from bzpeer.accounts.models import User
from profiles.models import Follow, TrustSnapshot
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.works import AuthorFactory, WorkFactory
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "stranger@example.org"
CODE = re.compile(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)")


def test_a_stranger_signs_up_with_a_code_by_e_mail_and_then_follows(visitor):
    anna = AuthorFactory(display_name="Anna Example")
    WorkFactory(by=[anna], counted=True)

    visitor.open(anna.get_absolute_url()).press("Follow researcher")
    assert "Log in, and you will follow Anna Example." in visitor.words()
    visitor.press("Sign up").send(email=ADDRESS, password1=PASSWORD)
    assert not Follow.objects.exists()
    visitor.send(code=CODE.search(mail.outbox[0].body).group())

    assert mail.outbox[0].to == [ADDRESS]
    assert visitor.path == anna.get_absolute_url()
    assert "Following researcher" in visitor.words()
    assert visitor.page.find(id="stat-followers").get_text() == "1"
    assert Follow.objects.get().follower == User.objects.get(email=ADDRESS)
    assert TrustSnapshot.objects.filter(author=anna).exists()


def test_a_wrong_code_opens_no_account(visitor):
    anna = AuthorFactory()
    visitor.open(anna.get_absolute_url()).press("Follow researcher").press("Sign up")
    visitor.send(email=ADDRESS, password1=PASSWORD)

    visitor.send(code="WRONG-CODE")

    assert visitor.page.find(class_="form-errors")
    assert not Follow.objects.exists()
    assert "_auth_user_id" not in visitor.client.session


def test_signing_up_twice_tells_nobody_but_the_owner_of_the_address(visitor):
    UserFactory(email=ADDRESS)

    visitor.open("/accounts/signup/").send(email=ADDRESS, password1=PASSWORD)

    assert "already" not in visitor.words().lower()
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert "already" in mail.outbox[0].body.lower()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(visitor):
    reader = UserFactory(email=ADDRESS)
    reader.emailaddress_set.create(email=ADDRESS, verified=True, primary=True)
    elsewhere = Client()
    elsewhere.force_login(reader)
    visitor.open("/accounts/login/").press("Forgot").send(email=ADDRESS)
    link = LINK.search(mail.outbox[0].body).group(1)

    visitor.open(link).send(password1="another battery staple", password2="another battery staple")
    old = Visitor(Client()).open("/accounts/login/").send(login=ADDRESS, password=PASSWORD)
    new = Visitor(Client()).open("/accounts/login/").send(login=ADDRESS, password="another battery staple")

    assert old.page.find(class_="form-errors")
    assert "_auth_user_id" not in old.client.session
    assert "_auth_user_id" in new.client.session
    assert Visitor(Client()).open(link).page.find("input", type="password") is None
    assert not elsewhere.get("/").wsgi_request.user.is_authenticated

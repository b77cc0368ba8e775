import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


def fail(*_, **__):
    raise OperationalError("connection refused")


@pytest.mark.parametrize(("is_usable", "status"), [(False, 503), (True, 500)])
def test_a_page_without_its_database_says_when_to_come_back(monkeypatch, is_usable, status):
    monkeypatch.setattr("bzpeer.core.middleware.connection.is_usable", lambda: is_usable)
    monkeypatch.setattr("profiles.views.pages.method.trust_tables", fail)

    response = Client(raise_request_exception=False).get("/about/trust/")

    assert response.status_code == status
    assert response.get("Retry-After") == ("10" if status == 503 else None)
    assert "Content-Security-Policy" in response

"""The admin shows the record and changes none of it."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.imports import ImportProblemFactory, SourceRecordFactory
from tests.factories.works import (
    AuthorFactory,
    InstitutionFactory,
    Place,
    SourceFactory,
    TopicFactory,
    WorkFactory,
)
from works.admin.reading import REACH, BoundedPaginator, ReadingAdmin
from works.models import Author

pytestmark = pytest.mark.django_db

OURS = [model for model, site in admin.site._registry.items() if isinstance(site, ReadingAdmin)]


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(admin=True))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_lists_can_be_read_and_searched_but_not_added_to(boss, model):
    work = WorkFactory(
        by=[Place(author=AuthorFactory(), institutions=[InstitutionFactory()])],
        topics=[TopicFactory()],
        source=SourceFactory(),
    )
    SourceRecordFactory(work=work)
    ImportProblemFactory()
    place = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    assert boss.get(reverse(f"{place}_changelist")).status_code == 200
    assert boss.get(reverse(f"{place}_changelist"), {"q": "ada number"}).status_code == 200
    assert boss.get(reverse(f"{place}_add")).status_code == 403


def test_a_work_can_be_looked_at_and_not_changed(boss):
    work = WorkFactory(title="On things")
    url = reverse("admin:works_work_change", args=[work.pk])

    shown = boss.get(url)
    refused = boss.post(url, {"title": "Other"})
    work.refresh_from_db()

    assert "On things" in shown.content.decode()
    assert refused.status_code == 403
    assert work.title == "On things"


@pytest.mark.parametrize("typed", ["number ada", "ada"])
def test_authors_are_found_by_words(boss, typed):
    AuthorFactory(display_name="Ada Number")
    AuthorFactory(display_name="Bob Digit")

    found = boss.get(reverse("admin:works_author_changelist"), {"q": typed}).context["cl"].queryset

    assert [author.display_name for author in found] == ["Ada Number"]


def test_a_public_id_finds_its_row(boss):
    work = WorkFactory(public_id="0123456789ab")
    WorkFactory()

    found = boss.get(reverse("admin:works_work_changelist"), {"q": "0123456789ab"}).context["cl"].queryset

    assert list(found) == [work]


def test_an_arxiv_id_finds_its_work(boss):
    work = WorkFactory(ids=[("arxiv", "2401.00001")])

    found = boss.get(reverse("admin:works_work_changelist"), {"q": "2401.00001"}).context["cl"].queryset

    assert list(found) == [work]


def test_counting_stops_at_the_reach(django_assert_num_queries):
    AuthorFactory.create_batch(3)

    with django_assert_num_queries(1) as caught:
        count = BoundedPaginator(Author.objects.order_by("pk"), 50).count

    assert count == 3
    assert f"LIMIT {REACH}" in caught[0]["sql"]

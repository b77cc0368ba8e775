"""What a page's ETag rests on."""

import pytest

from tests.factories.works import InstitutionFactory, SourceFactory, TopicFactory, WorkFactory
from works.models import Topic
from works.pages import stamps
from works.pages.panel import PLACE

pytestmark = pytest.mark.django_db


class FakePanel:
    """A picture of one version."""

    def stamp(self, kind, public_id):
        return f"{kind} drawn"

    def read(self, kind, public_id):
        return None


def test_a_stamp_names_the_record_and_the_picture(monkeypatch):
    monkeypatch.setattr(PLACE, "panel", FakePanel())
    work, topic, institution, source = WorkFactory(), TopicFactory(), InstitutionFactory(), SourceFactory()

    assert stamps.work(work.public_id, work.slug).endswith("work drawn")
    assert stamps.topic(topic.public_id, topic.slug).endswith("topic drawn")
    assert stamps.institution(institution.public_id, institution.slug).endswith("institution drawn")
    assert stamps.source(source.public_id, source.slug) == "1"


def test_a_stamp_grows_with_the_revision():
    topic = TopicFactory()
    before = stamps.topic(topic.public_id, topic.slug)

    Topic.objects.filter(pk=topic.pk).update(revision=topic.revision + 1)

    assert stamps.topic(topic.public_id, topic.slug) != before


def test_there_is_no_stamp_where_the_page_does_not_stand():
    hidden = WorkFactory(hidden=True)
    topic = TopicFactory()

    assert stamps.work(hidden.public_id, hidden.slug) is None
    assert stamps.topic(topic.public_id, "wrong") is None
    assert stamps.source("0" * 12, "x") is None


def test_pages_stand_without_a_panel(client, monkeypatch):
    monkeypatch.setattr(PLACE, "panel", None)
    topic = TopicFactory()

    response = client.get(topic.get_absolute_url())

    assert response.status_code == 200
    assert b'id="graph"' not in response.content

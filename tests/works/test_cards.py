import dataclasses

import pytest
from bs4 import BeautifulSoup

from tests.factories.works import AuthorFactory, SourceFactory, TopicFactory, WorkFactory
from works import cards
from works.models import Topic, Work

PLAIN = cards.Card(
    public_id="0123456789ab",
    slug="on-lamps",
    kind_label="Preprint",
    year=2024,
    source_name="arXiv",
    title_html="On lamps",
    abstract_html="They shine.",
    abstract_is_summary=False,
    bylines=("Ada Bell", "Cleo Dorn"),
    more_bylines=0,
    topics=(("ba9876543210", "light", "Light"),),
    arxiv_id="2401.00001",
    doi="",
    is_retracted=False,
    is_withdrawn=False,
    versions_count=1,
)


def shown(**changes):
    return BeautifulSoup(cards.render(dataclasses.replace(PLAIN, **changes)), "html.parser")


def test_a_card_shows_what_it_is_given():
    page = shown()

    text = page.get_text(" ", strip=True)
    assert all(
        part in text
        for part in ("2024", "arXiv", "On lamps", "They shine.", "Ada Bell", "Cleo Dorn", "Light")
    )
    assert page.select_one(f'a[href="/works/{PLAIN.public_id}/{PLAIN.slug}/"]')


def test_text_is_escaped_and_rendered_html_is_not():
    hostile = "<script>\"'&"

    page = shown(
        title_html="On <em>lamps</em>",
        source_name=hostile,
        bylines=(hostile,),
        topics=(("ba9876543210", "light", hostile),),
    )

    assert page.select_one("em").text == "lamps"
    assert page.select_one("script") is None
    assert page.get_text().count(hostile) == 3


def test_years_are_not_grouped():
    assert "2024" in shown(year=2024).get_text()


def test_many_cards_are_what_each_is_alone():
    other = dataclasses.replace(PLAIN, year=None, topics=(), bylines=())

    assert cards.render_all([PLAIN, other, PLAIN]) == [
        cards.render(PLAIN),
        cards.render(other),
        cards.render(PLAIN),
    ]


@pytest.mark.django_db
def test_refreshing_shows_a_renamed_topic_and_says_how_many_differed():
    topic = TopicFactory(display_name="Lights")
    work, other = (
        WorkFactory(topics=[topic], by=[AuthorFactory()]),
        WorkFactory(source=SourceFactory(arxiv=True)),
    )
    Topic.objects.update(display_name="Lamps & lights")

    changed = cards.refresh([work.pk, other.pk])

    revision = work.revision
    work.refresh_from_db()
    assert (changed, work.revision) == (1, revision + 1)
    assert "Lamps &amp; lights" in work.card_html


@pytest.mark.django_db
def test_cards_of_another_version_are_outdated():
    work, _ = WorkFactory(), WorkFactory()
    Work.objects.filter(pk=work.pk).update(card_version=cards.VERSION + 1)

    assert cards.outdated() == [work.pk]

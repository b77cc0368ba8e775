"""Facet counts: each leaves out its own filter and keeps the others."""

import pytest
from django.contrib.postgres.search import SearchVector
from django.http import QueryDict

from profiles.pages import facets, neighbours, works_list
from profiles.pages.filters import Filters
from tests.factories.works import AuthorFactory, SourceFactory, TopicFactory, WorkFactory, recount
from works.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Five works of one author: kinds, sources, years, topics, co-authors and places that differ."""
    author, ben, eve = (AuthorFactory(display_name=name) for name in ("Ada One", "Ben Two", "Eve Three"))
    arxiv, journal = SourceFactory(arxiv=True), SourceFactory(display_name="Journal of Examples")
    graphs, vision = TopicFactory(display_name="Graphs"), TopicFactory(display_name="Vision")
    for title, year, kind, source, by, topics in (
        ("Deep graphs", 2020, "preprint", arxiv, [author, ben], [graphs]),
        ("Wide graphs", 2020, "article", journal, [ben, author], [graphs, vision]),
        ("Seeing", 2021, "preprint", arxiv, [ben, author, eve], [vision]),
        ("Seeing again", 2022, "preprint", arxiv, [author, eve], [vision]),
        ("Nothing known", None, "article", None, [author], []),
    ):
        WorkFactory(title=title, publication_year=year, kind=kind, source=source, by=by, topics=topics)
    Work.objects.update(search=SearchVector("title", config="english"))
    recount()
    author.refresh_from_db()
    return {"author": author, "ben": ben, "eve": eve, "graphs": graphs, "vision": vision}


def load(world, query=""):
    return works_list.load(
        world["author"], QueryDict(query.format(**{k: v.public_id for k, v in world.items()}))
    )


def counts(found, name):
    (facet,) = [one for one in found.facets.lists if one.name == name]
    return {one.label: one.count for one in facet.values}


def test_without_filters_the_stored_counts_are_those_counted_anew(world):
    near = neighbours.load(world["author"])

    stored = facets.stored(world["author"], Filters({}), near)
    counted = facets.counted(world["author"], Filters({}))

    assert stored.total == counted.total == 5
    assert stored.years == counted.years
    assert stored.lists == counted.lists


def test_a_facet_leaves_out_its_own_filter_and_keeps_the_others(world):
    found = load(world, "year=2020&kind=preprint")

    assert found.facets.total == 1
    assert found.facets.years == {2020: 1, 2021: 1, 2022: 1}
    assert counts(found, "kind") == {"Preprint": 1, "Article": 1}
    assert counts(found, "topic") == {"Graphs": 1}


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("topic={vision}", 3),
        ("topic={vision}&coauthor={eve}", 2),
        ("coauthor={ben}", 3),
        ("role=first", 3),
        ("role=last", 1),
        ("role=middle", 1),
        ("source=arXiv", 3),
        ("source=arXiv&q=seeing", 2),
        ("q=deep+graphs", 1),
        ("year=0", 1),
        ("topic=000000000000", 0),
    ],
)
def test_each_filter_leaves_its_works(world, query, total):
    found = load(world, query)

    assert found.facets.total == total
    assert sum(group.cards.count("<article") for group in found.groups) == total
    assert found.total == 5


def test_every_value_leads_to_as_many_works_as_it_says(world):
    for query in ("", "kind=preprint", "topic={vision}", "coauthor={ben}&year=2020"):
        for facet in load(world, query).facets.lists:
            for value in facet.values:
                if not value.is_chosen:
                    href = value.href.removeprefix("?").partition("#")[0]

                    assert load(world, href).facets.total == value.count, (query, facet.name, value.label)


def test_chosen_values_are_chips_that_remove_themselves(world):
    found = load(world, "topic={vision}&coauthor={eve}&q=seeing&order=title")

    assert [one.label for one in found.facets.chosen] == ["Vision", "with Eve Three", "\u201cseeing\u201d"]
    assert found.facets.chosen[0].href == f"?coauthor={world['eve'].public_id}&q=seeing&order=title#works"


def test_works_of_very_many_authors_tie_nobody_together(world):
    crowd = [world["author"], world["ben"], *(f"Person {number}" for number in range(49))]
    WorkFactory(title="Crowd", publication_year=2023, by=crowd)
    recount()
    world["author"].refresh_from_db()

    found = load(world, "year=2023")

    assert found.facets.total == 1
    assert not [one for one in found.facets.lists if one.name == "coauthor"]


def test_order_by_citations_puts_the_unknown_last(world):
    for title, cited in (("Seeing", 3), ("Deep graphs", 10)):
        Work.objects.filter(title=title).update(cited_by_count=cited)

    found = load(world, "order=cited")

    cards = found.groups[0].cards
    assert cards.index("Deep graphs") < cards.index(">Seeing<") < cards.index("Seeing again")
    assert not found.lacks_citations


def test_order_by_citations_says_when_no_source_counts_them(world):
    assert load(world, "order=cited").lacks_citations

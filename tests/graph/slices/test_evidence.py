import pytest

from graph.slices import evidence
from tests.factories.works import AuthorFactory, InstitutionFactory, Place, TopicFactory, WorkFactory, recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Anna with Ben on three works, one of them about maps and from an institution; Carl on one more."""
    anna, ben, carl = (AuthorFactory(display_name=name) for name in ("Anna Ash", "Ben Birch", "Carl Cedar"))
    maps, school = TopicFactory(display_name="Maps"), InstitutionFactory(display_name="School of Maps")
    works = [
        WorkFactory(
            title="One",
            by=[anna, Place(author=ben, institutions=[school])],
            topics=[maps],
            publication_year=2020,
        ),
        WorkFactory(title="Two", by=[anna, ben], publication_year=2021),
        WorkFactory(title="Three", by=[ben, anna], publication_year=2022),
        WorkFactory(title="Four", by=[anna, carl], topics=[maps], publication_year=2023),
    ]
    recount()
    return {"anna": anna, "ben": ben, "carl": carl, "maps": maps, "school": school, "works": works}


def labels(found, kind):
    return {node.label for node in found.nodes if node.kind == kind}


def edge(found, a, b):
    return next(each for each in found.edges if {each.a, each.b} == {a, b})


def test_around_a_researcher_all_four_kinds_are_found(world):
    found = evidence.collect("researcher", world["anna"].public_id)

    assert found.focus == f"person:{world['anna'].public_id}"
    assert labels(found, "person") == {"Anna Ash", "Ben Birch", "Carl Cedar"}
    assert labels(found, "work") == {"One", "Two", "Three", "Four"}
    assert labels(found, "topic") == {"Maps"}
    assert labels(found, "institution") == {"School of Maps"}


def test_ties_carry_their_reason(world):
    found = evidence.collect("researcher", world["anna"].public_id)
    anna, ben, one = (
        f"person:{world['anna'].public_id}",
        f"person:{world['ben'].public_id}",
        world["works"][0],
    )

    assert edge(found, anna, ben).reason == "3 joint works, last 2022"
    assert edge(found, f"work:{one.public_id}", ben).reason == "byline 2 of 2"
    assert edge(found, ben, f"institution:{world['school'].public_id}").reason == "affiliation on 1 work"


@pytest.mark.parametrize(
    ("kind", "key", "focus"),
    [("topic", "maps", "topic"), ("institution", "school", "institution")],
)
def test_around_a_topic_and_an_institution_its_people_are_found(world, kind, key, focus):
    found = evidence.collect(kind, world[key].public_id)

    assert found.focus == f"{focus}:{world[key].public_id}"
    assert "Ben Birch" in labels(found, "person")


def test_around_a_work_the_other_works_of_its_authors_are_found(world):
    found = evidence.collect("work", world["works"][3].public_id)

    assert labels(found, "work") == {"One", "Two", "Three", "Four"}


def test_opened_nodes_bring_their_own_neighbours(world):
    dora = AuthorFactory(display_name="Dora Dogwood")
    WorkFactory(title="Five", by=[world["carl"], dora])
    recount()

    closed = evidence.collect("researcher", world["ben"].public_id)
    opened = evidence.collect("researcher", world["ben"].public_id, [f"person:{world['carl'].public_id}"])

    assert "Dora Dogwood" not in labels(closed, "person")
    assert "Dora Dogwood" in labels(opened, "person")


def test_hidden_works_and_suppressed_people_are_left_out(world):
    world["carl"].status = "suppressed"
    world["carl"].save()
    world["works"][1].is_hidden = True
    world["works"][1].save()

    found = evidence.collect("researcher", world["anna"].public_id)

    assert "Carl Cedar" not in labels(found, "person")
    assert "Two" not in labels(found, "work")


def test_a_work_of_more_than_fifty_authors_ties_nobody():
    anna, crowd = AuthorFactory(), AuthorFactory.create_batch(50)
    WorkFactory(title="Crowd", by=[anna, *crowd])
    recount()

    found = evidence.collect("researcher", anna.public_id)

    assert labels(found, "person") == {anna.display_name}


def test_what_is_not_there_gives_nothing():
    assert evidence.collect("researcher", "0" * 12) is None


@pytest.mark.parametrize("works", [2, 30])
def test_collecting_costs_the_same_queries_however_many_works(django_assert_num_queries, works):
    anna = AuthorFactory()
    for _ in range(works):
        WorkFactory(by=[anna, AuthorFactory()], topics=[TopicFactory()])
    recount()

    with django_assert_num_queries(9):
        evidence.collect("researcher", anna.public_id)

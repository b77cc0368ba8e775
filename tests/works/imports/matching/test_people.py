"""Who is recognised as whom, through the whole import."""

import random

import pytest

from tests.factories.works import AuthorFactory, AuthorIdentifierFactory, WorkFactory
from tests.support.records import Given, by, record
from works.imports import runner
from works.models import Attribution, Author, AuthorIdentifier, AuthorName, Authorship
from works.text import names

pytestmark = pytest.mark.django_db

ORCID = "0000-0002-9014-4379"
OTHER_ORCID = "0000-0003-0310-0851"


def bring_in(*records, size=100):
    return runner.run(Given(list(records), size=size, name=str(random.random())))


def authors(name):
    return list(Author.objects.filter(name_key=names.key(name)).order_by("pk"))


def bases(name):
    return list(
        Attribution.objects.filter(author__name_key=names.key(name))
        .order_by("authorship__work__title")
        .values_list("basis", flat=True)
    )


@pytest.mark.parametrize("size", [1, 100])
def test_the_same_name_with_a_shared_co_author_is_one_person(size):
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]), record(2, ["Cleo Dorn", "Ada Bell"]), size=size)

    assert len(authors("Ada Bell")) == len(authors("Cleo Dorn")) == 1
    assert bases("Ada Bell") == ["first_seen", "coauthors"]


@pytest.mark.parametrize("size", [1, 100])
def test_the_same_name_with_nothing_in_common_stays_apart(size):
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]), record(2, ["Ada Bell", "Emil Falk"]), size=size)

    assert len(authors("Ada Bell")) == 2
    assert "separate" in bases("Ada Bell")


@pytest.mark.parametrize("size", [1, 100])
def test_the_same_name_with_a_rare_topic_in_common_is_one_person(size):
    bring_in(
        record(1, ["Ada Bell", "Cleo Dorn"], topics=["own:lotteries"]),
        record(2, ["Ada Bell", "Emil Falk"], topics=["own:lotteries"]),
        size=size,
    )

    assert len(authors("Ada Bell")) == 1
    assert bases("Ada Bell") == ["first_seen", "topics"]


@pytest.mark.parametrize("size", [1, 100])
def test_categories_of_arxiv_join_nobody(size):
    bring_in(
        record(1, ["Ada Bell"], topics=["arxiv:cs.LG", "arxiv:stat.ML"]),
        record(2, ["Ada Bell"], topics=["arxiv:cs.LG", "arxiv:stat.ML"]),
        size=size,
    )

    assert len(authors("Ada Bell")) == 2


def test_a_topic_on_many_works_joins_nobody():
    crowd = [record(f"c{number}", [], topics=["own:everything"]) for number in range(50)]

    bring_in(
        *crowd,
        record(1, ["Ada Bell"], topics=["own:everything"]),
        record(2, ["Ada Bell"], topics=["own:everything"]),
    )

    assert len(authors("Ada Bell")) == 2


@pytest.mark.parametrize("size", [1, 100])
def test_topics_join_nobody_when_two_known_people_share_them(size):
    bring_in(
        record(1, ["Ada Bell", "Cleo Dorn"]),
        record(2, ["Ada Bell", "Emil Falk"]),
    )
    bring_in(
        record(3, ["Ada Bell", "Cleo Dorn"], topics=["own:x"]),
        record(4, ["Ada Bell", "Emil Falk"], topics=["own:x"]),
    )

    bring_in(record(5, ["Ada Bell", "Greta Holm"], topics=["own:x"]), size=size)

    assert [author.works_count for author in authors("Ada Bell")] == [2, 2, 1]


@pytest.mark.parametrize("size", [1, 100])
def test_two_orcids_never_join(size):
    bring_in(
        record(1, [by("Ada Bell", orcid=ORCID), "Cleo Dorn"], topics=["own:x"]),
        record(2, [by("Ada Bell", orcid=OTHER_ORCID), "Cleo Dorn"], topics=["own:x"]),
        size=size,
    )

    assert len(authors("Ada Bell")) == 2
    assert AuthorIdentifier.objects.count() == 2


@pytest.mark.parametrize("size", [1, 100])
def test_one_orcid_joins_whatever_the_name(size):
    bring_in(
        record(1, [by("A. Bell", orcid=ORCID)]),
        record(2, [by("Ada Bell", orcid=ORCID)]),
        record(3, [by("Ada Bell-Dorn", orcid=ORCID)]),
        size=size,
    )

    author = Author.objects.get()
    assert (author.display_name, author.works_count) == ("Ada Bell", 3)
    assert set(AuthorName.objects.values_list("name", flat=True)) == {"A. Bell", "Ada Bell-Dorn"}
    assert set(Attribution.objects.values_list("basis", flat=True)) == {"identifier"}


@pytest.mark.parametrize("size", [1, 100])
def test_a_name_without_an_id_joins_one_with_an_id_through_a_co_author(size):
    bring_in(
        record(1, ["Ada Bell", "Cleo Dorn"]),
        record(2, [by("Ada Bell", orcid=ORCID), "Cleo Dorn"]),
        record(3, ["Ada Bell", "Cleo Dorn"]),
        size=size,
    )

    author = Author.objects.get(name_key=names.key("Ada Bell"))
    assert author.works_count == 3
    assert AuthorIdentifier.objects.get().author == author


def test_ids_that_disagree_leave_the_orcid_in_charge():
    first, second = AuthorFactory(orcid=ORCID), AuthorFactory()
    AuthorIdentifierFactory(author=second, scheme="openalex", value="A1")

    bring_in(record(1, [by("Ada Bell", orcid=ORCID, openalex="A1")]))

    assert Authorship.objects.get(author=first).byline == "Ada Bell"
    assert not Authorship.objects.filter(author=second).exists()


@pytest.mark.parametrize("size", [1, 100])
def test_initials_join_nobody(size):
    bring_in(record(1, ["A. Bell", "Cleo Dorn"]), record(2, ["A. Bell", "Cleo Dorn"]), size=size)

    assert Author.objects.filter(display_name="A. Bell").count() == 2
    assert set(
        Attribution.objects.filter(author__display_name="A. Bell").values_list("basis", flat=True)
    ) == {"separate"}


def test_a_collaboration_stands_in_the_list_without_a_researcher():
    bring_in(record(1, ["Ada Bell", "The Lamp Collaboration"]))

    group = Authorship.objects.get(position=2)
    assert (group.author, group.is_listed) == (None, False)
    assert Author.objects.count() == 1


@pytest.mark.parametrize("size", [1, 100])
def test_two_of_one_name_in_one_author_list_are_two_people(size):
    bring_in(
        record(1, ["Ada Bell", "Ada Bell", "Cleo Dorn"], topics=["own:x"]),
        record(2, ["Ada Bell", "Cleo Dorn"], topics=["own:x"]),
        size=size,
    )

    assert len(authors("Ada Bell")) >= 2
    assert Authorship.objects.filter(work__title="Work 1").values("author").distinct().count() == 3


def test_a_mention_joins_the_person_with_whom_it_shares_most():
    bring_in(
        record(1, ["Ada Bell", "Cleo Dorn"]),
        record(2, ["Ada Bell", "Emil Falk", "Greta Holm"]),
    )

    bring_in(record(3, ["Ada Bell", "Cleo Dorn", "Emil Falk", "Greta Holm"]))

    joined = Authorship.objects.get(work__title="Work 3", position=1).author
    assert joined == Authorship.objects.get(work__title="Work 2", position=1).author


def test_a_draw_joins_nobody():
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]), record(2, ["Ada Bell", "Emil Falk"]))

    bring_in(record(3, ["Ada Bell", "Cleo Dorn", "Emil Falk"]))

    assert [author.works_count for author in authors("Ada Bell")] == [1, 1, 1]


def test_long_author_lists_that_resemble_each_other_join_their_members():
    crowd = [f"Ada{chr(97 + a)} Bell{chr(97 + b)}" for a in range(8) for b in range(10)]
    bring_in(record(1, crowd))

    bring_in(record(2, crowd[5:]))

    assert Author.objects.count() == 80


def test_a_merged_record_passes_its_new_works_to_its_survivor():
    survivor = AuthorFactory(display_name="Ada Bell")
    friend = AuthorFactory(display_name="Cleo Dorn")
    AuthorFactory(merged=True, merged_into=survivor, display_name="Ada M. Bell")
    WorkFactory(by=[survivor, friend])

    bring_in(record(1, ["Ada M. Bell", "Cleo Dorn"]))

    assert Authorship.objects.get(work__title="Work 1", position=1).author == survivor


def test_a_mixed_up_record_takes_no_works_by_name():
    mixed = AuthorFactory(display_name="Ada Bell", is_mixed=True)
    friend = AuthorFactory(display_name="Cleo Dorn")
    WorkFactory(by=[mixed, friend])

    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]))

    assert Authorship.objects.get(work__title="Work 1", position=1).author != mixed


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_a_page_does_not_matter(seed):
    chance = random.Random(seed)
    people = [f"Ada {family}" for family in ("Bell", "Dorn", "Falk", "Holm", "Bell")]
    works = [
        record(
            number,
            [
                by(name, orcid=ORCID) if name == "Ada Holm" and chance.random() < 0.5 else name
                for name in chance.sample(people, chance.randint(1, 3))
            ],
            topics=[f"own:{chance.randrange(5)}"],
        )
        for number in range(14)
    ]

    def parted():
        return {
            frozenset(author.authorships.values_list("work__title", "position"))
            for author in Author.objects.all()
        }

    bring_in(*works)
    first = parted()
    clear()
    chance.shuffle(works)
    bring_in(*works)

    assert parted() == first


def clear():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "TRUNCATE works_work, works_author, works_topic, works_source, works_importrun CASCADE"
        )

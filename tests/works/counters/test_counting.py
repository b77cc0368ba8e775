import random
from collections import Counter
from itertools import permutations

import pytest

from tests.factories.works import (
    AuthorFactory,
    InstitutionFactory,
    Place,
    SourceFactory,
    TopicFactory,
    WorkFactory,
)
from works import counters
from works.models import Author, AuthorTopic, Coauthor, Institution, Source, StaleCount, Topic, Work
from works.signals import record_changed

pytestmark = pytest.mark.django_db


def joint(total, together, **fields):
    """Somebody with ``total`` works, ``together`` of them with somebody else."""
    author, other = AuthorFactory(), AuthorFactory()
    for number in range(total):
        WorkFactory(by=[author, other] if number < together else [author], **fields)
    counters.recompute(author_ids=[author.pk, other.pk])
    return author, other


@pytest.mark.parametrize(
    ("total", "together", "is_close"),
    [
        (1, 1, None),
        (2, 2, True),
        (20, 2, True),
        (21, 2, True),  # 9.52 %
        (22, 2, False),  # 9.09 %
        (31, 3, True),  # 9.68 %
        (32, 3, False),  # 9.38 %
        (40, 4, True),
        (42, 4, True),  # 9.52 %
        (43, 4, False),  # 9.30 %
        (38, 4, True),
        (200, 19, True),  # 9.50 %, rounded up
    ],
)
def test_a_close_collaborator_shares_two_works_and_a_tenth_of_all_rounded(total, together, is_close):
    author, other = joint(total, together)

    found = Coauthor.objects.filter(author=author, coauthor=other).first()

    assert (found and found.is_close) is is_close
    author.refresh_from_db()
    assert author.close_collaborators_count == (1 if is_close else 0)


def test_closeness_is_seen_from_each_side():
    author, other = joint(40, 2)

    assert not Coauthor.objects.get(author=author, coauthor=other).is_close
    assert Coauthor.objects.get(author=other, coauthor=author).is_close


@pytest.mark.parametrize(("size", "pairs"), [(50, 1), (51, 0)])
def test_works_of_more_than_fifty_authors_make_no_pairs(size, pairs):
    author, other = AuthorFactory(), AuthorFactory()
    crowd = [f"Somebody {number}" for number in range(size - 2)]
    for _ in range(2):
        WorkFactory(by=[author, other, *crowd])

    counters.recompute(author_ids=[author.pk])

    assert Coauthor.objects.filter(author=author).count() == pairs


def test_hidden_works_do_not_count():
    author, topic, institution, source = (
        AuthorFactory(),
        TopicFactory(),
        InstitutionFactory(),
        SourceFactory(),
    )
    place = Place(author=author, institutions=[institution])
    WorkFactory(by=[place], topics=[topic], source=source)
    WorkFactory(by=[place], topics=[topic], source=source, hidden=True)

    counters.recompute_all()

    for page in (author, topic, institution, source):
        page.refresh_from_db()
        assert page.works_count == 1


def test_hiding_a_work_takes_it_out_of_every_count():
    author, other, topic = AuthorFactory(), AuthorFactory(), TopicFactory()
    works = [WorkFactory(by=[author, other], topics=[topic]) for _ in range(2)]
    counters.recompute_all()

    works[0].authorships.update(is_listed=False)
    Work.objects.filter(pk=works[0].pk).update(is_hidden=True)
    counters.recompute(author_ids=[author.pk, other.pk], topic_ids=[topic.pk])

    author.refresh_from_db()
    topic.refresh_from_db()
    assert (author.works_count, author.close_collaborators_count, topic.works_count) == (1, 0, 1)
    assert not Coauthor.objects.exists()


def test_a_suppressed_researcher_is_nobodys_co_author_and_nobodys_topic():
    author, gone, topic = AuthorFactory(), AuthorFactory(suppressed=True), TopicFactory()
    for _ in range(2):
        WorkFactory(by=[author, gone], topics=[topic])

    counters.recompute_all()

    topic.refresh_from_db()
    assert not Coauthor.objects.filter(author=author).exists()
    assert topic.authors_count == 1


def test_the_last_known_institution_is_that_of_the_newest_work_that_states_one():
    author, old, new = AuthorFactory(), InstitutionFactory(), InstitutionFactory()
    WorkFactory(by=[Place(author=author, institutions=[new])], publication_year=2021)
    WorkFactory(by=[Place(author=author, institutions=[old])], publication_year=2019)
    WorkFactory(by=[author], publication_year=2024)

    counters.recompute(author_ids=[author.pk])

    author.refresh_from_db()
    assert author.last_known_institution == new


def test_the_revision_grows_only_where_something_differs():
    author = AuthorFactory()
    WorkFactory(by=[author])

    first = counters.recompute(author_ids=[author.pk])
    second = counters.recompute(author_ids=[author.pk])

    author.refresh_from_db()
    assert (first.author_ids, second.total, author.revision) == ({author.pk}, 0, 2)


def test_draining_counts_bumps_and_tells():
    told = []
    author, topic = AuthorFactory(), TopicFactory()
    WorkFactory(by=[author], topics=[topic])
    counters.mark_stale(author_ids=[author.pk], topic_ids=[topic.pk])
    counters.mark_stale(author_ids=[author.pk])

    def listen(*, change, **_):
        told.append(change)

    record_changed.connect(listen)
    try:
        drained = counters.drain()
    finally:
        record_changed.disconnect(listen)

    author.refresh_from_db()
    assert (drained, author.works_count, author.revision) == (2, 1, 2)
    assert {change.author_ids for change in told} == {frozenset({author.pk}), frozenset()}
    assert not StaleCount.objects.exists()


@pytest.mark.parametrize("seed", range(5))
def test_every_count_is_what_counting_by_hand_gives(seed, monkeypatch):
    monkeypatch.setattr("works.counters.counting.CHUNK", 4)
    _random_world(random.Random(seed))

    counters.recompute_all()

    assert _stored() == _by_hand()


@pytest.mark.parametrize("seed", range(5))
def test_recounting_all_who_stood_on_a_changed_work_is_enough(seed):
    chance = random.Random(seed)
    _random_world(chance)
    counters.recompute_all()

    work = chance.choice(list(Work.objects.filter(authorships__isnull=False)))
    before = set(work.authorships.exclude(author=None).values_list("author_id", flat=True))
    newcomer = chance.choice(list(Author.objects.exclude(pk__in=before)))
    work.authorships.filter(position=1).update(author=newcomer, is_listed=not work.is_hidden)
    counters.recompute(
        author_ids=before | {newcomer.pk},
        topic_ids=set(work.topic_links.values_list("topic_id", flat=True)),
        institution_ids=set(Institution.objects.filter(authorships__work=work).values_list("pk", flat=True)),
    )

    assert _stored() == _by_hand()


def _random_world(chance):
    authors = [AuthorFactory(suppressed=chance.random() < 0.1) for _ in range(9)]
    topics, houses, sources = (
        TopicFactory.create_batch(4),
        InstitutionFactory.create_batch(3),
        SourceFactory.create_batch(2),
    )
    for _ in range(30):
        WorkFactory(
            by=[
                Place(
                    author=author,
                    orcid="0000-0002-9014-4379" if chance.random() < 0.3 else "",
                    institutions=chance.sample(houses, chance.randint(0, 2)),
                )
                if chance.random() < 0.9
                else "The Group"
                for author in chance.choices(authors, k=chance.randint(0, 4))
            ],
            topics=chance.sample(topics, chance.randint(0, 3)),
            source=chance.choice([*sources, None]),
            kind=chance.choice(["preprint", "article"]),
            publication_year=chance.choice([None, 2019, 2020, 2021]),
            is_hidden=chance.random() < 0.15,
        )


def _stored():
    return {
        "authors": {
            author.pk: (
                author.works_count, author.topics_count, author.close_collaborators_count, author.works_with_orcid_count,
                author.counts_by_year, author.counts_by_kind, author.counts_by_source, author.last_known_institution_id,
            )
            for author in Author.objects.all()
        },
        "topics": {page.pk: (page.works_count, page.authors_count, page.counts_by_year) for page in Topic.objects.all()},
        "institutions": {page.pk: (page.works_count, page.authors_count) for page in Institution.objects.all()},
        "sources": {page.pk: page.works_count for page in Source.objects.all()},
        "author topics": {
            (row.author_id, row.topic_id): (row.works_count, row.last_year) for row in AuthorTopic.objects.all()
        },
        "co-authors": {
            (row.author_id, row.coauthor_id): (row.works_count, row.first_year, row.last_year, row.is_close)
            for row in Coauthor.objects.all()
        },
    }  # fmt: skip


def _by_hand():
    """Count in plain Python, work by work."""
    listed = set(Author.objects.listed().values_list("pk", flat=True))
    works = [
        (
            work,
            list(work.authorships.order_by("position")),
            list(work.topic_links.values_list("topic_id", flat=True)),
        )
        for work in Work.objects.filter(is_hidden=False).select_related("source").order_by("pk")
    ]
    of = {
        author.pk: [
            (work, places, topics)
            for work, places, topics in works
            if author.pk in {place.author_id for place in places}
        ]
        for author in Author.objects.all()
    }
    author_topics, pairs = {}, {}
    for pk, own in of.items():
        for topic in {topic for _, _, topics in own for topic in topics}:
            years = [work.publication_year or 0 for work, _, topics in own if topic in topics]
            author_topics[pk, topic] = (len(years), max(years) or None)
    for one, other in permutations(of, 2):
        both = [work for work, places, _ in of[one] if other in {place.author_id for place in places}]
        if len(both) >= 2 and other in listed:
            years = [work.publication_year for work in both if work.publication_year]
            share = int(len(both) * 100 / len(of[one]) + 0.5)
            pairs[one, other] = (len(both), min(years, default=None), max(years, default=None), share >= 10)
    return {
        "authors": {pk: _author_by_hand(pk, own, author_topics, pairs) for pk, own in of.items()},
        "topics": {
            topic.pk: (
                sum(topic.pk in topics for _, _, topics in works),
                sum(pk in listed for pk, other in author_topics if other == topic.pk),
                dict(
                    Counter(
                        str(work.publication_year)
                        for work, _, topics in works
                        if topic.pk in topics and work.publication_year
                    )
                ),
            )
            for topic in Topic.objects.all()
        },
        "institutions": {
            house.pk: _house_by_hand(house, works, listed) for house in Institution.objects.all()
        },
        "sources": {
            source.pk: sum(work.source_id == source.pk for work, _, _ in works)
            for source in Source.objects.all()
        },
        "author topics": author_topics,
        "co-authors": pairs,
    }


def _author_by_hand(pk, own, author_topics, pairs):
    sources = Counter(work.source.display_name for work, _, _ in own if work.source)
    seats = [
        (-(work.publication_year or 0), -work.pk, place.position, row.pk, row.institution_id)
        for work, places, _ in own
        for place in places
        if place.author_id == pk
        for row in place.institutions.through.objects.filter(authorship=place)
    ]
    return (
        len(own),
        sum(author == pk for author, _ in author_topics),
        sum(author == pk and pair[3] for (author, _), pair in pairs.items()),
        sum(any(place.orcid for place in places if place.author_id == pk) for _, places, _ in own),
        dict(Counter(str(work.publication_year) for work, _, _ in own if work.publication_year)),
        dict(Counter(work.kind for work, _, _ in own)),
        sorted(([name, count] for name, count in sources.items()), key=lambda row: (-row[1], row[0])),
        min(seats)[-1] if seats else None,
    )


def _house_by_hand(house, works, listed):
    seated = [
        (work.pk, place.author_id)
        for work, places, _ in works
        for place in places
        if house in place.institutions.all()
    ]
    return len({work for work, _ in seated}), len({author for _, author in seated} & listed)

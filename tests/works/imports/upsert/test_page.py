"""What an import makes of records it has seen before, in part or as they are."""

import random
from datetime import UTC, datetime

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.works import AuthorFactory
from tests.support.records import Given, by, record
from works.imports import runner
from works.imports.records import InstitutionRef, VersionRecord
from works.models import (
    Attribution,
    Author,
    Authorship,
    ImportProblem,
    SourceRecord,
    StaleCount,
    Work,
    WorkIdentifier,
)
from works.signals import record_changed

pytestmark = pytest.mark.django_db


def bring_in(*records, provider="jsonl", size=100):
    return runner.run(Given(list(records), provider=provider, size=size, name=str(random.random())))


def outcome(run):
    return {
        name: count
        for name in ("created", "updated", "unchanged", "skipped", "failed")
        if (count := getattr(run, f"{name}_count"))
    }


def test_a_changed_record_updates_its_work_in_place():
    bring_in(record(1, ["Ada Bell"], topics=["own:a"]))
    before = Work.objects.get()

    run = bring_in(record(1, ["Ada Bell"], topics=["own:b"], title="Another title", publication_year=2025))

    after = Work.objects.get()
    assert outcome(run) == {"updated": 1}
    assert (after.pk, after.public_id, after.revision) == (before.pk, before.public_id, 2)
    assert (after.title, after.sort_title, after.slug) == ("Another title", "another title", "another-title")
    assert "Another title" in after.card_html
    assert [link.topic.key for link in after.topic_links.all()] == ["own:b"]
    author = Author.objects.get()
    assert (author.counts_by_year, author.topics_count) == ({"2025": 1}, 1)


def test_an_older_record_never_wins():
    new, old = datetime(2025, 2, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    bring_in(record(1, title="New", record_updated_at=new))

    run = bring_in(record(1, title="Old", record_updated_at=old))

    assert outcome(run) == {"skipped": 1}
    assert Work.objects.get().title == "New"


def test_of_two_records_with_one_id_in_a_page_the_later_counts():
    run = bring_in(record(1, title="First"), record(1, title="Second"), record(1, title="Second"))

    assert outcome(run) == {"created": 1, "skipped": 1, "unchanged": 1}
    assert Work.objects.get().title == "Second"


@pytest.mark.parametrize("size", [1, 100])
def test_records_that_share_an_id_are_one_work(size):
    run = bring_in(
        record("a", ["Ada Bell"], ids=[("doi", "10.1/x")], abstract="What it says."),
        record("b", ["Ada Bell"], ids=[("doi", "10.1/x")]),
        size=size,
    )

    work = Work.objects.get()
    assert outcome(run) == {"created": 1, "updated": 1}
    assert set(work.identifiers.values_list("value", flat=True)) == {"a", "b", "10.1/x"}
    assert work.abstract == "What it says."
    assert SourceRecord.objects.filter(work=work).count() == 2


@pytest.mark.parametrize("size", [1, 100])
def test_a_record_that_names_two_works_is_kept_aside(size):
    run = bring_in(record("a"), record("b"), record("c", ids=[("local", "a"), ("local", "b")]), size=size)

    assert outcome(run) == {"created": 2, "failed": 1}
    problem = ImportProblem.objects.get()
    assert (problem.record_id, problem.field) == ("local:c", "ids")
    assert "2 different works" in problem.message
    assert problem.payload


def test_records_that_meet_only_through_a_known_work_follow_each_other():
    bring_in(record("a", ids=[("doi", "10.1/x"), ("arxiv", "2401.00001")]))

    run = bring_in(record("b", ids=[("doi", "10.1/x")]), record("c", ids=[("arxiv", "2401.00001")]))

    assert outcome(run) == {"updated": 2}
    assert Work.objects.count() == 1


def test_an_id_that_the_only_record_no_longer_states_is_free_again():
    bring_in(record("a", ids=[("doi", "10.1/wrong")]))
    bring_in(record("a", ids=[("doi", "10.1/right")]))

    run = bring_in(record("b", ids=[("doi", "10.1/wrong")]))

    assert outcome(run) == {"created": 1}
    assert WorkIdentifier.objects.get(value="10.1/wrong").work.title == "Work b"


def test_another_source_fills_gaps_and_takes_nothing_away():
    bring_in(record("a", ["Ada Bell"], topics=["own:a"], ids=[("doi", "10.1/x")], comment="12 pages"))

    bring_in(
        record(
            "W1",
            ["A. Bell"],
            topics=["own:b"],
            ids=[("doi", "10.1/x")],
            abstract="What it says.",
            source=None,
        ),
        provider="openalex",
    )

    work = Work.objects.get()
    assert (work.comment, work.abstract, work.source.key) == ("12 pages", "What it says.", "name:arxiv")
    assert set(work.topic_links.values_list("topic__key", flat=True)) == {"own:a", "own:b"}
    assert list(work.authorships.values_list("byline", flat=True)) == ["Ada Bell"]
    assert work.authors_count == 1
    assert "What it says." in work.card_html


def test_another_source_completes_an_incomplete_author_list():
    bring_in(record("a", ["Ada Bell"], ids=[("doi", "10.1/x")], authorships_complete=False))

    bring_in(record("W1", ["Ada Bell", "Cleo Dorn"], ids=[("doi", "10.1/x")]), provider="openalex")

    work = Work.objects.get()
    assert (work.authors_count, work.authorships_complete) == (2, True)
    assert Authorship.objects.filter(work=work, authors_count=2).count() == 2


def test_authors_keep_their_places_when_the_list_is_reordered():
    bring_in(record(1, ["Ada Bell", "Cleo Dorn", "Emil Falk"]))
    before = dict(Authorship.objects.values_list("byline", "author_id"))

    bring_in(record(1, ["Emil Falk", "Ada Bell", "Greta Holm"]))

    after = dict(Authorship.objects.values_list("byline", "author_id"))
    assert after["Emil Falk"] == before["Emil Falk"]
    assert after["Ada Bell"] == before["Ada Bell"]
    assert list(Authorship.objects.order_by("position").values_list("byline", flat=True)) == [
        "Emil Falk",
        "Ada Bell",
        "Greta Holm",
    ]
    assert Author.objects.get(pk=before["Cleo Dorn"]).works_count == 0


def test_what_a_person_decided_survives_the_import():
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]))
    other, curator = AuthorFactory(), UserFactory(curator=True)
    place = Authorship.objects.get(position=1)
    Attribution.objects.create(authorship=place, author=other, basis="curator", confidence=1, actor=curator)
    Authorship.objects.filter(pk=place.pk).update(author=other)

    run = bring_in(
        record(1, ["Cleo Dorn", by("Ada Bell", orcid="0000-0002-9014-4379")], title="Corrected"),
    )

    place.refresh_from_db()
    assert outcome(run) == {"updated": 1}
    assert (place.position, place.author) == (2, other)
    assert Attribution.objects.filter(authorship=place, actor=curator).exists()


def test_what_a_person_denied_is_not_attributed_again():
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]))
    place = Authorship.objects.get(position=1)
    denied = place.author
    Attribution.objects.create(
        authorship=place, author=denied, verdict="is_not", basis="owner", confidence=1, actor=UserFactory()
    )
    Authorship.objects.filter(pk=place.pk).update(author=None, is_listed=False)

    bring_in(record(1, ["Ada Bell", "Cleo Dorn"], title="Corrected"))

    place.refresh_from_db()
    assert place.author is None


def test_a_record_that_drops_a_confirmed_author_is_kept_aside():
    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]))
    place = Authorship.objects.get(position=2)
    Attribution.objects.create(
        authorship=place, author=AuthorFactory(), basis="owner", confidence=1, actor=UserFactory()
    )

    run = bring_in(record(1, ["Ada Bell"]))

    assert outcome(run) == {"failed": 1}
    assert "Cleo Dorn" in ImportProblem.objects.get().message
    assert Authorship.objects.count() == 2


def test_a_hidden_work_stays_hidden_and_uncounted():
    bring_in(record(1, ["Ada Bell"]))
    Work.objects.update(is_hidden=True)

    bring_in(record(1, ["Ada Bell", "Cleo Dorn"]))

    assert Work.objects.get().is_hidden
    assert not Authorship.objects.filter(is_listed=True).exists()
    assert list(Author.objects.values_list("works_count", flat=True)) == [0, 0]


def test_everything_a_record_states_is_stored():
    house = InstitutionRef(display_name="Lamp University", openalex="I1", ror="013meh722", country_code="FI")
    place = by(
        "José Bell",
        orcid="0000-0002-9014-4379",
        is_corresponding=True,
        raw_affiliations=('Dept. of "Light" \\ Lamps', "Elsewhere"),
        institutions=(house,),
    )

    bring_in(
        record(
            1,
            [place],
            title="A $x^2$ bound",
            versions=(VersionRecord(label="v1", identifier="arxiv:2401.00001v1"),),
            journal_reference="J. Lamps 1",
            cited_by_count=3,
            is_withdrawn=True,
        )
    )

    work, stored, author = Work.objects.get(), Authorship.objects.get(), Author.objects.get()
    assert "<math" in work.title_html
    assert (work.journal_reference, work.cited_by_count, work.is_withdrawn) == ("J. Lamps 1", 3, True)
    assert work.versions.get().label == "v1"
    assert stored.raw_affiliations == ['Dept. of "Light" \\ Lamps', "Elsewhere"]
    assert (stored.orcid, stored.is_corresponding, stored.is_listed) == ("0000-0002-9014-4379", True, True)
    assert author.last_known_institution.ror == "013meh722"
    assert (author.works_with_orcid_count, author.slug) == (1, "jose-bell")
    assert Work.objects.filter(search="jose").exists()
    assert Work.objects.filter(search="bound").exists()


def test_the_apps_above_hear_of_works_with_the_page_and_of_authors_with_their_counts():
    told = []

    def listen(*, change, **_):
        told.append((change, StaleCount.objects.filter(kind="author").exists()))

    record_changed.connect(listen)
    try:
        bring_in(record(1, ["Ada Bell"], topics=["own:a"]))
    finally:
        record_changed.disconnect(listen)

    first, _ = told[0]
    assert first.work_ids == {Work.objects.get().pk}
    assert [(set(change.author_ids), stale) for change, stale in told if change.author_ids] == [
        ({Author.objects.get().pk}, False)
    ]

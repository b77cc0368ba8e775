from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from django.db import connection

from tests.factories.accounts import UserFactory
from tests.support.records import Given, contents, record
from works.imports import runner
from works.imports.records import Problem
from works.models import Author, ImportProblem, ImportRun, SourceRecord

TEAM = ["Ada Bell", "Cleo Dorn", "Emil Falk"]


def world(count=12):
    return [
        record(number, [TEAM[number % 3], TEAM[(number + 1) % 3]], topics=[f"own:{number % 4}"])
        for number in range(count)
    ]


@pytest.mark.django_db
def test_a_run_is_done_and_says_what_became_of_every_record():
    problem = Problem(place="made:x", message="No title.", remedy="Give one.", field="title", payload="{}")

    run = runner.run(Given([*world(5), problem]), by=(asker := UserFactory()))

    assert (run.state, run.started_by) == (ImportRun.State.DONE, asker)
    assert (run.read_count, run.created_count, run.failed_count) == (6, 5, 1)
    assert run.finished_at is not None
    kept = ImportProblem.objects.get(run=run)
    assert (kept.place, kept.field, kept.message, kept.remedy) == (
        "made:x",
        "title",
        "No title.",
        "Give one.",
    )


@pytest.mark.django_db
def test_the_same_import_again_changes_nothing():
    runner.run(Given(world()))
    before = contents()

    again = runner.run(Given(world()))

    assert (again.read_count, again.unchanged_count) == (12, 12)
    assert contents() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [1, 5])
def test_the_size_of_pages_does_not_matter_where_everybody_is_recognised(size):
    works = [record(number, TEAM[: 2 + number % 2], topics=["own:1"]) for number in range(8)]
    runner.run(Given(works, size=8))
    whole = contents()
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE works_work, works_author, works_topic, works_source, works_importrun CASCADE"
        )

    runner.run(Given(works, size=size))

    assert contents() == whole


@pytest.mark.django_db
def test_a_source_that_fails_leaves_a_run_that_goes_on():
    with pytest.raises(runner.SourceFailedError) as failure:
        runner.run(Given(world(), size=4, fails_at=8))
    stopped = failure.value.run

    source = Given(world(), size=4)
    run = runner.run(source)

    assert (stopped.state, stopped.error) == (ImportRun.State.FAILED, "The source does not answer.")
    assert run.pk == stopped.pk
    assert source.asked == [{"start": 8}]
    assert (run.state, run.error, run.read_count, run.created_count) == (ImportRun.State.DONE, "", 12, 12)


@pytest.mark.django_db
def test_what_a_failed_run_stored_is_counted():
    with pytest.raises(runner.SourceFailedError):
        runner.run(Given(world(), size=4, fails_at=8))

    found = contents()

    assert found["stale"] == []
    assert sum(row[4] for row in found["authors"]) == 16


@pytest.mark.django_db
def test_a_finished_run_is_not_resumed():
    first = runner.run(Given(world()))

    second = runner.run(Given(world()))

    assert second.pk != first.pk


@pytest.mark.django_db
def test_another_query_is_another_run():
    with pytest.raises(runner.SourceFailedError) as failure:
        runner.run(Given(world(), fails_at=0))

    other = runner.run(Given(world(), name="other"))

    assert other.pk != failure.value.run.pk


@pytest.mark.django_db
def test_a_record_the_database_refuses_is_kept_aside_and_the_page_goes_on():
    impossible = record("x", ids=[("doi", "10.1/" + "9" * 400)])

    run = runner.run(Given([*world(5), impossible, *world(7)[5:]]))

    assert (run.created_count, run.failed_count, run.read_count) == (7, 1, 8)
    problem = ImportProblem.objects.get(run=run)
    assert problem.record_id == "local:x"
    assert "database refuses" in problem.message


@pytest.mark.django_db
def test_a_record_with_characters_no_database_holds_is_stored_without_them():
    strange = msgspec.structs.replace(record("x", ["Ada Bell"]), payload="a\x00\ud800")

    run = runner.run(Given([strange]))

    assert run.created_count == 1
    assert SourceRecord.objects.get().payload == "a\ufffd?"


@pytest.mark.django_db
def test_callbacks_hear_of_every_page_and_count():
    pages, counted = [], []

    runner.run(
        Given(world(), size=5), on_page=lambda run: pages.append(run.read_count), on_count=counted.append
    )

    assert pages == [5, 10, 12]
    assert counted == [Author.objects.count(), 4, 1]


@pytest.mark.django_db(transaction=True)
def test_two_processes_cannot_run_the_same_import(monkeypatch):
    monkeypatch.setattr(runner, "PATIENCE", 0.1)
    key = runner.key_of("jsonl", {"name": "given"})

    def other():
        try:
            runner.run(Given(world()))
        except runner.AlreadyRunningError as error:
            return str(error)
        finally:
            connection.close()

    with runner.sole_runner(key), ThreadPoolExecutor(1) as pool:
        answer = pool.submit(other).result()

    assert "Another process" in answer
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_a_step_imports_one_page_and_the_last_step_finishes():
    source = Given(world(), size=5)
    run = runner.begin(source, key=runner.key_of(source.provider, source.query))

    going_on = [runner.step(run, source) for _ in range(4)]

    assert going_on == [True, True, True, False]
    run.refresh_from_db()
    assert (run.state, run.created_count) == (ImportRun.State.DONE, 12)
    assert contents()["stale"] == []


@pytest.mark.django_db
def test_a_step_ends_the_run_when_the_source_fails():
    source = Given(world(), size=5, fails_at=5)
    run = runner.begin(source, key="k")

    going_on = [runner.step(run, source) for _ in range(2)]

    run.refresh_from_db()
    assert going_on == [True, False]
    assert (run.state, run.created_count, run.error) == ("failed", 5, "The source does not answer.")

import pytest

from bzpeer.core.models import AuditEvent, Outbox
from tests.factories.accounts import UserFactory
from tests.factories.imports import ImportRunFactory
from tests.support.records import Given, record
from works import tasks
from works.actions import imports
from works.imports import sources
from works.models import ImportRun, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(monkeypatch):
    source = Given([record(number, ["Ada Bell", "Cleo Dorn"]) for number in range(5)], size=2)
    monkeypatch.setattr(sources, "reopen", lambda provider, query: source)
    return source


def work_off():
    while row := Outbox.objects.filter(done_at=None, task=tasks.import_page.name).first():
        tasks.import_page(key=row.key)


def test_starting_audits_and_imports_page_by_page(given):
    curator = UserFactory(curator=True)

    run = imports.start(reader=given, by=curator)
    work_off()

    run.refresh_from_db()
    assert (run.state, run.started_by, run.created_count) == (ImportRun.State.DONE, curator, 5)
    assert Work.objects.count() == 5
    event = AuditEvent.objects.get(action="import.started")
    assert (event.actor, event.target) == (f"user:{curator.pk}", f"importrun:{run.pk}")
    assert Outbox.objects.filter(task=tasks.import_page.name).count() == 4


def test_starting_what_is_under_way_takes_up_the_same_run(given):
    first = imports.start(reader=given, by=UserFactory())

    second = imports.start(reader=given, by=UserFactory())

    assert second == first
    work_off()
    assert ImportRun.objects.get().created_count == 5


def test_a_failed_run_can_be_resumed(given):
    given.fails_at = 2
    run = imports.start(reader=given, by=UserFactory())
    work_off()
    run.refresh_from_db()
    failed = (run.state, run.created_count)
    given.fails_at = None

    imports.resume(run_id=run.pk, by=UserFactory())
    work_off()

    run.refresh_from_db()
    assert failed == (ImportRun.State.FAILED, 2)
    assert (run.state, run.created_count) == (ImportRun.State.DONE, 5)
    assert AuditEvent.objects.filter(action="import.resumed").exists()


def test_a_finished_run_cannot_be_resumed():
    run = ImportRunFactory()

    with pytest.raises(imports.NotResumable):
        imports.resume(run_id=run.pk, by=UserFactory())


@pytest.mark.parametrize(
    ("provider", "query", "asked"),
    [
        ("arxiv", {"id_list": ["2401.00001"]}, {"id_list": ["2401.00001"]}),
        ("arxiv", {"query": 'au:"Ada Bell"'}, {"query": 'au:"Ada Bell"'}),
    ],
)
def test_a_stored_run_of_the_api_opens_the_same_question(provider, query, asked):
    assert dict(sources.reopen(provider, query).query) == asked


@pytest.mark.parametrize("provider", ["arxiv", "jsonl"])
def test_a_stored_run_of_files_opens_the_same_files(provider, tmp_path):
    path = tmp_path / "works"
    path.write_text("")
    query = {"files": [{"path": str(path), "size": 0}]}

    assert dict(sources.reopen(provider, query).query) == query


def test_an_unknown_source_is_refused():
    with pytest.raises(ValueError, match="no source"):
        sources.reopen("crossref", {})

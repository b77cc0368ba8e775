"""Celery's way in to imports: one page a job, each asking for the next."""

from bzpeer.core import outbox, public_ids
from works.imports import runner, sources
from works.models import ImportRun


@outbox.task(name="works.import_page", queue="import")
def import_page(*, run_id: int) -> None:
    run = ImportRun.objects.filter(pk=run_id, state=ImportRun.State.RUNNING).first()
    if run and runner.step(run, sources.reopen(run.provider, run.query)):
        enqueue_page(run)


def enqueue_page(run: ImportRun) -> None:
    """Have the next page of ``run`` imported once this transaction commits."""
    outbox.enqueue(import_page, key=f"import:{run.public_id}:{public_ids.new()}", run_id=run.pk)

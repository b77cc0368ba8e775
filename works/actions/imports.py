"""Starting an import in the background, and taking up one that stopped."""

from django.db import transaction

from bzpeer.accounts.models import User
from bzpeer.core import audit
from works import tasks
from works.imports import runner
from works.imports.records import Reader
from works.models import ImportRun


class NotResumable(Exception):  # noqa: N818  (it is an answer, not an error of the program)
    """The run is done; import the same again instead."""


@transaction.atomic
def start(*, reader: Reader, by: User) -> ImportRun:
    """Import what ``reader`` asks for, page by page in the background.

    An unfinished run of the same provider and query is taken up instead of a new one.
    """
    run = runner.begin(reader, key=runner.key_of(reader.provider, reader.query), by=by)
    audit.record("import.started", by=by, target=run, provider=run.provider, query=run.query)
    tasks.enqueue_page(run)
    return run


@transaction.atomic
def resume(*, run_id: int, by: User) -> ImportRun:
    """Take a run up where it stopped.

    :raises NotResumable: if it is done.
    """
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state == ImportRun.State.DONE:
        raise NotResumable
    runner.take_up(run)
    audit.record("import.resumed", by=by, target=run, cursor=run.cursor)
    tasks.enqueue_page(run)
    return run

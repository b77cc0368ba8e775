"""Compare every derived count with the rows it rests on."""

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from works import counters
from works.counters import Differences
from works.imports import progress
from works.models import Author, Institution, Source, Topic

SHOWN: Final = 5


class Command(BaseCommand):
    """The operator's proof that counts are right."""

    help = "Report counts that differ from their rows, changing nothing. Exit code: 0 none, 1 some."

    def handle(self, *args: Any, **options: Any) -> None:
        with progress.bars() as bars:
            total = counters.pages_count()

            def on_chunk(count: int, found: Differences) -> None:
                transaction.set_rollback(True)
                bars.advance("Pages compared", count, total)

            differences = counters.recompute_all(on_chunk=on_chunk)
        for model, ids in (
            (Author, differences.author_ids),
            (Topic, differences.topic_ids),
            (Institution, differences.institution_ids),
            (Source, differences.source_ids),
        ):
            self._report(model, ids)
        stale = counters.stale_count()
        if stale:
            self.stdout.write(
                f"{stale:,} pages are known to be stale: an import is under way, or was stopped."
            )
        if differences.total:
            raise CommandError(f"{differences.total:,} pages differ. `manage.py recount` sets them right.")
        self.stdout.write("Every count agrees with its rows.")

    def _report(self, model: type[models.Model], ids: set[int]) -> None:
        if ids:
            shown = model._default_manager.filter(pk__in=sorted(ids)[:SHOWN]).order_by("pk")
            names = ", ".join(str(page) for page in shown)
            more = ", ..." if len(ids) > SHOWN else ""
            self.stdout.write(f"{len(ids):,} {model._meta.verbose_name_plural}: {names}{more}")

"""Compute every derived count and card anew."""

from typing import Any, Final

from django.core.management.base import BaseCommand

from works import cards, counters
from works.counters import Differences
from works.imports import progress
from works.signals import Change, tell

CARDS: Final = 500


class Command(BaseCommand):
    """The operator's way to counts that are surely right."""

    help = "Compute every counter, topic and co-author table anew, and render cards of an older version."

    def handle(self, *args: Any, **options: Any) -> None:
        with progress.bars() as bars:
            total = counters.pages_count()

            def on_chunk(count: int, found: Differences) -> None:
                _tell(found)
                bars.advance("Pages counted", count, total)

            counters.drain()
            differences = counters.recompute_all(on_chunk=on_chunk)
            outdated = cards.outdated()
            for start in range(0, len(outdated), CARDS):
                chunk = outdated[start : start + CARDS]
                cards.refresh(chunk)
                bars.advance("Cards rendered", len(chunk), len(outdated))
        self.stdout.write(
            f"{differences.total:,} pages differed, {len(outdated):,} cards were rendered anew."
        )


def _tell(found: Differences) -> None:
    if found.total:
        tell(
            Change(
                author_ids=frozenset(found.author_ids),
                topic_ids=frozenset(found.topic_ids),
                institution_ids=frozenset(found.institution_ids),
            )
        )

"""Check that every stored trust snapshot is what the facts give now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.trust import refresh


class Command(BaseCommand):
    help = "Report authors whose stored trust differs from their facts; exit code 1 if there are any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="store what the facts give")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = 0
        for ids in refresh.chunks():
            found = refresh.differing(ids)
            differing += len(found)
            if found and options["mend"]:
                refresh.refresh(author_ids=found, reason="verified")
        self.stdout.write(f"{differing} differences")
        if differing and not options["mend"]:
            raise CommandError("Run with --mend to store what the facts give.")

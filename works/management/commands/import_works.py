"""Import works from files or from a source's API."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from works.imports import progress, runner, sources
from works.imports.files import UnreadableFileError
from works.imports.records import Reader
from works.models import ImportProblem, ImportRun

COUNTS: Final = ("read", "created", "updated", "unchanged", "skipped", "failed")
PROBLEMS_SHOWN: Final = 10
USAGE: Final = 2


class Command(BaseCommand):
    """The command line's way to an import."""

    help = (
        "Import works. The same import started again goes on where an earlier one stopped, and changes"
        " nothing that has not changed."
        " Exit code: 0 done, 1 the source failed (start it again to go on), 2 wrong usage."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="provider", required=True, metavar="SOURCE")
        jsonl = kinds.add_parser("jsonl", help="files in the JSON Lines format of docs/import-format.md")
        jsonl.add_argument("--file", nargs="+", type=Path, required=True, metavar="PATH", help=FILES)
        arxiv = kinds.add_parser("arxiv", help="arXiv's API, or Atom files it has answered")
        chosen = arxiv.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--author", default="", help='all works of a name, e.g. "Zhangyang Wang"')
        chosen.add_argument(
            "--id-list", nargs="+", default=[], metavar="ID", help="arXiv ids, also comma-separated"
        )
        chosen.add_argument("--query", default="", help="a search in the API's own language")
        chosen.add_argument("--file", nargs="+", type=Path, default=[], metavar="PATH", help=FILES)
        for kind in (jsonl, arxiv):
            _add_output(kind)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reader = _reader(options)
        except (UnreadableFileError, ValueError) as error:
            raise CommandError(str(error), returncode=USAGE) from error
        try:
            with progress.bars(shown=False if options["quiet"] else None) as bars:
                run = runner.run(reader, on_page=bars.on_page, on_count=bars.on_count)
        except runner.AlreadyRunningError as error:
            raise CommandError(str(error)) from error
        except runner.SourceFailedError as failure:
            self._report(failure.run, as_json=options["as_json"])
            raise CommandError(
                f"The source failed: {failure.run.error} Start the same import again to go on from there."
            ) from failure
        self._report(run, as_json=options["as_json"])

    def _report(self, run: ImportRun, *, as_json: bool) -> None:
        counts = {name: getattr(run, f"{name}_count") for name in COUNTS}
        if as_json:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{count:,} {name}" for name, count in counts.items()))
        self._report_problems(run)

    def _report_problems(self, run: ImportRun) -> None:
        problems = ImportProblem.objects.filter(run=run).order_by("pk")
        for problem in problems[:PROBLEMS_SHOWN]:
            self.stderr.write(_line(problem))
        if (more := problems.count() - PROBLEMS_SHOWN) > 0:
            self.stderr.write(f"... and {more:,} more, kept with run {run.public_id}.")


FILES: Final = "plain, gzip or xz"


def _add_output(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", dest="as_json", help="print the counts as one JSON object"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar, even on a terminal")


def _reader(options: dict[str, Any]) -> Reader:
    if options["provider"] == "jsonl":
        return sources.jsonl(options["file"])
    if options["file"]:
        return sources.arxiv_files(options["file"])
    ids = [one for value in options["id_list"] for one in value.split(",") if one.strip()]
    return sources.arxiv(author=options["author"], id_list=ids, query=options["query"])


def _line(problem: ImportProblem) -> str:
    where = f"{problem.place} ({problem.record_id})" if problem.record_id else problem.place
    field = f" {problem.field}:" if problem.field else ""
    return f"{where}:{field} {problem.message} {problem.remedy}".rstrip()

"""Shows on a terminal how far a long command is; silent where standard error is none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from works.models import ImportRun


class Bars:
    """Progress bars on standard error: one for the pages read, one for what is counted after them."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def on_page(self, run: ImportRun) -> None:
        task = self._task("Works read")
        self._progress.update(task, completed=run.read_count, total=run.expected_count)

    def on_count(self, count: int) -> None:
        """Count pages of the site that are up to date again; how many there will be is not known."""
        self._progress.advance(self._task("Pages counted"), count)

    def advance(self, what: str, count: int, total: int) -> None:
        task = self._task(what)
        self._progress.update(task, total=total)
        self._progress.advance(task, count)

    def _task(self, what: str) -> TaskID:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=None)
        return self._tasks[what]


@contextmanager
def bars(*, shown: bool | None = None) -> Iterator[Bars]:
    """Open the bars; unless ``shown`` says otherwise, only on a terminal."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not (sys.stderr.isatty() if shown is None else shown),
        transient=False,
    )
    with progress:
        yield Bars(progress)

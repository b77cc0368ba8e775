"""An import that kills its own process at a chosen point; run by test_killed."""

import os
import signal
import sys

import django

django.setup()

from tests.support.records import Given  # noqa: E402
from tests.works.imports.test_killed import world  # noqa: E402
from works.imports import paging, runner  # noqa: E402
from works.imports.upsert import children, page  # noqa: E402


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


class DiesAtPage(Given):
    """Kills the process once ``last`` pages have been written."""

    last = 0

    def written(self, run):
        if run.read_count >= min(self.last * self.size, len(self.items)):
            die()


def main(where, number):
    source = DiesAtPage(world(), size=4)
    source.last = number
    if where == "within":
        write, seen = page.write, []

        def write_and_die(*args, **kwargs):
            seen.append(1)
            if len(seen) > number:
                children.write_source_records = die
            return write(*args, **kwargs)

        page.write = write_and_die
    if where == "counting":
        runner.counters.drain = die
    if where == "before" and number == 0:
        paging.record_lock.take = die
    runner.run(source, on_page=source.written if where == "before" and number else None)


main(sys.argv[1], int(sys.argv[2]))

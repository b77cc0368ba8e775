"""Other commands beside the services: in a data folder, or in one thrown away afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bzpeer.embedded import environment, services
from bzpeer.embedded.locks import Lock
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.postgres import Postgres
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.redis import Redis
from bzpeer.embedded.stopping import StopRequest

PREFIX = "bzpeer-test-"
# Younger folders may be on the point of being locked by their owner.
ABANDONED_SECONDS = 600
NOT_FOUND = 127


def execute(folder: Folder, command: Sequence[str], given: Mapping[str, str]) -> int:
    """Run a command with the services of a data folder; give its exit code."""
    with (
        StopRequest() as stop,
        services.running(folder, given=[name for name in given if given[name]]) as urls,
    ):
        return _wait_for(command, environment.of_command(folder, urls, given), stop)


def test(command: Sequence[str], given: Mapping[str, str]) -> int:
    """Run a command with services of its own, never those given, and throw their data away."""
    rest = {name: value for name, value in given.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    with StopRequest() as stop, throwaway() as folder, services.running(folder, durable=False) as urls:
        return _wait_for(command, environment.of_command(folder, urls, rest), stop)


@contextmanager
def throwaway() -> Iterator[Folder]:
    """Make a data folder that is gone after the block, and clear away those of killed runs."""
    _sweep()
    root = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        yield Folder.at(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _wait_for(command: Sequence[str], ready: Mapping[str, str], stop: StopRequest) -> int:
    found = shutil.which(command[0], path=ready["PATH"])
    if found is None:
        raise Problem(f"There is no command {command[0]}.")
    with subprocess.Popen([found, *command[1:]], env=ready) as child:
        # The terminal gives its Ctrl-C to the command itself, for which it may mean less than the end.
        stop.on_signal = lambda number: None if number == signal.SIGINT else child.send_signal(number)
        if stop.asked:
            child.terminate()
        code = child.wait()
    return code if code >= 0 else 128 - code


def _sweep() -> None:
    for root in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        found = root.lstat()
        if found.st_uid != os.geteuid() or time.time() - found.st_mtime < ABANDONED_SECONDS:
            continue
        with closing(Lock(root / "services.lock")) as lock:
            if lock.try_alone():
                folder = Folder.at(root)
                Postgres(folder).stop()
                Redis(folder).stop()
                folder.remove_sockets()
                shutil.rmtree(root, ignore_errors=True)

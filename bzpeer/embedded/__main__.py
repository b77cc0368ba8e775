"""The command line: run the site, or run a command with the embedded services beside it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bzpeer.embedded import commands
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.run import run
from bzpeer.embedded.site import of_project

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; give the exit code, having told a Problem in one line."""
    parser = argparse.ArgumentParser(prog="python -m bzpeer.embedded", description=__doc__)
    parser.add_argument("what", choices=["run", "exec", "test"], help="exec and test take a command after --")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args(arguments)
    command = [word for place, word in enumerate(asked.command) if place or word != "--"]
    if bool(command) == (asked.what == "run"):
        parser.error("run takes no command" if command else f"{asked.what} needs a command")
    try:
        return _do(asked.what, command)
    except Problem as problem:
        print(f"bzpeer: {problem}", file=sys.stderr)
    except PermissionError as error:
        print(
            f"bzpeer: {error.filename} belongs to another user, perhaps since an earlier run as root. "
            "Give it to yourself with chown, or name another folder in BZPEER_DATA_DIR.",
            file=sys.stderr,
        )
    return 1


def _do(what: str, command: Sequence[str]) -> int:
    os.chdir(PROJECT)
    given = dict(os.environ)
    folder = Folder.at(given.get("BZPEER_DATA_DIR") or PROJECT / ".data")
    if what == "run":
        run(folder, of_project(folder, given), given)
        return 0
    return commands.execute(folder, command, given) if what == "exec" else commands.test(command, given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

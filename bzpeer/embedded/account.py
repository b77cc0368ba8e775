"""The ordinary account that PostgreSQL runs under when root starts it, and its way to the files it needs.

PostgreSQL refuses to run as root. No account is created: one that every system has is lent, and folders of
ours on its way get no more than the right to be passed through.
"""

import os
import pwd
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bzpeer.embedded.problem import Problem

LENT = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The user and group that a server process is started as."""

    uid: int
    gid: int

    @classmethod
    def of_server(cls, data: Path) -> "Account | None":
        """Choose who runs the server whose data lies in ``data``; None stands for the user we are."""
        if os.geteuid() != 0:
            return None
        if data.exists() and (found := data.stat()).st_uid != 0:
            return cls(found.st_uid, found.st_gid)
        for name in LENT:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise Problem("PostgreSQL never runs as root, and no other account is here. Run as an ordinary user.")

    def process_options(self) -> dict[str, Any]:
        """Give the arguments that make subprocess start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make ``path`` this account's."""
        try:
            os.chown(path, self.uid, self.gid)
        except OSError as error:
            raise Problem(
                f"{path} cannot be given to PostgreSQL's account ({error.strerror}). Run as an ordinary user."
            ) from error

    def open_ways_to(self, *paths: Path) -> None:
        """Let this account pass through each folder above ``paths``; says which folders that changed."""
        above = {folder for path in paths for folder in path.parents}
        closed = sorted(folder for folder in above if not self._may(folder, stat.S_IXUSR))
        for folder in closed:
            _add_mode(folder, stat.S_IXOTH)
        if closed:
            told = "PostgreSQL does not run as root, so others may now pass through (chmod o+x):"
            print(told, *closed, sep="\n  ", file=sys.stderr)

    def open_files(self, tops: Iterable[Path]) -> None:
        """Let this account read the files under ``tops``, and run those that root may run."""
        for top in tops:
            for path in (top, *top.rglob("*")):
                if not path.is_symlink():
                    runs = path.is_dir() or bool(path.stat().st_mode & stat.S_IXUSR)
                    _add_mode(path, stat.S_IROTH | (stat.S_IXOTH if runs else 0))

    def _may(self, path: Path, right: int) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & right)
        if found.st_gid == self.gid:
            return bool(found.st_mode & right >> 3)
        return bool(found.st_mode & right >> 6)


def _add_mode(path: Path, bits: int) -> None:
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) | bits)
    except OSError as error:
        raise Problem(
            f"PostgreSQL's account cannot reach {path} ({error.strerror}). "
            "Run as an ordinary user, or move the project to a folder that others may pass through."
        ) from error

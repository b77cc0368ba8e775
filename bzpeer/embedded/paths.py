"""Where everything of one data folder lies, and folders made fit for use."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bzpeer.embedded.problem import Problem

# A socket's path ends at 107 bytes on Linux and at 103 on macOS and the BSDs; the shorter serves both.
LONGEST_SOCKET_PATH = 103
# PostgreSQL names its socket after a port, even when it listens on none.
POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"
PRIVATE, PASSABLE = 0o700, 0o711


@dataclass(frozen=True)
class Folder:
    """One data folder: the servers' data, their sockets, logs and locks, and the secret key of one clone."""

    root: Path

    @classmethod
    def at(cls, path: str | Path) -> "Folder":
        """Name the data folder at ``path``, the same however the path is written; nothing is created."""
        return cls(Path(path).expanduser().resolve())

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def redis(self) -> Path:
        return self.root / "redis"

    @property
    def sockets(self) -> Path:
        """Name the folder of the sockets: inside the data folder, or a short one where that is too deep."""
        inside = self.root / "run"
        if _fits(inside):
            return inside
        name = f"bzpeer-{os.getuid()}-{hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]}"
        outside = Path(tempfile.gettempdir()).resolve() / name
        return outside if _fits(outside) else Path("/tmp").resolve() / name  # noqa: S108 - owner is checked

    @property
    def postgres_sockets(self) -> Path:
        return self.sockets / "pg"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / REDIS_SOCKET

    def prepare(self) -> None:
        """Create the data folder and the sockets' folder, writable by us and closed to others.

        Raises Problem if either cannot be written, or if the short sockets' folder belongs to someone else.
        """
        # PostgreSQL never runs as root, so root's folders must let its server's account pass.
        mode = PASSABLE if os.geteuid() == 0 else PRIVATE
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root):
                pass
            if self.root.stat().st_uid == os.geteuid():
                self.root.chmod(mode)
        except OSError as error:
            raise Problem(
                f"The data folder {self.root} cannot be written ({error.strerror}). "
                "Name another: BZPEER_DATA_DIR=/some/folder make run"
            ) from error
        make_own_folder(self.sockets, mode, owners={os.geteuid(), self.root.stat().st_uid})

    def remove_sockets(self) -> None:
        """Remove the sockets' folder where it lies outside the data folder and is empty."""
        if self.root not in self.sockets.parents:
            for folder in (self.postgres_sockets, self.sockets):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()


def make_own_folder(path: Path, mode: int, owners: set[int]) -> None:
    """Create ``path`` with ``mode``, or accept it if it is a real folder of one of the ``owners``.

    Anyone may create names in a temporary directory, so a link or another's folder there is a Problem.
    """
    try:
        path.mkdir(mode=mode, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
            raise Problem(f"{path} belongs to someone else. Remove it, or set TMPDIR to another folder.")
        path.chmod(mode)
    except OSError as error:
        raise Problem(
            f"The folder {path} for sockets cannot be made ({error.strerror}). Set TMPDIR to another."
        ) from error


def _fits(folder: Path) -> bool:
    # PostgreSQL parts a list of folders at commas and Redis' clients read the path from a URL, so
    # a folder with anything but plain characters is as useless as one too deep.
    plain = all(letter.isalnum() or letter in "/._-+@~ " for letter in str(folder))
    return plain and len(os.fsencode(folder / "pg" / POSTGRES_SOCKET)) <= LONGEST_SOCKET_PATH

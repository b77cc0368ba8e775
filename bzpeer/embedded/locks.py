"""Locks on files that the system lets go by itself when their holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """One open lock file; held alone, held together with others, or not held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("a+")

    def hold_alone(self) -> None:
        """Wait until nobody else holds the lock, and hold it."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def try_alone(self) -> bool:
        """Hold the lock if nobody else does; false leaves it as it was only when it was not held."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def hold_together(self) -> None:
        """Hold the lock with any number of others that hold it so."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def write(self, note: str) -> None:
        """Leave a note for those who find the lock held."""
        os.ftruncate(self._file.fileno(), 0)
        self._file.write(note)
        self._file.flush()

    def read(self) -> str:
        """Read the holder's note."""
        return self.path.read_text().strip()

    def close(self) -> None:
        """Let go."""
        self._file.close()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Run a block that only one process at a time may run, waiting for one's turn."""
    lock = Lock(path)
    try:
        lock.hold_alone()
        yield
    finally:
        lock.close()

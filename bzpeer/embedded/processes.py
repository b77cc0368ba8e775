"""Processes known by id: whether one is still the same, and how to end it."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROC = Path("/proc")

_servers: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Handle:
    """One process as it was when noted: its id, and a mark that no later process of that id bears."""

    pid: int
    mark: str

    @classmethod
    def of(cls, pid: int) -> "Handle":
        return cls(pid, start_mark(pid))

    @classmethod
    def read(cls, text: str) -> "Handle | None":
        """Read what ``str()`` wrote; None if it is not whole."""
        pid, _, mark = text.strip().partition(" ")
        return cls(int(pid), mark) if pid.isdigit() and mark else None

    def __str__(self) -> str:
        return f"{self.pid} {self.mark}"

    def is_same(self) -> bool:
        """Tell whether the noted process still runs; false if its id went to another."""
        return bool(self.mark) and is_alive(self.pid) and start_mark(self.pid) == self.mark


def start_server(command: list[str], log: Path, **options: Any) -> int:
    """Start a program that outlives us unless stopped, its words appended to ``log``; give its id.

    It gets a session of its own: Ctrl-C is for the one who started it, and that one stops it in order.
    """
    log.touch(mode=0o600)
    with log.open("ab") as words:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
            **{"cwd": "/", **options},
        )
    _servers[server.pid] = server
    return server.pid


def is_alive(pid: int) -> bool:
    """Tell whether a process of this id runs; one that has ended and waits for its parent does not."""
    if child := _servers.get(pid):
        return child.poll() is None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _stat(pid)[:1] != ["Z"]


def start_mark(pid: int) -> str:
    """Say when a process started, so as to tell it from a later one of its id; empty if it is gone."""
    if fields := _stat(pid):
        # Ticks since the machine started, proc(5) field 22; the boot's id tells one start from the next.
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{fields[19]}"
    return "" if PROC.joinpath("self/stat").exists() else _ps(pid, "lstart=")


def command_line(pid: int) -> str:
    """Give the command line of a process, its words parted by spaces; empty if it is gone."""
    if PROC.joinpath("self/cmdline").exists():
        with suppress(OSError):
            return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    return _ps(pid, "command=")


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Wait up to ``seconds`` for a process to end; true if it did."""
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def end_group(leader: Handle, seconds: float) -> bool:
    """End a process group: its leader by SIGTERM, then whatever is left by SIGKILL; true if there was any.

    A group whose leader is gone keeps its number to itself as long as it has members, so the number suffices.
    """
    if is_alive(leader.pid) and not leader.is_same():
        return False
    try:
        os.killpg(leader.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    with suppress(ProcessLookupError):
        if leader.is_same():
            os.kill(leader.pid, signal.SIGTERM)
            wait_until_gone(leader.pid, seconds)
        os.killpg(leader.pid, signal.SIGKILL)
    return True


def _stat(pid: int) -> list[str]:
    # proc(5): the name in parentheses may hold spaces, so count from behind it; [0] is the state.
    with suppress(OSError):
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return []


def _ps(pid: int, column: str) -> str:
    with suppress(OSError):
        asked = subprocess.run(
            ["ps", "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return asked.stdout.strip()
    return ""

"""Programs that run side by side: their lines on one screen, and one end for all."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TextIO

from bzpeer.embedded.processes import Handle, end_group
from bzpeer.embedded.stopping import StopRequest

# With the services' own stop this stays within ten seconds of a Ctrl-C.
GRACE_SECONDS = 7
COLOURS = (36, 33, 35, 32, 34)


@dataclass(frozen=True)
class Program:
    """One program to keep running, and the name its lines bear."""

    name: str
    command: Sequence[str]


class Screen:
    """One output shared by several writers, line by line."""

    def __init__(self, out: TextIO, names: Sequence[str], on_closed: Callable[[], None]) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._on_closed = on_closed
        self._width = max(map(len, names), default=0)
        coloured = out.isatty() and "NO_COLOR" not in os.environ
        self._colours = dict(zip(names, COLOURS * len(names), strict=False)) if coloured else {}

    def show(self, line: str, name: str = "") -> None:
        """Write one line, behind the name of the program that said it."""
        head = f"{name:<{self._width}} | " if name else ""
        if name in self._colours:
            head = f"\x1b[{self._colours[name]}m{head}\x1b[0m"
        try:
            with self._lock:
                print(f"{head}{line}", file=self._out, flush=True)
        except OSError:
            self._on_closed()


class Supervisor:
    """Several programs run together: when one ends unasked, or a stop is asked for, all end."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        environment: Mapping[str, str],
        record: Path,
        stop: StopRequest,
        out: TextIO = sys.stdout,
    ) -> None:
        self.programs = programs
        self.environment = environment
        self.record = record
        self.stop = stop
        # What happened: the program that ended with its exit code, or None for a wish to stop.
        self._events: SimpleQueue[tuple[str, int] | None] = SimpleQueue()
        self.screen = Screen(out, [program.name for program in programs], self._wake)
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, on_start: Callable[[], None] = lambda: None) -> str:
        """Run the programs until one ends or a stop is asked for, and end the rest.

        Returns what went wrong, or nothing if the end was asked for. ``on_start`` runs beside them.
        """
        self.stop.on_signal = self._wake
        try:
            for program in self.programs:
                if not self.stop.asked:
                    self._start(program)
            threading.Thread(target=on_start, daemon=True).start()
            event = None if self.stop.asked else self._events.get()
            if event is None:
                return ""
            name, code = event
            said = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
            return f"{name} ended by itself ({said})"
        finally:
            self._end()

    def _start(self, program: Program) -> None:
        child = subprocess.Popen(
            program.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A group of its own, so that its end takes its own children along and Ctrl-C comes only from us.
            start_new_session=True,
        )
        self._children[program.name] = child
        with self.record.open("a") as record:
            record.write(f"{Handle.of(child.pid)}\n")
        for work in (self._relay_lines, self._await_end):
            threading.Thread(target=work, args=(program.name, child), daemon=True).start()

    def _relay_lines(self, name: str, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        with child.stdout as lines:
            for line in lines:
                if text := line.decode(errors="replace").rstrip():
                    self.screen.show(text, name)

    def _await_end(self, name: str, child: subprocess.Popen[bytes]) -> None:
        self._events.put((name, child.wait()))

    def _end(self) -> None:
        asked_before = self.stop.times
        for child in self._children.values():
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        # A second Ctrl-C is impatience, and is obeyed.
        while any(child.poll() is None for child in self._children.values()):
            if time.monotonic() > deadline or self.stop.times > asked_before:
                break
            time.sleep(0.02)
        for child in self._children.values():
            # What a program started ends with it, whether it cleared up behind itself or not.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self.record.unlink(missing_ok=True)

    def _wake(self, number: int = 0) -> None:
        del number
        self._events.put(None)


def end_leftovers(record: Path) -> int:
    """End the programs that a killed run left behind, by its record; count them."""
    if not record.exists():
        return 0
    noted = [Handle.read(line) for line in record.read_text().splitlines()]
    ended = sum(end_group(handle, GRACE_SECONDS) for handle in noted if handle)
    record.unlink()
    return ended

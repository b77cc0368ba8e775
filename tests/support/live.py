"""A whole site in processes of its own: web server, worker, beat, database and broker, each of which can fail."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import httpx2
import psycopg
import pytest
import redis as redis_py
from celery import Celery
from django.conf import settings

from bzpeer.embedded import environment, processes, services, site
from bzpeer.embedded.commands import throwaway
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.processes import Handle
from bzpeer.embedded.redis import Redis, broker_url, client_url

T = TypeVar("T")

START_SECONDS = 60
GRACE_SECONDS = 10
LINES_TOLD = 40
QUEUES = ("critical", "slice", "import", "sweep")
TOUCHED = ("core_outbox", "core_auditevent", "profiles_follow", "profiles_trustsnapshot")


def eventually(look: Callable[[], T], *, within: float = 20, what: str = "") -> T:
    """Look until there is something to see, and give it; fails the test after ``within`` seconds."""
    deadline = time.monotonic() + within
    while not (seen := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not within {within} s: {what or look.__name__} (last seen: {seen!r})", pytrace=True)
        time.sleep(0.05)
    return seen


class Live:
    """One running site, its parts by name: web, worker, beat."""

    def __init__(self, folder: Folder, database_url: str) -> None:
        self.folder = folder
        given = {
            **os.environ,
            "PORT": str(_free_port()),
            "DEBUG": "false",
            "HTTPS": "false",
            "SECRET_KEY": "",
        }
        given |= {
            "DATABASE_URL": database_url,
            "REDIS_URL": broker_url(folder),
            "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        }
        self.site = site.of_project(folder, given)
        self.url = self.site.url.rstrip("/")
        urls = services.Urls(database_url, broker_url(folder))
        self.environment = {**environment.of_command(folder, urls, given), "SITE_URL": self.url}
        self.redis = Redis(folder)
        self.broker = redis_py.Redis.from_url(client_url(broker_url(folder)))
        self.said_before: dict[str, int] = {}
        self._commands = {program.name: program.command for program in self.site.programs}
        self._programs: dict[str, Handle] = {}
        self._frozen: set[int] = set()
        self.conninfo = _conninfo(database_url)
        self._database = psycopg.connect(self.conninfo, autocommit=True)

    def prepare(self) -> None:
        """Migrate, load the demo, collect the static files."""
        for step in self.site.steps:
            done = subprocess.run(
                step.command, env=self.environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{step.title} failed:\n{done.stdout}{done.stderr}"

    def sql(self, query: str, *values: Any) -> list[Any]:
        """Ask the database; rows of one column come as plain values."""
        with self._database.cursor() as cursor:
            cursor.execute(query, values or None)
            rows = cursor.fetchall() if cursor.description else []
        return [row[0] if len(row) == 1 else row for row in rows]

    # --- programs ----------------------------------------------------------------------------------
    def start(self, name: str) -> None:
        """Start one program unless it runs; the web server answers when this returns."""
        if name in self._programs and self._programs[name].is_same():
            return
        log = self.folder.root / f"{name}.log"
        pid = processes.start_server(
            [*self._commands[name]], log, env=self.environment, cwd=settings.BASE_DIR
        )
        self._programs[name] = Handle.of(pid)
        if name == "web":
            eventually(self.answers, within=START_SECONDS, what="the site answers")

    def kill(self, name: str) -> None:
        """End a program and its children as a power cut would: kill -9, all at once."""
        handle = self._programs[name]
        os.killpg(handle.pid, signal.SIGKILL)
        assert processes.wait_until_gone(handle.pid, GRACE_SECONDS)

    def freeze(self, name: str) -> None:
        """Let a program and its children stand still until ``thaw`` or ``heal``."""
        self._frozen.add(self._programs[name].pid)
        os.killpg(self._programs[name].pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let everything frozen go on; what was killed meanwhile stays dead."""
        for pid in self._frozen:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGCONT)
        self._frozen.clear()

    def answers(self) -> bool:
        try:
            return httpx2.get(f"{self.url}/healthz", timeout=2).status_code == 200
        except httpx2.HTTPError:
            return False

    def heal(self) -> None:
        """Bring everything back that a test has broken, with empty queues and nothing left to do."""
        self.thaw()
        self.redis.start()
        for name in self._commands:
            self.start(name)
        self.sql(f"TRUNCATE {', '.join(TOUCHED)}")
        self.sql(
            "UPDATE profiles_profile SET followers_count = 0, revision = revision + 1 WHERE followers_count > 0"
        )
        # A slice as a first reader gets it may stay; drawing one anew for each test would take minutes.
        self.sql(
            "DELETE FROM graph_graphslice WHERE NOT (built = wanted AND state = 'ready' AND revision = 1)"
        )
        self.broker.flushall()

    def forget_slices(self) -> None:
        """Make every slice one that nobody has asked for yet."""
        self.sql("TRUNCATE graph_graphslice")

    # --- the broker -----------------------------------------------------------------------------------
    def freeze_redis(self) -> None:
        """Let Redis accept and never answer."""
        pid = self.redis.running_pid()
        assert pid
        self._frozen.add(pid)
        os.killpg(pid, signal.SIGSTOP)

    # --- work ------------------------------------------------------------------------------------------
    def nudge(self, task: str, *, queue: str, **kwargs: Any) -> None:
        """Send a message as the site would."""
        with Celery(broker=self.environment["REDIS_URL"], set_as_current=False) as app:
            app.send_task(task, kwargs=kwargs, queue=queue)

    def enqueue(self, task: str, *, key: str, **kwargs: Any) -> None:
        """Write work into the outbox, and send its first message."""
        self.sql(
            "INSERT INTO core_outbox (key, task, kwargs, queue, not_before, sends, last_error)"
            " VALUES (%s, %s, %s::jsonb, 'critical', now() + interval '5 s', 0, '')",
            *(key, task, json.dumps(kwargs)),
        )
        self.nudge(task, queue="critical", key=key)

    def is_done(self) -> bool:
        """Tell whether there was work, and all of it is done."""
        return self.sql("SELECT count(*) > 0 AND count(*) = count(done_at) FROM core_outbox") == [True]

    def is_quiet(self) -> bool:
        """Tell whether no message waits, and none is in a worker's hands."""
        return not any(self.broker.llen(queue) for queue in QUEUES) and not self.broker.hlen("unacked")

    # --- what a failing test wants to know ---------------------------------------------------------------
    def mark_logs(self) -> None:
        self.said_before = {log.name: log.stat().st_size for log in self.folder.root.glob("*.log")}

    def told(self) -> str:
        """Give what the programs have said since the logs were marked."""
        parts = []
        for log in sorted(self.folder.root.glob("*.log")):
            text = log.read_bytes()[self.said_before.get(log.name, 0) :].decode(errors="replace")
            if lines := text.splitlines():
                parts += [f"--- {log.name}", *lines[-LINES_TOLD:]]
        return "\n".join(parts)

    def close(self) -> None:
        self.thaw()
        for handle in self._programs.values():
            # Its data is thrown away, so nobody waits for an orderly end.
            with suppress(ProcessLookupError):
                os.killpg(handle.pid, signal.SIGKILL)
            processes.wait_until_gone(handle.pid, GRACE_SECONDS)
        self.broker.close()
        self._database.close()


@contextmanager
def running() -> Iterator[Live]:
    """Run a site of its own for as long as the block lasts; nothing of it stays."""
    with ExitStack() as stack:
        folder = stack.enter_context(throwaway())
        database_url = stack.enter_context(_own_database(f"bzpeer_live_{os.getpid()}"))
        # Holds the folder's lock too, by which other runs know that it is in use.
        stack.enter_context(services.running(folder, given=["DATABASE_URL"]))
        live = Live(folder, database_url)
        stack.callback(live.close)
        live.prepare()
        for program in live.site.programs:
            live.start(program.name)
        yield live


@pytest.fixture(scope="session")
def live_site() -> Iterator[Live]:
    with running() as site_:
        yield site_


@pytest.fixture
def live(live_site: Live) -> Iterator[Live]:
    """Give the running site with the demo in it, nobody followed, and nothing to do."""
    live_site.heal()
    live_site.mark_logs()
    return live_site


@contextmanager
def _own_database(name: str) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL") or settings.EMBEDDED_DATABASE_URL
    with psycopg.connect(_conninfo(_renamed(url, "postgres")), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield _renamed(url, name)
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _renamed(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _conninfo(url: str) -> str:
    # libpq knows the one spelling, Django's the other.
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql"))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])

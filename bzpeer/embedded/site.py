"""What a run of the site consists of: the commands before it, and the programs that are it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.supervisor import Program

DEFAULT_PORT = 8000
LAST_PORT = 65535
QUEUES = "critical,slice,import,sweep,celery"
TRUE = ("1", "true", "yes", "y", "on", "t")


@dataclass(frozen=True)
class Step:
    """One command that has to succeed before the site starts; what it prints may be kept for the end."""

    title: str
    command: Sequence[str]
    tells: bool = False


@dataclass(frozen=True)
class Site:
    """The commands and programs of one run, and the port they answer on."""

    port: int
    steps: Sequence[Step]
    programs: Sequence[Program]
    health_path: str = "/healthz"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def of_project(folder: Folder, given: Mapping[str, str]) -> Site:
    """Describe this project's site. Raises Problem if ``PORT`` is no port."""
    port = port_of(given)
    manage = (sys.executable, "manage.py")
    steps = [
        Step("Migrations", (*manage, "migrate", "--noinput", "--verbosity", "0")),
        Step("Demo data", (*manage, "seed_demo", "--accounts"), tells=True),
    ]
    if given.get("DEBUG", "false").lower() not in TRUE:
        # A developer's static files are served from where they lie; everyone else's are hashed first.
        steps.append(Step("Static files", (*manage, "collectstatic", "--noinput", "--verbosity", "0")))
    return Site(port, steps, [Program("web", web(port)), *_background(folder)])


def port_of(given: Mapping[str, str]) -> int:
    """Read the port to serve on. Raises Problem if it is none."""
    asked = given.get("PORT") or str(DEFAULT_PORT)
    if not (asked.isascii() and asked.isdigit()) or not 0 < int(asked) <= LAST_PORT:
        raise Problem(f"PORT={asked} is no port. Give a number from 1 to {LAST_PORT}: PORT=8001 make run")
    return int(asked)


def web(port: int) -> Sequence[str]:
    """Give the command of the web server on ``port``."""
    options = (
        "--interface wsgi --host 127.0.0.1 --workers 2 --blocking-threads 4 --no-ws --respawn-failed-workers"
    )
    return (
        *(sys.executable, "-m", "granian", *options.split()),
        *("--port", str(port), "--log-level", "warning", "bzpeer.wsgi:application"),
    )


def _background(folder: Folder) -> Sequence[Program]:
    celery = (sys.executable, "-m", "celery", "--quiet", "-A", "bzpeer")
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    schedule = str(folder.root / "beat-schedule")
    return [
        Program("worker", (*celery, "worker", "-Q", QUEUES, "--concurrency", "2", *quiet, "-l", "INFO")),
        Program("beat", (*celery, "beat", "--schedule", schedule, "--pidfile=", "-l", "WARNING")),
    ]

"""One run of the site on this machine, from the checks before it to the stop of all it started."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial

from bzpeer.embedded import environment, services
from bzpeer.embedded.locks import Lock
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.site import Site, Step
from bzpeer.embedded.stopping import StopRequest
from bzpeer.embedded.supervisor import Screen, Supervisor, end_leftovers

ANSWER_SECONDS = 60
PORTS_TRIED = 100


def run(folder: Folder, site: Site, given: Mapping[str, str]) -> None:
    """Serve the site until Ctrl-C or SIGTERM; returns when all that was started has stopped.

    Raises Problem if the site cannot start, or if one of its programs ends by itself.
    """
    with StopRequest() as stop:
        folder.prepare()
        with _only_run_of(folder, site):
            record = folder.root / "programs"
            if count := end_leftovers(record):
                print(f"Ended {count} programs that a killed run had left.")
            check_port_free(site.port)
            missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not given.get(name)]
            if missing:
                print(f"PostgreSQL and Redis in {folder.root} ...", flush=True)
            with services.running(folder, given=[name for name in given if name not in missing]) as urls:
                ready = {"SITE_URL": site.url.rstrip("/")} | environment.of_command(folder, urls, given)
                told = [_do(step, ready, stop) for step in site.steps if not stop.asked]
                if not stop.asked:
                    supervisor = Supervisor(site.programs, environment=ready, record=record, stop=stop)
                    problem = supervisor.run(partial(_announce, site, supervisor.screen, stop, "".join(told)))
                    if problem:
                        raise Problem(f"{problem}, and the rest was stopped. Its last lines above say why.")
        with suppress(OSError):
            print("Stopped.", flush=True)


def check_port_free(port: int) -> None:
    """Raise Problem if the site could not listen on ``port``, naming the next port that is free."""
    try:
        _listen(port)
    except PermissionError as error:
        raise Problem(f"Port {port} is kept for the system. Choose another: PORT=8000 make run") from error
    except OSError as error:
        free = next((other for other in range(port + 1, port + PORTS_TRIED) if _is_free(other)), 0)
        raise Problem(f"Port {port} is in use. Choose another: PORT={free} make run") from error


@contextmanager
def _only_run_of(folder: Folder, site: Site) -> Iterator[None]:
    with closing(Lock(folder.root / "run.lock")) as lock:
        if not lock.try_alone():
            raise Problem(
                f"The site of {folder.root} already runs: {lock.read()}. Stop that one, or start a second "
                f"with a folder of its own: BZPEER_DATA_DIR=.data2 PORT={site.port + 1} make run"
            )
        lock.write(f"{site.url} (process {os.getpid()})")
        yield


def _do(step: Step, ready: Mapping[str, str], stop: StopRequest) -> str:
    print(f"{step.title} ...", flush=True)
    # A session of its own: Ctrl-C reaches it once, from us.
    with subprocess.Popen(
        step.command,
        env=ready,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as child:
        stop.on_signal = lambda _: child.terminate()
        if stop.asked:
            child.terminate()
        said, _ = child.communicate()
        stop.on_signal = lambda _: None
    if child.returncode and not stop.asked:
        print(said, flush=True)
        raise Problem(f"{step.title} failed (exit code {child.returncode}); the lines above say why.")
    return said if step.tells else ""


def _announce(site: Site, screen: Screen, stop: StopRequest, told: str) -> None:
    began = time.monotonic()
    while not _answers(site) and not stop.asked:
        if time.monotonic() - began > ANSWER_SECONDS:
            screen.show(f"The site does not answer at {site.url} yet; the lines above may say why.")
            return
        time.sleep(0.1)
    if not stop.asked:
        lines = [f"BZPEER runs at {site.url}", *told.splitlines(), "Stop it with Ctrl-C."]
        screen.show("\n".join(["", *(f"  {line}" for line in lines), ""]))


def _answers(site: Site) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=2)
    with closing(line), suppress(OSError, http.client.HTTPException):
        line.request("GET", site.health_path)
        return line.getresponse().status == http.HTTPStatus.OK
    return False


def _is_free(port: int) -> bool:
    with suppress(OSError, OverflowError):
        _listen(port)
        return True
    return False


def _listen(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", port))

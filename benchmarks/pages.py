"""What the hot pages cost, as ratios to a view that answers a constant, on one server in one run.

Run by ``make bench``; prints a table and writes ``benchmarks/results/latest.json``: rows of name, ratio (the
median of the rounds), queries, bytes (compressed body).
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import big_profile
from benchmarks.load import head_of, measure
from bzpeer.accounts.models import User
from bzpeer.embedded import site
from graph import actions
from graph.slices import builder
from works.models import Author

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
RESULTS = Path(__file__).parent / "results" / "latest.json"
ENCODINGS = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One request to measure; ``path`` makes the n-th address, so that no cold page is asked for twice."""

    name: str
    path: Callable[[int], str]
    headers: dict[str, str]
    expected: int = 200
    target: float | None = None


@contextmanager
def server() -> Iterator[int]:
    """Run the web server as the site does, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([*site.web(port)], start_new_session=True)
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(150):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def etag_of(port: int, path: str) -> str:
    asking = HTTPConnection("127.0.0.1", port)
    asking.request("GET", path, headers=ENCODINGS)
    answer = asking.getresponse()
    answer.read()
    return answer.headers["ETag"]


def cases(port: int) -> list[Case]:
    sample = Author.objects.get(display_name="Zhangyang Wang", works_count=82)
    profile = sample.get_absolute_url()
    many = big_profile.make().get_absolute_url()
    reader, _ = User.objects.get_or_create(email="bench@example.org")
    client = Client()
    client.force_login(reader)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    builder.build(actions.request(kind="researcher", public_id=sample.public_id))
    slice_path = f"/slices/researcher/{sample.public_id}/parts/panel/"
    signed_in = {**ENCODINGS, "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    fresh = {**ENCODINGS, "If-None-Match": etag_of(port, profile)}
    return [
        Case(name="profile_304", path=lambda _: profile, headers=fresh, expected=304, target=0.60),
        Case(name="profile_warm", path=lambda _: profile, headers=ENCODINGS, target=0.50),
        Case(name="profile_cold", path=lambda n: f"{profile}?cold={n}", headers=ENCODINGS, target=0.10),
        Case(name="profile_signed_in", path=lambda _: profile, headers=signed_in, target=0.20),
        Case(name="slice_stored", path=lambda _: slice_path, headers=ENCODINGS, target=0.40),
        Case(
            name="works_page",
            path=lambda n: f"{many}?page={2 + n % 100}&new={n}",
            headers=ENCODINGS,
            target=0.08,
        ),
    ]


def queries_of(case: Case) -> int:
    client = Client(headers=case.headers)
    with CaptureQueriesContext(connection) as caught:
        client.get(case.path(10**9))
    return len(caught)


def prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("seed_demo", verbosity=0)


def ratios(port: int, case: Case) -> tuple[list[float], int]:
    """Measure a case between two measurements of the bare view, several times; also its body's bytes."""
    bare = head_of("/bench/bare/", {})
    found, last = [], None
    for turn in range(ROUNDS + 1):
        before = measure(port, lambda _: bare, seconds=SECONDS / 2).rate
        last = measure(
            port,
            lambda number, turn=turn: head_of(case.path(turn * 10**6 + number), case.headers),
            seconds=SECONDS,
        )
        after = measure(port, lambda _: bare, seconds=SECONDS / 2).rate
        found.append(last.rate / ((before + after) / 2))
    if last.status != case.expected:
        raise SystemExit(f"{case.name}: answered {last.status}, not {case.expected}")
    # The first round warms both workers up.
    return found[1:], last.body_bytes


def main() -> None:
    prepare()
    rows = []
    with server() as port:
        for case in cases(port):
            found, body_bytes = ratios(port, case)
            row = {
                "name": case.name,
                "ratio": round(statistics.median(found), 3),
                "queries": queries_of(case),
                "bytes": body_bytes,
                "wanted": case.target,
                "lowest": round(min(found), 3),
                "highest": round(max(found), 3),
            }
            rows.append(row)
            print(
                "{name:<20} {ratio:>7.3f} (wanted {wanted:.2f}) {queries:>3} queries {bytes:>8} bytes".format(
                    **row
                ),
                flush=True,
            )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=2) + "\n")

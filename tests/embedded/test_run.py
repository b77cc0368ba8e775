"""A run from outside: started, stopped, killed, refused. Its programs are trivial; its services are real."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from bzpeer.embedded import processes
from bzpeer.embedded.postgres import Postgres
from bzpeer.embedded.redis import Redis

GIVEN = {"DATABASE_URL": "postgresql:///theirs", "REDIS_URL": "redis://theirs"}


@pytest.fixture
def port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Running:
    """One run of the fake site, and what it has printed so far."""

    def __init__(self, process):
        self.process = process
        self.printed = ""

    def read_until(self, pattern):
        for line in self.process.stdout:
            self.printed += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(self.printed)

    def end(self, number):
        self.process.send_signal(number)
        return self.wait()

    def wait(self):
        self.printed += self.process.stdout.read()
        self.process.wait(timeout=30)
        return self.process.returncode


@contextmanager
def running(folder, port, mode="steady", **given):
    environ = {name: value for name, value in os.environ.items() if name not in GIVEN}
    environ |= {"BZPEER_DATA_DIR": str(folder.root), "PORT": str(port), **given}
    command = [sys.executable, "-m", "tests.embedded.fake_site", mode]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield Running(process)
        finally:
            # Not killed, which would leave its programs behind.
            process.terminate()
            process.communicate(timeout=30)


def programs_of(folder):
    return [int(line.split()[0]) for line in (folder.root / "programs").read_text().splitlines()]


def nothing_runs(folder):
    return Postgres(folder).running_pid() is None and Redis(folder).running_pid() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_tells_its_address_and_stops_all_it_started(folder, port, number):
    with running(folder, port) as site:
        site.read_until("Stop it with Ctrl-C")
        programs = programs_of(folder)
        began = time.monotonic()

        assert site.end(number) == 0

        assert time.monotonic() - began < 10
    assert f"BZPEER runs at http://127.0.0.1:{port}/\n  told by http://127.0.0.1:{port}\n" in site.printed
    assert re.search(r"^steady \| steady \d+$", site.printed, re.MULTILINE)
    assert site.printed.endswith("Stopped.\n")
    assert not any(map(processes.is_alive, programs))
    assert nothing_runs(folder)


def test_a_killed_run_is_cleared_away_by_the_next(folder, port):
    with running(folder, port) as killed:
        killed.read_until("Stop it with Ctrl-C")
        left = programs_of(folder)
        database = Postgres(folder).running_pid()
        killed.process.kill()
        killed.process.wait()
        assert all(map(processes.is_alive, [*left, database]))

        with running(folder, port) as site:
            site.read_until("Stop it with Ctrl-C")

            assert "Ended 2 programs that a killed run had left." in site.printed
            assert not any(map(processes.is_alive, left))
            assert site.end(signal.SIGTERM) == 0
    assert nothing_runs(folder)


def test_a_second_run_of_the_same_folder_is_told_of_the_first(folder, port):
    with running(folder, port, **GIVEN) as first:
        first.read_until("Stop it with Ctrl-C")

        with running(folder, port, **GIVEN) as second:
            assert second.wait() == 1

        assert f"already runs: http://127.0.0.1:{port}/ (process {first.process.pid})" in second.printed
        assert len(second.printed.splitlines()) == 1
        assert first.process.poll() is None


def test_a_busy_port_gets_one_line_with_a_free_one(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]

        with running(folder, busy, **GIVEN) as site:
            assert site.wait() == 1

    assert re.fullmatch(rf"bzpeer: Port {busy} is in use\. Choose another: PORT=\d+ make run\n", site.printed)


def test_given_services_are_used_and_none_started(folder, port):
    with running(folder, port, **GIVEN) as site:
        site.read_until("Stop it with Ctrl-C")

        assert nothing_runs(folder)
        assert not folder.postgres.exists()
        assert site.end(signal.SIGTERM) == 0


def test_a_program_that_ends_by_itself_ends_the_run(folder, port):
    with running(folder, port, "hasty", **GIVEN) as site:
        assert site.wait() == 1

    assert "bzpeer: hasty ended by itself (exit code 3), and the rest was stopped." in site.printed


def test_a_step_that_fails_shows_its_words_and_ends_the_run(folder, port):
    with running(folder, port, "broken", **GIVEN) as site:
        assert site.wait() == 1

    assert "what broke\n" in site.printed
    assert "bzpeer: Broken step failed (exit code 4)" in site.printed


def test_a_stop_during_a_step_ends_the_step(folder, port):
    with running(folder, port, "slow", **GIVEN) as site:
        site.read_until("Slow step")

        assert site.end(signal.SIGINT) == 0

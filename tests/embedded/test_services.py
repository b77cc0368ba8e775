"""Both services together, alone and shared."""

import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bzpeer.embedded import services
from bzpeer.embedded.postgres import Postgres
from bzpeer.embedded.redis import Redis

PROJECT = Path(__file__).resolve().parents[2]
# Keeps the services of a folder in use until its input ends.
OTHER = """
import sys
from bzpeer.embedded import services
from bzpeer.embedded.paths import Folder
with services.running(Folder.at(sys.argv[1]), durable=False):
    print("up", flush=True)
    sys.stdin.read()
"""


def run_both(folder):
    return Postgres(folder).running_pid() is not None and Redis(folder).running_pid() is not None


def test_naming_the_services_creates_and_starts_nothing(tmp_path):
    named = services.urls(tmp_path / "data")

    assert named.database.startswith("postgresql://bzpeer@%2F")
    assert named.redis.startswith("redis+socket:///")
    assert not list(tmp_path.iterdir())


def test_services_run_as_long_as_the_block(folder):
    with services.running(folder, durable=False) as named:
        assert named == services.urls(folder.root)
        with psycopg.connect(named.database) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    assert Postgres(folder).running_pid() is None
    assert Redis(folder).running_pid() is None
    assert not folder.redis_socket.exists()


def test_a_given_service_is_not_started(folder):
    with services.running(folder, given=["DATABASE_URL"]):
        assert Postgres(folder).running_pid() is None
        assert Redis(folder).running_pid()


@contextmanager
def other_user(folder):
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder.root)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "up\n"
        yield other


def test_the_last_of_several_users_stops_the_services(folder, capsys):
    with ExitStack() as stack:
        with services.running(folder, durable=False):
            stack.enter_context(other_user(folder))

        assert run_both(folder)
        assert "stays up" in capsys.readouterr().err

    assert Postgres(folder).running_pid() is None
    assert Redis(folder).running_pid() is None


def test_a_user_that_came_later_leaves_the_services_without_a_word(folder, capsys):
    with other_user(folder):
        with services.running(folder, durable=False):
            pass

        assert run_both(folder)
        assert capsys.readouterr().err == ""


def test_services_of_a_killed_user_are_adopted_and_stopped(folder):
    with other_user(folder) as killed:
        killed.kill()
    database = Postgres(folder).running_pid()

    with services.running(folder, durable=False):
        assert Postgres(folder).running_pid() == database

    assert Postgres(folder).running_pid() is None

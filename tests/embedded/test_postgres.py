"""A real PostgreSQL: started, killed, healed, stopped."""

import os
import signal

import psycopg
import pytest

from bzpeer.embedded import processes
from bzpeer.embedded.postgres import Postgres, database_url
from bzpeer.embedded.problem import Problem


def ask(folder, query):
    with psycopg.connect(database_url(folder), autocommit=True) as connection:
        return connection.execute(query).fetchone()


def test_a_database_is_there_in_unicode_and_on_no_port(postgres):
    postgres.start()

    assert ask(postgres.folder, "SELECT lower('ÀÉ'), current_setting('listen_addresses')") == ("àé", "")
    assert ask(postgres.folder, "SHOW server_version")[0].startswith("18.")
    assert ask(postgres.folder, "SELECT pg_encoding_to_char(encoding) FROM pg_database") == ("UTF8",)


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_throwaway_data_is_written_without_care(prepared, durable, fsync):
    Postgres(prepared, durable=durable).start()

    assert ask(prepared, "SHOW fsync") == (fsync,)


def test_starting_twice_keeps_the_server(postgres):
    postgres.start()
    first = postgres.running_pid()

    Postgres(postgres.folder, durable=False).start()

    assert postgres.running_pid() == first


def test_the_server_never_runs_as_root(postgres):
    postgres.start()

    assert (postgres.folder.postgres / "postmaster.pid").stat().st_uid != 0


def test_data_survives_a_stop_in_order(postgres):
    postgres.start()
    ask(postgres.folder, "SELECT 1")
    with psycopg.connect(database_url(postgres.folder)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    pid = postgres.running_pid()

    postgres.stop()

    assert not processes.is_alive(pid)
    postgres.start()
    assert ask(postgres.folder, "SELECT number FROM kept") == (42,)


def test_a_killed_server_starts_again_by_itself(postgres):
    postgres.start()
    pid = postgres.running_pid()
    os.kill(pid, signal.SIGKILL)
    processes.wait_until_gone(pid, 5)

    postgres.start()

    assert (postgres.folder.postgres / "postmaster.pid").exists()
    assert ask(postgres.folder, "SELECT 1") == (1,)


def test_a_pid_file_whose_id_went_to_another_program_is_no_obstacle(postgres):
    postgres.start()
    postgres.stop()
    note = f"{os.getpid()}\n{postgres.folder.postgres}\n"
    (postgres.folder.postgres / "postmaster.pid").write_text(note)

    postgres.start()

    assert postgres.running_pid() not in {None, os.getpid()}


def test_a_first_start_that_was_killed_leaves_nothing_half_made(postgres):
    half = postgres.folder.root / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    postgres.start()

    assert ask(postgres.folder, "SELECT 1") == (1,)


def test_data_of_another_version_is_refused_in_one_line(postgres):
    postgres.folder.postgres.mkdir()
    (postgres.folder.postgres / "PG_VERSION").write_text("17\n")

    with pytest.raises(Problem, match=r"made by PostgreSQL 17, and this is 18.*BZPEER_DATA_DIR"):
        postgres.start()


def test_a_server_that_cannot_start_says_why(postgres):
    postgres.start()
    postgres.stop()
    (postgres.folder.postgres / "pg_hba.conf").write_text("nonsense\n")

    with pytest.raises(Problem, match=r"did not start: .*FATAL.*pg_hba.*postgres\.log") as told:
        postgres.start()

    assert "\n" not in str(told.value)


def test_stopping_what_does_not_run_does_nothing(postgres):
    postgres.stop()

    assert postgres.running_pid() is None

"""Commands beside the services, as make calls them."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bzpeer.embedded import commands
from bzpeer.embedded.__main__ import main
from bzpeer.embedded.environment import of_command, secret_key
from bzpeer.embedded.services import urls

PROJECT = Path(__file__).resolve().parents[2]
TELL = (
    "import os; print(os.environ['DATABASE_URL'], os.environ['DEBUG'], len(os.environ['SECRET_KEY']) >= 50)"
)


def embedded(*arguments, **given):
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG"}
    }
    return subprocess.run(
        [sys.executable, "-m", "bzpeer.embedded", *arguments],
        cwd=PROJECT,
        env=environ | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_exec_gives_a_command_the_services_of_the_folder(folder):
    done = embedded("exec", "--", "python", "-c", TELL, BZPEER_DATA_DIR=str(folder.root))

    assert done.stdout.split() == [urls(folder.root).database, "false", "True"]


def test_exec_gives_back_the_command_s_exit_code(folder):
    given = {"BZPEER_DATA_DIR": str(folder.root), "DATABASE_URL": "x", "REDIS_URL": "x"}

    assert embedded("exec", "--", "sh", "-c", "exit 7", **given).returncode == 7
    assert embedded("exec", "--", "sh", "-c", "kill -TERM $$", **given).returncode == 143


def test_test_gives_services_of_its_own_and_throws_them_away(folder):
    done = embedded(
        "test",
        "--",
        "python",
        "-c",
        TELL,
        TMPDIR=str(folder.root.parent),
        DATABASE_URL="postgresql:///theirs",
    )
    database, debug, _ = done.stdout.split()

    assert commands.PREFIX in database
    assert debug == "false"
    assert not list(folder.root.parent.iterdir())


def test_an_unwritable_folder_gets_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")

    done = embedded("exec", "--", "true", BZPEER_DATA_DIR=str(tmp_path / "file" / "data"))

    assert done.returncode == 1
    assert done.stderr.startswith("bzpeer: The data folder")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["run", "more"], ["exec"], ["test", "--"], ["fly"]])
def test_a_command_line_that_makes_no_sense_is_refused(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)

    assert "usage:" in capsys.readouterr().err


def test_the_secret_key_is_made_once_and_kept_to_its_owner(prepared):
    first = secret_key(prepared)

    assert secret_key(prepared) == first
    assert len(first) >= 50
    assert (prepared.root / "secret_key").stat().st_mode & 0o077 == 0


def test_what_is_given_is_kept_and_what_is_empty_is_filled(prepared):
    named = urls(prepared.root)

    ready = of_command(
        prepared, named, {"DEBUG": "false", "REDIS_URL": "", "OTHER": "", "SECRET_KEY": "mine"}
    )

    assert (ready["DEBUG"], ready["REDIS_URL"], ready["OTHER"], ready["SECRET_KEY"]) == (
        "false",
        named.redis,
        "",
        "mine",
    )


def test_folders_of_killed_test_runs_are_swept_and_young_ones_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young = tmp_path / f"{commands.PREFIX}old", tmp_path / f"{commands.PREFIX}young"
    for folder in (old, young):
        folder.mkdir()
    long_ago = time.time() - commands.ABANDONED_SECONDS - 1
    os.utime(old, (long_ago, long_ago))

    with commands.throwaway() as made:
        assert made.root.parent == tmp_path

    assert list(tmp_path.iterdir()) == [young]

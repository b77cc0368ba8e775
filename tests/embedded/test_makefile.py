"""The Makefile's own promises, tried in a folder that holds nothing else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
MAKEFILE = (PROJECT / "Makefile").read_text()
COMMANDS = ["run", "setup", "test", "check", "fix", "e2e", "bench", "seed", "shell", "psql", "lock", "clean"]


def make(folder, *arguments):
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def bare(tmp_path):
    shutil.copy(PROJECT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("")
    return tmp_path


def test_make_alone_lists_every_command(bare):
    listed = make(bare).stdout

    assert re.findall(r"^make (\S+)", listed, re.MULTILINE) == ["help", *COMMANDS]


def test_an_old_python_gets_one_line_with_the_remedy(bare):
    old = bare / "python-of-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    refused = make(bare, "run", f"PYTHON={old}")

    assert refused.returncode != 0
    assert "Python 3.11 or later" in refused.stderr
    assert "PYTHON=/path/to/python make run" in refused.stderr
    assert not (bare / ".venv").exists()


def test_no_registry_is_named():
    assert not re.search(r"https?://|index-url\b(?<!no-emit-index-url)", MAKEFILE)


def test_ci_runs_what_make_runs():
    ci = (PROJECT / ".ci" / "run").read_text()

    assert ci.rstrip().endswith("exec make test")
    assert "export BZPEER_REQUIRE_BROWSER=1" in ci
    assert "run: .ci/run" in (PROJECT / ".github" / "workflows" / "ci.yml").read_text()

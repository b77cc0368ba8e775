"""Data folders to start services in, and no service left behind."""

import tempfile
from pathlib import Path

import pytest

from bzpeer.embedded.paths import Folder
from bzpeer.embedded.postgres import Postgres
from bzpeer.embedded.redis import Redis


@pytest.fixture
def folder():
    # Not below pytest's own folder, which it keeps closed to the account PostgreSQL lends from root.
    with tempfile.TemporaryDirectory(prefix="bz") as root:
        folder = Folder.at(Path(root) / "data")
        yield folder
        Postgres(folder).stop()
        Redis(folder).stop()


@pytest.fixture
def prepared(folder):
    folder.prepare()
    return folder


@pytest.fixture
def postgres(prepared):
    return Postgres(prepared, durable=False)


@pytest.fixture
def redis(prepared):
    return Redis(prepared)

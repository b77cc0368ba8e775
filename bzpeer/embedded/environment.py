"""What a command of this project finds in its environment, on a machine where nobody has set anything."""

import os
import secrets
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bzpeer.embedded import postgres
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.services import Urls

SECRET_BYTES = 64


def of_command(folder: Folder, urls: Urls, given: Mapping[str, str]) -> dict[str, str]:
    """Give ``given`` with what it lacks: the services, a secret key, a developer's switches, our programs."""
    defaults = {
        "DATABASE_URL": urls.database,
        "REDIS_URL": urls.redis,
        "DEBUG": "false",
        # The site is served on this machine alone, where a browser has no certificate to trust.
        "HTTPS": "false",
    }
    if not given.get("SECRET_KEY"):
        defaults["SECRET_KEY"] = secret_key(folder)
    path = [str(Path(sys.executable).parent)]
    with suppress(Problem):
        # Before the machine's own, whose psql may be older than our server.
        path.append(str(postgres.programs()))
    path.append(given.get("PATH", os.defpath))
    always = {
        "BZPEER_DATA_DIR": str(folder.root),
        "PATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
    }
    lacking = {name: value for name, value in defaults.items() if not given.get(name)}
    return {**given, **lacking, **always}


def secret_key(folder: Folder) -> str:
    """Read the data folder's secret key, made at the first asking and readable by its owner alone."""
    path = folder.root / "secret_key"
    if not path.exists():
        # mkstemp makes it private, and a link, unlike a rename, lets the first of two win.
        handle, made = tempfile.mkstemp(dir=folder.root)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
        with suppress(FileExistsError):
            os.link(made, path)
        Path(made).unlink()
    return path.read_text().strip()

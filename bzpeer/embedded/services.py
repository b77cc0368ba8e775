"""The two services of a data folder: their names, and the time in which they run."""

import sys
from collections.abc import Container, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from bzpeer.embedded import postgres, redis
from bzpeer.embedded.locks import Lock, alone
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.postgres import Postgres
from bzpeer.embedded.redis import Redis


class Urls(NamedTuple):
    """Where the database and the broker of one data folder answer."""

    database: str
    redis: str


def urls(data_dir: str | Path) -> Urls:
    """Name the services of a data folder, started or not; nothing is started or created."""
    folder = Folder.at(data_dir)
    return Urls(postgres.database_url(folder), redis.broker_url(folder))


class Server(Protocol):
    """A service that can be started and stopped, each any number of times."""

    def start(self) -> bool: ...
    def stop(self) -> None: ...


@contextmanager
def running(folder: Folder, *, durable: bool = True, given: Container[str] = ()) -> Iterator[Urls]:
    """Run both services for as long as the block does, but for those whose variable is ``given``.

    Several processes may do so for one folder at a time: the first starts the services and the last stops
    them. The system itself drops the share of one that is killed; what that leaves running, the next adopts.
    Raises Problem if the folder cannot be written or a service cannot start.
    """
    folder.prepare()
    ours: dict[str, Server] = {"REDIS_URL": Redis(folder), "DATABASE_URL": Postgres(folder, durable=durable)}
    servers = [server for name, server in ours.items() if name not in given]
    started: list[bool] = []
    turn = folder.root / "services.turn"
    with closing(Lock(folder.root / "services.lock")) as share:
        try:
            with alone(turn):
                share.hold_together()
                started = [server.start() for server in servers]
            yield urls(folder.root)
        finally:
            with alone(turn):
                if share.try_alone():
                    for server in reversed(servers):
                        server.stop()
                    folder.remove_sockets()
                elif any(started):
                    told = "The database stays up: another command of this folder still uses it."
                    print(told, file=sys.stderr)

"""A real Redis: started, killed, healed, stopped, and named as its two clients name it."""

import os
import signal
import socket

import kombu
import pytest
import redis as redis_py

from bzpeer.embedded import processes
from bzpeer.embedded.paths import Folder
from bzpeer.embedded.redis import Redis, broker_url, client_url


def client(folder):
    return redis_py.Redis.from_url(client_url(broker_url(folder)))


def test_it_answers_its_client_and_listens_on_no_port(redis):
    redis.start()

    with client(redis.folder) as line:
        assert line.ping()
        assert line.config_get("port") == {"port": "0"}
        assert line.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_it_carries_messages_of_celery_s_transport(redis):
    redis.start()

    with kombu.Connection(broker_url(redis.folder)) as connection, connection.SimpleQueue("tried") as queue:
        queue.put({"number": 42})
        message = queue.get(timeout=5)
        message.ack()

    assert message.payload == {"number": 42}


@pytest.mark.parametrize(
    ("broker", "client"),
    [
        ("redis+socket:///a/redis.sock?virtual_host=3", "unix:///a/redis.sock?db=3"),
        ("redis+socket:///a%20b/redis.sock", "unix:///a%20b/redis.sock?db=0"),
        ("redis://localhost:6379/0", "redis://localhost:6379/0"),
    ],
)
def test_both_forms_name_the_same_server(broker, client):
    assert client_url(broker) == client


def test_a_folder_with_a_space_is_named_in_both_forms(folder):
    spaced = Redis(Folder.at(folder.root / "with space"))
    spaced.folder.prepare()
    spaced.start()

    with client(spaced.folder) as line, kombu.Connection(broker_url(spaced.folder)) as connection:
        assert line.ping()
        connection.ensure_connection(max_retries=1)
    spaced.stop()


def test_starting_twice_keeps_the_server(redis):
    redis.start()
    first = redis.running_pid()

    redis.start()

    assert redis.running_pid() == first


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_what_it_was_given_survives_its_end(redis, number):
    redis.start()
    with client(redis.folder) as line:
        line.set("kept", "42")
        # appendfsync everysec: what a killed process has written, the system still holds.
        line.ping()
    pid = redis.running_pid()
    os.kill(pid, number)
    processes.wait_until_gone(pid, 5)

    redis.start()

    with client(redis.folder) as line:
        assert line.get("kept") == b"42"


def test_a_socket_that_nobody_listens_on_is_no_obstacle(redis):
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(redis.folder.redis_socket))

    redis.start()

    assert redis.running_pid()


def test_a_frozen_server_is_stopped_all_the_same(redis, monkeypatch):
    monkeypatch.setattr("bzpeer.embedded.redis.STOP_SECONDS", 0.2)
    monkeypatch.setattr("bzpeer.embedded.redis.ANSWER_SECONDS", 0.2)
    redis.start()
    pid = redis.running_pid()
    os.kill(pid, signal.SIGSTOP)

    redis.stop()

    assert not processes.is_alive(pid)


def test_damaged_data_is_moved_aside(redis, capsys):
    redis.folder.redis.mkdir()
    for name in ("appendonly.aof", "dump.rdb"):
        (redis.folder.redis / name).write_text("this is no Redis file\n")

    redis.start()

    assert "began anew" in capsys.readouterr().err
    assert list(redis.folder.root.glob("redis.damaged-*"))


def test_stopping_what_does_not_run_does_nothing(redis):
    redis.stop()

    assert redis.running_pid() is None

"""A small HTTP/1.1 client that keeps connections open and costs little, for loopback alone."""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

CONNECTIONS = 8


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one measurement saw: requests a second, and a body's bytes."""

    rate: float
    status: int
    body_bytes: int


def head_of(path: str, headers: dict[str, str]) -> bytes:
    """Write a GET request."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class _Connection:
    """One kept connection and the answer being read on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def read(self) -> tuple[int, int] | None:
        """Take what has come; the status and body length once an answer is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        self.buffer += chunk
        head, mark, body = self.buffer.partition(b"\r\n\r\n")
        if not mark:
            return None
        status = int(head[9:12])
        if status == 304 or b"content-length: 0" in head.lower():
            length = 0
        elif b"chunked" in head.lower():
            if not body.endswith(b"0\r\n\r\n"):
                return None
            length = len(body)
        else:
            length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            if len(body) < length:
                return None
        self.buffer = b""
        return status, length


def measure(port: int, request: Callable[[int], bytes], *, seconds: float) -> Load:
    """Ask over eight connections for ``seconds``; ``request`` makes the n-th request."""
    numbers = count()
    selector = selectors.DefaultSelector()
    connections = [_Connection(port) for _ in range(CONNECTIONS)]
    for connection in connections:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.socket.sendall(request(next(numbers)))
    answered, last = 0, (0, 0)
    started = time.perf_counter()
    while (elapsed := time.perf_counter() - started) < seconds:
        for key, _ in selector.select(timeout=5):
            whole = key.data.read()
            if whole:
                answered, last = answered + 1, whole
                key.data.socket.sendall(request(next(numbers)))
    for connection in connections:
        connection.socket.close()
    return Load(rate=answered / elapsed, status=last[0], body_bytes=last[1])

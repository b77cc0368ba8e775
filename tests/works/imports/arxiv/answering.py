"""A server on this machine that answers as arXiv does on good and on bad days."""

import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """One answer; ``missing`` bytes are promised and never sent, ``is_late`` waits until the test is over."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    is_late: bool = False


class ArxivServer:
    """Answers from a queue, the last answer again and again, and remembers what was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/api/query"
        self.answers: deque[Answer] = deque()
        self.asked: list[dict[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.over = threading.Event()

    def will_answer(self, *answers: Answer | bytes) -> None:
        self.answers.extend(Answer(answer) if isinstance(answer, bytes) else answer for answer in answers)

    def next(self) -> Answer:
        return self.answers.popleft() if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving() -> Iterator[ArxivServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
            server.asked.append({name: values[0] for name, values in asked.items()})
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = server.next()
            if answer.is_late:
                server.over.wait(10)
                return
            self.send_response_only(answer.status)
            self.send_header("Content-Length", str(len(answer.body) + answer.missing))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = ArxivServer(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()

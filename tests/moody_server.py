"""An HTTP server that answers as it is told, badly where that is told."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.served import LOOPBACK

JSON = "application/sparql-results+json"
YES = '{"head":{},"boolean":true}'
NO_ROWS = '{"head":{"vars":["plan","seen"]},"results":{"bindings":[]}}'


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came.

    Args:
        caller: the port that it came from, which tells connections apart.
    """

    path: str
    headers: Message
    body: str
    caller: int


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next of the answers, the last for good."""

    answers: list[Answer]
    asked: list[Asked]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.asked.append(Asked(self.path, self.headers, body, self.client_address[1]))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        answer(self)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def says(status: int, body: str = "", kind: str = "text/plain", headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with a status and a body."""

    def answer(handler: Handler) -> None:
        content = body.encode()
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def rows(body: str) -> Answer:
    """Answer with results."""
    return says(200, body, JSON)


def keeps(body: str) -> Answer:
    """Answer with results, and go on listening to the same connection."""

    def answer(handler: Handler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.close_connection = False
        rows(body)(handler)

    return answer


def hangs_up(body: str) -> Answer:
    """Answer with results as if to go on listening, and listen no more."""

    def answer(handler: Handler) -> None:
        handler.protocol_version = "HTTP/1.1"
        rows(body)(handler)
        handler.close_connection = True

    return answer


def drops(handler: Handler) -> None:
    """End the connection without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def stops_in_the_middle(handler: Handler) -> None:
    """Announce more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(YES.encode())
    handler.close_connection = True


def trickles(handler: Handler) -> None:
    """Answer a character at a time, each soon enough, for longer than anyone waits."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


def says_nothing(handler: Handler) -> None:
    """Keep the connection open until the other side has had enough."""
    handler.connection.settimeout(30)
    handler.connection.recv(1)


@contextmanager
def moody_server(*answers: Answer) -> Iterator[tuple[str, list[Asked]]]:
    """Serve answers; give the address, and what was asked so far."""
    asked: list[Asked] = []
    kind = type("Moody", (Handler,), {"answers": list(answers), "asked": asked})
    with ThreadingHTTPServer((LOOPBACK, 0), kind) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/query", asked
        finally:
            server.shutdown()
            thread.join()

"""``duban serve`` in a process of its own, and requests to it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SPARQL = {"Content-Type": "application/sparql-query"}


@dataclass(frozen=True)
class Reply:
    """What a server said."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """An endpoint that runs."""

    address: str
    process: "subprocess.Popen[bytes]"

    def ask(
        self, method: str = "GET", query: str | None = None, path: str | None = None, **settings: str | bytes | None
    ) -> Reply:
        """Send a request; what else is set are headers, and ``body``."""
        parts = urlsplit(self.address)
        body = settings.pop("body", None)
        headers = {name.replace("_", "-"): str(value) for name, value in settings.items()}
        target = (path or parts.path) + (
            f"?{urlencode({'query': query}, quote_via=quote)}" if query is not None else ""
        )
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def children(self) -> list[int]:
        """The processes that run its queries (Linux tells them by thread)."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(pid) for task in tasks for pid in task.read_text().split())


@contextmanager
def served(store: Path, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve a store until the block ends."""
    duban = Path(sys.executable).with_name("duban")
    command = [str(duban), "serve", "--port", "0", "--store", str(store), "--lang", "en", *words]
    settings = {**os.environ, **(environment or {})}
    with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            said = process.stdout.readline().decode()
            assert said.startswith("SPARQL endpoint: http://"), process.communicate()
            yield Server(said.split()[2], process)
        finally:
            process.terminate()
            process.communicate(timeout=60)

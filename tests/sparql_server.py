"""A SPARQL server as people run it: ``oxigraph serve`` in a process of its own."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.served import LOOPBACK, free_port

UNION = "--union-default-graph"


@contextmanager
def sparql_server(folder: Path, *options: str, command: str = "serve") -> Iterator[str]:
    """Serve the data of a folder; give the address for queries."""
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    port = free_port()
    address = f"{LOOPBACK}:{port}"
    arguments = [oxigraph, command, "--location", str(folder), "--bind", address, *options]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://{address}/", server)
            yield f"http://{address}/query"
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < patience:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"nothing answers at {address}")

"""The page as people have it: ``duban demo`` in a process of its own, and Chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
LOOPBACK = "127.0.0.1"
FLAGS = (  # as root and without a graphics card; and nothing that Chromium asks the world by itself
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def serving(store: Path, port: int) -> Iterator[str]:
    """Serve the page over a store in a folder, which then also holds the shipped plan; give its address."""
    duban = Path(sys.executable).with_name("duban")
    command = [str(duban), "demo", "--no-browser", "--port", str(port), "--store", str(store)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            wait_for(f"http://{LOOPBACK}:{port}/_stcore/health", server)
            yield f"http://{LOOPBACK}:{port}/"
        finally:
            server.terminate()
            _, said = server.communicate(timeout=60)
    assert b"Traceback" not in said, said.decode()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> bytes:
    """Return what a server says at an address as soon as it does, within two minutes while the server runs."""
    patience = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < patience:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own page
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS], timeout=120_000)
        try:
            yield browser
        finally:
            browser.close()


def settle(page: Page) -> None:
    """Wait until the page has shown all that it has to show."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-stale=true]").wait_for(state="detached")

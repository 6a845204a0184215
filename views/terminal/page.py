"""Starts the web page on this machine, for nobody else."""

import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ontology.wording import DubanError

LOOPBACK = "127.0.0.1"


def serve_page(port: int, store: str | None, *, browser: bool) -> int:
    """Serve the page until it is stopped.

    Args:
        store: where the store is, if not in its usual place.
        browser: whether to open the page in a browser, where there is one.

    Returns:
        The exit status of the page's server.

    Raises:
        DubanError: the page is not installed.
    """
    page = find_spec("app")
    if page is None or page.origin is None:
        raise DubanError("errors.no-demo-page")
    options = {
        "server.address": LOOPBACK,
        "server.port": str(port),
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "theme.base": str(Path(__file__).parent.parent / "page" / "theme.toml"),
    }
    if not browser:
        options["server.headless"] = "true"
    command = [sys.executable, "-P", "-m", "streamlit", "run", page.origin, *(f"--{k}={v}" for k, v in options.items())]
    environment = {**os.environ, **({"DUBAN_STORE": store} if store else {})}
    if os.name == "posix":  # the server takes our place, so that whoever ends this process ends the server
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own page
    try:
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own page
    except KeyboardInterrupt:
        return 0


def check_port(port: int) -> None:
    """See that nothing listens at a port.

    Raises:
        DubanError: something does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise DubanError("cli.port-taken", port=port) from error

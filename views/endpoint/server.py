"""Serves the endpoint until it is told to end."""

import asyncio
import errno
import ipaddress
import signal
import socket

import uvicorn
from starlette.applications import Starlette

from ontology.wording import DubanError, Language
from queries.foreign.inquiry import Limits, Source
from views.endpoint.app import PATH, endpoint

GRACE = 3  # seconds that answers which are being written have, once it is to end


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; port 0 takes a free one.

    Raises:
        DubanError: the port is taken, or the address is none of this machine's.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise DubanError("cli.port-taken", port=port) from error
        raise DubanError("endpoint.no-address", host=host, reason=error.strerror or error) from error
    # Connections take this over: else the content of an answer waits 40 ms for its headers to be acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address_of(listening: socket.socket) -> str:
    """Return where the endpoint is."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"


def is_open_to_others(listening: socket.socket) -> bool:
    """Return whether other machines may ask."""
    return not ipaddress.ip_address(listening.getsockname()[0]).is_loopback


class _Server(uvicorn.Server):
    """Ends queries first, so that it need not wait for them.

    Args:
        app: what it serves.
    """

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what runs, tell those who asked, and take no more."""
        await asyncio.to_thread(self._app.state.workers.close)
        await super().shutdown(sockets)


def serve(listening: socket.socket, source: Source, limits: Limits, workers: int, language: Language) -> None:
    """Answer queries until SIGINT or SIGTERM comes, then end the processes that run them.

    Args:
        workers: how many queries run at once.
        language: of what is said to clients that name none.
    """
    app = endpoint(source, limits, workers, language)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config, app)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server raises again what it was ended by
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return

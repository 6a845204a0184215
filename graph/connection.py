"""Connections to a server, kept from one request to the next: each costs journeys to make, with TLS several."""

import http.client
import urllib.error
import urllib.request
import weakref
from collections import defaultdict, deque
from collections.abc import Mapping
from email.message import Message
from functools import cache
from types import TracebackType
from typing import IO, Self

_LOST = (ConnectionError, http.client.RemoteDisconnected, http.client.BadStatusLine)  # said of one closed while idle

Server = tuple[str, str]
"""Scheme, and host with port."""


class Answer:
    """An answer, to be read whole within a ``with``; its connection then serves the next request.

    Args:
        connections: where the connection goes back to, unless it is not kept.
    """

    def __init__(
        self,
        response: http.client.HTTPResponse,
        connection: http.client.HTTPConnection | None = None,
        idle: "deque[http.client.HTTPConnection] | None" = None,
    ) -> None:
        self._response, self._connection, self._idle = response, connection, idle

    @property
    def headers(self) -> Message:
        """What it says of itself."""
        return self._response.headers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        whole = kind is None and (self._response.isclosed() or self._response.length == 0)
        self._response.close()
        if self._connection is None:
            return
        if whole and self._idle is not None and not self._response.will_close:
            self._idle.append(self._connection)
        else:
            self._connection.close()

    def read(self, most: int) -> bytes:
        """Return what has come of the rest, nothing at the end.

        Raises:
            IncompleteRead: there is less than was announced.
        """
        part = self._response.read1(most)
        if not part and self._response.length:
            raise http.client.IncompleteRead(b"", self._response.length)
        return part


class Connections:
    """The connections of a store, safe in several threads: each is taken out while it is used."""

    def __init__(self) -> None:
        self._idle: defaultdict[Server, deque[http.client.HTTPConnection]] = defaultdict(deque)
        self._keep = True
        weakref.finalize(self, _close, self._idle)  # a page keeps its store until it ends

    def close(self) -> None:
        """Close what is open, and keep none from now on."""
        self._keep = False
        _close(self._idle)

    def send(self, request: urllib.request.Request, timeout: float) -> Answer:
        """Return the answer to a request, as far as its headers.

        Raises:
            HTTPError: its status is none of success; redirections are not followed.
            OSError: there is none.
            HTTPException: it is no answer.
        """
        if _proxied(request):
            return Answer(_opener().open(request, timeout=timeout))
        idle = self._idle[request.type, request.host]
        try:
            kept = idle.pop()
        except IndexError:
            return self._checked(request, *_ask(_made(request, timeout), request), idle)
        try:
            kept.sock.settimeout(timeout)
            asked = _ask(kept, request)
        except _LOST:
            asked = _ask(_made(request, timeout), request)
        return self._checked(request, *asked, idle)

    def _checked(
        self,
        request: urllib.request.Request,
        connection: http.client.HTTPConnection,
        response: http.client.HTTPResponse,
        idle: "deque[http.client.HTTPConnection]",
    ) -> Answer:
        if response.status >= 300:
            connection.close()  # the response still can be read
            raise urllib.error.HTTPError(request.full_url, response.status, response.reason, response.headers, response)
        return Answer(response, connection, idle if self._keep else None)


def _close(connections: Mapping[Server, "deque[http.client.HTTPConnection]"]) -> None:
    for idle in list(connections.values()):
        while idle:
            idle.pop().close()


def _ask(
    connection: http.client.HTTPConnection, request: urllib.request.Request
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    try:
        connection.request(request.get_method(), request.selector, request.data, dict(request.header_items()))
        return connection, connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _made(request: urllib.request.Request, timeout: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if request.type == "https" else http.client.HTTPConnection
    return kind(request.host, timeout=timeout)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the password would go with it."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        del req, fp, code, msg, headers, newurl


@cache
def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Stay)


def _proxied(request: urllib.request.Request) -> bool:
    """Return whether the environment wants a request to go through a proxy."""
    return request.type in urllib.request.getproxies() and not urllib.request.proxy_bypass(request.host)

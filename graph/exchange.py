"""Requests of the SPARQL 1.1 Protocol (W3C Recommendation of 2013-03-21), made through SPARQLWrapper.

What that leaves to its users is done here: queries go by POST, since addresses have a limit; nothing is sent on to
where a server redirects, since the password would go with it; an answer has a time within which it must be there
whole; a server that is busy, or a connection that drops, is tried again.
"""

import email.utils
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from contextlib import closing
from email.message import Message
from typing import cast
from urllib.parse import urlsplit

from SPARQLWrapper import ASK, CONSTRUCT, INSERT, JSON, POST, POSTDIRECTLY, SELECT, TURTLE, SPARQLWrapper

from graph.connection import Answer, Connections
from graph.endpoint import Endpoint
from ontology.wording import DubanError

__all__ = ["ASK", "CONSTRUCT", "INSERT", "SELECT", "Exchange"]

_PAUSES_S = (0.2, 0.6, 1.8)  # before it is tried again
_LONGEST_PAUSE_S = 30.0  # that a server may ask for
_BUSY = (429, 502, 503)
_NO_CHANGES = (400, 403, 404, 405, 415, 501)  # what servers say that take queries only
_REDIRECTS = (300, 301, 302, 303, 307, 308)
_BYTES_A_TIMEOUT = 10_000_000  # so much more time has a change for each so many bytes
_CHUNK = 1 << 16
_SOON_S = 5.0
_FIRST_ROWS = ("Duban-Stopped-After", "X-SPARQL-MaxRows")  # of duban serve; of Virtuoso
_ENDED = "X-SQL-State"  # of Virtuoso, whose time was up
_SHOWN = 160  # characters of what a server says


class _Request(SPARQLWrapper):
    """A request that goes by connections that are kept; an answer comes with its headers whatever its status."""

    def __init__(self, connections: Connections, endpoint: Endpoint, form: str) -> None:
        super().__init__(endpoint.query, endpoint.update, TURTLE if form == CONSTRUCT else JSON)
        self._connections = connections

    def _query(self) -> tuple[Answer, str]:  # type: ignore[override] # an answer of ours, that ``query`` hands through
        return self._connections.send(self._createRequest(), self.timeout or 0), self.returnFormat


class Exchange:
    """Asks an endpoint; safe in several threads, since each request is an object of its own."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint, self._connections = endpoint, Connections()

    def close(self) -> None:
        """Keep no connection."""
        self._connections.close()

    def ask(self, query: str, form: str, accepted: str) -> tuple[bytes, str]:
        """Return what a query gives, and its media type.

        Args:
            form: ``SELECT``, ``ASK`` or ``CONSTRUCT``.
            accepted: the media types that can be read, as in an ``Accept`` header.

        Raises:
            DubanError: there is no whole answer.
        """
        union = ("union-default-graph", "true")  # Oxigraph's; others pass over it
        request = self._request(query, form, (*self._endpoint.parameters, union))
        request.addCustomHttpHeader("Accept", accepted)
        body, headers = self._answer(request, self._endpoint.query, self._endpoint.timeout, _read_error)
        if (kind := headers.get_content_type()) not in accepted:
            raise DubanError("remote.not-results", path=self._endpoint.shown, kind=kind)
        _check_whole(self._endpoint.shown, headers)
        return body, kind

    def change(self, update: str) -> None:
        """Carry out an update, which must be one that does nothing when it is sent again.

        Raises:
            DubanError: it was not carried out, or nobody knows.
        """
        request = self._request(update, INSERT, self._endpoint.update_parameters)
        request.setRequestMethod(POSTDIRECTLY)
        timeout = self._endpoint.timeout * (1 + len(update) // _BYTES_A_TIMEOUT)
        self._answer(request, self._endpoint.update, timeout, _write_error)

    def _request(self, text: str, form: str, parameters: Iterable[tuple[str, str]]) -> _Request:
        request = _Request(self._connections, self._endpoint, form)
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.queryString, request.queryType = text, form  # setQuery would guess the form
        for name, value in parameters:
            request.addParameter(name, value)
        if self._endpoint.authorization:
            request.addCustomHttpHeader("Authorization", self._endpoint.authorization)
        return request

    def _answer(
        self, request: _Request, path: str, timeout: int, error_of: Callable[[str, int, str], DubanError]
    ) -> tuple[bytes, Message]:
        """Return an answer and its headers, trying again what may be tried again."""
        request.setTimeout(timeout)
        for pause in (*_PAUSES_S, None):
            began = time.monotonic()
            try:
                return _read(request, timeout)
            except urllib.error.HTTPError as error:
                with closing(error):
                    asked = _asked_pause(error) if error.code in _BUSY and _soon_after(began) else None
                    if asked is None or pause is None or asked > _LONGEST_PAUSE_S:
                        raise _status_error(path, error, error_of) from None
                time.sleep(max(pause, asked))
            except (OSError, http.client.HTTPException) as error:
                if pause is None or not _may_try_again(error) or not _soon_after(began):
                    raise _failure(path, error, timeout, writing=error_of is _write_error) from None
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")


def _read(request: _Request, timeout: int) -> tuple[bytes, Message]:
    """Return the whole of an answer and its headers."""
    end = time.monotonic() + timeout
    parts = []
    with cast(Answer, request.query().response) as answer:
        while part := answer.read(_CHUNK):
            parts.append(part)
            if time.monotonic() > end:
                raise TimeoutError
    return b"".join(parts), answer.headers


def _check_whole(path: str, headers: Message) -> None:
    """See that a server does not say of its answer that there is more.

    Raises:
        DubanError: it does: ``duban serve`` and Virtuoso have limits to how many rows they give.
    """
    for name in _FIRST_ROWS:
        if name in headers:
            raise DubanError("remote.partial", path=path, count=line_of(headers[name]))
    if _ENDED in headers:
        raise DubanError("remote.cut-off", path=path, reason=line_of(headers.get("X-SQL-Message", headers[_ENDED])))


def _soon_after(began: float) -> bool:
    """Return whether a server gave up at once: one that worked until its limit would do the same again."""
    return time.monotonic() - began < _SOON_S


def _may_try_again(error: Exception) -> bool:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    dropped = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, http.client.HTTPException)
    return isinstance(reason, dropped) and not isinstance(reason, http.client.InvalidURL)


def _asked_pause(error: urllib.error.HTTPError) -> float:
    """Return how many seconds a server asks to wait (RFC 9110, 10.2.3), 0 if it does not say."""
    said = error.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return 0.0


def _status_error(
    path: str, error: urllib.error.HTTPError, error_of: Callable[[str, int, str], DubanError]
) -> DubanError:
    """Say what an answer means whose status is not 200."""
    if error.code in _REDIRECTS:
        target = error.headers.get("Location", "?").rpartition("@")[2]
        return DubanError("remote.redirected", path=path, target=line_of(target))
    if error.code == 401:
        return DubanError("remote.login", path=path)
    words = _words(error)
    if error.code in _BUSY:
        return DubanError("remote.overloaded", path=path, status=error.code, reason=words)
    return error_of(path, error.code, words)


def _read_error(path: str, status: int, words: str) -> DubanError:
    if status == 404:
        return DubanError("remote.not-found", path=path)
    if status == 403:
        return DubanError("remote.forbidden", path=path, reason=words)
    if status >= 500:
        return DubanError("remote.failed", path=path, status=status, reason=words)
    return DubanError("remote.rejected", path=path, status=status, reason=words)


def _write_error(path: str, status: int, words: str) -> DubanError:
    if status in _NO_CHANGES:
        return DubanError("remote.read-only", path=path, status=status, reason=words)
    return _read_error(path, status, words)


def _words(error: urllib.error.HTTPError) -> str:
    """Return what a server says with an error; nothing of a page in HTML but that it is one."""
    try:
        said = line_of(error.read(_CHUNK).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):
        said = ""
    kind = error.headers.get_content_type()
    return kind if "html" in kind else said or line_of(str(error.reason))


def line_of(text: str) -> str:
    """Return what someone else says as the beginning of one line, without marks that a terminal would obey."""
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    said = " ".join(words)
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "…"


def _failure(path: str, error: Exception, timeout: int, *, writing: bool) -> DubanError:
    """Say why there is no answer at all."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return DubanError("remote.write-timeout" if writing else "remote.timeout", path=path, seconds=timeout)
    if isinstance(reason, socket.gaierror):
        return DubanError("remote.unknown-host", path=path, host=urlsplit(path).hostname)
    said = line_of(str(getattr(reason, "strerror", None) or reason) or type(reason).__name__)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DubanError("remote.untrusted", path=path, reason=line_of(reason.verify_message))
    if isinstance(reason, http.client.IncompleteRead):
        return DubanError("remote.cut-off", path=path, reason=said)
    dropped = isinstance(reason, ConnectionResetError | http.client.HTTPException)
    return DubanError("remote.dropped" if dropped else "remote.unreachable", path=path, reason=said)

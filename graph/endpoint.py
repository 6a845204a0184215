"""Where a store is that a SPARQL server holds, and by what right it is asked: from an address and the environment.

``DUBAN_STORE_UPDATE`` is the address for changes where it does not follow from that for queries;
``DUBAN_STORE_USER`` with ``DUBAN_STORE_PASSWORD``, or ``DUBAN_STORE_TOKEN``, are what the server asks for (RFC 7617,
RFC 6750); ``DUBAN_STORE_TIMEOUT`` says how many seconds an answer may take.
"""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit, urlunsplit

from ontology.wording import DubanError

_ADDRESS = re.compile(r"https?:", re.IGNORECASE)
_UPDATES = ((r"/query$", "/update"), (r"(/repositories/[^/]+)$", r"\1/statements"))  # of Oxigraph and Fuseki; of RDF4J
_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and how a SPARQL server is asked.

    Args:
        query: the address for queries, without what follows ``?``.
        parameters: what followed there, by name and value.
        update: the address for changes, in the same way.
        timeout: how many seconds an answer may take.
        authorization: the value of that header, secret; empty where none is sent.
    """

    query: str
    parameters: tuple[tuple[str, str], ...]
    update: str
    update_parameters: tuple[tuple[str, str], ...]
    timeout: int
    authorization: str = field(repr=False)

    @property
    def shown(self) -> str:
        """The address as it is told to people: it holds no secret."""
        return self.query


def is_address(location: object) -> bool:
    """Return whether a store's location is the address of a server, not a folder.

    >>> is_address("http://127.0.0.1:7878/query"), is_address("C:/plans")
    (True, False)
    """
    return isinstance(location, str) and bool(_ADDRESS.match(location))


def endpoint_at(address: str) -> Endpoint:
    """Return the endpoint at an address; user and password in it count for more than those of the environment.

    Raises:
        DubanError: it is no address of a server, or the environment holds what cannot be used.
    """
    parts, environment = _parts(address), os.environ
    query = _without_user(parts, path=parts.path.rstrip("/") or "/query")
    given = environment.get("DUBAN_STORE_UPDATE")
    update = _parts(given) if given else parts
    return Endpoint(
        query=query,
        parameters=_parameters(parts),
        update=_without_user(update, update.path or "/") if given else _update_beside(query),
        update_parameters=_parameters(update),
        timeout=_timeout(environment),
        authorization=_authorization(parts, environment),
    )


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna")
        usable = host and parts.port != 0 and not re.search(r"[\s\x00-\x1f\x7f]", address.strip())
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https"):
        raise DubanError("remote.bad-address", path=re.sub(r"//.*@", "//", address, flags=re.DOTALL))
    return parts


def _without_user(parts: SplitResult, path: str) -> str:
    """Return an address in ASCII, without user and password and what follows the path."""
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port is None else f":{parts.port}"
    return urlunsplit((parts.scheme, host + port, quote(path, safe="/%:@!$&'()*+,;=~-._"), "", ""))


def _parameters(parts: SplitResult) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(parts.query, keep_blank_values=True))


def _update_beside(query: str) -> str:
    """Return the address for changes that usually goes with one for queries.

    >>> _update_beside("http://a/query"), _update_beside("http://a/sparql")
    ('http://a/update', 'http://a/sparql')
    """
    for pattern, update in _UPDATES:
        if re.search(pattern, query):
            return re.sub(pattern, update, query)
    return query


def _authorization(parts: SplitResult, environment: Mapping[str, str]) -> str:
    if token := environment.get("DUBAN_STORE_TOKEN", "").strip():
        if not re.fullmatch(r"[!-~]+", token):
            raise DubanError("remote.bad-secret", name="DUBAN_STORE_TOKEN")
        return f"Bearer {token}"
    if parts.username is not None:
        user, password = unquote(parts.username), unquote(parts.password or "")
    else:
        user, password = (environment.get(f"DUBAN_STORE_{name}", "") for name in ("USER", "PASSWORD"))
    if not (user or password):
        return ""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _timeout(environment: Mapping[str, str]) -> int:
    given = environment.get("DUBAN_STORE_TIMEOUT") or str(_TIMEOUT_S)
    if not re.fullmatch(r"[1-9][0-9]{0,4}", given):
        raise DubanError("remote.bad-timeout", value=given)
    return int(given)

"""What a request asks for (SPARQL 1.1 Protocol, section 2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from ontology.wording import DubanError

MOST_BYTES = 1 << 20
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class RequestError(DubanError):
    """A request that cannot be answered, with the status that says why.

    Args:
        status: of the answer.
        headers: of the answer, besides those that all have.
    """

    def __init__(self, key: str, status: int, headers: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(key, **values)
        self.status = status
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, or ``None`` where the service itself is asked about, and the dataset that it is to be run on."""

    sparql: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def read_request(request: Request) -> Asked:
    """Return what a request asks for.

    Raises:
        RequestError: it is not as the protocol has it, too large, or an update.
    """
    in_address = _fields(bytes(request.scope["query_string"]))
    if request.method != "POST":
        return _asked(in_address)
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    media = media.strip().lower()
    if media == UPDATE:
        raise RequestError("endpoint.read-only", 403)
    if media not in (FORM, QUERY) or not _is_utf8(parameters):
        raise RequestError("endpoint.media-type", 415, {"Accept-Post": f"{QUERY}, {FORM}"})
    body = await _body(request)
    if media == FORM:
        return _asked(_fields(body), posted=True)
    return _asked([*(pair for pair in in_address if pair[0] != "query"), ("query", _text(body))])


def _asked(fields: list[tuple[str, str]], *, posted: bool = False) -> Asked:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    if "update" in found:
        raise RequestError("endpoint.read-only", 403)
    queries = found.get("query", [])
    if len(queries) > 1 or (posted and not queries):
        raise RequestError("endpoint.one-query", 400)
    graphs = (tuple(found.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    return Asked(queries[0] if queries else None, *graphs)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(encoded), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise RequestError("endpoint.not-utf8", 400) from None


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RequestError("endpoint.not-utf8", 400) from None


def _is_utf8(parameters: str) -> bool:
    pairs = (each.partition("=") for each in parameters.lower().split(";"))
    return all(value.strip(' "') in ("utf-8", "utf8") for name, _, value in pairs if name.strip() == "charset")


async def _body(request: Request) -> bytes:
    """Return what was posted, and read no more of it than is allowed."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise RequestError("endpoint.too-large", 413, {"Connection": "close"}, kilobytes=MOST_BYTES >> 10)
    except ClientDisconnect:  # nobody reads what is said
        raise RequestError("endpoint.one-query", 400) from None
    return b"".join(parts)

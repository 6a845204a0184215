"""Which form of an answer a client takes (RFC 9110, section 12.5.1)."""

from collections.abc import Mapping, Sequence

from queries.foreign.inquiry import Rows, Statements

ROWS: Mapping[str, Rows] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
STATEMENTS: Mapping[str, Statements] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
}
WITH_CHARSET = ("text/csv", "text/tab-separated-values", "text/turtle", "text/plain", "text/xml")


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """Return the media type that a client likes best, ours first where it does not mind; ``None`` if it takes none.

    >>> choose("text/csv;q=0.5, application/*;q=0.9, */*;q=0.1", ["application/json", "text/csv"])
    'application/json'
    >>> choose("text/csv;q=0, */*", ["text/csv"]) is None
    True
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    if not ranges:
        return offers[0]
    liked = {offer: _liking(offer, ranges) for offer in offers}
    best = max(offers, key=lambda offer: liked[offer])
    return best if liked[best] > 0 else None


def content_type(media: str) -> str:
    """Return what a header says of content in UTF-8."""
    return f"{media}; charset=utf-8" if media in WITH_CHARSET else media


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    weights = [value for key, _, value in (each.partition("=") for each in parameters) if key.strip().lower() == "q"]
    return name.lower(), _weight(weights[0]) if weights else 1.0


def _weight(value: str) -> float:
    """Return a weight; one that is none counts as 1, since the client did name the type."""
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 1.0


def _liking(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much an offer is liked: what names it more narrowly counts."""
    for name in (offer, offer.partition("/")[0] + "/*", "*/*"):
        weights = [weight for named, weight in ranges if named == name]
        if weights:
            return max(weights)
    return 0.0

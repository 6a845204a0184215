"""Answers as HTTP responses: their status, headers and content."""

from html import escape
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from ontology.wording import DubanError, Language, say
from queries.foreign.inquiry import Limits, Outcome
from views.endpoint.marking import marked
from views.endpoint.media import content_type
from views.endpoint.reading import RequestError

STOPPED = "Duban-Stopped-After"
STATUSES = {
    "errors.no-query": 400,
    "errors.query-mistake": 400,
    "errors.query-prefix": 400,
    "graph.no-such-graph": 400,
    "errors.query-elsewhere": 403,
    "errors.query-failed": 500,
}
UNAVAILABLE = 503  # it took too long or too much, or the store cannot be read
METHODS = "GET, HEAD, POST, OPTIONS"
EVERYWHERE = {  # the store is to be read by pages from anywhere; what is not written cannot be harmed
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"{STOPPED}, Retry-After",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}


def found(outcome: Outcome, media: str, limits: Limits, about: str) -> Response:
    """Return what a query gave.

    Args:
        about: the address of what is said of the limits.
    """
    headers = {"Vary": "Accept"}
    content = outcome.content
    if outcome.truncated and outcome.written is not None:
        headers[STOPPED] = str(limits.rows)
        content = marked(content, outcome.written, limits.rows, about)
    return Response(content, headers=headers, media_type=content_type(media))


def refused(error: DubanError, language: Language) -> Response:
    """Return what is wrong, as a text."""
    status = error.status if isinstance(error, RequestError) else STATUSES.get(error.key, UNAVAILABLE)
    headers = dict(error.headers) if isinstance(error, RequestError) else {}
    return Response(error.text(language) + "\n", status, headers, "text/plain; charset=utf-8")


def page(address: str, limits: Limits, language: Language) -> Response:
    """Return the page that people see who come with a browser."""
    template = (files("views.endpoint") / "page.html").read_text("utf-8")
    words = {name: say(f"endpoint.page-{name}", language) for name in ("title", "use", "run", "description")}
    told = say("endpoint.limits", language, rows=limits.rows, seconds=f"{limits.seconds:g}")
    values = {"language": language, "address": address, "limits": told, **words}
    return Response(
        template.format_map({name: escape(value) for name, value in values.items()}),
        headers={**HARMLESS, "Vary": "Accept, Accept-Language"},
        media_type="text/html; charset=utf-8",
    )


def language_of(request: Request, default: Language) -> Language:
    """Return the language that a client names first of those that we speak."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        if part.strip().startswith("zh"):
            return "zh"
        if part.strip().startswith("en"):
            return "en"
    return default

"""The endpoint: SPARQL 1.1 Protocol, query operation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.endpoints import HTTPEndpoint
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ontology.wording import DubanError, Language
from queries.foreign.inquiry import Inquiry, Limits, Source
from views.endpoint import media, replies
from views.endpoint.description import describe
from views.endpoint.leaving import unless_gone
from views.endpoint.reading import Asked, RequestError, read_request
from views.endpoint.workers import Workers

PATH = "/sparql"
HTML = "text/html"
NOBODY = 499  # as nginx has it: the client is gone, and nobody reads the answer


def endpoint(source: Source, limits: Limits, workers: int, language: Language) -> Starlette:
    """Return the application that answers queries over a store.

    Args:
        workers: how many queries run at once.
        language: of what is said to clients that name none.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(source, limits, workers)
        try:
            yield
        finally:
            app.state.workers.close()

    routes = [Route(PATH, Endpoint), Route("/", front)]
    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Everywhere)])
    app.state.limits, app.state.language = limits, language
    return app


async def front(request: Request) -> Response:
    """Show the page."""
    language = replies.language_of(request, request.app.state.language)
    return replies.page(f"{request.base_url}{PATH.lstrip('/')}", request.app.state.limits, language)


class Endpoint(HTTPEndpoint):
    """Queries and the description of the service; what no method is there for, Starlette answers with 405."""

    async def get(self, request: Request) -> Response:
        """Answer a query in the address."""
        return await answered(request)

    async def head(self, request: Request) -> Response:
        """Answer as to GET; the server leaves the content out."""
        return await answered(request)

    async def post(self, request: Request) -> Response:
        """Answer a query in a form, or one that is the content."""
        return await answered(request)

    async def options(self, _request: Request) -> Response:
        """Tell what may be done, also to a page from elsewhere."""
        return Response(status_code=204, headers=replies.PREFLIGHT)


async def answered(request: Request) -> Response:
    """Answer a request, whatever is wrong with it."""
    try:
        asked = await read_request(request)
        return described(request) if asked.sparql is None else await ran(request, asked, asked.sparql)
    except DubanError as error:
        return replies.refused(error, replies.language_of(request, request.app.state.language))


def described(request: Request) -> Response:
    """Describe the service, or show its page to who would rather see that."""
    chosen = media.choose(request.headers.get("accept", ""), [*media.STATEMENTS, HTML])
    if chosen is None:
        raise RequestError("endpoint.not-acceptable", 406, known=", ".join([*media.STATEMENTS, HTML]))
    limits = cast(Limits, request.app.state.limits)
    address = str(request.url.replace(query="", fragment=""))
    if chosen == HTML:
        return replies.page(address, limits, replies.language_of(request, request.app.state.language))
    content = describe(address, limits, media.STATEMENTS[chosen])
    return Response(content, headers={"Vary": "Accept"}, media_type=media.content_type(chosen))


async def ran(request: Request, asked: Asked, sparql: str) -> Response:
    """Run a query, and give its answer in the form that the client likes best."""
    accept = request.headers.get("accept", "")
    rows, statements = media.choose(accept, [*media.ROWS]), media.choose(accept, [*media.STATEMENTS])
    limits = cast(Limits, request.app.state.limits)
    inquiry = Inquiry(
        sparql,
        limits,
        None if rows is None else media.ROWS[rows],
        None if statements is None else media.STATEMENTS[statements],
        asked.default_graphs,
        asked.named_graphs,
    )
    outcome = await unless_gone(request, cast(Workers, request.app.state.workers).run(inquiry))
    if outcome is None:
        return Response(status_code=NOBODY)
    about_rows = outcome.form in ("select", "ask")
    chosen = rows if about_rows else statements
    if chosen is None:
        raise RequestError(
            "endpoint.not-acceptable", 406, known=", ".join(media.ROWS if about_rows else media.STATEMENTS)
        )
    return replies.found(outcome, chosen, limits, f"{request.base_url}#rows")


class Everywhere:
    """Puts the headers that all answers have into each, also those of Starlette itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(replies.EVERYWHERE)
            await send(message)

        await self.app(scope, receive, sent)

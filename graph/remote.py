"""A store that a SPARQL server holds: the graphs of a store on disk, and one of its own.

``store`` is that graph.  It holds the store's revision (``owl:versionInfo`` of ``store``), another after each change,
and of each former version its N-Quads, compressed and in base64 (``rdf:value`` of ``store/<name>``): one literal, so
that no query takes what it says for what a plan says.
"""

import base64
import re
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

import pyoxigraph as ox

from graph import iri
from graph.draft import Draft, revision_of, was_revision
from graph.endpoint import Endpoint
from graph.exchange import ASK, CONSTRUCT, SELECT, Exchange, line_of
from graph.oxigraph import MemoryStore
from graph.plan_store import GENERATED_BY, PlanStore
from graph.protocol import Row, VersionEntry
from graph.solutions import Answer, rows_of, run
from graph.statements import RDF_TYPE
from ontology import PLAN
from ontology.namespaces import RDF, XSD
from ontology.wording import DubanError

_RESULTS = f"{ox.QueryResultsFormat.JSON.media_type}, application/json;q=0.9"
_TRIPLES = f"{ox.RdfFormat.N_TRIPLES.media_type}, {ox.RdfFormat.TURTLE.media_type};q=0.5"
_VALUE = ox.NamedNode(RDF + "value")
_BASE64 = ox.NamedNode(XSD + "base64Binary")
_PLAN = ox.NamedNode(PLAN["Plan"])
_OPENING = f"""
SELECT ?plan ?seen WHERE {{
  {{ SELECT ?plan WHERE {{ GRAPH ?graph {{ ?plan {RDF_TYPE} {_PLAN} }} }} LIMIT 1 }}
  OPTIONAL {{ ?plan {RDF_TYPE} ?seen FILTER(?seen = {_PLAN}) }}
}}"""
_RUNS = f"SELECT ?run WHERE {{ ?plan {RDF_TYPE} {_PLAN} ; {GENERATED_BY} ?run }} ORDER BY ?run"
_CONTENT = f"SELECT ?content WHERE {{{{ GRAPH {iri.STORE} {{{{ {{node}} {_VALUE} ?content }}}} }}}}"
_NOTHING = ox.Store()  # what queries are tried on first: a mistake is told as it is of other stores

Read = TypeVar("Read")


class RemoteStore(PlanStore):
    """A store that a SPARQL server holds.

    Args:
        write: whether it may be changed.
    """

    def __init__(self, endpoint: Endpoint, *, write: bool) -> None:
        self._endpoint, self._write = endpoint, write
        self._exchange = Exchange(endpoint)
        self._draft: Draft | None = None

    @property
    def location(self) -> str:
        """The address, without user and password."""
        return self._endpoint.shown

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Write no more, and keep no connection."""
        self._write = False
        self._exchange.close()

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query; see ``Store``."""
        if (draft := self._changed()) is not None:
            return rows_of(run(draft, query, ox.QuerySolutions, "SELECT"))
        return self._select(query)

    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE query; see ``Store``."""
        if (draft := self._changed()) is not None:
            return run(draft, query, ox.QueryTriples, "CONSTRUCT")
        return self._construct(query)

    def boolean(self, query: str) -> bool:
        """Return the answer of an ASK query; see ``Store``."""
        if (draft := self._changed()) is not None:
            return bool(run(draft, query, ox.QueryBoolean, "ASK"))
        return self._boolean(query)

    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are: its address and revision.

        Where there is no revision, since another program wrote the plans, their runs take its place.
        """
        if self._draft is not None:
            return object()
        found = revision_of(self._select) or tuple(row["run"].value for row in self._select(_RUNS))
        return self.location, found

    def as_it_was(self, version: VersionEntry) -> MemoryStore:
        """Return a store that holds a former version as the plan; see ``Store``."""
        return MemoryStore(self._statements_of(version))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Let all changes of a block be one; to read in it after a change copies the whole store here."""
        if not self._write:
            raise DubanError("graph.store-read-only", path=self.location)
        if self._draft is not None:
            yield
            return
        self._draft = draft = Draft(self._select, self._construct)
        try:
            yield
        finally:
            self._draft = None
        self._send(draft)

    def check(self) -> bool:
        """Make sure that the server answers, that queries see its named graphs, and that it takes the changes wanted.

        Returns:
            Whether it holds a plan.
        """
        rows = self._select(_OPENING)
        if any("seen" not in row for row in rows):
            raise DubanError("remote.no-union", path=self.location)
        if self._write:
            self._exchange.change("INSERT DATA {}")
        return bool(rows)

    def _send(self, draft: Draft) -> None:
        if (update := draft.update()) is None:
            return
        text, revision = update
        self._exchange.change(text)
        if not was_revision(self._select, revision):
            raise DubanError("remote.changed", path=self.location)

    def _apply(self, change: Callable[[ox.Store], None], graphs: Collection[ox.NamedNode]) -> None:
        with self.batch():
            assert self._draft is not None  # noqa: S101 - batch() has set it
            self._draft.load(graphs)
            self._draft.changed = True
            change(self._draft.database)

    def _check_has(self, plan_id: str) -> None:
        """See that there is a plan, without copying all plans in a batch."""
        graph, plan = iri.plan_graph(plan_id), iri.plan(plan_id)
        if self._draft is not None and self._draft.has(graph):
            there = ox.Quad(plan, RDF_TYPE, _PLAN, graph) in self._draft.database
        else:
            there = self._boolean(f"ASK {{ GRAPH {graph} {{ {plan} a {_PLAN} }} }}")
        if not there:
            raise DubanError("graph.no-such-plan", plan=plan_id)

    def _keep(self, name: str, content: bytes) -> None:
        assert self._draft is not None  # noqa: S101 - a part of a change
        literal = ox.Literal(base64.b64encode(content).decode(), datatype=_BASE64)
        self._draft.database.add(ox.Quad(iri.kept(name), _VALUE, literal, iri.STORE))

    def _kept(self, name: str) -> bytes:
        node = iri.kept(name)
        for row in self.select(_CONTENT.format(node=node)):
            return base64.b64decode(row["content"].value)
        raise DubanError("remote.version-lost", path=self.location, version=node.value)

    def _drop(self, name: str) -> None:
        assert self._draft is not None  # noqa: S101 - a part of a change
        self._draft.load_about(iri.kept(name), iri.STORE)
        for quad in list(self._draft.database.quads_for_pattern(iri.kept(name), None, None, iri.STORE)):
            self._draft.database.remove(quad)

    def _statements_in(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        found = self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)

    def _changed(self) -> ox.Store | None:
        """Return what to read in a batch that has changed something."""
        if self._draft is None or not self._draft.changed:
            return None
        self._draft.load_all()
        return self._draft.database

    def _select(self, query: str) -> list[Row]:
        _try_out(query, ox.QuerySolutions, SELECT)
        return self._read(_rows, *self._exchange.ask(query, SELECT, _RESULTS))

    def _boolean(self, query: str) -> bool:
        _try_out(query, ox.QueryBoolean, ASK)
        return self._read(_truth, *self._exchange.ask(query, ASK, _RESULTS))

    def _construct(self, query: str) -> Iterator[ox.Triple]:
        _try_out(query, ox.QueryTriples, CONSTRUCT)
        return iter(self._read(_triples, *self._exchange.ask(query, CONSTRUCT, _TRIPLES)))

    def _read(self, parse: Callable[[bytes, str], Read], body: bytes, kind: str) -> Read:
        """Parse an answer; of one that cannot be, say what the server put in the place of its rest, if it did that.

        Oxigraph answers 200 and begins, and when its time is up writes why it ends, as it would into a log.
        """
        try:
            return parse(body, kind)
        except SyntaxError as error:
            reason = str(error)
        said = re.search(r"[A-Z][^<>{}\[\]\"\n]{8,}\Z", body[-1000:].decode("utf-8", "replace"))
        whole = said is None and body.rstrip()[-1:] in (b"}", b".")
        key = "remote.bad-results" if whole else "remote.cut-off"
        # Not from within the handler: the error would hold the parser, which must go in the thread that made it.
        raise DubanError(key, path=self.location, reason=line_of(said[0] if said else reason))


def _rows(body: bytes, _kind: str) -> list[Row]:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QuerySolutions):
        return rows_of(found)
    raise SyntaxError("no rows")


def _truth(body: bytes, _kind: str) -> bool:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    raise SyntaxError("neither true nor false")


def _triples(body: bytes, kind: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.from_media_type(kind), lenient=True)]


def _try_out(query: str, kind: type[Answer], form: str) -> None:
    """Tell mistakes in a query as other stores do, before it is sent.

    A query that names a SERVICE is left to the server: to run it here, even over nothing, could call on that.
    """
    if "service" not in query.lower():
        run(_NOTHING, query, kind, form)

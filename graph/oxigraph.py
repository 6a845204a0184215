"""Stores whose data is in an Oxigraph database of this process."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import pyoxigraph as ox

from graph.plan_store import PlanStore
from graph.protocol import Row, VersionEntry
from graph.solutions import rows_of, run
from ontology.wording import DubanError


class OxigraphStore(PlanStore):
    """What stores have in common whose data is in an Oxigraph database of this process."""

    @abstractmethod
    def _reading(self) -> tuple[ox.Store, object]:
        """Return the database to read, and what must live as long as it is read."""

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query; see ``Store``."""
        database, _keep = self._reading()
        return rows_of(run(database, query, ox.QuerySolutions, "SELECT"))

    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE query; see ``Store``."""
        database, keep = self._reading()
        return _kept(run(database, query, ox.QueryTriples, "CONSTRUCT"), keep)

    def boolean(self, query: str) -> bool:
        """Return the answer of an ASK query; see ``Store``."""
        database, _keep = self._reading()
        return bool(run(database, query, ox.QueryBoolean, "ASK"))

    def query(
        self,
        query: str,
        prefixes: Mapping[str, str],
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a query of any form; what it gives is to be read before the next one.

        Args:
            prefixes: those that the query need not declare.
            default_graphs: IRIs of the graphs whose union is the default graph, as the SPARQL 1.1 Protocol has it: if
                graphs are given, these alone are asked, and an empty default graph stands beside named ones.
            named_graphs: IRIs of the graphs that ``GRAPH`` finds.

        Raises:
            DubanError: a graph is not in the store.
            SyntaxError: the query cannot be parsed.
        """
        database, _keep = self._reading()
        if not (default_graphs or named_graphs):
            return database.query(query, prefixes=dict(prefixes), use_default_graph_as_union=True)
        return database.query(
            query,
            prefixes=dict(prefixes),
            default_graph=[_held_graph(database, name) for name in default_graphs],
            named_graphs=[_held_graph(database, name) for name in named_graphs],
        )

    def as_it_was(self, version: VersionEntry) -> "MemoryStore":
        """Return a store that holds a former version as the plan; see ``Store``."""
        return MemoryStore(self._statements_of(version))

    def _statements_in(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        database, _keep = self._reading()
        return database.quads_for_pattern(None, None, None, graph)


class MemoryStore(OxigraphStore):
    """A store that is gone with the process.

    Args:
        quads: what it holds at first.
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._database = ox.Store()
        self._database.bulk_extend(quads)
        self._former: dict[str, bytes] = {}
        self._identity = object()
        self._changes = 0

    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are."""
        return self._identity, self._changes

    def nquads(self) -> bytes:
        """Return all that the store holds, as N-Quads, for another process to read."""
        return self._database.dump(format=ox.RdfFormat.N_QUADS) or b""

    def _reading(self) -> tuple[ox.Store, object]:
        return self._database, None

    def _keep(self, name: str, content: bytes) -> None:
        self._former[name] = content

    def _kept(self, name: str) -> bytes:
        return self._former[name]

    def _apply(self, change: Callable[[ox.Store], None], _graphs: Collection[ox.NamedNode]) -> None:
        with self.batch():
            change(self._database)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Let all changes of a block be one; nothing else sees the store in between."""
        before = list(self._database)
        self._changes += 1
        try:
            yield
        except BaseException:
            self._database = ox.Store()
            self._database.bulk_extend(before)
            raise


def _held_graph(database: ox.Store, name: str) -> ox.NamedNode:
    with suppress(ValueError):  # it is no IRI
        graph = ox.NamedNode(name)
        if database.contains_named_graph(graph):
            return graph
    raise DubanError("graph.no-such-graph", graph=name)


def _kept(triples: ox.QueryTriples, keep: object) -> Iterator[ox.Triple]:
    yield from triples
    del keep  # until here, so that what is read from stays

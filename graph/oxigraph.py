"""Stores whose data is in an Oxigraph database of this process."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import pyoxigraph as ox

from graph import history, iri
from graph.protocol import PlanContent, PlanEntry, Row, VersionEntry
from graph.statements import nquads
from ontology import NAMESPACE, PLAN
from ontology.wording import DubanError

Answer = TypeVar("Answer")

_PLANS = f"""
PREFIX : <{NAMESPACE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?id ?title ?digest ?run (COALESCE(?counted, 0) AS ?tasks) WHERE {{
  ?plan a :Plan ; dcterms:identifier ?id ; dcterms:title ?title ; :textDigest ?digest ; prov:wasGeneratedBy ?run .
  OPTIONAL {{ SELECT ?plan (COUNT(?task) AS ?counted) WHERE {{ ?task a :Task ; :inPlan ?plan }} GROUP BY ?plan }}
}} ORDER BY ?id"""
_GENERATED_BY = ox.NamedNode(PLAN["prov:wasGeneratedBy"])


class OxigraphStore(ABC):
    """What stores have in common whose data is in an Oxigraph database of this process."""

    @abstractmethod
    def _reading(self) -> tuple[ox.Store, object]:
        """Return the database to read, and what must live as long as it is read."""

    @abstractmethod
    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are."""

    @abstractmethod
    def _apply(self, change: Callable[[ox.Store], None]) -> None:
        """Make a change to the database, all or nothing."""

    @abstractmethod
    def _keep(self, name: str, content: bytes) -> None:
        """Keep the content of a former version; for good once the change that it is part of is made."""

    @abstractmethod
    def _kept(self, name: str) -> bytes:
        """Return the content of a former version that the database tells of."""

    @abstractmethod
    def batch(self) -> AbstractContextManager[None]:
        """Let all changes of a block be one."""

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query; see ``Store``."""
        database, _keep = self._reading()
        solutions = _run(database, query, ox.QuerySolutions, "SELECT")
        names = [variable.value for variable in solutions.variables]
        return [_row(names, solution) for solution in solutions]

    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE query; see ``Store``."""
        database, keep = self._reading()
        return _kept(_run(database, query, ox.QueryTriples, "CONSTRUCT"), keep)

    def boolean(self, query: str) -> bool:
        """Return the answer of an ASK query; see ``Store``."""
        database, _keep = self._reading()
        return bool(_run(database, query, ox.QueryBoolean, "ASK"))

    def plans(self) -> tuple[PlanEntry, ...]:
        """Return the plans in the store, by their ids."""
        return tuple(
            PlanEntry(
                id=row["id"].value,
                title=row["title"].value,
                tasks=int(row["tasks"].value),
                digest=row["digest"].value,
                run=row["run"].value,
            )
            for row in self.select(_PLANS)
        )

    def versions(self, plan_id: str | None = None) -> tuple[VersionEntry, ...]:
        """Return the former versions of one plan or of all, by plan, the oldest first."""
        database, _keep = self._reading()
        return history.versions_in(database, plan_id)

    def as_it_was(self, version: VersionEntry) -> "MemoryStore":
        """Return a store that holds a former version as the plan; see ``Store``."""
        database, _keep = self._reading()
        content = self._kept(history.file_of(version.iri))
        return MemoryStore(
            (*history.unpacked(content, version), *database.quads_for_pattern(None, None, None, iri.VOCABULARY))
        )

    def replace_plan(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Put a plan in the place of its earlier version; see ``Store``."""
        quads = list(quads)
        touched = {quad.graph_name for quad in quads}
        if foreign := touched - {iri.plan_graph(plan_id), iri.inferred_graph(plan_id), iri.RUNS, iri.VOCABULARY}:
            raise ValueError(f"statements of {plan_id} in other graphs: {foreign}")
        vocabulary = [quad for quad in quads if quad.graph_name == iri.VOCABULARY]
        others = [quad for quad in quads if quad.graph_name != iri.VOCABULARY]
        self.replace_plans([PlanContent(plan_id, nquads(others), tuple(others))], vocabulary)

    def replace_plans(self, plans: Sequence[PlanContent], vocabulary: Sequence[ox.Quad] = ()) -> None:
        """Put several plans in the place of their earlier versions; see ``Store``."""

        def change(database: ox.Store) -> None:
            added = [_renew(database, _held(database, [iri.VOCABULARY]), nquads(vocabulary))] if vocabulary else []
            for plan in plans:
                history.keep_former(database, plan.plan_id, plan.head, self._keep)
                held = [*_held(database, _graphs_of(plan.plan_id)), *_runs_of(database, plan.plan_id)]
                added.append(_renew(database, held, plan.nquads))
            database.bulk_load(b"".join(added), format=ox.RdfFormat.N_QUADS, lenient=True)  # serialised from terms

        self._apply(change)

    def add_progress(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Add what people report on a plan's tasks; see ``Store``."""
        quads = list(quads)
        if foreign := {quad.graph_name for quad in quads} - {iri.progress_graph(plan_id)}:
            raise ValueError(f"progress of {plan_id} in other graphs: {foreign}")
        self._check_has(plan_id)
        self._apply(lambda database: database.extend(quads))

    def remove_plan(self, plan_id: str) -> None:
        """Take a plan out; see ``Store``."""
        self._check_has(plan_id)

        def change(database: ox.Store) -> None:
            history.forget(database, plan_id)
            for quad in _runs_of(database, plan_id):
                database.remove(quad)
            for graph in (*_graphs_of(plan_id), iri.progress_graph(plan_id)):
                database.remove_graph(graph)

        self._apply(change)

    def _check_has(self, plan_id: str) -> None:
        if plan_id not in {entry.id for entry in self.plans()}:
            raise DubanError("graph.no-such-plan", plan=plan_id)


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

    def _reading(self) -> tuple[ox.Store, object]:
        return self._database, None

    def _keep(self, name: str, content: bytes) -> None:
        self._former[name] = content

    def _kept(self, name: str) -> bytes:
        return self._former[name]

    def _apply(self, change: Callable[[ox.Store], None]) -> None:
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


def _run(database: ox.Store, query: str, form: type[Answer], wanted: str) -> Answer:
    try:
        found = database.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise DubanError("graph.query-syntax", reason=error) from error
    if not isinstance(found, form):
        raise DubanError("graph.query-form", wanted=wanted)
    return found


def _row(names: list[str], solution: Iterable[object]) -> Row:
    terms = zip(names, solution, strict=True)
    return {name: term for name, term in terms if isinstance(term, ox.NamedNode | ox.Literal)}


def _kept(triples: ox.QueryTriples, keep: object) -> Iterator[ox.Triple]:
    yield from triples
    del keep  # until here, so that what is read from stays


def _graphs_of(plan_id: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    return iri.plan_graph(plan_id), iri.inferred_graph(plan_id)


def _held(database: ox.Store, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    return (quad for graph in graphs for quad in database.quads_for_pattern(None, None, None, graph))


def _runs_of(database: ox.Store, plan_id: str) -> list[ox.Quad]:
    """Return what is told of the runs that made a plan and nothing else."""
    graphs = _graphs_of(plan_id)
    made = database.quads_for_pattern(None, _GENERATED_BY, None, graphs[0])
    found: list[ox.Quad] = []
    for run in {quad.object for quad in made if isinstance(quad.object, ox.NamedNode)}:
        if all(quad.graph_name in graphs for quad in database.quads_for_pattern(None, _GENERATED_BY, run)):
            found += database.quads_for_pattern(run, None, None, iri.RUNS)
    return found


def _renew(database: ox.Store, held: Iterable[ox.Quad], coming: bytes) -> bytes:
    """Take out what a database holds that does not come again, and return what it lacks: most stays as it is."""
    before, after = set(nquads(held).split(b"\n")), coming.split(b"\n")
    gone = before.difference(after)
    for quad in ox.parse(b"\n".join(gone), format=ox.RdfFormat.N_QUADS, lenient=True):
        database.remove(quad)
    return b"\n".join(line for line in after if line not in before) + b"\n"

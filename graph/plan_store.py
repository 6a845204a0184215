"""What every store does with plans, whoever answers its queries and wherever its data is."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

import pyoxigraph as ox

from graph import history, iri
from graph.protocol import PlanContent, PlanEntry, Row, VersionEntry
from graph.statements import nquads
from ontology import NAMESPACE, PLAN
from ontology.wording import DubanError

_PLANS = f"""
PREFIX : <{NAMESPACE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?id ?title ?digest ?run (COALESCE(?counted, 0) AS ?tasks) WHERE {{
  ?plan a :Plan ; dcterms:identifier ?id ; dcterms:title ?title ; :textDigest ?digest ; prov:wasGeneratedBy ?run .
  OPTIONAL {{ SELECT ?plan (COUNT(?task) AS ?counted) WHERE {{ ?task a :Task ; :inPlan ?plan }} GROUP BY ?plan }}
}} ORDER BY ?id"""
GENERATED_BY = ox.NamedNode(PLAN["prov:wasGeneratedBy"])


class PlanStore(ABC):
    """A store that can be queried and changed as a whole; what is done with plans follows from that."""

    @abstractmethod
    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query; see ``Store``."""

    @abstractmethod
    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE query; see ``Store``."""

    @abstractmethod
    def boolean(self, query: str) -> bool:
        """Return the answer of an ASK query; see ``Store``."""

    @abstractmethod
    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are."""

    @abstractmethod
    def batch(self) -> AbstractContextManager[None]:
        """Let all changes of a block be one."""

    @abstractmethod
    def _statements_in(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """Return all that one graph holds."""

    @abstractmethod
    def _apply(self, change: Callable[[ox.Store], None], graphs: Collection[ox.NamedNode]) -> None:
        """Make a change, all or nothing.

        Args:
            change: made to a database in which the graphs are as the store has them, and ``iri.RUNS`` too.
            graphs: the other graphs that it looks at or changes.
        """

    @abstractmethod
    def _keep(self, name: str, content: bytes) -> None:
        """Keep the content of a former version; for good once the change that it is part of is made."""

    @abstractmethod
    def _kept(self, name: str) -> bytes:
        """Return the content of a former version that the store tells of."""

    def _drop(self, name: str) -> None:  # noqa: B027 - a store may sweep up later
        """Keep the content of a former version no longer, once the change that this is part of is made."""

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
        return history.entries(self.select(history.query_for(plan_id)))

    def _statements_of(self, version: VersionEntry) -> Iterator[ox.Quad]:
        """Return a former version as the plan, and the vocabulary."""
        yield from history.unpacked(self._kept(history.file_of(version.iri)), version)
        yield from self._statements_in(iri.VOCABULARY)

    def replace_plan(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Put a plan in the place of its earlier version; see ``Store``."""
        quads = list(quads)
        touched = {quad.graph_name for quad in quads}
        if foreign := touched - {*graphs_of(plan_id), iri.RUNS, iri.VOCABULARY}:
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
                held = [*_held(database, graphs_of(plan.plan_id)), *_runs_of(database, plan.plan_id)]
                added.append(_renew(database, held, plan.nquads))
            database.bulk_load(b"".join(added), format=ox.RdfFormat.N_QUADS, lenient=True)  # serialised from terms

        touched = [graph for plan in plans for graph in graphs_of(plan.plan_id)]
        self._apply(change, [*touched, iri.VOCABULARY] if vocabulary else touched)

    def add_progress(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Add what people report on a plan's tasks; see ``Store``."""
        quads, graph = list(quads), iri.progress_graph(plan_id)
        if foreign := {quad.graph_name for quad in quads} - {graph}:
            raise ValueError(f"progress of {plan_id} in other graphs: {foreign}")
        self._check_has(plan_id)
        self._apply(lambda database: database.extend(quads), [graph])

    def remove_plan(self, plan_id: str) -> None:
        """Take a plan out; see ``Store``."""
        self._check_has(plan_id)
        graphs = (*graphs_of(plan_id), iri.progress_graph(plan_id))

        def change(database: ox.Store) -> None:
            for version in history.versions_in(database, plan_id):
                self._drop(history.file_of(version.iri))
            history.forget(database, plan_id)
            for quad in _runs_of(database, plan_id):
                database.remove(quad)
            for graph in graphs:
                database.remove_graph(graph)

        self._apply(change, graphs)

    def _check_has(self, plan_id: str) -> None:
        if plan_id not in {entry.id for entry in self.plans()}:
            raise DubanError("graph.no-such-plan", plan=plan_id)


def graphs_of(plan_id: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    """Return the graphs that hold what a plan says, and what follows from that."""
    return iri.plan_graph(plan_id), iri.inferred_graph(plan_id)


def _held(database: ox.Store, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    return (quad for graph in graphs for quad in database.quads_for_pattern(None, None, None, graph))


def _runs_of(database: ox.Store, plan_id: str) -> list[ox.Quad]:
    """Return what is told of the runs that made a plan and nothing else."""
    graphs = graphs_of(plan_id)
    made = database.quads_for_pattern(None, GENERATED_BY, None, graphs[0])
    found: list[ox.Quad] = []
    for run in {quad.object for quad in made if isinstance(quad.object, ox.NamedNode)}:
        if all(quad.graph_name in graphs for quad in database.quads_for_pattern(None, GENERATED_BY, run)):
            found += database.quads_for_pattern(run, None, None, iri.RUNS)
    return found


def _renew(database: ox.Store, held: Iterable[ox.Quad], coming: bytes) -> bytes:
    """Take out what a database holds that does not come again, and return what it lacks: most stays as it is."""
    before, after = set(nquads(held).split(b"\n")), coming.split(b"\n")
    gone = before.difference(after)
    for quad in ox.parse(b"\n".join(gone), format=ox.RdfFormat.N_QUADS, lenient=True):
        database.remove(quad)
    return b"\n".join(line for line in after if line not in before) + b"\n"

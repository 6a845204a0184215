"""Plans taken into a store: extracted, stated, validated, written."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from extraction.document import Document
from extraction.records import Caution, Plan
from graph import iri
from graph.build import build_plan, describe_vocabulary
from graph.derived import derive
from graph.naming import check_id, default_id
from graph.protocol import PlanContent, PlanEntry, Store
from graph.runs import run_over, vocabulary_version
from graph.statements import moment, nquads, term
from graph.validate import check_shapes
from ontology import PLAN
from ontology.wording import DubanError

_COUNT_TARGETS = "SELECT (COUNT(?t) AS ?n) WHERE {{ GRAPH {graph} {{ ?t a <{target}> }} }}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of one text.

    Args:
        changed: whether the store was written; not if it held the same text read in the same way.
        warnings: what was seen and could not be read; empty where nothing changed.
    """

    plan_id: str
    title: str
    tasks: int
    targets: int
    changed: bool
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that can be stored: extracted, stated and valid.

    Args:
        entry: as a store will list it, under the id that was given or else under its default id.
    """

    entry: PlanEntry
    targets: int
    warnings: tuple[Caution, ...]
    content: PlanContent


def add_plan(store: Store, source: str | Document, plan_id: str | None = None) -> BuildReport:
    """Take a plan into a store, all of it or nothing.

    Args:
        store: open for writing.
        source: the plan's text, or the document that holds it.
        plan_id: its id; another text under the same id is a new version and takes the place of the old one.

    Raises:
        DubanError: the text is no plan, the id cannot be one, or a statement violates a shape.
    """
    intake = Intake(store, plan_id)
    run = run_of(source)
    if intake.has(run):
        return intake.unchanged(run)
    prepared = prepare(source, plan_id)
    if (name := intake.free_id(prepared)) != prepared.entry.id:
        prepared = prepare(source, name)
    report = intake.take(prepared)
    intake.write()
    return report


def run_of(source: str | Document) -> str:
    """Return the IRI of the run that reads a text as it would be read now."""
    return run_over(_text(source)).name.value


def prepare(source: str | Document, plan_id: str | None = None) -> Prepared:
    """Do all that needs no store: extract a plan, state it and hold it to the shapes.

    Raises:
        DubanError: the text is no plan, the id cannot be one, or a statement violates a shape.
    """
    started = datetime.now(UTC)
    if plan_id is not None:
        check_id(plan_id)
    from extraction.pipeline import extract  # spaCy: 0.7 s that a text already read need not cost

    plan = extract(source)
    if not (plan.sections or plan.tasks or plan.targets):
        raise DubanError("errors.no-plan")
    name, run = plan_id or default_id(plan), run_over(plan.text)
    quads = state_validly(plan, name)
    times = _times(run.name, started, datetime.now(UTC))
    told = {term("textDigest"), term("prov:wasGeneratedBy")}
    head = [quad for quad in quads if quad.predicate in told and quad.subject == iri.plan(name)]
    return Prepared(
        entry=PlanEntry(name, plan.title, len(plan.tasks), run.text, run.name.value),
        targets=len(plan.targets),
        warnings=plan.warnings,
        content=PlanContent(name, nquads([*quads, *times]), (*head, *times)),
    )


def state(plan: Plan, plan_id: str) -> list[Quad]:
    """Return all statements of a plan: what its text says, and what is derived from that."""
    return _stated(plan, plan_id)[0]


def state_validly(plan: Plan, plan_id: str) -> list[Quad]:
    """Return all statements of a plan if they hold to the shapes.

    Raises:
        ViolationError: they do not.
    """
    quads, database = _stated(plan, plan_id)
    check_shapes(database, plan.title)
    return quads


class Intake:
    """Takes prepared plans into a store, as many at a time as whoever prepares them sees fit.

    Args:
        store: open for writing; nobody else writes to it meanwhile.
        plan_id: the id that the one plan to be taken in was given, if it was.
    """

    def __init__(self, store: Store, plan_id: str | None = None) -> None:
        self._store, self._chosen = store, plan_id
        self._entries: dict[str, PlanEntry] = {}
        self._ids: dict[str, set[str]] = {}  # by the run that read the plan
        self._waiting: dict[str, PlanContent] = {}
        for entry in store.plans():
            self._enter(entry)

    @property
    def runs(self) -> frozenset[str]:
        """The runs that read what the store has: such texts need not be read again."""
        return frozenset(filter(self.has, self._ids))

    def has(self, run: str) -> bool:
        """Return whether the store has, or is about to have, what a run read."""
        ids = self._ids.get(run, ())
        return bool(ids) if self._chosen is None else self._chosen in ids

    @property
    def size(self) -> int:
        """How many bytes wait to be written."""
        return sum(len(content.nquads) for content in self._waiting.values())

    def unchanged(self, run: str) -> BuildReport:
        """Report on a text that is there already, read in the same way."""
        entry = self._entries[self._chosen or min(self._ids[run])]
        if entry.id in self._waiting:
            self.write()
        count = _COUNT_TARGETS.format(graph=iri.plan_graph(entry.id), target=PLAN["Target"])
        targets = int(self._store.select(count)[0]["n"].value)
        return BuildReport(entry.id, entry.title, entry.tasks, targets, changed=False, warnings=())

    def free_id(self, prepared: Prepared) -> str:
        """Return the id that a plan can have: its own, counted on where a plan of another title has that one.

        Only a version may replace a version, unless the user says so by giving the id.
        """
        name, title = prepared.entry.id, prepared.entry.title
        if self._chosen is not None:
            return name
        number, free = 1, name
        while free in self._entries and self._entries[free].title != title:
            number += 1
            free = f"{name}-{number}"
        return free

    def take(self, prepared: Prepared) -> BuildReport:
        """Let a plan wait to be written, in the place of an earlier version of it."""
        entry = prepared.entry
        if entry.id in self._waiting:
            self.write()  # so that the version before it becomes a former one
        self._enter(entry)
        self._waiting[entry.id] = prepared.content
        return BuildReport(
            entry.id, entry.title, entry.tasks, prepared.targets, changed=True, warnings=prepared.warnings
        )

    def write(self) -> None:
        """Write what waits, all or nothing, and the vocabulary if the store has another one."""
        if not self._waiting:
            return
        self._store.replace_plans(list(self._waiting.values()), _missing_vocabulary(self._store))
        self._waiting.clear()

    def _enter(self, entry: PlanEntry) -> None:
        if entry.id in self._entries:
            self._ids[self._entries[entry.id].run].discard(entry.id)
        self._entries[entry.id] = entry
        self._ids.setdefault(entry.run, set()).add(entry.id)


def _stated(plan: Plan, plan_id: str) -> tuple[list[Quad], ox.Store]:
    """Return the statements in their order and the database that holds them, which is filled once."""
    database = ox.Store()
    database.bulk_extend(stated := build_plan(plan, plan_id))
    derived = derive(plan, plan_id, database)
    database.bulk_extend(derived)
    return [*stated, *derived], database


def _missing_vocabulary(store: Store) -> list[Quad]:
    """State the vocabulary unless the store has it as it is now."""
    there = f"ASK {{ GRAPH {iri.VOCABULARY} {{ {iri.VOCABULARY} ?p {Literal(vocabulary_version())} }} }}"
    return [] if store.boolean(there) else describe_vocabulary()


def _text(source: str | Document) -> str:
    return source if isinstance(source, str) else source.text


def _times(run: NamedNode, started: datetime, ended: datetime) -> list[Quad]:
    times = {"prov:startedAtTime": started, "prov:endedAtTime": ended}
    return [Quad(run, term(name), moment(time), iri.RUNS) for name, time in times.items()]

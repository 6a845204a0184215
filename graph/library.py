"""Plans taken into a store: extracted, stated, validated, written."""

from collections.abc import Iterable
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
from graph.protocol import PlanEntry, Store
from graph.runs import run_over, vocabulary_version
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


def add_plan(store: Store, source: str | Document, plan_id: str | None = None) -> BuildReport:
    """Take a plan into a store, all of it or nothing.

    Args:
        store: open for writing.
        source: the plan's text, or the document that holds it.
        plan_id: its id; another text under the same id is a new version and takes the place of the old one.

    Raises:
        DubanError: the text is no plan, the id cannot be one, or a statement violates a shape.
    """
    started = datetime.now(UTC)
    if plan_id is not None:
        check_id(plan_id)
    entries = store.plans()
    run = run_over(source if isinstance(source, str) else source.text)
    same = next((entry for entry in entries if entry.run == run.name.value and plan_id in (None, entry.id)), None)
    if same is not None:
        return BuildReport(same.id, same.title, same.tasks, _targets(store, same.id), changed=False, warnings=())
    from extraction.pipeline import extract  # spaCy: 0.7 s that a text already read need not cost

    plan = extract(source)
    if not (plan.sections or plan.tasks or plan.targets):
        raise DubanError("errors.no-plan")
    name = plan_id or _free_id(plan, entries)
    quads = state_validly(plan, name)
    times = _times(run.name, started, datetime.now(UTC))
    store.replace_plan(name, [*quads, *times, *_missing_vocabulary(store)])
    return BuildReport(name, plan.title, len(plan.tasks), len(plan.targets), changed=True, warnings=plan.warnings)


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


def _stated(plan: Plan, plan_id: str) -> tuple[list[Quad], ox.Store]:
    """Return the statements in their order and the database that holds them, which is filled once."""
    database = ox.Store()
    database.bulk_extend(stated := build_plan(plan, plan_id))
    database.bulk_extend(derived := derive(plan, plan_id, database))
    return [*stated, *derived], database


def _missing_vocabulary(store: Store) -> list[Quad]:
    """State the vocabulary unless the store has it as it is now."""
    there = f"ASK {{ GRAPH {iri.VOCABULARY} {{ {iri.VOCABULARY} ?p {Literal(vocabulary_version())} }} }}"
    return [] if store.boolean(there) else describe_vocabulary()


def _free_id(plan: Plan, entries: Iterable[PlanEntry]) -> str:
    """Return the default id, counted on where a plan of another title has it: only a version may replace a version."""
    titles = {entry.id: entry.title for entry in entries}
    name = default_id(plan)
    number = 1
    while titles.get(name if number == 1 else f"{name}-{number}", plan.title) != plan.title:
        number += 1
    return name if number == 1 else f"{name}-{number}"


def _targets(store: Store, plan_id: str) -> int:
    query = _COUNT_TARGETS.format(graph=iri.plan_graph(plan_id), target=PLAN["Target"])
    return int(store.select(query)[0]["n"].value)


def _times(run: NamedNode, started: datetime, ended: datetime) -> list[Quad]:
    moments = {"prov:startedAtTime": started, "prov:endedAtTime": ended}
    return [Quad(run, NamedNode(PLAN[name]), _moment(moment), iri.RUNS) for name, moment in moments.items()]


def _moment(moment: datetime) -> Literal:
    text = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#dateTime"))

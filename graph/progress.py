"""What people report on the tasks of a plan, and what they would correct: stated beside what the text says.

What is stated is named by what it says, so that the same ledger taken in twice adds nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pyoxigraph import NamedNode, Quad

from graph import iri
from graph.protocol import Store
from graph.statements import RDF_TYPE, Statements, Value, moment, term
from graph.validate import ViolationError, violations
from ontology import PLAN

_KNOWN = """
SELECT ?known WHERE {{ VALUES ?graph {{ {graph} }} GRAPH ?graph {{ ?known <{reports_on}> ?task }} }}"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who entered something, for what day, and in which cells of which workbook.

    Args:
        reporter: as entered; not empty.
        day: as entered, ``None`` where no day was.
        workbook: name of the file, without its folder.
        cells: as ``K12``; at least one.
    """

    reporter: str
    day: date | None
    workbook: str
    sheet: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How far a task is, in the eyes of a person.

    Args:
        task: IRI.
        status: IRI of a concept of ``progressStatuses``, empty where none was entered.
        text: in words; may be empty where there is a status.
        follows: name (the last part of its IRI) of the report that the ledger showed when it was filled in, or empty.
    """

    task: str
    status: str
    text: str
    follows: str
    origin: Origin

    @property
    def name(self) -> str:
        """What names it: a digest of what it says."""
        day = self.origin.day.isoformat() if self.origin.day else ""
        return _digest(self.task, self.status, self.text, self.origin.reporter, day, self.follows)


@dataclass(frozen=True, slots=True)
class Correction:
    """That a value should be another, in the eyes of a person.

    Args:
        task: IRI.
        corrects: name in ``PLAN`` of the property whose value is corrected.
        follows: state of the task's corrections that the ledger showed, empty where there were none.
    """

    task: str
    corrects: str
    old: str
    new: str
    follows: str
    origin: Origin

    @property
    def name(self) -> str:
        """What names it: a digest of what it says."""
        return _digest(self.task, self.corrects, self.old, self.new, self.follows)


def add_progress(
    store: Store, plan_id: str, entries: Sequence[Report | Correction], taken: datetime
) -> tuple[Report | Correction, ...]:
    """State what people entered on a plan's tasks, those entries that the store does not have yet.

    Args:
        store: open for writing, with the plan in it.
        taken: when the entries were taken in, with its time zone.

    Returns:
        The entries that are new.

    Raises:
        DubanError: a statement violates a shape, and nothing was written.
    """
    new, quads = stated_progress(store, plan_id, entries, taken)
    if quads:
        store.add_progress(plan_id, quads)
    return new


def stated_progress(
    store: Store, plan_id: str, entries: Sequence[Report | Correction], taken: datetime
) -> tuple[tuple[Report | Correction, ...], list[Quad]]:
    """Return the entries that a store does not have yet, and what is to be stated of them; see ``add_progress``."""
    known = _known(store, plan_id)
    new = {_node(plan_id, entry): entry for entry in entries if _node(plan_id, entry).value not in known}
    statements = Statements(iri.progress_graph(plan_id))
    for node, entry in new.items():
        _state(statements, plan_id, node, entry, taken)
        if isinstance(entry, Report) and entry.follows:
            before = iri.progress_report(plan_id, entry.follows)
            statements.add(node, "prov:wasRevisionOf", before if before.value in known else None)
    if new:
        _validate(statements.quads, store, plan_id)
    return tuple(new.values()), statements.quads


def _state(statements: Statements, plan_id: str, node: NamedNode, entry: Report | Correction, taken: datetime) -> None:
    origin = entry.origin
    reporter = iri.reporter(plan_id, origin.reporter)
    statements.state(reporter, "Reporter", {"foaf:name": origin.reporter})
    kind = "ProgressReport" if isinstance(entry, Report) else "Correction"
    values: dict[str, Value] = {
        "reportsOn": NamedNode(entry.task),
        **_said(entry),
        "prov:wasAttributedTo": reporter,
        "prov:generatedAtTime": moment(taken),
        "reportedOn": origin.day,
        "workbook": origin.workbook,
        "sheet": origin.sheet,
    }
    statements.state(node, kind, values)
    for cell in origin.cells:
        statements.add(node, "cell", cell)


def _said(entry: Report | Correction) -> dict[str, Value]:
    if isinstance(entry, Report):
        return {"status": NamedNode(entry.status) if entry.status else None, "progressText": entry.text or None}
    return {"correctedProperty": NamedNode(PLAN[entry.corrects]), "oldValue": entry.old, "newValue": entry.new}


def _node(plan_id: str, entry: Report | Correction) -> NamedNode:
    mint = iri.progress_report if isinstance(entry, Report) else iri.correction
    return mint(plan_id, entry.name)


def _known(store: Store, plan_id: str) -> frozenset[str]:
    query = _KNOWN.format(graph=iri.progress_graph(plan_id), reports_on=PLAN["reportsOn"])
    return frozenset(row["known"].value for row in store.select(query))


def _validate(quads: Sequence[Quad], store: Store, plan_id: str) -> None:
    """Check new statements, with what they point to as far as the shapes look at it.

    Raises:
        DubanError: they violate a shape.
    """
    task = term("Task")
    graph = iri.plan_graph(plan_id)
    named = {quad.object for quad in quads if quad.predicate == term("reportsOn")}
    typed = [
        Quad(node, RDF_TYPE, task, graph)
        for node in named
        if isinstance(node, NamedNode) and store.boolean(f"ASK {{ {node} a {task} }}")
    ]
    focus = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    found = [violation for violation in violations([*quads, *typed]) if violation.focus in focus]
    if found:
        raise ViolationError(plan_id, found, None)


def _digest(*fields: str) -> str:
    return hashlib.sha256("\0".join(fields).encode()).hexdigest()[:16]

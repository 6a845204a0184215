"""Ledgers taken back into the store: what people report and would correct, beside what the text says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from extraction.formats.sheets import Sheet
from graph import iri
from graph.progress import Correction, Report, stated_progress
from graph.store import Store
from ontology.wording import DubanError
from queries.annexes import read_annexes
from queries.ledgers.entries import Context, Found, Note, Unsigned, read_row
from queries.ledgers.lines import Line, lines_in, said_by
from queries.ledgers.progress import read_progress
from queries.ledgers.rows import Key

MOST_IDS = 12
"""Ids that a note lists."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a ledger.

    Args:
        reports: progress reports that are new.
        corrections: corrections that are new.
        known: how many entries the store had already.
    """

    workbook: str
    reports: tuple[Report, ...]
    corrections: tuple[Correction, ...]
    known: int
    notes: tuple[Note, ...]


def import_ledger(store: Store, sheets: Sequence[Sheet], name: str, moment: datetime, by: str = "") -> ImportReport:
    """Take the entries of a ledger into a store, all or nothing.

    Args:
        store: open for writing.
        sheets: those of the workbook.
        name: of the workbook's file.
        moment: now, with its time zone.
        by: who reports where a row names nobody.

    Raises:
        DubanError: there is no ledger, none of its plans is in the store, or nobody is named as reporter.
    """
    lines = lines_in(sheets, name)
    plans, strangers = _by_plan(store, lines)
    if strangers and not plans:
        raise DubanError("ledger.other-plans", path=name, plans=", ".join(dict.fromkeys(p for _, p in strangers)))
    notes = [_foreign(line) for line in lines if line.key is None]
    notes += [Note("no-plan", {"sheet": line.sheet, "row": line.row, "plan": plan}) for line, plan in strangers]
    found = {plan: list(_read(_context(store, plan, name, by), rows)) for plan, rows in plans.items()}
    everything = [each for own in found.values() for each in own]
    if unsigned := [each.row for each in everything if isinstance(each, Unsigned)]:
        raise DubanError("ledger.no-reporter", path=name, rows=_listed(unsigned))
    entries = {plan: [each for each in own if isinstance(each, Report | Correction)] for plan, own in found.items()}
    new = _write(store, entries, moment)
    return ImportReport(
        workbook=name,
        reports=tuple(entry for entry in new if isinstance(entry, Report)),
        corrections=tuple(entry for entry in new if isinstance(entry, Correction)),
        known=sum(map(len, entries.values())) - len(new),
        notes=(*notes, *(each for each in everything if isinstance(each, Note))),
    )


def _write(
    store: Store, entries: Mapping[str, Sequence[Report | Correction]], moment: datetime
) -> list[Report | Correction]:
    stated = {plan: stated_progress(store, plan, own, moment) for plan, own in entries.items()}
    written = {plan: quads for plan, (_, quads) in stated.items() if quads}
    with store.batch() if written else nullcontext():
        for plan, quads in written.items():
            store.add_progress(plan, quads)
    return [entry for new, _ in stated.values() for entry in new]


def _foreign(line: Line) -> Note:
    """Return a note on a row that is none of a plan's tasks."""
    where = {"sheet": line.sheet, "row": line.row}
    if line.text("key"):
        return Note("broken-key", {**where, "cell": line.entries["key"].cell})
    said = (line.text(column) for column in ("title", *line.entries))
    return Note("inserted", {**where, "text": next(filter(None, said), "")})


Rows = dict[str, list[tuple[Line, Key]]]
"""Rows with their keys, by the IRIs of their tasks."""


def _by_plan(store: Store, lines: Iterable[Line]) -> tuple[Mapping[str, Rows], Sequence[tuple[Line, str]]]:
    """Return the rows of each plan of the store, and rows of other plans with those plans' ids."""
    known = {iri.plan(entry.id).value: entry.id for entry in store.plans()}
    found: dict[str, Rows] = {}
    strangers: list[tuple[Line, str]] = []
    for line in lines:
        if line.key is None:
            continue
        plan, _, _ = line.key.task.partition("/task/")
        if plan in known:
            found.setdefault(known[plan], {}).setdefault(line.key.task, []).append((line, line.key))
        else:
            strangers.append((line, plan.rpartition("/")[2]))
    return found, strangers


def _context(store: Store, plan: str, workbook: str, by: str) -> Context:
    annexes = read_annexes(store, plan)
    tasks = {task.iri: task for task in annexes.tasks}
    return Context(annexes, tasks, read_progress(store, plan), workbook, " ".join(by.split()))


def _read(context: Context, rows: Rows) -> Iterator[Found]:
    """Yield what the rows of one plan enter, and notes on those that enter nothing as they should."""
    plan = context.annexes.plan
    if any(key.text != context.annexes.digest[:12] for own in rows.values() for _, key in own):
        yield Note("newer-text", {"plan": plan})
    repeated: list[str] = []
    for task, own in rows.items():
        (line, key), *others = own
        name = task.rpartition("/")[2]
        if any(said_by(other) != said_by(line) or other_key != key for other, other_key in others):
            yield Note("conflicting", {"id": name, "rows": _listed(other.place for other, _ in own)})
            continue
        repeated += [name] if others else []
        yield from read_row(context, line, key)
    if repeated:
        yield Note("repeated", {"plan": plan, "count": len(repeated), "ids": _listed(repeated)})
    if missing := [task.id for name, task in context.tasks.items() if name not in rows]:
        yield Note("deleted", {"plan": plan, "count": len(missing), "ids": _listed(missing)})


def _listed(things: Iterable[object]) -> str:
    """Return things in a row, each once, the first of many."""
    names = list(dict.fromkeys(map(str, things)))
    return ", ".join(names[:MOST_IDS]) + (" …" if len(names) > MOST_IDS else "")

"""Ledgers taken back into the store: what people report and would correct, beside what the text says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from extraction.formats.sheets import Sheet
from graph import iri
from graph.progress import Correction, Origin, Report, add_progress
from graph.store import Store
from ontology.wording import DubanError, Language, say
from queries.annex_words import LANGUAGE
from queries.annexes import Annexes, Assignment, read_annexes
from queries.ledger_rows import CORRECTED, ENTERED, Key, digest_of, said_in, same
from queries.progress import NOTHING, Progress, read_progress
from queries.returned import Line, find_day, lines_in, said_by
from queries.statuses import find_status, status_labels

MOST_IDS = 12
"""Ids that a note lists."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know of: a row not taken in, or taken in with a doubt."""

    key: str
    values: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return it in one language."""
        return say(f"ledger.note-{self.key}", language, **self.values)


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


@dataclass(frozen=True, slots=True)
class _Context:
    """What rows of one plan are read against."""

    annexes: Annexes
    tasks: Mapping[str, Assignment]
    progress: Mapping[str, Progress]
    workbook: str
    by: str


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """An entry that names nobody."""

    row: int


_Found = Report | Correction | Note | _Unsigned


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
    notes = [note for line in lines if (note := _foreign(line)) is not None]
    by_plan, strangers = _by_plan(store, [line for line in lines if line.key is not None])
    if strangers and not by_plan:
        raise DubanError("ledger.other-plans", path=name, plans=", ".join(dict.fromkeys(plan for _, plan in strangers)))
    notes += [Note("no-plan", {"sheet": line.sheet, "row": line.row, "plan": plan}) for line, plan in strangers]
    entries: dict[str, list[Report | Correction]] = {}
    unsigned: list[int] = []
    for plan, own in by_plan.items():
        for found in _read(_context(store, plan, name, by.strip()), own):
            if isinstance(found, Note):
                notes.append(found)
            elif isinstance(found, _Unsigned):
                unsigned.append(found.row)
            else:
                entries.setdefault(plan, []).append(found)
    if unsigned:
        rows = ", ".join(map(str, dict.fromkeys(unsigned)))
        raise DubanError("ledger.no-reporter", path=name, rows=rows)
    return _write(store, name, entries, tuple(notes), moment)


def _write(
    store: Store,
    name: str,
    entries: Mapping[str, Sequence[Report | Correction]],
    notes: tuple[Note, ...],
    moment: datetime,
) -> ImportReport:
    new: list[Report | Correction] = []
    if entries:
        with store.batch():
            for plan, own in entries.items():
                new += add_progress(store, plan, own, moment)
    return ImportReport(
        workbook=name,
        reports=tuple(entry for entry in new if isinstance(entry, Report)),
        corrections=tuple(entry for entry in new if isinstance(entry, Correction)),
        known=sum(map(len, entries.values())) - len(new),
        notes=notes,
    )


def _foreign(line: Line) -> Note | None:
    """Return a note on a row that is none of a plan's tasks, ``None`` for another."""
    if line.key is not None:
        return None
    where = {"sheet": line.sheet, "row": line.row}
    if line.text("key"):
        return Note("broken-key", {**where, "cell": line.entries["key"].cell})
    text = next((line.text(column) for column in ("title", "progress", "measures") if line.text(column)), "…")
    return Note("inserted", {**where, "text": text})


def _by_plan(store: Store, lines: Sequence[Line]) -> tuple[Mapping[str, list[Line]], Sequence[tuple[Line, str]]]:
    """Return rows by the plans of the store that their tasks are of, and the rows of other plans with those."""
    beginnings = {iri.plan(entry.id).value + "/task/": entry.id for entry in store.plans()}
    found: dict[str, list[Line]] = {}
    strangers: list[tuple[Line, str]] = []
    for line in lines:
        assert line.key is not None  # noqa: S101 - for mypy: only such rows are asked for
        beginning, _, _ = line.key.task.partition("/task/")
        plan = beginnings.get(beginning + "/task/")
        if plan is None:
            strangers.append((line, beginning.rpartition("/")[2]))
        else:
            found.setdefault(plan, []).append(line)
    return found, strangers


def _context(store: Store, plan: str, workbook: str, by: str) -> _Context:
    annexes = read_annexes(store, plan)
    tasks = {task.iri: task for task in annexes.tasks}
    return _Context(annexes, tasks, read_progress(store, plan), workbook, by)


def _read(context: _Context, lines: Sequence[Line]) -> Iterator[_Found]:
    """Yield what the rows of one plan enter, and notes on those that enter nothing as they should."""
    plan = context.annexes.plan
    rows: dict[str, list[tuple[Line, Key]]] = {}
    for line in lines:
        if line.key is not None:
            rows.setdefault(line.key.task, []).append((line, line.key))
    if any(key.text != context.annexes.digest[:12] for same_task in rows.values() for _, key in same_task):
        yield Note("newer-text", {"plan": plan})
    for task, own in rows.items():
        yield from _read_task(context, task, own)
    missing = [task.id for iri_, task in context.tasks.items() if iri_ not in rows]
    if missing:
        listed = ", ".join(missing[:MOST_IDS]) + (" …" if len(missing) > MOST_IDS else "")
        yield Note("deleted", {"plan": plan, "count": len(missing), "ids": listed})


def _read_task(context: _Context, iri_: str, own: Sequence[tuple[Line, Key]]) -> Iterator[_Found]:
    line, key = own[0]
    task = context.tasks.get(iri_)
    task_id = task.id if task else iri_.rpartition("/")[2]
    if len(own) > 1:
        alike = all(said_by(other) == said_by(line) and other_key == key for other, other_key in own)
        rows = ", ".join(str(other.row) for other, _ in own)
        yield Note("repeated" if alike else "conflicting", {"id": task_id, "rows": rows})
        if not alike:
            return
    where = {"sheet": line.sheet, "row": line.row, "id": task_id}
    if task is None:
        yield Note("gone", where)
    elif key.row != digest_of(said_in(task)):
        yield Note("changed-row", where)
    else:
        yield from _entries(context, task, line, key)


def _entries(context: _Context, task: Assignment, line: Line, key: Key) -> Iterator[_Found]:
    """Yield what a row enters on its task, compared with what it held when it went out."""
    progress = context.progress.get(task.iri, NOTHING)
    where = {"sheet": line.sheet, "row": line.row, "id": task.id}
    day = find_day(line.text("date"))
    if line.text("date") and day is None:
        yield Note("bad-date", {**where, "text": line.text("date")})
        return
    reporter = " ".join(line.text("reporter").split()) or context.by
    said = said_in(task)
    changed = [column for column in CORRECTED if column in line.entries and _differs(column, line, said)]
    report = _report(progress, line, key)
    if report is None and not changed:
        if key.report and not (line.text("progress") or line.text("status")):
            yield Note("cleared", where)
        return
    if not reporter:
        yield _Unsigned(line.row)
        return
    if report is not None:
        status = find_status(report[0]) if report[0] else ""
        if status is None:
            choices = "、".join(status_labels(LANGUAGE).values())
            yield Note("bad-status", {**where, "text": report[0], "choices": choices})
        else:
            filled = (line.entries[column].cell for column in ENTERED if line.text(column))
            origin = Origin(reporter, day, context.workbook, line.sheet, tuple(filled))
            yield Report(task.iri, status, report[1], key.report, origin)
    for column in changed:
        entry = line.entries[column]
        origin = Origin(reporter, day, context.workbook, line.sheet, (entry.cell,))
        yield Correction(task.iri, CORRECTED[column], said[column], entry.text, key.state, origin)


def _differs(column: str, line: Line, said: Mapping[str, str]) -> bool:
    return same(column, line.text(column)) != same(column, said[column])


def _report(progress: Progress, line: Line, key: Key) -> tuple[str, str] | None:
    """Return the status and the text of a row, ``None`` where they are empty or as the row showed when it went out."""
    status, text = line.text("status"), line.text("progress")
    if not status and not text:
        return None
    shown = progress.report(key.report)
    if shown is None:
        return status, text
    before = (shown.status, same("progress", shown.text), shown.reporter, shown.day)
    day = find_day(line.text("date"))
    now = (
        find_status(status) or status,
        same("progress", text),
        line.text("reporter"),
        day.isoformat() if day else "",
    )
    return None if before == now else (status, text)

"""What the row of a ledger enters on its task, compared with what it held when it went out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.progress import Correction, Origin, Report
from ontology.wording import Language, say
from queries.annex_words import LANGUAGE
from queries.annexes import Annexes, Assignment
from queries.ledgers.lines import Line, find_day
from queries.ledgers.progress import NOTHING, Progress
from queries.ledgers.rows import CORRECTED, ENTERED, Key, digest_of, said_in, same
from queries.ledgers.statuses import find_status, status_labels


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know of: a row not taken in, or taken in with a doubt.

    Args:
        key: what follows ``note-`` in ``ledger.toml``.
    """

    key: str
    values: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return it in one language."""
        return say(f"ledger.note-{self.key}", language, **self.values)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A row that enters something and names nobody."""

    row: int


Found = Report | Correction | Note | Unsigned


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one plan are read against.

    Args:
        tasks: by their IRIs.
        progress: what was entered so far, by the IRIs of the tasks.
        workbook: name of the file.
        by: who reports where a row names nobody; may be empty.
    """

    annexes: Annexes
    tasks: Mapping[str, Assignment]
    progress: Mapping[str, Progress]
    workbook: str
    by: str


def read_row(context: Context, line: Line, key: Key) -> Iterator[Found]:
    """Yield what a row enters, and notes on what it does not enter as it should."""
    task = context.tasks.get(key.task)
    if task is None:
        yield Note("gone", _where(line, key))
    elif key.row != digest_of(said_in(task)):
        yield Note("changed-row", _where(line, key))
    elif line.text("date") and find_day(line.text("date")) is None:
        yield Note("bad-date", {**_where(line, key), "text": line.text("date")})
    else:
        progress = context.progress.get(task.iri, NOTHING)
        changed = _changed(line, said_in(task))
        enters = _enters(progress, line, key)
        if (enters or changed) and not _reporter(context, line):
            yield Unsigned(line.row)
            return
        if enters:
            yield _report(context, line, key)
        elif key.report and not (line.text("progress") or line.text("status")):
            yield Note("cleared", _where(line, key))
        for column in changed:
            origin = _origin(context, line, (column,))
            yield Correction(task.iri, CORRECTED[column], said_in(task)[column], line.text(column), key.state, origin)


def _where(line: Line, key: Key) -> dict[str, object]:
    return {"sheet": line.sheet, "row": line.row, "id": key.task.rpartition("/")[2]}


def _changed(line: Line, said: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns in which a row no longer says what the plan says; those that the sheet lacks say nothing."""
    there = (column for column in CORRECTED if column in line.entries)
    return tuple(column for column in there if same(column, line.text(column)) != same(column, said[column]))


def _enters(progress: Progress, line: Line, key: Key) -> bool:
    """Return whether a row has a status or a text, and not those that it showed when it went out."""
    status, text = line.text("status"), line.text("progress")
    if not status and not text:
        return False
    shown = progress.report(key.report)
    if shown is None:
        return True
    day = find_day(line.text("date"))
    now = (find_status(status) or status, same("progress", text), line.text("reporter"), day.isoformat() if day else "")
    return now != (shown.status, same("progress", shown.text), shown.reporter, shown.day)


def _report(context: Context, line: Line, key: Key) -> Report | Note:
    written = line.text("status")
    status = find_status(written) if written else ""
    if status is None:
        choices = say("terminal.separator", LANGUAGE).join(status_labels(LANGUAGE).values())
        return Note("bad-status", {**_where(line, key), "text": written, "choices": choices})
    filled = [column for column in ENTERED if line.text(column)]
    return Report(key.task, status, line.text("progress"), key.report, _origin(context, line, filled))


def _origin(context: Context, line: Line, columns: Sequence[str]) -> Origin:
    cells = tuple(line.entries[column].cell for column in columns)
    return Origin(_reporter(context, line), find_day(line.text("date")), context.workbook, line.sheet, cells)


def _reporter(context: Context, line: Line) -> str:
    return " ".join(line.text("reporter").split()) or context.by

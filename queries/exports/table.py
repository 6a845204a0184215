"""CSV (RFC 4180): the tasks of plans, one row a task, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.store import Store
from ontology.wording import say
from queries.content import content_of
from queries.exports.cells import quoted
from queries.exports.visible import plain
from queries.records import Content, Task

ROLES = ("lead", "participant", "responsible", "guidance", "default")
COLUMNS = (
    "plan",
    "id",
    "section",
    "title",
    *ROLES,
    "deadlines",
    "start",
    "end",
    "recurrence",
    "measures",
    "targets",
    "text",
    "passage-start",
    "passage-end",
    "iri",
)
_NAMES, _STATEMENTS = "、", "；"


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return the tasks as CSV that Excel reads: UTF-8 with its mark, CRLF, and no cell that would be run as a formula.

    Several bodies in a cell are apart by 、 and several statements by ；.  Start, end and recurrence have one value for
    each deadline, in its order, empty between ； where it states none.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([say(f"columns.{name}", "zh") for name in COLUMNS])
    for plan in plans:
        writer.writerows([quoted(plain(row[name])) for name in COLUMNS] for row in _rows(content_of(store, plan)))
    return stream.getvalue().encode("utf-8-sig")


def _rows(plan: Content) -> Iterator[Mapping[str, str]]:
    sections = {section.id: f"{section.id} {section.title}" for section in plan.sections}
    for task in plan.tasks:
        yield {
            "plan": plan.id,
            "id": task.id,
            "section": sections.get(task.section, ""),
            "title": task.title,
            **{role: _NAMES.join(task.names(role)) for role in ROLES},
            **_times(task),
            "measures": _STATEMENTS.join(measure.text for measure in task.measures),
            "targets": _STATEMENTS.join(goal.quote.text for goal in plan.targets if goal.task == task.id),
            "text": task.quote.text,
            "passage-start": str(task.quote.start),
            "passage-end": str(task.quote.end),
            "iri": task.iri,
        }


def _times(task: Task) -> Mapping[str, str]:
    return {
        "deadlines": _STATEMENTS.join(when.quote.text for when in task.deadlines),
        "start": _aligned(when.start for when in task.deadlines),
        "end": _aligned(when.end for when in task.deadlines),
        "recurrence": _aligned(when.recurrence for when in task.deadlines),
    }


def _aligned(values: Iterable[str]) -> str:
    found = list(values)
    return _STATEMENTS.join(found) if any(found) else ""

"""The ledger of a plan's tasks as a sheet: one row a task, to be sorted, narrowed and filled in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ontology import PLAN
from ontology.wording import say
from queries.annex_words import LANGUAGE
from queries.annexes import Annexes, Assignment
from queries.exports.cells import put_text
from queries.exports.sheets import (
    aligned,
    body_font,
    border,
    filled,
    header_font,
    height_of,
    set_height,
    set_page,
    set_widths,
    title_font,
)
from queries.ledgers.progress import NOTHING, Progress, Said
from queries.ledgers.rows import CORRECTED, ENTERED, KEY, columns_of, key_of, said_in
from queries.ledgers.statuses import status_labels

TITLE_ROW, HEADER_ROW = 1, 2
WIDTHS = {
    "order": 6,
    "id": 9,
    "section": 18,
    "title": 20,
    "measures": 44,
    "targets": 22,
    "deadlines": 14,
    "lead": 13,
    "participant": 20,
    "responsible": 16,
    "guidance": 13,
    "default": 13,
    "progress": 30,
    "status": 11,
    "reporter": 10,
    "date": 12,
    "corrections": 22,
    "key": 12,
}
CENTRED = frozenset({"order", "id", "lead", "status", "reporter", "date"})
DAY = "yyyy-mm-dd"


def add_ledger(sheet: Any, annexes: Annexes, progress: Mapping[str, Progress]) -> None:
    """Fill a sheet with the ledger of a plan.

    Args:
        progress: what was entered on the tasks so far, by their IRIs.
    """
    columns = columns_of(annexes)
    set_widths(sheet, [WIDTHS[column] for column in columns])
    set_page(sheet, HEADER_ROW)
    _add_top(sheet, annexes.title, columns)
    for number, task in enumerate(annexes.tasks, start=1):
        _add_row(sheet, number, task, annexes, progress.get(task.iri, NOTHING))
    _set_up(sheet, columns, HEADER_ROW + len(annexes.tasks))


def _add_top(sheet: Any, title: str, columns: Sequence[str]) -> None:
    put_text(sheet.cell(TITLE_ROW, 1), title + say("annexes.ledger-title", LANGUAGE))
    sheet.cell(TITLE_ROW, 1).font = title_font()
    sheet.cell(TITLE_ROW, 1).alignment = aligned("center")
    sheet.merge_cells(start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=len(columns) - 1)
    set_height(sheet, TITLE_ROW, 32)
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(HEADER_ROW, number)
        put_text(cell, say(f"annexes.column-{column}", LANGUAGE))
        cell.font, cell.alignment, cell.border = header_font(), aligned("center"), border()
        cell.fill = filled("FFFFF2CC" if column in ENTERED else "FFD9E2F3")
    set_height(sheet, HEADER_ROW, 24)


def _add_row(sheet: Any, number: int, task: Assignment, annexes: Annexes, progress: Progress) -> None:
    row, said, highest = HEADER_ROW + number, said_in(task), 0.0
    others = {
        "id": task.id,
        "section": " / ".join(heading.text for heading in task.headings),
        **_entered(progress.latest),
        "corrections": "\n".join(map(_corrected, progress.standing)),
        KEY: str(key_of(task, annexes, progress)),
    }
    for place, column in enumerate(columns_of(annexes), start=1):
        cell = sheet.cell(row, place)
        text = said.get(column) or others.get(column, "")
        if column == "order":
            cell.value = number
        elif column == "date" and text:
            cell.value = date.fromisoformat(text)
        else:
            put_text(cell, text)
        if column == "date":
            cell.number_format = DAY
        cell.font, cell.border = body_font(), border()
        cell.alignment = aligned("center" if column in CENTRED else "left")
        highest = max(highest, height_of(text, WIDTHS[column]) if column != KEY else 0)
    set_height(sheet, row, highest)


def _entered(latest: Said | None) -> Mapping[str, str]:
    """What the columns to fill in show: the report that stands."""
    if latest is None:
        return {}
    status = status_labels(LANGUAGE).get(latest.status, "")
    return {"progress": latest.text, "status": status, "reporter": latest.reporter, "date": latest.day}


def _corrected(said: Said) -> str:
    column = next(column for column, name in CORRECTED.items() if PLAN[name] == said.corrects)
    heading = say(f"annexes.column-{column}", LANGUAGE)
    value = said.new or say("annexes.removed", LANGUAGE)
    return say("annexes.correction", LANGUAGE, column=heading, value=value, who=said.reporter, day=said.when)


def _set_up(sheet: Any, columns: Sequence[str], last: int) -> None:
    """Let the sheet be sorted and narrowed, and say what the columns to fill in take."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {column: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    sheet.column_dimensions[letters[KEY]].hidden = True
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{letters[KEY]}{last}"
    sheet.freeze_panes = f"{letters['measures']}{HEADER_ROW + 1}"
    sheet.print_area = f"A1:{letters['corrections']}{last}"
    choices = ",".join(status_labels(LANGUAGE).values())
    status = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True)
    status.error = say("annexes.status-choice", LANGUAGE, choices=choices)
    day = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True)
    day.error = say("annexes.date-form", LANGUAGE)
    for column, rule in (("status", status), ("date", day)):
        rule.add(f"{letters[column]}{HEADER_ROW + 1}:{letters[column]}{last}")
        sheet.add_data_validation(rule)

"""The rows of a ledger that came back, whatever was done to its sheets meanwhile."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from extraction.formats.sheets import Sheet, SheetRow, Value
from ontology.wording import DubanError, say
from queries.annex_words import LANGUAGE
from queries.ledgers.rows import CORRECTED, ENTERED, KEY, Key, find_key, headings_by_name

HEADER_AMONG = 40
"""Rows at the top of a sheet in which its header is looked for."""
_DAY = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?(?:\s+[\d:]+)?|(\d{4})(\d\d)(\d\d)")
_DAYS = (20_000, 80_000)
"""Between these, a number in a column of days is a day, as Excel counts them: from 1954 to 2119."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell: what it says, and where it is."""

    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a ledger.

    Args:
        key: ``None`` where the row has none, or one that is none.
        entries: cells by the columns of the ledger, those that the sheet has; an empty one too, unless it is covered.
    """

    sheet: str
    row: int
    key: Key | None
    entries: Mapping[str, Entry]

    @property
    def place(self) -> str:
        """Where the row is, as formulas write it: ``督办台账!3``."""
        return f"{self.sheet}!{self.row}"

    def text(self, column: str) -> str:
        """Return what a cell says, empty where there is no such cell."""
        return self.entries[column].text if column in self.entries else ""


def lines_in(sheets: Sequence[Sheet], name: str) -> tuple[Line, ...]:
    """Return the rows of all ledgers in a workbook.

    Args:
        name: what to call the file in a complaint.

    Raises:
        DubanError: there is no ledger, or its rows cannot be told, for the hidden column is gone.
    """
    found: list[Line] = []
    ledgers = 0
    for sheet in sheets:
        header, columns = _header(sheet)
        if not columns:
            continue
        if KEY not in columns.values():
            column = say(f"annexes.column-{KEY}", LANGUAGE)
            raise DubanError("ledger.no-key", path=name, sheet=sheet.name, column=column)
        ledgers += 1
        rows = (row for row in sheet.rows if row.number > header)
        lines = (_line(sheet, row, columns) for row in rows)
        found += [line for line in lines if any(entry.text for entry in line.entries.values())]
    if not ledgers:
        raise DubanError("ledger.no-ledger", path=name)
    return tuple(found)


def _header(sheet: Sheet) -> tuple[int, Mapping[int, str]]:
    """Return the number of the header row and the columns of the ledger by their places; nothing if it is no ledger."""
    names = headings_by_name()
    for row in sheet.rows[:HEADER_AMONG]:
        columns: dict[int, str] = {}
        for place, value in sorted(row.cells.items()):
            column = names.get("".join(str(value).split()))
            if column and column not in columns.values():
                columns[place] = column
        told = set(columns.values())
        if "title" in told and told & {KEY, *ENTERED}:
            return row.number, columns
    return 0, {}


def _line(sheet: Sheet, row: SheetRow, columns: Mapping[int, str]) -> Line:
    from openpyxl.utils import get_column_letter

    entries = {
        column: Entry(_text(row.cells.get(place), column, sheet.epoch), f"{get_column_letter(place)}{row.number}")
        for place, column in columns.items()
        if place not in row.covered
    }
    key = entries.get(KEY)
    return Line(sheet.name, row.number, find_key(key.text) if key else None, entries)


def _text(value: Value | None, column: str, epoch: datetime) -> str:
    """Return what a cell says, a day in ISO 8601 however the cell holds it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if column == "date" and re.fullmatch(r"\d{5}(\.\d+)?", str(value)) and _DAYS[0] < float(str(value)) < _DAYS[1]:
        from openpyxl.utils.datetime import from_excel

        value = from_excel(float(str(value)), epoch)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() or column == "date" else value.isoformat(" ")
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def find_day(text: str) -> date | None:
    """Return the day that a text names, ``None`` if it names none.

    >>> [find_day(text).isoformat() for text in ("2017年6月30日", "2017/6/30", "20170630", "2017.6.30 ")]
    ['2017-06-30', '2017-06-30', '2017-06-30', '2017-06-30']
    >>> find_day("2017-02-30"), find_day("月底")
    (None, None)
    """
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def said_by(line: Line) -> Mapping[str, str]:
    """Return what a row says in the columns that count: those of the plan and those that people fill in."""
    return {column: line.text(column) for column in (*CORRECTED, *ENTERED)}

"""Task ledgers: the sheets of a workbook, and tables kept as text (.csv, .tsv)."""

import csv
import io
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from extraction.document import Document, Place
from extraction.formats.archive import open_archive
from extraction.formats.draft import Draft, DraftCell
from extraction.formats.plain import text_of
from extraction.formats.shown import shown, value_and_format
from ontology.wording import DubanError

_MOST_CELLS = 5_000_000


def read_delimited(content: bytes, name: str) -> Document:
    """Return a table that commas, semicolons or TABs part; which of them, its first line says.

    Raises:
        DubanError: the bytes are no text, or hold none.
    """
    csv.field_size_limit(2**31 - 1)  # an unclosed quote makes one field of all that follows: better read than refused
    text = text_of(content, name)
    declared = text.startswith("sep=") and text[5:6] == "\n"  # as Excel writes it
    mark = text[4] if declared else _mark_of(text)
    rows = csv.reader(io.StringIO(text[6:] if declared else text, newline=""), delimiter=mark)
    boxes = [DraftCell(cell, row, column) for row, cells in enumerate(rows) for column, cell in enumerate(cells)]
    draft = Draft()
    _add_sheet(draft, boxes, name, None)
    return draft.document()


def read_workbook(content: bytes, name: str) -> Document:
    """Return the sheets of an Excel file, in their order, each as a table; hidden ones are left out.

    Raises:
        DubanError: the archive is refused (see ``open_archive``), or a sheet is too large.
    """
    from openpyxl import load_workbook

    open_archive(content, name).close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose on saving
        workbook = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    draft = Draft()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _add_sheet(draft, _boxes(sheet, workbook.epoch), name, sheet.title)
    return draft.document()


def _mark_of(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0]
    return max(("\t", ",", ";"), key=first.count)


def _boxes(sheet: Any, epoch: datetime) -> Iterator[DraftCell]:
    """Yield the cells that hold something; a walk over all positions would make as many as a sheet could have."""
    spans = {(span.min_row, span.min_col): span for span in sheet.merged_cells.ranges}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            span = spans.get((row, column))
            size = (span.size["rows"], span.size["columns"]) if span else (1, 1)
            yield DraftCell(_cell_text(cell, epoch), row - 1, column - 1, *size)


def _cell_text(cell: Any, epoch: datetime) -> str:
    return shown(*value_and_format(cell, epoch))


def _add_sheet(draft: Draft, boxes: Iterable[DraftCell], name: str, sheet: str | None) -> None:
    """Add a sheet: rows and columns with nothing in them left out, titles over the table as paragraphs."""
    filled = sorted((box for box in boxes if box.text.strip()), key=lambda box: (box.row, box.column))
    number = draft.next_table

    def place(box: DraftCell) -> Place:
        return Place(sheet=sheet, table=number, row=box.row + 1, column=box.column + 1)

    lone = _titles(filled)
    for box in filled[:lone]:
        draft.add_paragraph(box.text, place(box))
    _add_rows(draft, filled[lone:], name, place)


def _titles(boxes: Sequence[DraftCell]) -> int:
    """How many cells at the top stand alone in their rows."""
    for index, box in enumerate(boxes):
        if index + 1 < len(boxes) and boxes[index + 1].row == box.row:
            return index
    return len(boxes)


def _add_rows(draft: Draft, boxes: Sequence[DraftCell], name: str, place: Callable[[DraftCell], Place]) -> None:
    rows = sorted({box.row for box in boxes})
    columns = sorted({box.column for box in boxes})
    if len(rows) * len(columns) > _MOST_CELLS:
        raise DubanError("errors.too-large", path=name)
    moved: dict[DraftCell, DraftCell] = {}
    for box in boxes:
        row, column = bisect_left(rows, box.row), bisect_left(columns, box.column)
        height, width = (
            bisect_left(rows, box.row + box.rows) - row,
            bisect_left(columns, box.column + box.columns) - column,
        )
        moved[DraftCell(box.text, row, column, height, width)] = box
    draft.add_table(tuple(moved), lambda box: place(moved[box]))

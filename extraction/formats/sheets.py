"""Workbooks that come back filled in: their cells as they are, each by its row and column."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from extraction.formats.archive import open_archive
from extraction.formats.shown import shown, value_and_format
from ontology.wording import DubanError

Value = str | bool | int | float | datetime | date | time | timedelta

_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet.

    Args:
        number: as Excel counts, from 1.
        cells: what is in them, by column, counted from 1; a cell merged with those over it holds what they hold.
        covered: columns that a merged cell to their left covers; what they held is not known.
    """

    number: int
    cells: Mapping[int, Value]
    covered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; rows without content are left out.

    Args:
        epoch: the day from which its program counts days.
    """

    name: str
    rows: tuple[SheetRow, ...]
    epoch: datetime


def sheets_in(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an Excel file, hidden ones too.

    Raises:
        DubanError: the archive is refused (see ``open_archive``), or holds macros.
    """
    from openpyxl import load_workbook

    with open_archive(content, name) as archive:
        if any(part.lower().endswith(_MACROS) for part in archive.namelist()):
            raise DubanError("errors.macros", path=name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose on saving
        workbook = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    return tuple(Sheet(sheet.title, _rows(sheet, workbook.epoch), workbook.epoch) for sheet in workbook.worksheets)


def _rows(sheet: Any, epoch: datetime) -> tuple[SheetRow, ...]:
    """Read the cells that there are; a walk over all positions would make as many as a sheet could have."""
    cells: dict[int, dict[int, Value]] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None and str(cell.value).strip():
            cells.setdefault(row, {})[column] = _value(cell, epoch)
    last = max(cells, default=0)
    covered: dict[int, set[int]] = {}
    for area in sheet.merged_cells.ranges:
        value = cells.get(area.min_row, {}).get(area.min_col)
        for row in range(area.min_row, min(area.max_row, last) + 1):
            covered.setdefault(row, set()).update(range(area.min_col + 1, area.max_col + 1))
            if value is not None and row in cells:
                cells[row][area.min_col] = value
    return tuple(SheetRow(row, cells[row], frozenset(covered.get(row, ()))) for row in sorted(cells))


def _value(cell: Any, epoch: datetime) -> Value:
    """Return what a cell holds, a number as Excel shows it where it has a format: 50%, not 0.5."""
    value, code = value_and_format(cell, epoch)
    plain = isinstance(value, bool) or not isinstance(value, int | float) or code.upper() == "GENERAL"
    kept: Value = value if plain else shown(value, code)
    return kept

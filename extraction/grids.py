"""Tables in a text: runs of lines with TABs, or those that the file's format told of, as rows of cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Cell, Table

Row = tuple[Cell, ...]

_TABBED = re.compile(r"^[^\t\n]*\t[^\n]*$", re.MULTILINE)
_NUMBERED = re.compile(r"\s*(?:第?{0}[、,.部章节类]|\({0}\))".replace("{0}", "[一二三四五六七八九十]{1,3}"))


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Args:
        rows: each with a cell at every column; a merged cell stands at every place that it covers.
        merged: whether it is known which cells are merged; else an empty cell may be the rest of one above.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    merged: bool


def find_grids(plain: str, given: Sequence[Table]) -> list[Grid]:
    """Return the tables of a text in its order.

    Args:
        given: tables that the file's format told of; other lines with TABs are read as tables too.
    """
    starts = [table.start for table in given]
    grids = [_told(table) for table in given]
    for start, end in _runs(plain):
        before = bisect_right(starts, start) - 1
        if before < 0 or given[before].end <= start:
            grids.append(_tabbed(plain, start, end))
    return sorted(grids, key=lambda grid: grid.start)


def _told(table: Table) -> Grid:
    merged = any(cell.rows > 1 or cell.columns > 1 for cell in table.cells)
    return Grid(table.start, table.end, table.grid(), merged)


def _runs(plain: str) -> Iterator[tuple[int, int]]:
    """Stretches of lines with TABs; a line without one goes on in the table where it numbers a group of rows."""
    start, end = -1, -1
    for line in _TABBED.finditer(plain):
        if start >= 0 and not _joined(plain[end : line.start()]):
            yield start, end
            start = -1
        start = line.start() if start < 0 else start
        end = line.end()
    if start >= 0:
        yield start, end


def _joined(between: str) -> bool:
    """Whether the lines between two with TABs belong to the same table."""
    lines = between.split("\n")[1:-1]
    return len(lines) <= 2 and all(_NUMBERED.match(line) for line in lines)


def _tabbed(plain: str, start: int, end: int) -> Grid:
    rows, at = [], start
    for place, line in enumerate(plain[start:end].split("\n")):
        rows.append(tuple(_cells(line, at, place)))
        at += len(line) + 1
    return Grid(start, end, tuple(rows), merged=False)


def _cells(line: str, at: int, row: int) -> Iterator[Cell]:
    for column, words in enumerate(line.split("\t")):
        begin = at + len(words) - len(words.lstrip()) if words.strip() else at
        yield Cell(begin, begin + len(words.strip()), row, column)
        at += len(words) + 1

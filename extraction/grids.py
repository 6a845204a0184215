"""Tables in a text: runs of lines with TABs, or those that the file's format told of, as rows of cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.document import Cell, Table

Row = tuple[Cell, ...]

_TABBED = re.compile(r"^[^\t\n]*\t[^\n]*$", re.MULTILINE)
_NUMBERED = re.compile(r"\s*(?:第?{0}[、,.部章节类]|\({0}\))".replace("{0}", "[一二三四五六七八九十]{1,3}"))
_ROW = re.compile(
    r"\s*\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)、.]?\s*(?:\t|$)|\d{1,3}[.、]\D"
)  # begins with its number
_APART = re.compile(r"\s*\(?(?:附件|附表|表|注|备注|说明|填表)")
_MOST_BETWEEN, _LONGEST_WRAPPED = 2, 60


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
    """Stretches of lines with TABs; a line without one goes on in the table where it is a group's or a cell's."""
    start, end, width, above = -1, -1, 0, ""
    for line in _TABBED.finditer(plain):
        if start >= 0 and not _joined(plain[end : line.start()].split("\n")[1:-1], above, line[0], width):
            yield start, end
            start, width = -1, 0
        start = line.start() if start < 0 else start
        end, above, width = line.end(), line[0], max(width, line[0].count("\t"))
    if start >= 0:
        yield start, end


def _joined(between: Sequence[str], above: str, below: str, width: int) -> bool:
    """Whether the lines between two with TABs belong to the same table: they head rows, or go on with a cell."""
    if len(between) > _MOST_BETWEEN:
        return False
    unfinished = above.count("\t") < width and above.count("\t") + below.count("\t") <= width
    within = _ROW.match(below) is not None or (unfinished and _ROW.match(above) is not None)
    return all(_NUMBERED.match(line) or (within and _is_wrapped(line)) for line in between)


def _is_wrapped(line: str) -> bool:
    """Whether a line without TABs may be the rest of a cell."""
    return 0 < len(line.strip()) <= _LONGEST_WRAPPED and not _APART.match(line) and not _NUMBERED.match(line)


def _tabbed(plain: str, start: int, end: int) -> Grid:
    rows, at = list[Row](), start
    for place, line in enumerate(plain[start:end].split("\n")):
        if rows and "\t" not in line and _is_wrapped(line):
            rows[-1] = _longer(rows[-1], at + len(line.rstrip()))
        else:
            rows.append(tuple(_cells(line, at, place)))
        at += len(line) + 1
    return Grid(start, end, tuple(rows), merged=False)


def _longer(row: Row, end: int) -> Row:
    """A row whose last cell with words goes on to another line."""
    last = max((place for place, cell in enumerate(row) if cell.end > cell.start), default=0)
    return (*row[:last], replace(row[last], end=end), *row[last + 1 :])


def _cells(line: str, at: int, row: int) -> Iterator[Cell]:
    for column, words in enumerate(line.split("\t")):
        begin = at + len(words) - len(words.lstrip()) if words.strip() else at
        yield Cell(begin, begin + len(words.strip()), row, column)
        at += len(words) + 1

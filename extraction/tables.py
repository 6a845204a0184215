"""Tables as they are read: rows under a header, what each cell is, and where merged cells go on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extraction.columns import (
    Column,
    Filled,
    aligned,
    is_none,
    is_same,
    is_sure_body,
    read_header,
    read_index,
    whole_rows,
    with_second_row,
    words_of,
)
from extraction.document import Cell, Table
from extraction.grids import Grid, Row, find_grids
from extraction.lexicon import load_data
from extraction.marks import PlanText, blanked
from extraction.records import ROLES, Role

Span = tuple[int, int]
Holders = tuple[tuple[Role, Cell], ...]

_TOLD = ("name", "content", "indicator", "time", "")
_LONGEST_GROUP = 60
_OUTER = ("part", "bracketed")
_NUMBER = re.compile(
    r"(?P<part>第[一二三四五六七八九十]{1,3}(?:部分|[章节类])|[一二三四五六七八九十]{1,3}(?=[、,.:\s]))[、,.:\s]*"
    r"|\((?P<bracketed>[一二三四五六七八九十]{1,3})\)\s*|(?P<arabic>\d{1,3})[、.](?!\d)\s*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table.

    Args:
        start: where its first cell begins, as ``end`` where its last one ends.
        cells: those with text of its own, by column.
        index: the form and the value of its number, ``None`` where it has none.
        group: whether it heads the rows below it.
        holders: the cells that say who does it, each with its column's role; those of a row above where they go on.
        own: whether it says so itself.
        when: the cell of its time, which may be one of a row above.
    """

    start: int
    end: int
    cells: Filled
    index: tuple[str, str] | None
    group: bool
    holders: Holders
    own: bool
    when: Cell | None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table under one header; without columns where its header could not be read."""

    start: int
    end: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def assigns(self) -> bool:
        """Whether any row says who does it."""
        return any(line.holders for line in self.lines)

    def cells(self, *kinds: str) -> Iterator[tuple[Column, Cell]]:
        """Yield the cells that stand in columns of these kinds, row by row; one that spans several is in the first."""
        for line in self.lines:
            last = None
            for place, cell in sorted(line.cells.items()):
                if cell != last and self.columns[place].kind in kinds:
                    yield self.columns[place], cell
                last = cell


def find_tables(text: PlanText, given: Sequence[Table] = ()) -> list[ReadTable]:
    """Return the tables of a text, in order; lines with TABs that make no table are left to the text."""
    if not given and "\t" not in text.plain:
        return []
    return [table for grid in find_grids(text.plain, given) for table in _read(text.plain, grid)]


def _read(plain: str, grid: Grid) -> Iterator[ReadTable]:
    """The tables of a grid, each under a header of its own."""
    start, rows = grid.start, list[Row]()
    columns: tuple[Column, ...] = ()
    for row in grid.rows:
        found = read_header(plain, row)
        if columns and not rows and (divided := with_second_row(plain, columns, row)):
            columns = divided
        elif found is None:
            rows.append(row)
        elif found != columns:  # a header that repeats is one at the top of a page
            if columns:
                yield _table(plain, start, row[0].start, columns, rows, merged=grid.merged)
            start, columns, rows = row[0].start, found, []  # what stands above the first header is its title
    if columns or _is_table(rows):
        yield _table(plain, start, grid.end, columns, rows, merged=grid.merged)


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether rows without a header make a table all the same, and not lines that are indented or spaced."""
    wide = [row for row in rows if sum(cell.end > cell.start for cell in row) > 2]
    return len(wide) > 1 and len(wide) * 2 > len(rows)


def _table(
    plain: str, start: int, end: int, columns: tuple[Column, ...], rows: Sequence[Row], *, merged: bool
) -> ReadTable:
    lines = list(_Rows(plain, columns, merged=merged).lines(rows)) if columns else []
    return ReadTable(start, end, columns, tuple(_counted(lines)))


def _counted(lines: Sequence[Line]) -> list[Line]:
    """Rows with the numbers that some lack, where those of the rows around them leave room for just as many."""
    found, lacking, before = list(lines), list[int](), 0
    for place, line in enumerate(lines):
        if line.index is None and line.own and not line.group:
            lacking.append(place)
        elif line.index and line.index[0] == "arabic":
            if before and int(line.index[1]) == before + len(lacking) + 1:
                for number, at in enumerate(lacking, before + 1):
                    found[at] = replace(lines[at], index=("arabic", str(number)))
            before, lacking = int(line.index[1]), []
        elif line.index or line.group:
            before, lacking = 0, []
    return found


class _Rows:
    """Reads the rows under one header, and remembers what may go on in the next one."""

    def __init__(self, plain: str, columns: tuple[Column, ...], *, merged: bool) -> None:
        self.plain, self.columns, self.merged = plain, columns, merged
        self.number = 0
        self.above: Holders = ()
        self.when: Cell | None = None
        kinds = [column.kind for column in columns]
        self.has_index = "index" in kinds
        self.has_roles = any(kind in ROLES for kind in kinds)
        self.names_bodies = not self.has_roles and any(kind in ("content", "name") for kind in kinds)

    def lines(self, rows: Sequence[Row]) -> Iterator[Line]:
        """Yield the rows that say something."""
        placed = [self._placed(row) for row in (rows if self.merged else whole_rows(self.plain, self.columns, rows))]
        numbered = {index[0] for row in placed if (index := self._index(row))}
        grouping = _OUTER if numbered & {"arabic", "path"} else _OUTER[:1] if "bracketed" in numbered else ()
        seen: set[Cell] = set()
        for row in placed:
            own = {place: cell for place, cell in row.items() if cell.end > cell.start and cell not in seen}
            if own and not self._is_beside(own):
                yield self._line(row, own, grouping)
            seen.update(own.values())

    def _placed(self, row: Row) -> Filled:
        if self.merged:
            return dict(enumerate(row[: len(self.columns)]))
        placed = aligned(self.plain, self.columns, row, self.number)
        if (index := self._index(placed)) and index[0] == "arabic":
            self.number = int(index[1])
        return placed

    def _line(self, row: Filled, own: Filled, grouping: Sequence[str]) -> Line:
        index = self._index(own)
        alone = self._is_group(row, own)
        group = alone or (index is not None and index[0] in grouping)
        holders, own_holders = ((), False) if alone else self._holders(row, own)
        if group:
            self.above, self.when = (), None
        when = next((row[p] for p, c in enumerate(self.columns) if c.kind == "time" and _filled(row.get(p))), None)
        if self._goes_on(row) and not group:
            holders, when = self.above, when or self.when
        elif not group:
            holders = self._with_lead(row, holders)
            self.above, self.when = holders, when
        distinct = own.values()
        start, end = min(cell.start for cell in distinct), max(cell.end for cell in distinct)
        return Line(start, end, own, index, group, holders, own_holders, when)

    def _index(self, row: Filled) -> tuple[str, str] | None:
        """The number of a row: in its column, else before the words of its first cell."""
        if self.has_index:
            cells = [row[p] for p, column in enumerate(self.columns) if column.kind == "index" and p in row]
            return read_index(words_of(self.plain, cells[0])) if cells and len(set(row.values())) > 1 else None
        first = next((cell for _, cell in sorted(row.items()) if _filled(cell)), None)
        found = _NUMBER.match(self.plain, first.start, first.end) if first else None
        return read_index(found[0].strip()) if found else None

    def _holders(self, row: Filled, own: Filled) -> tuple[Holders, bool]:
        """The cells that name bodies, with their roles, and whether one of them is the row's own."""
        found: list[tuple[Role, Cell]] = []
        for place, cell in sorted(row.items()):
            role = next((role for role in ROLES if role == self.columns[place].kind), None)
            if role is None and self.names_bodies and _filled(cell) and is_sure_body(words_of(self.plain, cell)):
                role = "responsible"
            if role and is_same(words_of(self.plain, cell)):
                found += [(above, cell) for above, cell in self.above if above == role]
            elif role and _filled(cell) and not is_none(words_of(self.plain, cell)):
                found.append((role, cell))
        mine = set(own.values())
        return tuple(dict.fromkeys(found)), any(cell in mine for _, cell in found)

    def _goes_on(self, row: Filled) -> bool:
        """Whether who does a row is said above it: a merged cell left all its cells of roles empty."""
        if self.merged or not self.has_roles:
            return False
        return not any(_filled(cell) and self.columns[place].kind in ROLES for place, cell in row.items())

    def _with_lead(self, row: Filled, holders: Holders) -> Holders:
        """Who does a row that says who takes part, and whose empty cell of those who lead is the rest of one above."""
        leading = [place for place, column in enumerate(self.columns) if column.kind in ("lead", "responsible")]
        if self.merged or not holders or any(role != "participant" for role, _ in holders):
            return holders
        if any(_filled(row.get(place)) for place in leading):
            return holders
        return (*(held for held in self.above if held[0] != "participant"), *holders)

    def _is_group(self, row: Filled, own: Filled) -> bool:
        """Whether a row only heads those below it: one cell, numbered or short, over the whole width."""
        cells = {cell for cell in row.values() if _filled(cell)}
        if len(cells) != 1 or len(set(own.values())) != 1:
            return False
        place, cell = min(own.items())
        words = words_of(self.plain, cell)
        if (found := _NUMBER.match(words)) and found.lastgroup in _OUTER:
            return True
        return place == 0 and len(words) <= _LONGEST_GROUP and words[-1] not in "。;"

    def _is_beside(self, own: Filled) -> bool:
        """Whether a row counts others up or explains the table."""
        beside = _beside()
        return any(beside.match(self.plain, cell.start, cell.end) for _, cell in sorted(own.items())[:2])


def _filled(cell: Cell | None) -> bool:
    return cell is not None and cell.end > cell.start


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(load_data("tables")["cell"]["beside"])


def split_number(plain: str, cell: Cell) -> tuple[str, int]:
    """Return the number that a cell's words begin with, as it is written, and where the words behind it begin."""
    found = _NUMBER.match(plain, cell.start, cell.end)
    return (found[0].strip(), found.end()) if found else ("", cell.start)


def without_tables(text: PlanText, tables: Sequence[ReadTable]) -> PlanText:
    """Return the text with its tables blanked, for those that read what stands around them."""
    return blanked(text, [(table.start, table.end) for table in tables])


def told_in(text: PlanText, tables: Sequence[ReadTable]) -> PlanText:
    """Return the text with all of its tables blanked but what rows say to do and by when, each cell a sentence."""
    parts, at = list[str](), 0
    for table in tables:
        parts.append(text.plain[at : table.start])
        at = table.start
        for _, cell in table.cells(*_TOLD):
            parts.append(_blank(text.plain[at : cell.start]))
            parts.append(_marks().sub(lambda marks: _blank(marks[0]), text.plain[cell.start : cell.end]))
            at = cell.end
        parts.append(_blank(text.plain[at : table.end]))
        at = table.end
    return replace(text, plain="".join([*parts, text.plain[at:]]))


def _blank(words: str) -> str:
    """Blanks for words, a full stop where a cell ends; lines stay lines."""
    return "\n".join("。".join(" " * len(cell) for cell in line.split("\t")) for line in words.split("\n"))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(load_data("tables")["cell"]["marks"])

"""Tables that go on over pages: their parts are one table, and so are the parts of a row that a page break cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extraction.document import Place
from extraction.formats.draft import Draft, DraftCell
from extraction.formats.mending import pattern
from extraction.formats.ruled import Ruled

_NEAR = 6.0  # points that the columns of two parts may miss each other by
_Row = dict[int, DraftCell]


class Joined:
    """One table, from the part on its first page on."""

    def __init__(self, part: Ruled) -> None:
        self.first = self.last = part
        self._edges = part.edges
        self._cells = list(part.cells)
        self._height = _height(part.cells)
        self._pages = dict.fromkeys(range(self._height), part.page)

    def goes_on(self, part: Ruled) -> bool:
        """Whether a table on the next page has its columns, or some of them: merged cells hide the others."""
        few, many = sorted((self._edges, part.edges), key=len)
        return part.page == self.last.page + 1 and all(abs(edge - many[_nearest(many, edge)]) < _NEAR for edge in few)

    def add(self, part: Ruled) -> None:
        """Add the part on the next page, without the header if that stands there again."""
        edges = max(self._edges, part.edges, key=len)
        self._cells = [_set_in(cell, self._edges, edges) for cell in self._cells]
        cells = [_set_in(cell, part.edges, edges) for cell in part.cells]
        self._edges = edges
        repeated = self._repeated(cells)
        moved = [replace(cell, row=cell.row + self._height - repeated) for cell in cells if cell.row >= repeated]
        if moved:
            self._join(moved, open_ends=self.last.open_bottom and part.open_top)
            rows = range(self._height, _height(self._cells))
            self._pages |= dict.fromkeys(rows, part.page)
            self._height = rows.stop
        self.last = part

    def _repeated(self, cells: Sequence[DraftCell]) -> int:
        """How many rows at the top of a part are the header once more; a row with a number is none of it."""
        row = 0
        while any(texts := _texts(cells, row)) and texts == _texts(self._cells, row):
            if pattern("row_number").fullmatch(texts[0]):
                break
            row += 1
        return row

    def _join(self, moved: Sequence[DraftCell], *, open_ends: bool) -> None:
        """Join what goes on in the first row of a part: all of it where the row was cut, else cells that are merged."""
        last = {cell.column: cell for cell in self._cells if cell.row + cell.rows == self._height}
        first = {cell.column: cell for cell in moved if cell.row == self._height}
        filled = {column for column, cell in first.items() if cell.text}
        cut = filled <= last.keys() and (open_ends or _is_cut(last, first))
        same = {column for column in first.keys() & last.keys() if cut or _is_merged(last[column], first[column])}
        joined = {id(last[column]): _one(last[column], first[column], cut=cut) for column in same}
        rest = (cell for cell in moved if cell.row > self._height or cell.column not in same)
        self._cells = [joined.get(id(cell), cell) for cell in self._cells]
        self._cells += [replace(cell, row=cell.row - cut) for cell in rest]

    def add_to(self, draft: Draft) -> None:
        """Add the table to a draft."""
        number = draft.next_table
        draft.add_table(
            self._cells,
            lambda cell: Place(page=self._pages[cell.row], table=number, row=cell.row + 1, column=cell.column + 1),
        )


def join(tables: Iterable[Ruled], parted: Callable[[Ruled, Ruled], bool]) -> list[Joined]:
    """Return tables with their parts on later pages.

    Args:
        tables: in their order.
        parted: whether text stands between two.
    """
    found: list[Joined] = []
    for table in tables:
        if found and found[-1].goes_on(table) and not parted(found[-1].last, table):
            found[-1].add(table)
        else:
            found.append(Joined(table))
    return found


def _height(cells: Iterable[DraftCell]) -> int:
    return max(cell.row + cell.rows for cell in cells)


def _texts(cells: Iterable[DraftCell], row: int) -> list[str]:
    return [cell.text for cell in cells if cell.row == row]


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))


def _set_in(cell: DraftCell, own: Sequence[float], edges: Sequence[float]) -> DraftCell:
    """Return a cell in columns that begin and end elsewhere."""
    if len(own) == len(edges):
        return cell
    left, right = _nearest(edges, own[cell.column]), _nearest(edges, own[cell.column + cell.columns])
    return replace(cell, column=left, columns=right - left)


def _one(before: DraftCell, after: DraftCell, *, cut: bool) -> DraftCell:
    return replace(before, text=before.text + after.text, rows=before.rows + after.rows - cut)


def _is_merged(before: DraftCell, after: DraftCell) -> bool:
    """Whether two cells are one that spans rows on both pages: its text stands in one of them."""
    return max(before.rows, after.rows) > 1 and not (before.text and after.text) and before.columns == after.columns


def _is_cut(last: _Row, first: _Row) -> bool:
    """Whether a page break cut a row: it has no number of its own, and what it says goes on from above."""
    rest = {column for column, cell in first.items() if cell.text}
    told = {column for column, cell in last.items() if cell.text}
    if not rest or 0 in rest or not rest <= told or any(first[column].text.isdecimal() for column in rest):
        return False
    if any(last[column].text[-1] in "，、（(" for column in rest):
        return True
    unended = not any(pattern("sentence_end").fullmatch(last[column].text) for column in rest)
    numbered = 0 in told and last[0].rows == 1 and pattern("row_number").fullmatch(last[0].text) is not None
    others = told - rest - {0}  # short cells ended overleaf; in a row of its own they would be filled
    return unended or numbered if others else unended and numbered and len(rest) == 1

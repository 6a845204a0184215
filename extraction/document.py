"""A file's text with what the file knows beyond it: where each stretch stands, and which stretches are tables."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; every count begins at 1, and what a format does not know is ``None``.

    Args:
        paragraph: of Word and HTML, empty ones not counted.
        table: in the order of the file; of a workbook, the sheet's.
        row: of a workbook, the sheet's own number.
    """

    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document's text that stands at one place: ``document.text[start:end]``."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Span:
    """Where a stretch of text begins and where it ends; the same where it stands at one place."""

    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; merged cells are one, the top left.

    Args:
        start: where its text stands in the document's text; an empty cell's ``end`` is its ``start``.
        row: counted from 0, as lines of the table in the text.
        column: counted from 0, as cells between the TABs of a line.
        rows: how many rows it spans.
        columns: how many columns it spans.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: in the text one row a line, its cells joined by one TAB, line breaks inside a cell made spaces.

    Where a merged cell goes on, to the right and below, the text has an empty cell, and ``cells`` has none.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]

    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells row by row, a merged one at every position that it covers.

        >>> merged, right, below = Cell(0, 1, 0, 0, rows=2), Cell(2, 3, 0, 1), Cell(5, 6, 1, 1)
        >>> [[cell.start for cell in row] for row in Table(0, 6, (merged, right, below)).grid()]
        [[0, 2], [0, 5]]
        """
        height = max((cell.row + cell.rows for cell in self.cells), default=0)
        rows: list[dict[int, Cell]] = [{} for _ in range(height)]
        for cell in self.cells:
            for row in rows[cell.row : cell.row + cell.rows]:
                row.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), cell))
        return tuple(tuple(row[column] for column in sorted(row)) for row in rows)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says.

    Args:
        text: what ``duban read`` prints; every offset counts in it.
        places: where its stretches stand, in order, none overlapping; what a format does not know is left out.
        tables: in the order of the text.
        unread: the pages that show something and hold no text.
    """

    text: str
    places: tuple[Stretch, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[int, ...] = ()

    def place_of(self, start: int, end: int) -> Span | None:
        r"""Return where a part of the text stands in the file, ``None`` where that is not known.

        >>> document = Document("甲\n乙", (Stretch(0, 1, Place(page=1)), Stretch(2, 3, Place(page=2))))
        >>> span = document.place_of(0, 3)
        >>> span.first.page, span.last.page
        (1, 2)
        """
        return span_of(self.places, start, end)


def span_of(places: Sequence[Stretch], start: int, end: int) -> Span | None:
    """Return where a part of the text stands, ``None`` where none of the places says."""
    first = bisect_right(places, start, key=lambda stretch: stretch.end)
    last = bisect_right(places, max(start, end - 1), key=lambda stretch: stretch.start)
    return Span(places[first].place, places[last - 1].place) if first < last else None

"""A document in the making: text, places and tables grow together, so that every offset is right."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Cell, Document, Place, Stretch, Table

CONTROLS = frozenset(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\n\r\v\f]+")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85]")


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell as a format gives it; rows and columns count from 0, merged cells are one, the top left."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Draft:
    """Collects paragraphs and tables; every one begins a new line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[Stretch] = []
        self._tables: list[Table] = []

    @property
    def next_table(self) -> int:
        """The number of the next table."""
        return len(self._tables) + 1

    def add_paragraph(self, text: str, place: Place | None) -> bool:
        """Add a paragraph, its line breaks kept; return whether there was anything in it."""
        return self.add_runs([(text, place)])

    def add_runs(self, runs: Sequence[tuple[str, Place | None]]) -> bool:
        """Add one paragraph whose parts stand at different places, as one that goes on overleaf."""
        parts = [(_paragraph(text), place) for text, place in runs]
        parts = [(text, place) for text, place in parts if text]
        for text, place in parts:
            start = self._put(text)
            if place is not None:
                self._places.append(Stretch(start, self._length, place))
        if parts:
            self._put("\n")
        return bool(parts)

    def add_table(self, boxes: Sequence[DraftCell], place: Callable[[DraftCell], Place]) -> None:
        """Add a table; one without any text is left out.

        Args:
            boxes: in any order, none overlapping; positions that none covers are empty.
            place: where a cell stands in the file.
        """
        if not any(one_line(box.text) for box in boxes):
            return
        start, cells = self._length, list[Cell]()
        for row in _rows(boxes):
            cells += self._put_row(row, place)
        self._tables.append(Table(start, self._length - 1, tuple(cells)))

    def _put_row(self, row: Sequence[DraftCell | None], place: Callable[[DraftCell], Place]) -> Iterator[Cell]:
        """Put a row in and yield its cells; ``None`` is where a merged cell goes on."""
        for column, box in enumerate(row):
            self._put("\t" if column else "")
            if box is not None:
                start = self._put(one_line(box.text))
                yield Cell(start, self._length, box.row, box.column, box.rows, box.columns)
                if self._length > start:
                    self._places.append(Stretch(start, self._length, place(box)))
        self._put("\n")

    def _put(self, text: str) -> int:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start

    def document(self, unread: Iterable[int] = ()) -> Document:
        """Return what was collected, and which pages could not be read."""
        return Document("".join(self._pieces), tuple(self._places), tuple(self._tables), tuple(unread))


def _rows(boxes: Sequence[DraftCell]) -> list[list[DraftCell | None]]:
    """Return the cells row by row, each row as wide as the table, with empty cells where none was given."""
    height = max(box.row for box in boxes) + 1
    width = max(box.column + box.columns for box in boxes)
    rows: list[list[DraftCell | None]] = [
        [DraftCell("", row, column) for column in range(width)] for row in range(height)
    ]
    for box in boxes:
        for row in rows[box.row : box.row + box.rows]:
            row[box.column : box.column + box.columns] = [None] * box.columns
    for box in boxes:
        rows[box.row][box.column] = box
    return rows


def visible(text: str) -> str:
    """Return a text without characters that nobody sees."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    r"""Return a cell's text on one line.

    >>> one_line(" 区农委、\n区环保局 ")
    '区农委、 区环保局'
    """
    return _BREAKS.sub(" ", visible(text).strip())


def _paragraph(text: str) -> str:
    """Return a paragraph's text: a TAB parts cells in a document, so none stays in its prose."""
    return _LINE_ENDS.sub("\n", visible(text)).replace("\t", " ")

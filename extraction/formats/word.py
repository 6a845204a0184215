"""Word files (.docx, .docm): paragraphs with the numbers that Word generates, tables in their place.

What is no text of the document is left out: headers, footers, notes, comments, hidden text, the table of contents, and
what was deleted with changes tracked.  Macros are never looked at.
"""

import posixpath
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from extraction.document import Document, Place
from extraction.formats.archive import child, name_of, open_archive, parse_part, value_of
from extraction.formats.draft import Draft, DraftCell
from extraction.formats.numbering import Numbering
from extraction.formats.ordinals import whole
from ontology.wording import DubanError

_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr")
_NOT_READ = ("del", "moveFrom", "instrText", "delText", "footnoteReference", "Fallback", "txbxContent", "rt", "drawing")
_LEFT_OUT = frozenset((*_PROPERTIES, *_NOT_READ))
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
_DELETED = ("del", "moveFrom")


def read_word(content: bytes, name: str) -> Document:
    """Return what a Word file says.

    Raises:
        DubanError: the archive holds no Word document, or is refused (see ``open_archive``).
    """
    with open_archive(content, name) as archive:
        main = _main_part(archive)
        document = parse_part(archive, main)
        body = child(document, "body")
        if body is None:
            raise DubanError("errors.damaged-file", path=name)
        beside = posixpath.dirname(main)
        numbering, styles = (
            parse_part(archive, posixpath.join(beside, f"{part}.xml")) for part in ("numbering", "styles")
        )
    return _Reading(Numbering(numbering, styles)).document(body)


def _main_part(archive: ZipFile) -> str:
    """Where the document is: ``word/document.xml`` as nearly always, or where the archive says."""
    relations = parse_part(archive, "_rels/.rels")
    for relation in () if relations is None else relations:
        if (value_of(relation, "Type") or "").endswith("/officeDocument"):
            return (value_of(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


class _Reading:
    """Goes through a document once, in the order of its text."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._draft = Draft()
        self._paragraph = 1
        self._carried = ""  # text of a paragraph whose end was deleted: it goes on in the next one

    def document(self, body: Any) -> Document:
        self._add_blocks(body)
        self._add_paragraph(self._carried)
        return self._draft.document()

    def _add_blocks(self, parent: Any) -> None:
        for block in _blocks(parent):
            if name_of(block) == "p":
                for text in self._texts(block):
                    self._add_paragraph(text)
            elif (cell := _only_cell(block)) is not None:
                self._add_blocks(cell)
            else:
                self._add_table(block)

    def _add_paragraph(self, text: str) -> None:
        if self._draft.add_paragraph(text, Place(paragraph=self._paragraph)):
            self._paragraph += 1

    def _texts(self, paragraph: Any) -> Iterator[str]:
        """Yield a paragraph's text, then that of the text boxes fixed to it."""
        if self._numbering.style_name(paragraph).startswith("toc "):
            return
        text = self._carried + "".join(_text(paragraph))
        self._carried = ""
        if _is_marked(child(paragraph, "pPr", "rPr")):
            self._carried = text
            return
        yield self._numbering.numbered(paragraph, text.strip(" \t"))
        for box in _text_boxes(paragraph):
            for inner in _blocks(box):
                yield self._cell_text([inner])

    def _add_table(self, table: Any) -> None:
        number = self._draft.next_table
        boxes = [DraftCell(self._cell_text(_blocks(cell)), *where) for cell, where in _cells(table)]
        self._draft.add_table(boxes, lambda box: Place(table=number, row=box.row + 1, column=box.column + 1))

    def _cell_text(self, blocks: Any) -> str:
        texts: list[str] = []
        for block in blocks:
            if name_of(block) == "p":
                texts += self._texts(block)
            else:
                texts += [self._cell_text(_blocks(cell)) for cell, _ in _cells(block)]
        return "\n".join(text for text in texts if text)


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables in a part, whatever they are wrapped in."""
    for block in parent:
        kind = name_of(block)
        if kind in {"p", "tbl"}:
            yield block
        elif kind == "sdt" and _is_contents(block):
            continue
        elif kind not in _LEFT_OUT:
            yield from _blocks(block)


def _is_contents(control: Any) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return (value_of(gallery) or "").lower() == "table of contents"


def _text(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph or a part of it."""
    for inner in element:
        kind = name_of(inner)
        if kind == "t":
            yield inner.text or ""
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "br":
            yield "\n" if value_of(inner, "type") in {None, "textWrapping"} else ""
        elif kind not in _LEFT_OUT and not (kind == "r" and _is_hidden(inner)):
            yield from _text(inner)


def _is_hidden(run: Any) -> bool:
    return _is_on(child(run, "rPr", "vanish"))


def _is_on(switch: Any) -> bool:
    return switch is not None and value_of(switch) not in {"0", "false", "off"}


def _is_marked(properties: Any) -> bool:
    """Whether a paragraph's end or a row is marked as deleted."""
    return any(child(properties, mark) is not None for mark in _DELETED)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes in a paragraph; what is there again for old programs is passed over."""
    for inner in paragraph:
        kind = name_of(inner)
        if kind == "txbxContent":
            yield inner
        elif kind not in {"Fallback", *_DELETED}:
            yield from _text_boxes(inner)


def _rows(table: Any) -> Iterator[Any]:
    for inner in table:
        if name_of(inner) == "tr":
            if not _is_marked(child(inner, "trPr")):
                yield inner
        elif name_of(inner) not in _LEFT_OUT:
            yield from _rows(inner)


def _only_cell(table: Any) -> Any:
    """Return the cell of a table that is a mere frame around text."""
    found = [cell for cell, _ in _cells(table)]
    return found[0] if len(found) == 1 else None


def _cells(table: Any) -> list[tuple[Any, tuple[int, int, int, int]]]:
    """Return the cells with their row, column, and how many of each they span, in reading order."""
    found: list[tuple[Any, list[int]]] = []
    above: dict[int, list[int]] = {}  # by column, where the cell stands that may go on below
    for row, line in enumerate(_rows(table)):
        column = _whole(child(line, "trPr", "gridBefore"), 0)
        for cell in _row_cells(line):
            properties = child(cell, "tcPr")
            width = _whole(child(properties, "gridSpan"), 1)
            merged = child(properties, "vMerge")
            if value_of(child(properties, "hMerge")) == "continue" and found:
                found[-1][1][3] += width
            elif merged is not None and value_of(merged) != "restart" and column in above:
                above[column][2] = row - above[column][0] + 1
            else:
                found.append((cell, where := [row, column, 1, width]))
                above.pop(column, None)
                if merged is not None:
                    above[column] = where
            column += width
    return [(cell, (row, column, rows, columns)) for cell, (row, column, rows, columns) in found]


def _row_cells(row: Any) -> Iterator[Any]:
    for inner in row:
        if name_of(inner) == "tc":
            yield inner
        elif name_of(inner) not in _LEFT_OUT:
            yield from _row_cells(inner)


def _whole(element: Any, default: int) -> int:
    """A count that an element gives, within what a table can have."""
    return max(default, min(whole(value_of(element)) or 0, 1000))

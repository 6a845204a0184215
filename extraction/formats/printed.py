"""PDF files with a text layer: paragraphs mended over lines and pages, tables as rows, no page marks or heads."""

import re
from collections import Counter
from collections.abc import Sequence

from extraction.document import Document, Place
from extraction.formats.draft import Draft
from extraction.formats.glyphs import Drawn, read_page
from extraction.formats.lines import Line, lines_of
from extraction.formats.mending import Margins, goes_on, pattern
from extraction.formats.overleaf import join
from extraction.formats.ruled import Ruled, tables_on
from extraction.marks import is_scrambled
from ontology.wording import DubanError

_MOST_PAGES = 2000
_NUMBER_BEGINS = re.compile(r"\d{1,2} (?=\D)")
_NUMBER_ENDS = re.compile(r"[^\w\s]\d{1,2}$")


def read_printed(content: bytes, name: str) -> Document:
    """Return what a PDF file says.

    Raises:
        DubanError: it is damaged or locked, has too many pages, or holds no text but pictures of it.
    """
    pages = _pages(content, name)
    unread = [page.number for page in pages if page.unread]
    if not any(page.glyphs for page in pages) or len(unread) > len(pages) / 2:
        raise DubanError("errors.scanned-file", path=name)
    draft = Draft()
    tables = {page.number: tables_on(page) for page in pages}
    lines = {page.number: _lines_beside(page, tables[page.number]) for page in pages}
    _add(draft, _without_heads(lines), [table for page in pages for table in tables[page.number]])
    return draft.document(unread)


def _pages(content: bytes, name: str) -> list[Drawn]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise DubanError("errors.locked-file" if locked else "errors.damaged-file", path=name) from error
    with document:
        if len(document) > _MOST_PAGES:
            raise DubanError("errors.too-large", path=name)
        return [read_page(document[number], number + 1) for number in range(len(document))]


def _lines_beside(page: Drawn, tables: Sequence[Ruled]) -> list[Line]:
    """Return the lines of a page that stand in no table; lines of one sign upon another are set vertically: no text."""
    free = [glyph for glyph in page.glyphs if not any(table.box.holds(glyph.box) for table in tables)]
    lines = lines_of(free, page.number)
    upright = [len(line.text) > 1 for line in lines]
    return [
        line
        for index, line in enumerate(lines)
        if upright[index] or sum(upright[max(0, index - 2) : index + 3]) >= min(3, len(lines) - 1)
    ]


def _without_heads(pages: dict[int, list[Line]]) -> list[Line]:
    """Return the lines of all pages without page numbers, running heads and the table of contents."""
    outer = {number: [*lines[:2], *lines[-2:]] if len(lines) > 4 else lines for number, lines in pages.items()}
    seen = Counter(_head(line) for lines in outer.values() for line in {_head(line): line for line in lines}.values())
    least = max(3, len(pages) / 2)
    kept = list[Line]()
    for number, lines in pages.items():
        marks = [line for line in (*lines[:1], *lines[-1:]) if pattern("page_mark").fullmatch(line.text)]
        heads = [line for line in outer[number] if seen[_head(line)] >= least]
        kept += (line for line in lines if line not in marks and line not in heads)
    return [line for line in kept if not pattern("contents_entry").fullmatch(line.text)]


def _head(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words and its height."""
    return pattern("page_number").sub("#", line.text), round(line.box.bottom / 4)


def _add(draft: Draft, lines: Sequence[Line], tables: Sequence[Ruled]) -> None:
    """Add paragraphs and tables in the order in which they stand."""
    margins = Margins(lines)
    scrambled = is_scrambled("\n".join(line.text for line in lines))
    waiting = join(tables, lambda before, after: any(_order(before) < _order(line) < _order(after) for line in lines))
    paragraph: list[Line] = []
    for line in lines:
        while waiting and _order(waiting[0].first) < _order(line):
            _end_paragraph(draft, paragraph, scrambled=scrambled)
            waiting.pop(0).add_to(draft)
        if paragraph and not goes_on(paragraph[-1], line, margins):
            _end_paragraph(draft, paragraph, scrambled=scrambled)
        paragraph.append(line)
    _end_paragraph(draft, paragraph, scrambled=scrambled)
    for table in waiting:
        table.add_to(draft)


def _order(thing: Line | Ruled) -> tuple[int, float]:
    return thing.page, -thing.box.top


def _end_paragraph(draft: Draft, lines: list[Line], *, scrambled: bool) -> None:
    runs: list[tuple[str, Place | None]] = []
    for index, line in enumerate(lines):
        blank = _is_blank_between(line, lines[index + 1 : index + 2], scrambled=scrambled)
        words = line.text + " " * blank
        if runs and lines[index - 1].page == line.page:
            runs[-1] = (runs[-1][0] + words, runs[-1][1])
        else:
            runs.append((words, Place(page=line.page)))
    draft.add_runs(runs)
    lines.clear()


def _is_blank_between(line: Line, after: Sequence[Line], *, scrambled: bool) -> bool:
    """Whether a blank stood where a line ends: between words of Latin script, or as a random mark by a number."""
    if not after:
        return False
    last, words = line.text[-1], after[0].text
    if last.isascii() and last.isalpha():
        return words[0].isascii()
    return scrambled and bool(_NUMBER_ENDS.search(line.text) or (last.isalpha() and _NUMBER_BEGINS.match(words)))

"""PDF files as office programs print them."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Rows = Sequence[Sequence[str]]

FONT, SIZE, LEFT, RIGHT, TOP, BOTTOM = "STSong-Light", 16, 72, 524, 770, 90


def wrap(text: str, width: float) -> Iterator[str]:
    """Yield lines as wide as so many Chinese characters."""
    line, room = "", width
    for sign in text:
        step = 0.5 if sign.isascii() else 1
        if step > room:
            yield line
            line, room = "", width
        line, room = line + sign, room - step
    yield line


class Printer:
    """Sets text on pages as an office does: titles in the middle, paragraphs indented by two, pages numbered."""

    def __init__(self, head: str = "", *, numbered: bool = True, **canvas: Any) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._made = io.BytesIO()
        self._canvas = Canvas(self._made, pagesize=A4, **canvas)
        self._head, self._page, self.y, self._numbered = head, 0, 0.0, numbered
        self.turn()

    def turn(self) -> None:
        if self._page:
            self._canvas.showPage()
        self._page += 1
        self._canvas.setFont(FONT, 9)
        self._canvas.drawString(LEFT, 810, self._head)
        if self._numbered:
            self._canvas.drawCentredString(297, 50, f"— {self._page} —")
        self.y = TOP

    def line(self, text: str, left: float = LEFT, size: float = SIZE) -> None:
        if self.y < BOTTOM:
            self.turn()
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(left, self.y, text)
        self.y -= 28

    def paragraph(self, text: str) -> None:
        for index, line in enumerate(wrap("　　" + text, (RIGHT - LEFT) / SIZE)):
            self.line(line.strip(), LEFT if index else LEFT + 2 * SIZE)

    def title(self, text: str) -> None:
        self.line(text, 297 - 11 * sum(0.5 if sign.isascii() else 1 for sign in text), 22)

    def table(self, rows: Rows, width: float = 75, size: float = 10.5) -> None:
        """Rule a table whose cells wrap; the second field is merged with the one above."""
        for number, row in enumerate(rows):
            wrapped = [list(wrap(cell, 6)) for cell in row]
            height = 14 * max(map(len, wrapped)) + 8
            for column, lines in enumerate(wrapped):
                left = LEFT + column * width
                merged = column == 1 and number in {1, 2}
                if not merged:
                    self._canvas.rect(left, self.y - height, width, height)
                elif number == 1:
                    self._canvas.line(left, self.y, left + width, self.y)
                self._canvas.setFont(FONT, size)
                for index, line in enumerate(lines):
                    self._canvas.drawString(left + 4, self.y - 14 * (index + 1), line)
            self.y -= height

    def grid(self, widths: Sequence[float], rows: Rows, *, opened: bool = True, closed: bool = True) -> None:
        """Rule a table, its first and last row without an outer line where a page break is to have cut them."""
        edges = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
        for number, row in enumerate(rows):
            if number or opened:
                self._canvas.line(edges[0], self.y, edges[-1], self.y)
            for edge in edges:
                self._canvas.line(edge, self.y, edge, self.y - 22)
            self._canvas.setFont(FONT, 10.5)
            for edge, cell in zip(edges, row, strict=False):
                self._canvas.drawString(edge + 4, self.y - 14, cell)
            self.y -= 22
        if closed:
            self._canvas.line(edges[0], self.y, edges[-1], self.y)

    def columned(self, widths: Sequence[float], cells: Sequence[str]) -> None:
        """Rule a table whose first column is one cell beside all the others."""
        left, middle, right = LEFT, LEFT + widths[0], LEFT + sum(widths)
        top, bottom = self.y, self.y - 22 * (len(cells) - 1)
        for edge in (left, middle, right):
            self._canvas.line(edge, top, edge, bottom)
        for at in (top, bottom):
            self._canvas.line(left, at, right, at)
        self._canvas.setFont(FONT, 10.5)
        self._canvas.drawString(left + 4, (top + bottom) / 2, cells[0])
        for cell in cells[1:]:
            self._canvas.line(middle, self.y, right, self.y)
            self._canvas.drawString(middle + 4, self.y - 14, cell)
            self.y -= 22

    def spaced(self, *pieces: str, gap: float) -> None:
        """Set pieces in one line, apart by so many points."""
        left = float(LEFT)
        for piece in pieces:
            self._canvas.setFont(FONT, SIZE)
            self._canvas.drawString(left, self.y, piece)
            left += pdfmetrics.stringWidth(piece, FONT, SIZE) + gap
        self.y -= 28

    def aside(self, text: str) -> None:
        """Set a paragraph on a page that lies on its side."""
        self._canvas.saveState()
        self._canvas.translate(A4[0], 0)
        self._canvas.rotate(90)
        self._canvas.setFont(FONT, SIZE)
        for index, line in enumerate(wrap("　　" + text, 40)):
            self._canvas.drawString(LEFT, 500 - 28 * index, line)
        self._canvas.restoreState()

    def water_mark(self, text: str, angle: float, size: float) -> None:
        self._canvas.saveState()
        self._canvas.translate(150, 730)
        self._canvas.rotate(angle)
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def columns(self, text: str, width: int) -> None:
        """Set text in two columns of the same height."""
        lines = list(wrap(text, width))
        half = (len(lines) + 1) // 2
        for column, part in enumerate((lines[:half], lines[half:])):
            self._canvas.setFont(FONT, SIZE)
            for index, line in enumerate(part):
                self._canvas.drawString(LEFT + column * 236, self.y - 28 * index, line)

    def picture(self) -> None:
        """Show a picture over the whole page, as a scanner does."""
        self._canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)

    def pages(self) -> bytes:
        self._canvas.save()
        return self._made.getvalue()

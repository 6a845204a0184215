"""How sheets look that are to be printed: A4 across, in the fonts of offices, rows as high as their texts need."""

import math
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ontology.wording import say
from queries.annex_words import LANGUAGE
from queries.exports.tables import WIDTHS, Block, Table

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill

LINE = 14.5
"""Points from line to line at the size of the body."""
HIGHEST = 409.0
"""Points that a row of Excel can be high."""
A4 = 9
KEPT = 150.0
"""Points that a block can be high and still be kept on one page."""
PRINTED = (760.0, 486.0)
"""Points across and down that A4 has within the margins, less what programs differ by."""


def set_page(sheet: Any, header_row: int) -> None:
    """Have a sheet printed on A4 across, as wide as the page, with its header row and the page's number on each."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.55
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.3, 0.35
    sheet.oddFooter.center.text = say("annexes.page", LANGUAGE, page="&P", pages="&N")


def break_pages(sheet: Any, header_row: int, groups: Sequence[tuple[int, int]], widths: Sequence[float]) -> None:
    """Break pages where a row would not fit, and before a low group of rows that would not.

    Args:
        header_row: the row that each page repeats; those over it are on the first page only.
        groups: first and last row of each group; headings, which go with what follows, are between the groups.
        widths: of the columns, in characters.
    """
    from openpyxl.worksheet.pagebreak import Break

    heights = {row: dimension.height or LINE for row, dimension in sheet.row_dimensions.items()}
    scale = min(1.0, PRINTED[0] / sum(width * 5.6 for width in widths))
    room = PRINTED[1] / scale - heights[header_row]
    used = sum(heights.get(row, LINE) for row in range(1, header_row))
    start = header_row + 1
    for first, last in groups:
        least = sum(heights[row] for row in range(start, first + 1))
        whole = sum(heights[row] for row in range(start, last + 1))
        apart = used + (whole if whole <= 1.5 * KEPT else least) > room
        for row in range(start, last + 1):
            if used and (used + heights[row] > room or (row == start and apart)):
                sheet.row_breaks.append(Break(id=row - 1))
                used = 0.0
            used += heights[row]
        start = last + 1


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Set the widths of columns, in characters of ASCII."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def height_of(text: str, width: float) -> float:
    """Return how many points a text needs in a column of a width.

    >>> height_of("区农委", 6) == 2 * height_of("农委", 6), height_of("", 6)
    (True, 0.0)
    """
    usable = max(width - 2, 2)
    lines = sum(max(1, math.ceil(_breadth(line) / usable)) for line in text.split("\n")) if text else 0
    return lines * LINE


def heights_of(table: Table, block: Block) -> list[float]:
    """Return how high the rows of a block must be: for their own texts, and together for those that they share."""
    widths = [WIDTHS[column] for column in table.columns]
    own = [
        max((height_of(text, widths[i]) for i, text in enumerate(row) if i not in block.shared), default=0)
        for row in block.rows
    ]
    shared = max((height_of(block.rows[0][index], widths[index]) for index in block.shared), default=0)
    lacking = max(0.0, shared - sum(own)) / len(own)
    return [points + lacking for points in own]


def is_kept(table: Table, block: Block) -> bool:
    """Return whether a block is low enough to be kept on one page without leaving much of another empty."""
    return bool(block.depth) or sum(heights_of(table, block)) <= KEPT


def _breadth(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def set_height(sheet: Any, row: int, points: float) -> None:
    """Set the height of a row to what its texts need and a little air, as far as Excel goes."""
    sheet.row_dimensions[row].height = min(max(points, LINE) + 5, HIGHEST)


@cache
def title_font() -> "Font":
    """The font of titles."""
    return _font("方正小标宋简体", 18)


@cache
def label_font() -> "Font":
    """The font of what stands before a title, as 附件1, and of headings."""
    return _font("黑体", 12)


@cache
def header_font() -> "Font":
    """The font over columns."""
    return _font("黑体", 11)


@cache
def body_font() -> "Font":
    """The font of cells."""
    return _font("仿宋_GB2312", 11)


def _font(name: str, size: float) -> "Font":
    from openpyxl.styles import Font

    return Font(name=name, size=size, charset=134)  # GB2312: what stands in for a missing font has Chinese


@cache
def border() -> "Border":
    """A thin line around."""
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="FF000000")
    return Border(left=line, right=line, top=line, bottom=line)


@cache
def aligned(horizontal: str, vertical: str = "center") -> "Alignment":
    """Text that wraps, aligned."""
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)


@cache
def filled(colour: str) -> "PatternFill":
    """A ground of one colour."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=colour)

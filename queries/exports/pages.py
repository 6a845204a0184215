"""An annex as pages of a Word document: A4 across, a table whose header row each page repeats."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontology.wording import say
from queries.annex_words import LANGUAGE
from queries.exports.cells import fitted
from queries.exports.sheets import is_kept
from queries.exports.tables import CENTRED, WIDTHS, Block, Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

TITLE, LABEL, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
OTHERS = {TITLE: "宋体", LABEL: "SimHei", BODY: "仿宋"}
"""Fonts of official documents (GB/T 9704—2012), and what stands in for each where it is missing."""
PAGE = (29.7, 21.0)
"""A4 across, in centimetres."""
MARGIN, SIDE = 2.0, 1.8


def set_fonts(document: Any) -> None:
    """Set the fonts of a document, and what stands in for them (ISO/IEC 29500-1, 17.8.3.1, altName)."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    _set_east_asian(style.element.get_or_add_rPr(), BODY)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in OTHERS.items())
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{namespace}">{fonts}</w:fonts>'
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    part._blob = table.encode()


def add_annex(document: Any, table: Table, *, first: bool) -> None:
    """Add an annex in a section of its own.

    Args:
        first: whether it is the first of the document, which has a section already.
    """
    from docx.enum.section import WD_SECTION

    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section)
    if first:
        _add_page_numbers(section.footer.paragraphs[0])
        paragraph = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    else:
        paragraph = document.add_paragraph()
    _write(paragraph, table.label, LABEL, 12)
    for text in (table.title, table.subtitle):
        _write(document.add_paragraph(), text, TITLE, 18, centred=True)
    _write(document.add_paragraph(), "", BODY, 6)
    _add_table(document, table)


def _set_page(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Cm, PAGE)
    section.left_margin = section.right_margin = Cm(SIDE)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.footer_distance = Cm(1.0)


def _add_page_numbers(paragraph: "Paragraph") -> None:
    before, _, rest = say("annexes.page", LANGUAGE, page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    _write(paragraph, before, "宋体", 9, centred=True)
    _add_field(paragraph, "PAGE")
    _write(paragraph, between, "宋体", 9, centred=True)
    _add_field(paragraph, "NUMPAGES")
    _write(paragraph, after, "宋体", 9, centred=True)


def _add_field(paragraph: "Paragraph", code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size = Pt(9)
    paragraph._p.append(field)
    field.append(run._r)


def _add_table(document: Any, table: Table) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    count = sum(len(block.rows) for block in table.blocks)
    grid = document.add_table(rows=1 + count, cols=len(table.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(WIDTHS[column] for column in table.columns)
    widths = [Cm((PAGE[0] - 2 * SIDE) * WIDTHS[column] / whole) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    rows = [row._tr for row in grid.rows]
    for row in rows:
        _set_row(row, widths)
    _add_header(rows[0], table)
    position = 1
    for block in table.blocks:
        _add_block(rows[position : position + len(block.rows)], block, table)
        position += len(block.rows)


def _set_row(row: Any, widths: Sequence[Any]) -> None:
    """Set the widths of a row's cells, and let no page break be in it."""
    from docx.oxml import OxmlElement

    for cell, width in zip(row.tc_lst, widths, strict=True):
        cell.width = width
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _add_header(row: Any, table: Table) -> None:
    from docx.oxml import OxmlElement

    row.trPr.append(OxmlElement("w:tblHeader"))
    for cell, heading in zip(row.tc_lst, table.headings, strict=True):
        _fill(cell, heading, LABEL, centred=True, ground="D9E2F3")


def _add_block(rows: Sequence[Any], block: Block, table: Table) -> None:
    """Fill rows; cells are merged by hand, since python-docx looks through the whole table for each."""
    if block.depth:
        first, *others = rows[0].tc_lst
        first.width = sum(cell.width for cell in rows[0].tc_lst)
        first.grid_span = len(table.columns)
        for cell in others:
            rows[0].remove(cell)
        _fill(first, block.rows[0][0], LABEL, ground="EDEDED" if block.depth == 1 else "F7F7F7")
        _keep_with_next(rows)
        return
    kept = is_kept(table, block)
    for number, (row, texts) in enumerate(zip(rows, block.rows, strict=True)):
        for index, cell in enumerate(row.tc_lst):
            shared = index in block.shared and len(rows) > 1
            if shared:
                cell.vMerge = "continue" if number else "restart"
            said = "" if shared and number else texts[index]
            _fill(cell, said, BODY, centred=table.columns[index] in CENTRED, high=shared and not kept)
    if kept:
        _keep_with_next(rows[:-1])


def _keep_with_next(rows: Sequence[Any]) -> None:
    """Keep rows on the page of the next: programs go by the paragraphs of their cells."""
    for row in rows:
        for cell in row.tc_lst:
            for paragraph in cell.p_lst:
                paragraph.get_or_add_pPr().get_or_add_keepNext()


def _fill(cell: Any, text: str, font: str, *, centred: bool = False, high: bool = False, ground: str = "") -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    properties = cell.get_or_add_tcPr()
    if ground:
        shade: Any = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    properties.vAlign_val = WD_ALIGN_VERTICAL.TOP if high else WD_ALIGN_VERTICAL.CENTER
    for number, line in enumerate(text.split("\n")):
        paragraph = Paragraph(cell.p_lst[0] if number == 0 else cell.add_p(), cell)
        _write(paragraph, line, font, 10.5, centred=centred)


def _write(paragraph: "Paragraph", text: str, font: str, size: float, *, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run: Any = paragraph.add_run(fitted(text))
    run.font.size = Pt(size)
    _set_east_asian(run._r.get_or_add_rPr(), font)


def _set_east_asian(properties: Any, font: str) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")

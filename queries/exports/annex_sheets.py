"""An annex as a sheet to print."""

from typing import Any

from queries.exports.cells import put_text
from queries.exports.sheets import (
    aligned,
    body_font,
    border,
    break_pages,
    filled,
    header_font,
    height_of,
    heights_of,
    is_kept,
    label_font,
    set_height,
    set_page,
    set_widths,
    title_font,
)
from queries.exports.tables import CENTRED, WIDTHS, Block, Table

LABEL_ROW, TITLE_ROW, HEADER_ROW = 1, 2, 3


def add_annex(sheet: Any, table: Table) -> None:
    """Fill a sheet with an annex."""
    widths = [WIDTHS[column] for column in table.columns]
    set_widths(sheet, widths)
    set_page(sheet, HEADER_ROW)
    _add_top(sheet, table, sum(widths))
    row, groups = HEADER_ROW + 1, []
    for block in table.blocks:
        if block.depth:
            _add_heading(sheet, block, row, len(widths), sum(widths))
        else:
            _add_rows(sheet, table, block, row)
            groups.append((row, row + len(block.rows) - 1))
        row += len(block.rows)
    break_pages(sheet, HEADER_ROW, groups, widths)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"


def _add_top(sheet: Any, table: Table, width: int) -> None:
    put_text(sheet.cell(LABEL_ROW, 1), table.label)
    sheet.cell(LABEL_ROW, 1).font = label_font()
    sheet.merge_cells(start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=len(table.columns))
    title = sheet.cell(TITLE_ROW, 1)
    put_text(title, f"{table.title}\n{table.subtitle}")
    title.font, title.alignment = title_font(), aligned("center")
    set_height(sheet, TITLE_ROW, height_of(f"{table.title}\n{table.subtitle}", width * 0.6) * 1.9)
    for column, heading in enumerate(table.headings, start=1):
        cell = sheet.cell(HEADER_ROW, column)
        put_text(cell, heading)
        cell.font, cell.alignment, cell.border, cell.fill = (
            header_font(),
            aligned("center"),
            border(),
            filled("FFD9E2F3"),
        )
    set_height(sheet, HEADER_ROW, 22)


def _add_heading(sheet: Any, block: Block, row: int, columns: int, width: int) -> None:
    text = block.rows[0][0]
    put_text(sheet.cell(row, 1), text)
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.border, cell.fill = (
            label_font(),
            border(),
            filled("FFEDEDED" if block.depth == 1 else "FFF7F7F7"),
        )
        cell.alignment = aligned("left")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    set_height(sheet, row, height_of(text, width / 1.1))


def _add_rows(sheet: Any, table: Table, block: Block, first: int) -> None:
    vertical = "center" if is_kept(table, block) else "top"  # the middle may be where one page ends
    for offset, texts in enumerate(block.rows):
        for index, text in enumerate(texts):
            cell = sheet.cell(first + offset, index + 1)
            if offset == 0 or index not in block.shared:
                put_text(cell, text)
            cell.font, cell.border = body_font(), border()
            cell.alignment = aligned("center" if table.columns[index] in CENTRED else "left", vertical)
    last = first + len(block.rows) - 1
    if last > first:
        for index in sorted(block.shared):
            sheet.merge_cells(start_row=first, end_row=last, start_column=index + 1, end_column=index + 1)
    for offset, points in enumerate(heights_of(table, block)):
        set_height(sheet, first + offset, points)

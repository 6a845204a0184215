"""What is particular to Excel: values under number formats, merged and hidden cells, titles over a table."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from extraction.document import Document
from extraction.formats.shown import local_format, shown
from extraction.reader import document_of
from tests import offices

JUNE = datetime(2022, 6, 5, 14, 3)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.855, "0.0%", "85.5%"),
        (0.5, "0%", "50%"),
        (1.2, "0.00%", "120.00%"),
        (12500, "#,##0", "12,500"),
        (12500, '#,##0.00"万元"', "12,500.00万元"),
        (3.0, "General", "3"),
        (3.25, "General", "3.25"),
        (1e15, "General", "1000000000000000"),
        (-5, "0;(0)", "(5)"),
        (7, "000", "007"),
        (7, '"第"0"项"', "第7项"),
        (0.125, "0.##", "0.13"),
        (2, "0.##", "2"),
        (1234567, '0.0,"千"', "1234.6千"),
        (9, "@", "9"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("　文字", "@", "　文字"),
        (JUNE, "yyyy年m月d日", "2022年6月5日"),
        (JUNE, 'yyyy"年"m"月"', "2022年6月"),
        (JUNE, "yyyy-mm-dd", "2022-06-05"),
        (JUNE, "[$-F800]dddd, mmmm dd, yyyy", "2022年6月5日"),
        (JUNE, "m月d日", "6月5日"),
        (JUNE, "yy/m/d h:mm", "22/6/5 14:03"),
        (JUNE, "[DBNum1][$-804]yyyy年m月d日", "二〇二二年六月五日"),
        (JUNE, "yyyy年m月d日;@", "2022年6月5日"),
        (JUNE, "mmm-yy", "2022年6月"),
        (JUNE, "d-mmm-yy", "2022年6月5日"),
        (JUNE, "d-mmm", "6月5日"),
        (JUNE, "h:mm AM/PM", "14:03"),
        (date(2022, 6, 5), "General", "2022/6/5"),
        (time(9, 30), "h:mm", "9:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_values_as_they_are_shown(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("number", "text"), [(14, "2022/6/5"), (27, "2022年6月"), (28, "6月5日"), (31, "2022年6月5日"), (57, "2022年6月")]
)
def test_formats_that_have_a_number_and_no_code(number: int, text: str) -> None:
    assert shown(JUNE, local_format(number, "General")) == text


def read(book: Workbook) -> Document:
    return document_of(offices.workbook(book), "a.xlsx")


def filled(*rows: tuple[object, ...]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def test_a_date_under_a_chinese_format_without_a_code() -> None:
    book = filled(("任务", "时限"), ("疏浚河道", 44742))
    cell = book.worksheets[0]["B2"]
    cell.number_format = "General"
    cell._style.numFmtId = 57
    assert read(book).text == "任务\t时限\n疏浚河道\t2022年6月\n"


def test_hidden_sheets_are_no_text() -> None:
    book = filled(("任务", "时限"), ("疏浚河道", "2022年"))
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(("甲", "乙"))
        sheet.sheet_state = state
    assert read(book).text == "任务\t时限\n疏浚河道\t2022年\n"


def test_hidden_rows_and_columns_are_read() -> None:
    book = filled(("任务", "内部", "时限"), ("疏浚河道", "甲", "2022年"))
    book.worksheets[0].row_dimensions[2].hidden = True
    assert "疏浚河道" in read(book).text


def test_each_sheet_is_a_table() -> None:
    book = filled(("任务", "时限"), ("疏浚河道", "2022年"))
    book.create_sheet("二").append(("任务", "时限"))
    book.worksheets[1].append(("植树", "2023年"))
    document = read(book)
    assert [document.text[table.start : table.end] for table in document.tables] == [
        "任务\t时限\n疏浚河道\t2022年",
        "任务\t时限\n植树\t2023年",
    ]
    span = document.place_of(document.text.index("植树"), document.text.index("植树") + 2)
    assert span is not None
    assert (span.first.sheet, span.first.table, span.first.row, span.first.column) == ("二", 2, 2, 1)


def test_titles_over_a_table_and_a_note_under_it() -> None:
    book = filled(("任务分工表",), ("（2022年）",), ("任务", "时限"), ("疏浚河道", "2022年"), ("注：从严。",))
    book.worksheets[0].merge_cells("A1:B1")
    document = read(book)
    assert document.text == "任务分工表\n（2022年）\n任务\t时限\n疏浚河道\t2022年\n注：从严。\t\n"
    assert document.tables[0].start == len("任务分工表\n（2022年）\n")


def test_empty_rows_and_columns_are_left_out() -> None:
    book = Workbook()
    for place, words in (("C3", "任务"), ("E3", "时限"), ("C7", "疏浚河道"), ("E7", "2022年")):
        book.worksheets[0][place] = words
    assert read(book).text == "任务\t时限\n疏浚河道\t2022年\n"


def test_merged_cells() -> None:
    book = filled(("领域", "任务", None), ("水", "疏浚河道", "甲"), (None, "建设湿地", "乙"))
    book.worksheets[0].merge_cells("B1:C1")
    book.worksheets[0].merge_cells("A2:A3")
    document = read(book)
    assert document.text == "领域\t任务\t\n水\t疏浚河道\t甲\n\t建设湿地\t乙\n"
    grid = [[document.text[cell.start : cell.end] for cell in row] for row in document.tables[0].grid()]
    assert grid == [["领域", "任务", "任务"], ["水", "疏浚河道", "甲"], ["水", "建设湿地", "乙"]]


def test_line_breaks_in_a_cell() -> None:
    assert read(filled(("任务", "时限"), ("1.疏浚河道\n2.植树", "2022年"))).text.endswith("1.疏浚河道 2.植树\t2022年\n")

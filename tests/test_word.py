"""What is particular to Word: numbers that it generates, and what is no text."""

from typing import Any

import docx
import pytest

from extraction.formats.ordinals import written
from extraction.reader import document_of
from tests import offices


def text(document: Any) -> str:
    return document_of(offices.word(document), "a.docx").text


def numbered(*levels: int, forms: tuple[tuple[str, str], ...] = offices.LEVELS) -> str:
    document = docx.Document()
    offices.define_list(document, forms)
    for level in levels:
        offices.number_paragraph(document.add_paragraph("项"), level)
    return text(document).replace("项\n", "|")


def test_levels_count_on_and_start_over() -> None:
    assert numbered(0, 1, 2, 2, 1, 2, 0, 1) == "一、|（一）|1.|2.|（二）|1.|二、|（一）|"


def test_numbers_of_the_levels_above() -> None:
    forms = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    assert numbered(0, 1, 2, 1, 0, 2, forms=forms) == "1 |1.1 |1.1.1 |1.2 |2 |2.1.1 |"


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("chineseCountingThousand", 21, "二十一"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircleChinese", 11, "⑪"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("upperRoman", 4, "IV"),
        ("lowerLetter", 3, "c"),
        ("decimalZero", 3, "03"),
        ("anything", 3, "3"),
    ],
)
def test_forms_of_numbers(form: str, number: int, shown: str) -> None:
    assert written(number, form) == shown


def test_a_digit_after_a_number_stands_apart() -> None:
    document = docx.Document()
    offices.define_list(document)
    offices.number_paragraph(document.add_paragraph("2021年完成。"), 2)
    assert text(document) == "1. 2021年完成。\n"


def test_numbers_of_a_style() -> None:
    document = docx.Document()
    for words in ("甲", "乙"):
        document.add_paragraph(words, style="List Number")
    assert text(document) == "1.甲\n2.乙\n"


def test_bullets_are_no_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Bullet")
    assert text(document) == "甲\n"


def test_tracked_changes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("由县水利局")
    offices.delete(paragraph, "、县财政局")
    offices.insert(paragraph, "牵头。")
    first = document.add_paragraph("前半句，")
    offices.mark_deleted(first)
    document.add_paragraph("后半句。")
    assert text(document) == "由县水利局牵头。\n前半句，后半句。\n"


def test_hidden_text_and_contents() -> None:
    document = docx.Document()
    offices.hide(document.add_paragraph("看得见").add_run("看不见"))
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总体要求\t3", style="toc 1")
    assert text(document) == "看得见\n"


def test_line_breaks_and_tabs() -> None:
    document = docx.Document()
    document.add_paragraph("甲\n乙\t丙")
    assert text(document) == "甲\n乙 丙\n"


def test_table_in_its_place_and_numbers_in_it() -> None:
    document = docx.Document()
    offices.define_list(document)
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, ("甲\n一", "乙"), strict=True):
        offices.number_paragraph(row.cells[0].paragraphs[0], 2)
        row.cells[1].text = words
    document.add_paragraph("后")
    assert text(document) == "前\n1.\t甲 一\n2.\t乙\n后\n"


def test_a_frame_is_no_table() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "甲\n乙"
    read = document_of(offices.word(document), "a.docx")
    assert (read.text, read.tables) == ("甲\n乙\n", ())


@pytest.mark.parametrize(
    ("form", "shape", "shown"),
    [
        ("chineseCounting", "（%1）", "（一）|（二）|"),
        ("chineseCounting", "第%1章", "第一章 |第二章 |"),
        ("chineseCountingThousand", "%1是", "一是 |二是 |"),
        ("decimal", "(%1)", "(1)|(2)|"),
        ("decimalEnclosedCircleChinese", "%1", "① |② |"),
        ("decimal", "任务%1：", "任务1： |任务2： |"),
        ("none", "", "||"),
    ],
)
def test_shapes_of_numbers(form: str, shape: str, shown: str) -> None:
    assert numbered(0, 0, forms=((form, shape),)) == shown


def test_a_list_that_starts_over() -> None:
    document = docx.Document()
    offices.define_list(document)
    offices.restart_list(document, 91, start=3)
    for number in (90, 90, 91, 91, 90):
        offices.number_paragraph(document.add_paragraph("项"), 0, number)
    assert text(document) == "一、项\n二、项\n三、项\n四、项\n五、项\n"


def test_a_paragraph_taken_out_of_its_list() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    offices.number_paragraph(document.add_paragraph("插话", style="List Number"), 0, 0)
    document.add_paragraph("乙", style="List Number")
    assert text(document) == "1.甲\n插话\n2.乙\n"


def test_text_boxes() -> None:
    document = docx.Document()
    offices.add_text_box(document.add_paragraph("正文。"), "框中。", "第二段。")
    assert text(document) == "正文。\n框中。\n第二段。\n"


def test_footnotes_are_no_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("建设湿地")
    offices.add_footnote(paragraph)
    paragraph.add_run("。")
    assert text(document) == "建设湿地。\n"


def test_a_contents_list_in_a_field() -> None:
    document = docx.Document()
    offices.add_contents(document, "一、总体要求", "3")
    document.add_paragraph("一、总体要求")
    assert text(document) == "一、总体要求\n"


def test_a_moved_paragraph_and_a_deleted_row() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, words in zip(table.rows, ("甲", "乙", "丙"), strict=True):
        row.cells[0].text, row.cells[1].text = words, words
    offices.delete_row(table.rows[1])
    assert text(document) == "甲\t甲\n丙\t丙\n"


def test_cells_over_rows_and_columns() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "单位"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "水"
    read = document_of(offices.word(document), "a.docx")
    assert read.text == "\t单位\t\n水\t\t\n\t\t\n"
    spans = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in read.tables[0].cells}
    assert (spans[0, 1], spans[1, 0]) == ((1, 2), (2, 1))


def test_a_table_in_a_table() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    assert text(document) == "外\t甲 乙\n"


def test_content_controls() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    for element in (paragraph._p, table.cell(0, 1)._tc):
        offices.wrap_in_control(element)
    assert text(document) == "前\n甲\t乙\n"

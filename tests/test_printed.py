"""What is particular to PDF: pages, which know where signs stand and nothing else."""

import pytest

from extraction.formats.glyphs import Box, Drawn
from extraction.formats.ruled import tables_on
from extraction.pipeline import extract
from extraction.reader import document_of
from tests.offices import PLAN
from tests.printer import Printer


def text(printer: Printer) -> str:
    return document_of(printer.pages(), "a.pdf").text


def rows(*parts: tuple[tuple[str, ...], ...]) -> list[str]:
    """The rows that tables on pages that follow each other are read as, the one header left out."""
    printer = Printer()
    for part in parts:
        printer.turn() if part is not parts[0] else None
        printer.table(part)
    header, *found = text(printer).removesuffix("\n").split("\n")
    assert header == "\t".join(parts[0][0])
    return found


HEADER = ("序号", "工作任务", "牵头单位")
FIRST = (HEADER, ("1", "整治河道，", "县水利局"))


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        (("1", "整治河道，", "县水利局"), ("", "清理垃圾。", ""), ["1\t整治河道，清理垃圾。\t县水利局"]),
        (("1", "整治河道；", "县水利局"), ("", "清理垃圾。", ""), ["1\t整治河道；清理垃圾。\t县水利局"]),
        (("1", "清理", "县水利局、"), ("", "垃圾", "县城管局"), ["1\t清理垃圾\t县水利局、县城管局"]),
        (
            ("水", "整治河道", "县水利局"),
            ("", "清理垃圾", "县城管局"),
            ["水\t整治河道\t县水利局", "\t清理垃圾\t县城管局"],
        ),
        (
            ("1", "整治河道", "县水利局"),
            ("", "清理垃圾", "县城管局"),
            ["1\t整治河道\t县水利局", "\t清理垃圾\t县城管局"],
        ),
        (("1", "整治河道", "县水利局"), ("2", "清理垃圾", ""), ["1\t整治河道\t县水利局", "2\t清理垃圾\t"]),
    ],
)
def test_a_row_that_a_page_break_cut(before: tuple[str, ...], after: tuple[str, ...], read: list[str]) -> None:
    assert rows((HEADER, before), (after, ("9", "完", ""))) == [*read, "9\t完\t"]


def test_a_header_that_stands_again() -> None:
    assert rows(FIRST, (HEADER, ("", "清理垃圾。", ""))) == ["1\t整治河道，清理垃圾。\t县水利局"]


def test_rows_that_stand_again_are_rows() -> None:
    printer = Printer()
    printer.grid([75, 150], [["序号", "任务"], ["1", "整治河道。"]])
    printer.turn()
    printer.grid([75, 150], [["序号", "任务"], ["1", "整治河道。"]])
    assert text(printer) == "序号\t任务\n" + "1\t整治河道。\n" * 2


def test_columns_that_merged_cells_hide() -> None:
    printer = Printer()
    printer.table((("序号", "工作任务", "牵头单位"), ("1", "整治河道。", "县水利局")))
    printer.turn()
    printer.grid([75, 150], [["2", "清理垃圾。"], ["3", "建设湿地。"]])
    assert text(printer) == "序号\t工作任务\t牵头单位\n1\t整治河道。\t县水利局\n2\t清理垃圾。\t\n3\t建设湿地。\t\n"


def test_a_row_cut_with_no_line_under_it() -> None:
    printer = Printer()
    printer.grid([75, 150], [["序号", "任务"], ["1", "整治河道。"]], closed=False)
    printer.turn()
    printer.grid([75, 150], [["", "清理垃圾。"], ["2", "建设湿地。"]], opened=False)
    assert text(printer) == "序号\t任务\n1\t整治河道。清理垃圾。\n2\t建设湿地。\n"


def test_a_line_that_says_that_the_table_goes_on() -> None:
    printer = Printer()
    printer.table(FIRST)
    printer.turn()
    printer.line("续表")
    printer.table((HEADER, ("2", "建设湿地。", "县林业局")))
    assert text(printer).count("\n") == 3


def test_blanks_that_are_left_and_not_drawn() -> None:
    printer = Printer()
    printer.spaced("整治河道", "县水利局牵头", "2020年完成", gap=4)
    assert text(printer) == "整治河道 县水利局牵头 2020年完成\n"


def test_a_line_set_wide_has_no_blanks() -> None:
    printer = Printer()
    printer.spaced(*"整治河道由县水利局牵头", gap=5)
    assert text(printer) == "整治河道由县水利局牵头\n"


def test_white_that_programs_set_before_figures_is_no_blank() -> None:
    printer = Printer()
    printer.spaced("到", "2020", "年整治河道", "30", "公里，建设湿地", "2", "处", gap=4)
    assert text(printer) == "到2020年整治河道30公里，建设湿地2处\n"


PARAGRAPH = (
    "到2025年，全县农村自来水普及率达到96%以上，集中式饮用水水源水质达标率稳定在100%，城乡供水管网漏损率控制在9%以内。"
)


def test_a_page_on_its_side() -> None:
    printer = Printer()
    printer.aside(PARAGRAPH)
    assert text(printer) == PARAGRAPH + "\n"


@pytest.mark.parametrize(("angle", "size"), [(45, 40), (0, 60)])
def test_water_marks(angle: float, size: float) -> None:
    printer = Printer()
    printer.paragraph(PARAGRAPH)
    printer.water_mark("征求意见", angle, size)
    assert text(printer) == PARAGRAPH + "\n"


def test_a_table_without_ruled_lines() -> None:
    printer = Printer()
    printer.paragraph(PARAGRAPH)
    for row in (HEADER, ("1", "整治河道", "县水利局"), ("2", "建设湿地", "县林业局")):
        printer.spaced(*row, gap=60)
    assert text(printer) == PARAGRAPH + "\n序号 工作任务 牵头单位\n1 整治河道 县水利局\n2 建设湿地 县林业局\n"


def test_two_columns() -> None:
    printer = Printer()
    printer.title("供水提升方案")
    words = "".join(f"第{number}项工作由有关部门负责。" for number in range(30))
    printer.columns(words, 13)
    assert text(printer).replace("\n", "") == "供水提升方案" + words


def test_heads_and_page_numbers() -> None:
    printer = Printer("青石县人民政府公报")
    for number, paragraph in enumerate(PLAN[7:10]):
        printer.turn() if number else None
        printer.paragraph(paragraph)
    assert text(printer) == "".join(f"{paragraph}\n" for paragraph in PLAN[7:10])


def test_some_pages_without_text() -> None:
    printer = Printer()
    for paragraph in PLAN[3:6]:
        printer.paragraph(paragraph)
    printer.turn()
    printer.picture()
    printer.turn()
    for paragraph in PLAN[6:]:
        printer.paragraph(paragraph)
    document = document_of(printer.pages(), "a.pdf")
    (caution,) = extract(document).warnings
    assert (caution.kind, caution.about) == ("unread-page", "2")
    assert document.text[caution.start :].startswith(PLAN[6])
    assert [caution.message(language)[:6] for language in ("zh", "en")] == ["第2页没有文", "Page 2"]


def test_text_around_a_table() -> None:
    printer = Printer()
    printer.paragraph(PLAN[5])
    printer.table(FIRST)
    printer.y -= 28
    printer.paragraph(PLAN[8])
    printer.table((HEADER, ("2", "建设湿地。", "县林业局")))
    assert text(printer) == (
        f"{PLAN[5]}\n序号\t工作任务\t牵头单位\n1\t整治河道，\t县水利局\n{PLAN[8]}\n"
        "序号\t工作任务\t牵头单位\n2\t建设湿地。\t县林业局\n"
    )


def test_a_cell_over_two_columns() -> None:
    printer = Printer()
    printer.grid([150], [["责任单位"]], closed=False)
    printer.grid([75, 75], [["牵头", "配合"], ["县水利局", "县财政局"]])
    document = document_of(printer.pages(), "a.pdf")
    assert document.text == "责任单位\t\n牵头\t配合\n县水利局\t县财政局\n"
    assert document.tables[0].cells[0].columns == 2


def test_a_merged_cell_that_goes_on_overleaf() -> None:
    printer = Printer()
    printer.grid([75, 150], [["领域", "任务"], ["水源", "整治河道。"]])
    printer.turn()
    printer.columned([75, 150], ["", "建设湿地。", "植树。"])
    document = document_of(printer.pages(), "a.pdf")
    assert document.text == "领域\t任务\n水源\t整治河道。\n\t建设湿地。\n\t植树。\n"
    assert [row[0].start for row in document.tables[0].grid()][1:] == [document.text.index("水源")] * 3


def test_a_frame_around_text_is_no_table() -> None:
    printer = Printer()
    printer.grid([400], [["整治河道由县水利局牵头。"]])
    document = document_of(printer.pages(), "a.pdf")
    assert (document.text, document.tables) == ("整治河道由县水利局牵头。\n", ())


def test_blanks_between_words_at_the_ends_of_lines() -> None:
    printer = Printer()
    printer.line("2建设湿地按照 COD control plan and the other")
    printer.line("rules of the county的规定由县生态环境局牵头")
    assert text(printer).startswith("2建设湿地按照 COD control plan and the other rules of the county")


def test_numbers_of_items_at_the_ends_of_lines_that_have_random_marks() -> None:
    printer = Printer()
    for _ in range(20):
        printer.line("工作目标。到2020年.由县水利局牵头,县林业局、县财政局")
        printer.line("县农业局参与,到2020年.水质，达标率95.以上、参与。2")
        printer.line("提高监测能力、建设湿地.由县环保局牵头,县水利局参与")
    assert "参与。2 提高" in text(printer)


def test_dot_beside_a_table_is_no_side_of_it() -> None:
    flat = [Box(100, up, 300, up) for up in (100, 120, 140)]
    steep = [Box(across, 100, across, 140) for across in (100, 200, 300)]
    page = Drawn(1, 600, 800, (), (Box(10, 140, 10, 140), *flat, *steep), garbled=0, pictured=False)
    (table,) = tables_on(page)
    assert table.edges == (100, 200, 300)

"""The annexes of a plan hold all its tasks and targets, in the form in which offices print them."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from graph.library import add_plan
from graph.store import MemoryStore
from ontology.wording import DubanError
from queries.annexes import Annexes, Assignment, read_annexes
from queries.exports import word, workbook
from queries.exports.cells import fitted
from queries.exports.tables import tables_of

SMALL = """某区水污染防治实施方案

一、主要任务
（一）治理河流
1.整治黑臭水体。2017年底前，消除城区黑臭水体；开展河道清淤。（区水务局牵头，区环保局参与）
2.＝严格监管。＝加强执法检查。（区环保局、区公安局负责，区住建委指导）
（二）保障
1.2018年底前整治池塘。开展池塘清淤；加强日常养护。到2018年，污水收集率达85%以上。（区财政局牵头）
"""


@pytest.fixture(scope="module")
def annexes(store: MemoryStore) -> Annexes:
    return read_annexes(store, "yongchuan")


@pytest.fixture(scope="module")
def book(store: MemoryStore) -> Any:
    return load_workbook(io.BytesIO(workbook.write(store, ["yongchuan"])))


@pytest.fixture(scope="module")
def document(store: MemoryStore) -> Any:
    return Document(io.BytesIO(word.write(store, ["yongchuan"])))


@pytest.fixture(scope="module")
def small() -> MemoryStore:
    store = MemoryStore()
    add_plan(store, SMALL, "small")
    return store


def measures(task: Assignment) -> list[str]:
    return [fitted(measure.text) for measure in task.measures]


def merged_text(sheet: Any, row: int, column: int) -> str:
    """What a cell shows: its own text, or that of the merged cell that it is in."""
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
    return str(sheet.cell(row, column).value or "")


def rows_of(sheet: Any) -> Iterator[list[str]]:
    for row in range(1, sheet.max_row + 1):
        yield [merged_text(sheet, row, column) for column in range(1, sheet.max_column + 1)]


def check_tasks(rows: Sequence[Sequence[str]], annexes: Annexes) -> None:
    """Each task stands under its headings with its measures and bodies, in the plan's order."""
    numbered: dict[int, list[Sequence[str]]] = {}
    for row in rows:
        if row[0].isdigit():
            numbered.setdefault(int(row[0]), []).append(row)
    assert list(numbered) == list(range(1, len(annexes.tasks) + 1))
    for number, task in enumerate(annexes.tasks, start=1):
        own = numbered[number]
        assert {row[1] for row in own} == {task.title}
        assert [row[2] for row in own] == (measures(task) or [""])
        assert {row[4] for row in own} == {"、".join(task.bodies["lead"])}
        assert {row[5] for row in own} == {"、".join(task.bodies["participant"])}
        said = {line for row in own for line in row[3].split("\n") if line}
        assert said == {fitted(aim) for aim in task.aims}
    headings = {heading.text for task in annexes.tasks for heading in task.headings}
    assert headings == {row[0] for row in rows if len(set(row)) == 1 and not row[0].startswith("附件")} - {""}


def check_targets(rows: Sequence[Sequence[str]], annexes: Annexes) -> None:
    assert [row[7] for row in rows if row[0].isdigit()] == [goal.passage.text for goal in annexes.goals]
    assert [row[3] for row in rows if row[0].isdigit()] == [goal.figure for goal in annexes.goals]


def test_sheet_holds_every_target_and_task(book: Any, annexes: Annexes) -> None:
    assert book.sheetnames == ["附件1 工作目标", "附件2 任务分解表", "督办台账"]
    check_targets(list(rows_of(book["附件1 工作目标"])), annexes)
    rows = list(rows_of(book["附件2 任务分解表"]))
    assert rows[0][0] == "附件2"
    assert rows[1][0] == f"{annexes.title}\n任务分解表"
    check_tasks(rows[3:], annexes)


def test_document_holds_every_target_and_task(document: Any, annexes: Annexes) -> None:
    targets, tasks = document.tables
    check_targets([[cell.text for cell in row.cells] for row in targets.rows], annexes)
    check_tasks([[cell.text for cell in row.cells] for row in list(tasks.rows)[1:]], annexes)
    written = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert written == ["附件1", annexes.title, "工作目标", "附件2", annexes.title, "任务分解表"]


def test_texts_are_the_plans(store: MemoryStore, annexes: Annexes) -> None:
    text = store.select("SELECT ?t WHERE { ?p <https://w3id.org/duban/ontology#text> ?t }")[0]["t"].value
    assert (len(annexes.tasks), len(annexes.goals)) == (65, 62)
    for task in annexes.tasks:
        for stretch in (*task.measures, *task.deadlines, *(target.passage for target in task.targets)):
            assert "".join(stretch.text.split()) == "".join(text[stretch.start : stretch.end].split()) or (
                stretch.text in text[stretch.start : stretch.end]
            )


def test_sheets_are_ready_to_print(book: Any) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.center.text == "第&P页　共&N页"
        header = 2 if sheet.title == "督办台账" else 3
        assert sheet.print_title_rows in (f"${header}:${header}", f"{header}:{header}")
        assert sheet.cell(header, 1).value == "序号"
        assert not sheet.protection.sheet
        assert sheet.cell(header, 1).font.name == "黑体"
        assert "仿宋_GB2312" in {cell.font.name for cell in sheet[header + 3]}


def test_tasks_are_merged_over_their_measures(book: Any, annexes: Annexes) -> None:
    sheet = book["附件2 任务分解表"]
    down = {str(area) for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 2}
    assert len(down) == sum(len(task.measures) > 1 for task in annexes.tasks)
    across = [area for area in sheet.merged_cells.ranges if area.min_row == area.max_row and area.min_row > 3]
    assert across
    assert {(area.min_col, area.max_col) for area in across} == {(1, 6)}


def test_no_page_begins_in_a_heading_or_ends_after_one(book: Any) -> None:
    sheet = book["附件2 任务分解表"]
    breaks = [found.id for found in sheet.row_breaks.brk]
    assert breaks
    headings = {area.min_row for area in sheet.merged_cells.ranges if area.min_col != area.max_col}
    assert not headings & set(breaks)


def test_document_is_ready_to_print(document: Any) -> None:
    for section in document.sections:
        assert (section.page_width.cm, section.page_height.cm) == (pytest.approx(29.7, 0.01), pytest.approx(21, 0.01))
        assert "".join(section.footer.paragraphs[0].text.split()) == "第页共页"
        fields = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    for table in document.tables:
        rows = list(table.rows)
        assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows[1:])
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_document_names_its_east_asian_fonts(document: Any) -> None:
    used = {fonts.get(qn("w:eastAsia")) for fonts in document.element.body.iter(qn("w:rFonts"))}
    assert used == {"方正小标宋简体", "黑体", "仿宋_GB2312"}
    table = next(p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml").blob.decode()
    assert all(f'<w:font w:name="{name}"><w:altName' in table for name in used)


def test_tc_properties_are_in_the_order_of_the_standard(document: Any) -> None:
    """Word refuses a file where they are not (ISO/IEC 29500-1, 17.4.69)."""
    order = ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]
    for properties in document.element.body.iter(qn("w:tcPr")):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == sorted(names, key=order.index)


def test_same_graph_gives_the_same_bytes(store: MemoryStore) -> None:
    for module in (workbook, word):
        assert module.write(store, ["yongchuan"]) == module.write(store, ["yongchuan"])


def test_roles_that_some_body_has_get_a_column(small: MemoryStore) -> None:
    targets, tasks = tables_of(read_annexes(small, "small"))
    assert tasks.headings[4:] == ("牵头单位", "参与单位", "共同责任单位", "指导单位")
    assert [block.rows[0][0] for block in tasks.blocks if block.depth] == [
        "一、主要任务",
        "（一）治理河流",
        "（二）保障",
    ]
    assert [row[3:6] for block in targets.blocks for row in block.rows] == [
        ("定性目标", "", "2017年"),
        ("≥85%", "%", "2018年"),
    ]


def test_aims_stand_beside_their_measures_where_each_has_one(small: MemoryStore) -> None:
    first, _, last = read_annexes(small, "small").tasks
    assert [step.aims for step in first.steps] == [("2017年底前", "消除城区黑臭水体"), ()]
    blocks = [block for block in tables_of(read_annexes(small, "small"))[1].blocks if not block.depth]
    assert (3 in blocks[0].shared, 3 in blocks[2].shared) == (False, True)
    assert last.steps == ()
    assert blocks[2].rows[0][3] == "\n".join(last.aims)


def test_text_of_a_plan_is_no_formula(small: MemoryStore) -> None:
    book = load_workbook(io.BytesIO(workbook.write(small, ["small"])))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    hostile = [cell for cell in cells if str(cell.value).startswith("＝")]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


def test_several_plans_have_sheets_and_sections_each() -> None:
    both = MemoryStore()
    add_plan(both, SMALL, "small")
    add_plan(both, SMALL.replace("某区", "另一区"), "other")
    book = load_workbook(io.BytesIO(workbook.write(both, ["small", "other"])))
    assert book.sheetnames == [
        f"{name} ({number})" for number in (1, 2) for name in ("附件1 工作目标", "附件2 任务分解表", "督办台账")
    ]
    document = Document(io.BytesIO(word.write(both, ["small", "other"])))
    assert (len(document.tables), len(document.sections)) == (4, 4)


def test_plan_without_tasks_has_no_annex_of_them() -> None:
    store = MemoryStore()
    add_plan(store, "某区规划\n\n一、主要目标\n到2020年，污水处理率达到85%以上。\n", "goals")
    assert load_workbook(io.BytesIO(workbook.write(store, ["goals"]))).sheetnames == ["附件1 工作目标"]
    assert len(Document(io.BytesIO(word.write(store, ["goals"]))).tables) == 1


def test_unknown_plan_is_refused(small: MemoryStore) -> None:
    with pytest.raises(DubanError, match="no plan nothing"):
        workbook.write(small, ["nothing"])


def test_what_is_merged_over_pages_stands_at_the_top(document: Any, annexes: Annexes, book: Any) -> None:
    """In the middle, it would be where one page ends and another begins."""
    longest = max(range(len(annexes.tasks)), key=lambda number: len(annexes.tasks[number].measures))
    title, shortest = annexes.tasks[longest].title, annexes.tasks[0].title
    rows = [row._tr.tc_lst for row in document.tables[1].rows]
    found = {"".join(p.text for p in cells[1].p_lst): cells[1].tcPr.vAlign_val for cells in rows if len(cells) > 1}
    assert (str(found[title]), str(found[shortest])) == ("TOP (0)", "CENTER (1)")
    cells = {row[1].value: row[1].alignment.vertical for row in book["附件2 任务分解表"].iter_rows(min_row=4)}
    assert (cells[title], cells[shortest]) == ("top", "center")

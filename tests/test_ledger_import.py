"""A ledger that went out and comes back: whatever was done to its sheet, what people entered is told from the plan."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from pyoxigraph import Quad, RdfFormat, serialize

from extraction.formats.sheets import sheets_in
from extraction.reader import read_sheets
from graph import iri
from graph.library import add_plan
from graph.store import MemoryStore, Store, open_store
from graph.validate import violations
from ontology import PLAN
from ontology.wording import LANGUAGES, DubanError
from queries.catalogue import entries, get_entry, run
from queries.exports import workbook
from queries.item import get_item
from queries.ledgers.imports import ImportReport, import_ledger
from queries.ledgers.progress import read_progress

TEXT = """某区水污染防治实施方案

一、主要任务
（一）治理河流
1.整治黑臭水体。2017年底前，消除城区黑臭水体；开展河道清淤。（区水务局牵头，区环保局参与）
2.严格监管。加强执法检查。（区环保局、区公安局负责）
3.建设管网。铺设污水管网；改造泵站。（区住建委牵头）
（二）保障
1.落实资金。加大投入。（区财政局牵头，区水利局参与）
"""
MOMENT = datetime(2017, 7, 3, 8, tzinfo=UTC)
LEDGER = "督办台账"
Edit = Callable[[Any], None]


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    add_plan(made, TEXT, "river")
    return made


def exported(store: Store) -> Any:
    return load_workbook(io.BytesIO(workbook.write(store, [plan.id for plan in store.plans()])))


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[2] if cell.value}


def put(sheet: Any, row: int, **values: object) -> None:
    names = {
        "progress": "进展情况",
        "status": "完成情况",
        "by": "填报人",
        "day": "填报日期",
        "lead": "牵头单位",
        "participants": "参与单位",
        "title": "重点任务",
        "measures": "具体措施",
        "deadlines": "完成时限",
        "key": "版本（勿改）",
    }
    for name, value in values.items():
        sheet.cell(row, columns(sheet)[names[name]]).value = value


def fill(sheet: Any) -> None:
    put(sheet, 3, progress="已消除两处", status="推进中", by="张三", day=date(2017, 6, 30))
    put(sheet, 6, participants="区水务局", by="李四")


def take_in(store: Store, book: Any, folder: Path, by: str = "", moment: datetime = MOMENT) -> ImportReport:
    path = folder / "台账.xlsx"
    book.save(path)
    return import_ledger(store, read_sheets(path), path.name, moment, by)


def after(store: Store, folder: Path, edit: Edit, by: str = "") -> ImportReport:
    book = exported(store)
    edit(book[LEDGER])
    return take_in(store, book, folder, by)


def notes(report: ImportReport) -> list[str]:
    for note in report.notes:
        assert all(note.text(language) for language in LANGUAGES)
    return [note.key for note in report.notes]


def content_of(store: MemoryStore, *leaving: str) -> bytes:
    left = {iri.progress_graph(plan) for plan in leaving}
    triples = sorted(
        (quad for quad in store._database if quad.graph_name not in left),
        key=lambda quad: (str(quad.graph_name), str(quad)),
    )
    return serialize(triples, format=RdfFormat.N_QUADS) or b""


def entered(store: Store, task: str) -> list[tuple[str, str, str, str]]:
    progress = read_progress(store, "river").get(iri.task("river", task).value)
    return [(said.text, said.status, said.reporter, said.day) for said in progress.reports] if progress else []


def corrected(store: Store, task: str) -> list[tuple[str, str, str]]:
    progress = read_progress(store, "river").get(iri.task("river", task).value)
    return [(said.corrects, said.old, said.new) for said in progress.corrections] if progress else []


FILLED = [("已消除两处", PLAN["underway"], "张三", "2017-06-30")]
CHANGED = [(PLAN["hasParticipant"], "区水利局", "区水务局")]


def check_filled(store: Store, report: ImportReport) -> None:
    assert (len(report.reports), len(report.corrections)) == (1, 1)
    assert entered(store, "1.1.1") == FILLED
    assert corrected(store, "1.2.1") == CHANGED


def test_what_is_filled_in_is_stated_and_the_plan_stays_as_it_is(store: MemoryStore, tmp_path: Path) -> None:
    before = content_of(store)
    report = after(store, tmp_path, fill)
    check_filled(store, report)
    assert notes(report) == []
    assert content_of(store, "river") == before
    assert content_of(store) != before


def test_entries_say_who_when_and_which_cell(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    rows = store.select(f"""PREFIX : <https://w3id.org/duban/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?kind ?who ?when ?book ?sheet ?cell WHERE {{ GRAPH {iri.progress_graph("river")} {{
          ?entry a ?kind ; prov:wasAttributedTo/foaf:name ?who ; prov:generatedAtTime ?when .
          ?entry :workbook ?book ; :sheet ?sheet ; :cell ?cell }} VALUES ?kind {{ :ProgressReport :Correction }} }}
        ORDER BY ?kind ?cell""")
    said = [tuple(row[name].value for name in ("who", "when", "book", "sheet")) for row in rows]
    assert set(said) == {(who, "2017-07-03T08:00:00Z", "台账.xlsx", LEDGER) for who in ("张三", "李四")}
    sheet = exported(store)[LEDGER]
    letters = {name: sheet.cell(2, place).column_letter for name, place in columns(sheet).items()}
    cells = {row["cell"].value for row in rows}
    filled = {letters[name] + "3" for name in ("进展情况", "完成情况", "填报人", "填报日期")}
    assert cells == filled | {letters["参与单位"] + "6"}


def test_what_is_stated_holds_to_the_shapes(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    assert violations([Quad(q.subject, q.predicate, q.object, q.graph_name) for q in store._database]) == []


@pytest.mark.parametrize("name", [name for name, entry in entries().items() if entry.group != "progress"])
def test_what_is_entered_changes_no_answer_about_the_plan(store: MemoryStore, tmp_path: Path, name: str) -> None:
    values = {p.name: p.example for p in get_entry(name).parameters if not p.optional}
    before = run(store, name, values).rows
    after(store, tmp_path, fill)
    assert run(store, name, values).rows == before


def test_same_ledger_again_adds_nothing(store: MemoryStore, tmp_path: Path) -> None:
    book = exported(store)
    fill(book[LEDGER])
    take_in(store, book, tmp_path)
    content = content_of(store)
    report = take_in(store, book, tmp_path, moment=datetime(2018, 1, 1, tzinfo=UTC))
    assert (report.reports, report.corrections, report.known) == ((), (), 2)
    assert content_of(store) == content


def test_next_ledger_shows_what_was_entered_and_adds_nothing_as_it_is(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    sheet = exported(store)[LEDGER]
    shown = [sheet.cell(3, columns(sheet)[name]).value for name in ("进展情况", "完成情况", "填报人")]
    assert shown == ["已消除两处", "推进中", "张三"]
    assert sheet.cell(3, columns(sheet)["填报日期"]).value.date() == date(2017, 6, 30)
    assert sheet.cell(6, columns(sheet)["参与单位"]).value == "区水利局"
    assert sheet.cell(6, columns(sheet)["更正"]).value == "参与单位：区水务局（李四，2017-07-03）"
    report = after(store, tmp_path, lambda _: None)
    assert (report.reports, report.corrections, report.known, notes(report)) == ((), (), 0, [])


def test_later_report_follows_the_one_that_was_shown(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    after(store, tmp_path, lambda sheet: put(sheet, 3, status="已完成", progress="全部消除"))
    after(store, tmp_path, lambda sheet: put(sheet, 3, status="推进中", progress="已消除两处"))
    assert [text for text, *_ in entered(store, "1.1.1")].count("已消除两处") == 2
    latest = get_item(store, "1.1.1").progress.latest
    assert latest is not None
    assert (latest.text, latest.before != "") == ("已消除两处", True)


def test_day_that_was_mistyped_can_be_put_right(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, lambda sheet: put(sheet, 3, status="推进中", by="张三", day="2071-06-30"))
    after(store, tmp_path, lambda sheet: put(sheet, 3, day="2017-06-30"))
    latest = get_item(store, "1.1.1").progress.latest
    assert latest is not None
    assert latest.day == "2017-06-30"


def test_correction_can_be_corrected_and_taken_up_again(store: MemoryStore, tmp_path: Path) -> None:
    for month, value in enumerate(("区水务局", "区水文局", "区水务局"), start=7):
        book = exported(store)
        put(book[LEDGER], 6, participants=value, by="李四")
        take_in(store, book, tmp_path, moment=MOMENT.replace(month=month))
    assert [new for _, _, new in corrected(store, "1.2.1")] == ["区水务局", "区水文局", "区水务局"]
    assert [said.new for said in get_item(store, "1.2.1").progress.standing] == ["区水务局"]


@pytest.mark.parametrize(
    ("day", "is_read"),
    [
        ("2017年6月30日", True),
        ("2017/6/30", True),
        ("2017.06.30", True),
        ("20170630", True),
        (20170630, True),
        (42916, True),
        (42916.0, True),
        (datetime(2017, 6, 30, 9, 30), True),
        ("  2017-06-30 ", True),
        ("六月底", False),
        ("2017-02-30", False),
    ],
)
def test_days_are_read_however_they_are_written(
    store: MemoryStore, tmp_path: Path, day: object, *, is_read: bool
) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, 3, status="推进中", by="张三", day=day)
        if not isinstance(day, datetime):  # as pasted from elsewhere
            sheet.cell(3, columns(sheet)["填报日期"]).number_format = "General"

    report = after(store, tmp_path, edit)
    assert [said[3] for said in entered(store, "1.1.1")] == (["2017-06-30"] if is_read else [])
    assert notes(report) == ([] if is_read else ["bad-date"])


def move_columns(sheet: Any) -> None:
    """Put the columns in the opposite order."""
    last = max(columns(sheet).values())
    for row in range(2, sheet.max_row + 1):
        values = [sheet.cell(row, column).value for column in range(1, last + 1)]
        for column, value in enumerate(reversed(values), start=1):
            sheet.cell(row, column).value = value


def sort_rows(sheet: Any) -> None:
    last = max(columns(sheet).values())
    rows = [[sheet.cell(row, column).value for column in range(1, last + 1)] for row in range(3, 7)]
    for row, values in zip(range(3, 7), reversed(rows), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value


def add_blanks(sheet: Any) -> None:
    for name in ("重点任务", "具体措施", "牵头单位", "参与单位"):
        for row in range(3, 7):
            cell = sheet.cell(row, columns(sheet)[name])
            cell.value = f"  {cell.value or ''} \r\n".replace("、", "，") if cell.value else cell.value


def rename(sheet: Any) -> None:
    sheet.title = "2017年上半年"


def put_rows_above(sheet: Any) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 3)
    sheet["A1"] = "各单位请于七月五日前填报"


def drop_order(sheet: Any) -> None:
    sheet.delete_cols(1, 3)


def merge_reporters(sheet: Any) -> None:
    """Merge one name over all rows, as offices do."""
    column = columns(sheet)["填报人"]
    sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)


def spaced_heading(sheet: Any) -> None:
    sheet.cell(2, columns(sheet)["进展情况"]).value = "进 展\n情 况"


@pytest.mark.parametrize(
    "change", [move_columns, sort_rows, add_blanks, rename, put_rows_above, drop_order, merge_reporters, spaced_heading]
)
def test_sheet_may_be_changed_as_people_do(store: MemoryStore, tmp_path: Path, change: Edit) -> None:
    def edit(sheet: Any) -> None:
        fill(sheet)
        change(sheet)

    report = after(store, tmp_path, edit)
    check_filled(store, report)
    assert notes(report) == []


def test_deleted_row_removes_nothing(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    report = after(store, tmp_path, lambda sheet: sheet.delete_rows(3, 2))
    assert notes(report) == ["deleted"]
    assert report.notes[0].values == {"plan": "river", "count": 2, "ids": "1.1.1, 1.1.2"}
    assert entered(store, "1.1.1") == FILLED


def test_inserted_row_is_told_by_its_number(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        fill(sheet)
        sheet.insert_rows(5)
        put(sheet, 5, title="新增任务", status="已完成", by="王五")

    report = after(store, tmp_path, edit)
    check_filled(store, report)
    assert notes(report) == ["inserted"]
    assert report.notes[0].values == {"sheet": LEDGER, "row": 5, "text": "新增任务"}


def repeat(sheet: Any, row: int) -> None:
    for column in columns(sheet).values():
        sheet.cell(7, column).value = sheet.cell(row, column).value


def test_row_that_is_there_twice_counts_once(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        fill(sheet)
        repeat(sheet, 3)

    report = after(store, tmp_path, edit)
    check_filled(store, report)
    assert notes(report) == ["repeated"]


def test_rows_of_one_task_that_differ_are_not_taken_in(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        fill(sheet)
        repeat(sheet, 3)
        put(sheet, 7, progress="已消除三处")

    report = after(store, tmp_path, edit)
    assert notes(report) == ["conflicting"]
    assert report.notes[0].values == {"id": "1.1.1", "rows": f"{LEDGER}!3, {LEDGER}!7"}
    assert entered(store, "1.1.1") == []
    assert corrected(store, "1.2.1") == CHANGED


def test_changed_version_is_told_by_its_cell(store: MemoryStore, tmp_path: Path) -> None:
    report = after(store, tmp_path, lambda sheet: put(sheet, 3, key="1.1.1", status="已完成", by="张三"))
    assert notes(report) == ["broken-key", "deleted"]


def test_newer_text_takes_in_only_rows_that_agree(store: MemoryStore, tmp_path: Path) -> None:
    book = exported(store)
    fill(book[LEDGER])
    put(book[LEDGER], 5, status="已完成", by="王五")
    newer = TEXT.replace("（区水务局牵头，区环保局参与）", "（区环保局牵头）").replace(
        "3.建设管网。铺设污水管网；改造泵站。（区住建委牵头）\n", ""
    )
    add_plan(store, newer, "river")
    report = take_in(store, book, tmp_path)
    assert notes(report) == ["newer-text", "changed-row", "gone"]
    assert entered(store, "1.1.1") == []
    assert corrected(store, "1.2.1") == CHANGED


def test_progress_stays_through_a_newer_text(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, fill)
    add_plan(store, TEXT.replace("加大投入", "加大资金投入"), "river")
    assert entered(store, "1.1.1") == FILLED
    sheet = exported(store)[LEDGER]
    assert sheet.cell(3, columns(sheet)["进展情况"]).value == "已消除两处"
    store.remove_plan("river")
    assert not list(store._database.quads_for_pattern(None, None, None, iri.progress_graph("river")))


def test_cell_that_was_cleared_is_a_correction_and_progress_that_was_is_none(
    store: MemoryStore, tmp_path: Path
) -> None:
    after(store, tmp_path, fill)
    report = after(store, tmp_path, lambda sheet: put(sheet, 3, progress=None, status=None, lead=None))
    assert corrected(store, "1.1.1") == [(PLAN["ledBy"], "区水务局", "")]
    assert entered(store, "1.1.1") == FILLED
    report = after(store, tmp_path, lambda sheet: put(sheet, 3, progress=None, status=None))
    assert notes(report) == ["cleared"]


def test_figures_are_taken_as_they_are_shown(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, 3, progress=0.5, by="张三")
        sheet.cell(3, columns(sheet)["进展情况"]).number_format = "0%"
        put(sheet, 4, progress=12.0, by=1)
        put(sheet, 5, progress=42916, by="张三")
        sheet.cell(5, columns(sheet)["进展情况"]).number_format = 'yyyy"年"m"月"'

    after(store, tmp_path, edit)
    assert [text for task in ("1.1.1", "1.1.2", "1.1.3") for text, *_ in entered(store, task)] == [
        "50%",
        "12",
        "2017-06-30",
    ]


def test_copy_of_the_sheet_counts_once(store: MemoryStore, tmp_path: Path) -> None:
    book = exported(store)
    fill(book[LEDGER])
    book.copy_worksheet(book[LEDGER])
    report = take_in(store, book, tmp_path)
    check_filled(store, report)
    assert notes(report) == ["repeated"]
    assert report.notes[0].values["count"] == 4


def test_status_goes_by_its_other_names_too(store: MemoryStore, tmp_path: Path) -> None:
    after(store, tmp_path, lambda sheet: put(sheet, 3, status="进行中", by="张三"))
    assert [status for _, status, *_ in entered(store, "1.1.1")] == [PLAN["underway"]]
    after(store, tmp_path, lambda sheet: put(sheet, 4, progress="已检查", by="张三"))
    report = after(store, tmp_path, lambda sheet: put(sheet, 4, status="差不多", by="张三"))
    assert notes(report) == ["bad-status"]
    assert [status for _, status, *_ in entered(store, "1.1.2")] == [""]


def test_somebody_must_report(store: MemoryStore, tmp_path: Path) -> None:
    before = content_of(store)
    with pytest.raises(DubanError, match="row 3; nothing was written") as told:
        after(store, tmp_path, lambda sheet: put(sheet, 3, status="已完成"))
    assert "没有填报人" in told.value.text("zh")
    assert content_of(store) == before
    after(store, tmp_path, lambda sheet: put(sheet, 3, status="已完成"), by=" 区农委 ")
    assert [who for *_, who, _ in entered(store, "1.1.1")] == ["区农委"]


def test_merged_cells_are_told_from_cleared_ones(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        fill(sheet)
        lead = columns(sheet)["牵头单位"]
        sheet.merge_cells(start_row=6, end_row=6, start_column=lead - 1, end_column=lead)
        for row, value in ((3, "张三"), (4, None)):
            sheet.cell(row, columns(sheet)["填报人"]).value = value
        put(sheet, 4, status="推进中")
        by = columns(sheet)["填报人"]
        sheet.merge_cells(start_row=3, end_row=4, start_column=by, end_column=by)

    after(store, tmp_path, edit)
    assert (corrected(store, "1.2.1"), entered(store, "1.1.1")) == (CHANGED, FILLED)
    assert [who for *_, who, _ in entered(store, "1.1.2")] == ["张三"]


def test_what_looks_like_a_formula_comes_back_as_it_was_entered(store: MemoryStore, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, 3, by="张三", progress="x")
        cell = sheet.cell(3, columns(sheet)["进展情况"])
        cell.value, cell.data_type = '=HYPERLINK("x")', "s"

    after(store, tmp_path, edit)
    assert [text for text, *_ in entered(store, "1.1.1")] == ['=HYPERLINK("x")']
    sheet = exported(store)[LEDGER]
    cell = sheet.cell(3, columns(sheet)["进展情况"])
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


def drop_key(sheet: Any) -> None:
    sheet.delete_cols(columns(sheet)["版本（勿改）"])


def test_ledger_without_its_hidden_column_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(DubanError, match="lacks the hidden column") as told:
        after(store, tmp_path, drop_key)
    assert "隐藏列" in told.value.text("zh")


def test_workbook_without_a_ledger_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(DubanError, match="no ledger found"):
        take_in(store, Workbook(), tmp_path)
    book = exported(store)
    del book[LEDGER]
    with pytest.raises(DubanError, match="no ledger found"):
        take_in(store, book, tmp_path)


def test_ledger_of_another_plan_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    book = exported(store)
    other = MemoryStore()
    add_plan(other, TEXT, "lake")
    with pytest.raises(DubanError, match="plans \\(river\\)"):
        take_in(other, book, tmp_path)


def test_ledgers_of_several_plans_come_back_in_one_workbook(store: MemoryStore, tmp_path: Path) -> None:
    add_plan(store, TEXT.replace("某区", "另一区"), "lake")
    book = exported(store)
    assert [name for name in book.sheetnames if LEDGER in name] == [f"{LEDGER} (1)", f"{LEDGER} (2)"]
    put(book[f"{LEDGER} (1)"], 3, status="已完成", by="张三")
    put(book[f"{LEDGER} (2)"], 3, status="超期", by="张三")
    store.remove_plan("lake")
    report = take_in(store, book, tmp_path)
    assert (len(report.reports), notes(report)) == (1, ["no-plan"] * 4)


def test_ledgers_of_several_plans_are_taken_in_at_once_or_not_at_all(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as kept:
        for plan in ("lake", "river"):
            add_plan(kept, TEXT, plan)
        book = exported(kept)
        put(book[f"{LEDGER} (1)"], 3, status="已完成", by="张三")
        put(book[f"{LEDGER} (2)"], 3, status="超期")
        before = kept.state()
        with pytest.raises(DubanError, match="nobody is named"):
            take_in(kept, book, tmp_path)
        assert kept.state() == before
        assert len(take_in(kept, book, tmp_path, by="李四").reports) == 2
        state = kept.state()
        assert state != before
    with open_store(tmp_path / "store") as again:
        assert entered(again, "1.1.1") == [("", PLAN["overdue"], "李四", "")]


def archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(f"xl/{name}", content)
    return path


@pytest.mark.parametrize(
    ("name", "parts", "complaint"),
    [
        ("a.xlsx", {"vbaProject.bin": b"macro"}, "holds macros"),
        ("a.xlsm", {"vbaProject.bin": b"macro"}, "holds macros"),
        ("a.xlsx", {"bomb.xml": b" " * 100_000_001}, "unpacks to more"),
        ("a.xlsx", {"dtd.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "document type"),
    ],
)
def test_workbooks_that_could_do_harm_are_refused(
    store: MemoryStore, tmp_path: Path, name: str, parts: dict[str, bytes], complaint: str
) -> None:
    exported(store).save(tmp_path / name)
    with pytest.raises(DubanError, match=complaint):
        read_sheets(archive(tmp_path / name, **parts))


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("a.xlsx", b"not a workbook", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old format"),
        ("a.csv", b"a,b", "are not read"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DubanError, match=complaint):
        read_sheets(tmp_path / name)
    with pytest.raises(DubanError, match="no such file"):
        read_sheets(tmp_path / "none.xlsx")


def test_sheet_of_the_ledger_helps_to_fill_it_in(store: MemoryStore) -> None:
    sheet = exported(store)[LEDGER]
    letters = {name: sheet.cell(2, place).column_letter for name, place in columns(sheet).items()}
    assert sheet.column_dimensions[letters["版本（勿改）"]].hidden
    assert sheet.auto_filter.ref == f"A2:{letters['版本（勿改）']}6"
    assert sheet.freeze_panes == f"{letters['具体措施']}3"
    rules = {rule.type: (rule.formula1, str(rule.sqref)) for rule in sheet.data_validations.dataValidation}
    assert rules["list"] == ('"未启动,推进中,已完成,超期"', f"{letters['完成情况']}3:{letters['完成情况']}6")
    assert rules["date"][1] == f"{letters['填报日期']}3:{letters['填报日期']}6"


STATUSES = ("未启动", "推进中", "已完成", "超期")
TASKS = ("1.1.1", "1.1.2", "1.1.3", "1.2.1")


@settings(max_examples=25)
@given(st.permutations([(task, status) for task in TASKS for status in STATUSES[:2]]), st.integers(0, 8))
def test_rows_count_by_their_task_wherever_they_stand(rows: list[tuple[str, str]], kept: int) -> None:
    """Any choice and order of rows: one row of a task counts, two that differ do not, none is told."""
    store = MemoryStore()
    add_plan(store, TEXT, "river")
    sheet = exported(store)[LEDGER]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    status, by = columns(sheet)["完成情况"] - 1, columns(sheet)["填报人"] - 1
    sheet.delete_rows(3, 4)
    for number, (task, said) in enumerate(rows[:kept], start=3):
        values = [*texts[TASKS.index(task)]]
        values[status], values[by] = said, "张三"
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    content = io.BytesIO()
    sheet.parent.save(content)
    report = import_ledger(store, sheets_in(content.getvalue(), "台账.xlsx"), "台账.xlsx", MOMENT)
    said_of = {task: {said for other, said in rows[:kept] if other == task} for task in TASKS}
    assert {task for task in TASKS if entered(store, task)} == {
        task for task, said in said_of.items() if len(said) == 1
    }
    told = {note.key: note.values for note in report.notes}
    assert ("conflicting" in told) == any(len(said) > 1 for said in said_of.values())
    missing = [task for task, said in said_of.items() if not said]
    assert told.get("deleted", {}).get("ids", "") == (", ".join(missing) if kept else "")

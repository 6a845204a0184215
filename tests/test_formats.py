"""One plan, whatever office saved it."""

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Document, Span
from extraction.pipeline import extract
from extraction.reader import document_of
from extraction.records import Plan
from extraction.serialise import to_json
from ontology.wording import DubanError
from tests import offices
from tests.printer import Printer

PLANS: dict[str, Callable[[], bytes]] = {
    "a.html": offices.html_plan,
    "a.docx": offices.word_plan,
    "a.pdf": offices.printed_plan,
}
TABLES: dict[str, Callable[[], bytes]] = {
    "a.html": offices.html_table,
    "a.docx": offices.word_table,
    "a.xlsx": offices.sheet_table,
    "a.csv": offices.delimited_table,
    "a.tsv": lambda: offices.delimited_table(mark="\t"),
    "a.pdf": offices.printed_table,
}

MADE = [(name, make()) for name, make in (*PLANS.items(), *TABLES.items())]


def found(plan: Plan) -> object:
    """What was extracted, without where it stands."""
    tasks = [
        (t.id, t.title, [(r.name, r.role) for r in t.responsibilities], [(d.kind, d.start, d.end) for d in t.deadlines])
        for t in plan.tasks
    ]
    targets = [(t.section, t.indicator, t.comparator, t.value, t.unit, t.year) for t in plan.targets]
    return plan.title, plan.issuer, plan.issued, tasks, targets


def complaint(content: bytes, name: str) -> str:
    with pytest.raises(DubanError) as caught:
        document_of(content, name)
    for language in ("zh", "en"):
        assert name in caught.value.text(language)
        assert "\n" not in caught.value.text(language)
    return caught.value.key.removeprefix("errors.")


@pytest.fixture(scope="module")
def reference() -> Plan:
    plan = extract(offices.plan_text())
    assert [task.id for task in plan.tasks if task.clause] == ["2.1.1", "2.1.2", "2.2.1", "2.2.2"]
    return plan


@pytest.mark.parametrize("name", PLANS)
def test_text_is_the_same(name: str) -> None:
    text = document_of(PLANS[name](), name).text
    assert text.startswith(offices.plan_text()) if name == "a.pdf" else text == offices.plan_text()


@pytest.mark.parametrize("name", PLANS)
def test_extraction_is_the_same(name: str, reference: Plan) -> None:
    document = document_of(PLANS[name](), name)
    assert found(extract(Document(document.text[: len(offices.plan_text())], document.places))) == found(reference)


@pytest.mark.parametrize("name", TABLES)
def test_table_is_the_same(name: str) -> None:
    document = document_of(TABLES[name](), name)
    assert document.text == offices.ledger_text()
    (table,) = document.tables
    grid = [[document.text[cell.start : cell.end] for cell in row] for row in table.grid()]
    merged = "" if name.endswith("sv") else "水源保护"
    assert grid[2] == ["2", merged, *offices.LEDGER[2][2:]]
    assert grid[0] == list(offices.LEDGER[0])


@pytest.mark.parametrize("name", TABLES)
def test_cells_know_their_place(name: str) -> None:
    document = document_of(TABLES[name](), name)
    start = document.text.index("县公安局")
    span = document.place_of(start, start + 4)
    assert span is not None
    assert (span.first.table, span.first.row, span.first.column) == (1, 3, 5)
    assert span.first.page == (1 if name == "a.pdf" else None)
    assert span.first.sheet == ("Sheet" if name == "a.xlsx" else None)


@pytest.mark.parametrize("name", PLANS)
def test_places_are_in_the_json(name: str) -> None:
    plan = to_json(extract(document_of(PLANS[name](), name)))
    tasks, targets = plan["tasks"], plan["targets"]
    assert isinstance(tasks, list)
    assert isinstance(targets, list)
    key = "page" if name == "a.pdf" else "paragraph"
    assert all(item["place"][key] >= 1 for item in [*tasks, *targets])
    assert tasks[0]["deadlines"][0]["place"][key] >= 1


def test_text_files_have_no_places(reference: Plan) -> None:
    plan = to_json(reference)
    assert isinstance(plan["tasks"], list)
    assert isinstance(plan["targets"], list)
    assert not any("place" in item for item in [*plan["tasks"], *plan["targets"]])


def test_a_paragraph_over_two_pages() -> None:
    document = document_of(offices.printed_plan(), "a.pdf")
    pairs = pairwise(document.places)
    parts = [(one, other) for one, other in pairs if other.start == one.end]
    assert parts
    for one, other in parts:
        assert document.place_of(one.start, other.end) == Span(one.place, other.place)
        assert other.place.page == (one.place.page or 0) + 1


def test_a_row_cut_by_a_page_break() -> None:
    printer = Printer()
    printer.table((("序号", "工作任务", "牵头单位"), ("1", "整治乡镇河道，", "县水利局")))
    printer.turn()
    printer.table((("", "清理沿线垃圾。", ""), ("2", "建设湿地。", "县林业局")))
    document = document_of(printer.pages(), "a.pdf")
    assert (
        document.text
        == "序号\t工作任务\t牵头单位\n1\t整治乡镇河道，清理沿线垃圾。\t县水利局\n2\t建设湿地。\t县林业局\n"
    )
    span = document.place_of(document.text.index("建设"), len(document.text) - 1)
    assert span is not None
    assert (span.first.page, span.first.row) == (2, 3)


def test_places_reproduce_their_stretches() -> None:
    for name, content in MADE:
        document = document_of(content, name)
        ends = [0, *(stretch.end for stretch in document.places)]
        for before, stretch in zip(ends, document.places, strict=False):
            assert before <= stretch.start < stretch.end
            assert document.place_of(stretch.start, stretch.end) is not None


@pytest.mark.parametrize("name", [*PLANS, "a.xlsx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated(name: str, share: float) -> None:
    content = (TABLES | PLANS)[name]()
    part = content[: int(len(content) * share)]
    if name == "a.html":
        if share == 0.1:  # of the menu nothing is read
            assert complaint(part, name) == "empty-file"
        else:
            assert document_of(part, name).text.startswith(offices.PLAN[0])
    elif name != "a.pdf":
        assert complaint(part, name) == "damaged-file"
    elif share < 0.9:  # what is left of a PDF can sometimes be put together again
        assert complaint(part, name) in {"damaged-file", "scanned-file"}


@pytest.mark.parametrize("name", ["a.txt", "a.doc", "a.pdf", "a.html", ""])
def test_content_decides(name: str) -> None:
    assert document_of(offices.word_plan(), name).text == offices.plan_text()
    assert document_of(offices.sheet_table(), name).text == offices.ledger_text()
    if name != "a.html":
        assert document_of(offices.html_plan(), name).text == offices.plan_text()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "save-as-docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "save-as-xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked-file"),
        (b"{\\rtf1\\ansi text}", "save-as-docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "scanned-file"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "scanned-file"),
        (b"PK\x03\x04 no archive", "damaged-file"),
        (b"%PDF-1.7\n1 0 obj << >> endobj", "damaged-file"),
        (bytes(range(256)) * 4, "binary-file"),
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.wps", "a.txt"])
def test_files_that_are_not_read(content: bytes, key: str, name: str) -> None:
    assert complaint(content, name) == key


def test_a_scan_names_ocr() -> None:
    assert complaint(offices.scan(), "a.pdf") == "scanned-file"
    with pytest.raises(DubanError, match="OCR"):
        document_of(offices.scan(), "a.pdf")


def test_locked_pdf() -> None:
    printer = Printer(encrypt="secret")
    printer.paragraph(offices.PLAN[4])
    assert complaint(printer.pages(), "a.pdf") == "locked-file"


def archived(**parts: str) -> bytes:
    """A Word file with some of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def test_a_swelling_archive() -> None:
    assert complaint(archived(word__document="<a>" + " " * 101_000_000 + "</a>"), "a.docx") == "too-large"


@pytest.mark.parametrize("part", ["word__document", "xl__workbook"])
def test_entities_are_refused(part: str) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert complaint(archived(**{part: xml}), "a.docx") == "unsafe-xml"
    assert complaint(archived(word__document="<a/>", word__styles=xml), "a.docx") == "unsafe-xml"


def test_other_archives() -> None:
    assert complaint(archived(OFD="<a/>"), "a.ofd") == "format-not-read"
    assert complaint(archived(word__document="<a/>"), "a.docx") == "damaged-file"


def test_nothing_in_it() -> None:
    assert complaint(offices.word(docx.Document()), "a.docx") == "empty-file"
    assert complaint(b"<html><body><script>1</script></body></html>", "a.html") == "empty-file"
    assert complaint(b",,\n,,\n", "a.csv") == "empty-file"


@given(st.sampled_from(MADE), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=8)), max_size=6))
def test_damaged_files_are_read_or_refused(made: tuple[str, bytes], patches: list[tuple[float, bytes]]) -> None:
    name, content = made
    broken = bytearray(content)
    for where, patch in patches:
        start = int(where * len(broken))
        broken[start : start + len(patch)] = patch
    try:
        document = document_of(bytes(broken), name)
    except DubanError:
        return
    assert document.text.strip()
    document.text.encode()


@given(st.binary(max_size=400), st.sampled_from(["docx", "xlsx", "pdf", "html", "csv", "tsv", "txt", "doc"]))
def test_random_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    for head in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>"):
        try:
            assert document_of(head + content, f"a.{suffix}").text.strip()
        except DubanError:
            continue

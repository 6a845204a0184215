"""No text becomes a formula in a sheet or a CSV file."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from queries.exports.cells import LONGEST, begins_formula, put_text, quoted

HOSTILE = ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "−3", "\t=1", "\r=1", "\n=1", " =1", "　=1"]
HARMLESS = ["", "区农委", "≥85%", "1-3", "a=b", "—2020年", " "]


def through_a_file(text: str) -> tuple[object, str, bool]:
    workbook, content = Workbook(), io.BytesIO()
    put_text(workbook.worksheets[0]["A1"], text)
    workbook.save(content)
    cell = load_workbook(content).worksheets[0]["A1"]
    return cell.value, cell.data_type, bool(cell.quotePrefix)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_begins_like_a_formula_is_kept_as_text(text: str) -> None:
    assert begins_formula(text)
    assert quoted(text) == "'" + text
    value, kind, prefixed = through_a_file(text)
    assert (kind, prefixed) == ("s", True)
    assert str(value).replace("\n", "\r") == text.replace("\n", "\r")  # XML reads a CR as LF


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text: str) -> None:
    assert not begins_formula(text)
    assert quoted(text) == text
    value, _kind, prefixed = through_a_file(text)
    assert (value or "", prefixed) == (text, False)


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert through_a_file("甲\x00乙\x0b")[0] == "甲乙"
    assert len(str(through_a_file("甲" * (LONGEST + 1))[0])) == LONGEST
    assert through_a_file("#N/A")[1] == "s"

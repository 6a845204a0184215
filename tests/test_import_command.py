"""The command that takes a ledger in, and what the other commands show of it then."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

import cli
from tests.test_ledger_import import LEDGER, TEXT, fill, put
from views.terminal.shell import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Path:
    monkeypatch.setenv("DUBAN_STORE", str(tmp_path / "store"))
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    assert run(cli.app, ["build", str(tmp_path / "方案.txt"), "--id", "river"]) == 0
    assert run(cli.app, ["export", "xlsx", str(tmp_path / "台账.xlsx")]) == 0
    book = load_workbook(tmp_path / "台账.xlsx")
    fill(book[LEDGER])
    book.save(tmp_path / "台账.xlsx")
    capsys.readouterr()
    return tmp_path


def test_ledger_is_taken_in_and_shown(folder: Path, capsys: Captured) -> None:
    assert run(cli.app, ["import", str(folder / "台账.xlsx"), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("台账.xlsx：新增进展 1 条、更正 1 条；已有 0 条，没有重复写入。")
    assert "区水利局 → 区水务局" in said
    assert run(cli.app, ["show", "1.1.1", "--lang", "zh"]) == 0
    assert "推进中：已消除两处（张三，2017-06-30）" in capsys.readouterr().out
    assert run(cli.app, ["show", "1.2.1", "--lang", "en"]) == 0
    assert "Participants: 区水利局 → 区水务局 (李四, " in capsys.readouterr().out
    assert run(cli.app, ["import", str(folder / "台账.xlsx"), "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "台账.xlsx: progress reports added: 0; corrections added: 0; known already: 2.\n"
    )


def test_what_was_not_taken_in_is_said(folder: Path, capsys: Captured) -> None:
    book = load_workbook(folder / "台账.xlsx")
    book[LEDGER].delete_rows(4)
    put(book[LEDGER], 4, status="差不多")
    book.save(folder / "台账.xlsx")
    assert run(cli.app, ["import", str(folder / "台账.xlsx"), "--by", "区农委", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "完成情况“差不多”不在 未启动、推进中、已完成、超期 之中" in said
    assert "台账中没有 1 项任务的行（1.1.2）；库中没有删除任何内容。" in said


def test_complaints_end_with_status_1(folder: Path, capsys: Captured) -> None:
    assert run(cli.app, ["import", str(folder / "方案.txt"), "--lang", "zh"]) == 1
    assert "不能读取 .txt 文件" in capsys.readouterr().err
    assert run(cli.app, ["import", str(folder / "台账.xlsx"), "--store", str(folder / "none"), "--lang", "zh"]) == 1
    assert "还没有建库" in capsys.readouterr().err
    assert not (folder / "none").exists()
    assert run(cli.app, ["import", "--lang", "zh"]) == 2

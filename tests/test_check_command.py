"""``duban check`` as a user runs it: on a file, on a plan of the store, for people and for scripts."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.variants import PLAN

ROOT = Path(__file__).parent.parent
TEXT = "某区治水方案\n一、任务\n1．疏浚河道，2018年底前完成。（相关镇街负责）\n附件：1.任务清单\n2.名单\n"


def duban(*arguments: str, store: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "DUBAN_STORE": str(store), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=store.parent)


def test_file_is_checked_for_people(tmp_path: Path) -> None:
    file = tmp_path / "方案.txt"
    file.write_text(TEXT, "utf-8")
    done = duban("check", "方案.txt", "--lang", "zh", store=tmp_path / "store")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 处宜再核对" in done.stdout
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[1:3] == [["错误", "声明的附件没有附上", "2"], ["提醒", "责任落在一组单位", "1"]]
    assert ["声明的附件没有附上", "(2)"] in lines
    assert ["group-responsible/1.1", "相关镇街", f"{TEXT.index('相关镇街')}—{TEXT.index('负责')}"] in lines
    assert not (tmp_path / "store").exists()


def test_findings_of_one_kind_stand_together_in_a_line_each(tmp_path: Path) -> None:
    done = duban("check", str(PLAN), "--lang", "en", store=tmp_path / "store")
    _, *groups = done.stdout.split("\n\n")
    undated = next(group for group in groups if group.startswith("Task with no deadline (41)\n"))
    assert undated.strip().count("\n") == 41
    assert "\nno-deadline/4.6.2 " in undated
    assert done.stdout.count("no-deadline/") == 41


def test_file_and_stored_plan_give_the_same_json(tmp_path: Path) -> None:
    assert duban("build", str(PLAN), store=tmp_path / "store").returncode == 0
    file = duban("check", str(PLAN), "--json", store=tmp_path / "store")
    plan = duban("check", "yongchuan-water-2016", "--json", store=tmp_path / "store")
    made = json.loads(file.stdout)
    assert made == json.loads(plan.stdout)
    assert made["plan"] == "yongchuan-water-2016"
    assert made["summary"]["findings"] == len(made["findings"]) > 60


def test_plan_without_findings_is_said_to_have_none(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("某区治水方案\n一、任务\n1．疏浚河道，2018年底前完成。（区水务局负责）\n", "utf-8")
    done = duban("check", str(file), "--lang", "en", store=tmp_path / "store")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert "nothing found" in done.stdout


def test_what_is_neither_file_nor_plan_is_told_in_one_line(tmp_path: Path) -> None:
    for name in ("no-such", "no-such.txt", ""):
        done = duban("check", name, store=tmp_path / "store")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    file = tmp_path / "letter.txt"
    file.write_text("你好。\n", "utf-8")
    assert duban("check", str(file), store=tmp_path / "store").returncode == 1

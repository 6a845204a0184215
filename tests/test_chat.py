"""``duban chat`` as people use it: in a pipe, at a terminal, and with the log of questions on and off."""

import json
import os
import pty
import re
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from graph.library import add_plan
from graph.store import open_store
from queries.answers.answer import Answer
from queries.question_log import log_location, log_question

DUBAN = str(Path(sys.executable).with_name("duban"))
ANSWER = Answer("问\udce4？", "zh", "answered", "tasks", "问：任务", answers=({"id": "4.6.1", "label": "秘密"},))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chat") / "store"
    with open_store(folder, write=True) as store:
        add_plan(store, (files("extraction") / "plans" / "yongchuan-2016.txt").read_text("utf-8"), None)
    return folder


def surroundings(folder: Path, **more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "DUBAN_"))}
    home = folder.parent / "home"
    data = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    return {**kept, **data, "DUBAN_STORE": str(folder), "LANG": "C", "TERM": "dumb", **more}


def chatted(folder: Path, said: str, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [DUBAN, "chat", *words],
        input=said,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=surroundings(folder, **more),
        timeout=60,
    )


def test_lines_are_answered_one_after_another(folder: Path) -> None:
    done = chatted(folder, "2017年区农委牵头哪些任务？\n\n  那2020年呢？  \nwho takes part?\n", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [
        "2017年区农委牵头哪些任务？",
        "那2020年呢？",
        "who takes part?",
    ]
    assert [[row["id"] for row in answer["answers"]] for answer in answers[:2]] == [["4.6.1"], ["4.2.5"]]
    assert (answers[2]["kind"], answers[2]["language"]) == ("departments", "en")


def test_text_is_what_ask_prints(folder: Path) -> None:
    question = "2017年区农委牵头哪些任务？"
    asked = subprocess.run(
        [DUBAN, "ask", question],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=surroundings(folder),
        timeout=60,
    )
    assert asked.stdout.strip() in chatted(folder, question).stdout


def test_readings_are_numbered_and_one_is_chosen(folder: Path) -> None:
    done = chatted(folder, "饮用水由谁牵头\n3\n")
    assert re.search(r"1\. 4\.3\.1\.\d .*\n +2\. 4\.3\.1\.\d .*\n +3\. 4\.3\.1\.2 ", done.stdout)
    assert "请回答所选理解的编号。" in done.stdout
    assert "区水务局" in done.stdout.partition("请回答所选理解的编号。")[2]


@pytest.mark.parametrize("ending", ["再见", "quit"])
def test_last_word_ends_it(folder: Path, ending: str) -> None:
    done = chatted(folder, f"一共有多少项任务\n{ending}\n一共有多少项任务\n", "--json")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)


def test_starting_over_forgets(folder: Path) -> None:
    said = "2017年区农委牵头哪些任务\n重新开始\n那2020年呢\n"
    answers = [json.loads(line) for line in chatted(folder, said, "--json").stdout.splitlines()]
    assert [answer["status"] for answer in answers] == ["answered", "declined"]


def test_no_store_is_told(tmp_path: Path) -> None:
    done = chatted(tmp_path / "none", "一共有多少项任务\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("duban: ")


@pytest.mark.parametrize(("language", "greeting"), [("zh", "请用中文或英文提问"), ("en", "Ask in English or Chinese")])
def test_terminal_is_greeted_and_prompted(folder: Path, language: str, greeting: str) -> None:
    shown = b"".join(at_a_terminal(folder, language, ["一共有多少项任务\n", "再见\n"])).decode("utf-8", "replace")
    assert greeting in shown
    assert shown.count("› ") == 2
    assert "65" in shown


def at_a_terminal(folder: Path, language: str, said: list[str]) -> Iterator[bytes]:
    """Say lines at a terminal, each once the prompt is there, and give what the terminal shows."""
    process, terminal = pty.fork()
    if not process:
        os.execve(DUBAN, [DUBAN, "chat", "--lang", language], dict(surroundings(folder, LANG="C.UTF-8")))  # noqa: S606
    prompt, shown, until = "› ".encode(), b"", time.monotonic() + 60
    try:
        while time.monotonic() < until:
            try:
                read = os.read(terminal, 4096)
            except OSError:  # Linux says so that the other end is closed
                break
            yield read
            shown += read
            if said and shown.endswith(prompt):
                os.write(terminal, said.pop(0).encode())
    finally:
        os.close(terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


# The log


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a log is asked for."""
    place = tmp_path / "kept" / "log.jsonl"
    monkeypatch.setenv("DUBAN_QUESTION_LOG", str(place))
    return place


@pytest.mark.parametrize("setting", [None, "", "0", " "])
def test_nothing_is_logged_unless_it_is_turned_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("DUBAN_QUESTION_LOG", raising=False)
    if setting is not None:
        monkeypatch.setenv("DUBAN_QUESTION_LOG", setting)
    log_question(ANSWER)
    assert log_location() is None
    assert not list(tmp_path.iterdir())


def test_log_lies_in_the_data_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("DUBAN_QUESTION_LOG", "1")
    assert log_location() == tmp_path / "duban" / "questions.jsonl"


def test_log_holds_questions_and_no_answers(place: Path) -> None:
    log_question(ANSWER)
    log_question(ANSWER)
    lines = place.read_text("utf-8").splitlines()
    entry = json.loads(lines[1])
    assert len(lines) == 2
    assert list(entry) == ["time", "question", "status", "kind", "interpretation"]
    assert entry["interpretation"] == "问：任务"
    assert "秘密" not in place.read_text("utf-8")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_log_of_others_is_closed_to_them(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("")
    place.chmod(0o644)
    log_question(ANSWER)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_home_of_nobody_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_QUESTION_LOG", "~nobody-of-that-name/log")
    assert log_location() == Path("~nobody-of-that-name/log")


def test_answer_comes_even_if_the_log_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "file" / "log", Path("/dev/full")):
        monkeypatch.setenv("DUBAN_QUESTION_LOG", str(place))
        log_question(ANSWER)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_chat_says_where_it_logs(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "log.jsonl"
    done = chatted(folder, "一共有多少项任务\n那2017年呢\n", "--json", DUBAN_QUESTION_LOG=str(place))
    assert str(place) in done.stderr
    assert [json.loads(line)["status"] for line in place.read_text("utf-8").splitlines()] == ["answered", "answered"]


def test_ask_logs_as_well(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "log.jsonl"
    subprocess.run(
        [DUBAN, "ask", "要花多少钱"],
        capture_output=True,
        check=True,
        env=surroundings(folder, DUBAN_QUESTION_LOG=str(place)),
        timeout=60,
    )
    assert json.loads(place.read_text("utf-8"))["status"] == "declined"

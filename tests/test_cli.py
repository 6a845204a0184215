"""The command line as people use it: both languages, every complaint one line."""

import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from cli import app
from tests.served import free_port, wait_for
from views.terminal.shell import run

ROOT = Path(__file__).parent.parent
DUBAN = Path(sys.executable).with_name("duban")
PLAN = str(files("extraction") / "plans" / "yongchuan-2016.txt")
PLAN_ID = "yongchuan-water-2016"
COMMANDS = (
    "check",
    "read",
    "extract",
    "build",
    "plans",
    "show",
    "remove",
    "diff",
    "export",
    "import",
    "ask",
    "chat",
    "query",
    "serve",
    "demo",
)
USER_QUESTION = "which tasks does the Agriculture Commission lead in 2017"


@dataclass(frozen=True)
class Done:
    """What a command has printed, and its exit status."""

    status: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Cli:
    """The command with a store of its own, carried out in this process, where heavy libraries are loaded once."""

    store: Path

    def environment(self, **more: str) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COLUMNS"))}
        return {**kept, "DUBAN_STORE": str(self.store), "LANG": "en_GB.UTF-8", **more}

    def __call__(self, *words: str, stdin: bytes = b"", language: str = "en_GB.UTF-8") -> Done:
        streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
        with pytest.MonkeyPatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            patch.setattr(os, "environ", self.environment(LANG=language))
            status = run(app, words)
        for stream in streams[1:]:
            stream.flush()
        stdout, stderr = (stream.buffer.getvalue().decode() for stream in streams[1:])
        return Done(status, stdout, stderr)

    def process(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        """Carry out a command in a process of its own."""
        command, stdin = [str(DUBAN), *words], subprocess.DEVNULL
        settings = self.environment(**environment)
        return subprocess.run(command, stdin=stdin, capture_output=True, check=False, env=settings, timeout=120)

    def said(self, *words: str, stdin: bytes = b"", language: str = "en_GB.UTF-8") -> str:
        done = self(*words, stdin=stdin, language=language)
        assert done.stderr == ""
        assert done.status == 0
        return done.stdout

    def complained(self, *words: str, status: int, stdin: bytes = b"", language: str = "en_GB.UTF-8") -> str:
        done = self(*words, stdin=stdin, language=language)
        assert done.status == status
        (line,) = done.stderr.splitlines()
        return line


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path / "store")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command with the shipped plan in its store; tests that use it change nothing."""
    cli = Cli(tmp_path_factory.mktemp("built") / "store")
    cli.said("build", PLAN)
    return cli


# The process


@pytest.mark.parametrize(("locale", "english"), [("en_GB.UTF-8", True), ("zh_CN.UTF-8", False)])
def test_command_is_installed(built: Cli, tmp_path: Path, locale: str, *, english: bool) -> None:
    assert built.process("plans", LANG=locale).stdout.decode().startswith("Store: " if english else "库：")
    complaint = built.process("read", str(tmp_path / "none.txt"), LANG=locale)
    assert complaint.returncode == 1
    assert complaint.stderr.decode().startswith("duban: " if english else "duban：")
    assert built.process("read", LANG=locale).returncode == 2


@pytest.mark.parametrize(
    ("words", "streams", "status", "complaint"),
    [
        (("extract", PLAN, "--json"), "| head -c 10", 0, ""),
        (("plans",), ">&-", 0, ""),
        (("plans",), "2>&-", 0, ""),
        (("fly",), "2>&-", 2, ""),
        (("read", "-"), "<&-", 1, "duban: <stdin>: holds no text"),
        (("plans",), "> /dev/full", 1, "duban: Not finished: No space left on device."),
    ],
)
def test_streams_that_are_closed_or_full(
    built: Cli, words: tuple[str, ...], streams: str, status: int, complaint: str
) -> None:
    command = ["/bin/sh", "-c", f"{shlex.join([str(DUBAN), *words])} {streams}"]
    done = subprocess.run(command, capture_output=True, check=False, env=built.environment(), timeout=60)
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == bool(complaint)
    assert done.stderr.decode().startswith(complaint)


# Help and language


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "example"), [("zh", "例："), ("en", "Example")])
def test_each_command_explains_itself_with_examples(cli: Cli, command: str, language: str, example: str) -> None:
    said = cli.said(command, "--help", "--lang", language)
    assert example in said
    assert f"duban {command}" in said
    assert not re.search(r"<\w+>", said)  # no type of Python's
    assert "…" not in said  # nothing is too long for its place


def test_help_names_every_command_in_the_language_of_the_locale(cli: Cli) -> None:
    english, chinese = cli.said("--help"), cli.said("--help", language="zh_CN.UTF-8")
    for command in COMMANDS:
        assert f"│ {command} " in english
        assert f"│ {command} " in chinese
    assert "Usage: duban" in english
    assert "用法：duban" in chinese
    assert "Options" not in chinese
    assert "…" not in english + chinese


@pytest.mark.parametrize("words", [("--lang", "zh", "read"), ("read", "--lang", "zh"), ("read", "--lang=zh")])
def test_language_may_be_chosen_before_or_after_the_command(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli.complained(*words, status=2) == "duban：缺少 FILE。参见：duban read --help"


def test_without_arguments_it_shows_its_help(cli: Cli) -> None:
    done = cli()
    assert done.status == 2
    assert "Usage: duban" in done.stdout


def test_version(cli: Cli) -> None:
    assert cli.said("--version") == "duban 0.1.0\n"


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (("fly",), "No such command: fly.", "没有命令“fly”"),
        (("read",), "Missing FILE.", "缺少 FILE"),
        (("read", "a", "b"), "Too many arguments", "参数太多"),
        (("read", "--loud", "a"), "No such option: --loud.", "没有选项 --loud"),
        (("plans", "--store"), "--store needs a value.", "选项 --store 后面要写值"),
        (("demo", "--port", "x"), "The value of --port is not", "--port 的值不合适"),
        (("demo", "--port", "0"), "The value of --port is not", "--port 的值不合适"),
        (("ask",), "Give either a question", "请写出一个问题"),
        (("ask", " "), "Give either a question", "请写出一个问题"),
        (("ask", "a", "--questions", "b"), "Give either a question", "请写出一个问题"),
        (("build", "a", "b", "--id", "c"), "--id goes with a single plan.", "--id 只能用于一份方案"),
    ],
)
def test_wrong_usage_is_told_in_one_line(cli: Cli, words: tuple[str, ...], english: str, chinese: str) -> None:
    assert cli.complained(*words, status=2).startswith(f"duban: {english}")
    assert cli.complained(*words, status=2, language="zh_CN.UTF-8").startswith(f"duban：{chinese}")


def test_unknown_language(cli: Cli) -> None:
    assert cli.complained("--lang", "fr", "plans", status=2) == "duban: --lang takes zh or en, not 'fr'."


# Reading and extracting


def test_read_prints_the_text_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    text = Path(PLAN).read_text("utf-8")
    saved = tmp_path / "plan.txt"
    saved.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    assert cli.said("read", str(saved)) == text
    assert cli.said("read", "-", stdin=saved.read_bytes()) == text


def test_read_restores_the_marks_of_a_damaged_text(cli: Cli) -> None:
    lines = cli.said("read", PLAN, "--restore").splitlines()
    assert "（一）集中式饮用水水源水质目标" in lines
    assert any(line.endswith("（区环保局牵头，区水务局、区公安局、区检察院、相关镇街参与）") for line in lines)
    sound = "一、目标\n水质达标率达到90%以上。\n"
    assert cli.said("read", "-", "--restore", stdin=sound.encode()) == sound


@pytest.mark.parametrize("command", ["read", "extract", "build"])
@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", "holds no text"),
        ("binary.txt", bytes(range(256)), "is no kind of file that is known here"),
        ("plan.docx", b"PK\x03\x04", "is damaged or incomplete"),
    ],
)
def test_bad_input_is_told_in_one_line(
    cli: Cli, tmp_path: Path, command: str, name: str, content: bytes | None, complaint: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    line = cli.complained(command, str(path), status=1)
    assert line.startswith(f"duban: {path}: {complaint}") or f"{path}: {complaint}" in line
    assert f"{path}：" in cli.complained(command, str(path), status=1, language="zh_CN.UTF-8")


def test_extract_prints_the_documented_json(cli: Cli) -> None:
    found = json.loads(cli.said("extract", PLAN, "--json"))
    items = {"sections", "annexes", "tasks", "targets", "entities", "links", "warnings"}
    assert set(found) == {"text", "plan", *items}
    assert found["text"] == cli.said("read", PLAN)
    task = next(task for task in found["tasks"] if task["id"] == "4.6.1")
    assert (task["title"], task["lead"]) == ("防治畜禽养殖污染", ["区农委"])
    for part in (*found["tasks"], *found["targets"]):
        assert found["text"][part["start"] : part["end"]] == part["text"]


def test_extract_shows_tasks_targets_and_departments(cli: Cli) -> None:
    english, chinese = cli.said("extract", PLAN), cli.said("extract", PLAN, "--lang", "zh")
    assert "Tasks (" in english
    assert "任务 (" in chinese
    for said in (english, chinese):
        assert "4.6.1" in said
        assert "区农委" in said


def test_text_that_is_no_plan(cli: Cli, tmp_path: Path) -> None:
    text = "今天天气很好，我们去公园散步。".encode()
    letter = tmp_path / "letter.txt"
    letter.write_bytes(text)
    said = f"duban: {letter}: No section or task found."
    assert cli.complained("build", str(letter), status=1).startswith(said)
    assert "没有找到章节或任务" in cli.complained("build", "-", "--lang", "zh", stdin=text, status=1)


def test_a_text_that_assigns_nothing_is_extracted_as_nothing(cli: Cli, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("今天天气很好，我们去公园散步。", encoding="utf-8")
    assert "No section, task or target found." in cli.said("extract", str(letter))
    found = json.loads(cli.said("extract", str(letter), "--json"))
    assert (found["sections"], found["tasks"], found["targets"]) == ([], [], [])
    assert found["warnings"][0]["message"].startswith("No section, task or target found.")


@pytest.mark.parametrize("command", ["read", "extract", "build"])
def test_no_name_is_no_folder(cli: Cli, command: str) -> None:
    assert cli.complained(command, "", status=1).startswith("duban: '': no such file.")


# The store


def test_build_then_plans_then_remove(cli: Cli) -> None:
    assert cli.said("build", PLAN).startswith(f"{PLAN_ID}: stored (")
    assert cli.said("build", PLAN) == f"{PLAN_ID}: unchanged.\n"
    assert cli.said("build", PLAN, "--lang", "zh") == f"{PLAN_ID}：没有变化。\n"
    listed = cli.said("plans")
    assert f"Store: {cli.store}" in listed
    assert PLAN_ID in listed
    assert "2016—2020年" in listed
    assert cli.said("remove", PLAN_ID) == f"{PLAN_ID}: removed.\n"
    assert PLAN_ID not in cli.said("plans")
    assert PLAN_ID in cli.complained("remove", PLAN_ID, status=1)


def test_build_takes_an_id_and_a_store(cli: Cli, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert cli.said("build", PLAN, "--id", "mine-2016", "--store", other).startswith("mine-2016: stored")
    assert "mine-2016" in cli.said("plans", "--store", other)
    assert not cli.store.exists()


def test_build_of_what_is_not_there_makes_no_store(cli: Cli) -> None:
    assert "no such file" in cli.complained("build", "none.txt", status=1)
    assert not cli.store.exists()


def test_a_bad_file_does_not_stop_the_others(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a-broken.txt").write_bytes(b"")
    (folder / "b-poem.md").write_text("床前明月光，疑是地上霜。", "utf-8")
    (folder / "c-plan.txt").write_bytes(Path(PLAN).read_bytes())
    (folder / "d-ignored.json").write_bytes(b"PK")
    done = cli("build", str(folder))
    assert done.status == 1
    assert done.stdout.startswith(f"{PLAN_ID}: stored")
    broken, poem = done.stderr.splitlines()
    assert broken == f"duban: {folder}/a-broken.txt: holds no text. Check the file, or name one that holds some."
    assert poem.startswith(f"duban: {folder}/b-poem.md: No section or task found.")


def test_what_is_no_plan_writes_nothing(cli: Cli) -> None:
    cli.complained("build", "-", stdin="床前明月光，疑是地上霜。".encode(), status=1)
    assert cli.complained("plans", status=1).startswith(f"duban: {cli.store}: no store here yet.")


def test_folder_without_plans(cli: Cli, tmp_path: Path) -> None:
    assert cli.complained("build", str(tmp_path), status=1).endswith(
        "(.docx, .pdf, .html, .xlsx, .csv, .tsv, .txt, .md)."
    )


@pytest.mark.parametrize("words", [("plans",), ("ask", "x"), ("show", "4.6.1"), ("remove", "x"), ("query", "x")])
def test_store_that_is_not_there(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli.complained(*words, status=1).startswith(f"duban: {cli.store}: ")


def test_store_that_is_something_else(cli: Cli) -> None:
    cli.store.mkdir()
    (cli.store / "letter.txt").write_text("dear")
    for words in (("plans",), ("build", PLAN)):
        assert str(cli.store) in cli.complained(*words, status=1)


def test_store_of_another_version(cli: Cli) -> None:
    cli.store.mkdir()
    (cli.store / "FORMAT").write_text("duban store 0\n")
    for words in (("plans",), ("ask", USER_QUESTION), ("build", PLAN)):
        assert "another version" in cli.complained(*words, status=1)


def test_store_that_is_being_written(cli: Cli) -> None:
    code = f"""
import sys
from pathlib import Path
from graph.store import open_store
with open_store(Path({str(cli.store)!r}), write=True):
    print("open", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        line = cli.complained("build", PLAN, status=1)
        writer.communicate(b"")
    assert str(cli.store) in line
    cli.said("build", PLAN)


# One task or target


def test_show_prints_a_task_whole(built: Cli) -> None:
    for plan in ((), ("--plan", PLAN_ID)):
        said = built.said("show", "4.6.1", *plan)
        for part in ("4.6.1 防治畜禽养殖污染", "Lead", "区农委", "区环保局, 相关镇街", "2017年"):
            assert part in said
    assert "牵头" in built.said("show", "4.6.1", "--lang", "zh")


def test_show_prints_a_target_whole(built: Cli) -> None:
    targets = json.loads(built.said("extract", PLAN, "--json"))["targets"]
    number, target = next((n, t) for n, t in enumerate(targets, 1) if t["comparator"] == "decrease>=")
    said = built.said("show", f"t{number}")
    for part in (target["subject"], target["indicator"], f"decrease>= {target['value']}", str(target["year"])):
        assert part in said
    assert f"t{number} " in built.said("extract", PLAN)


def test_long_passages_are_cut_where_they_stand_in_a_row(built: Cli) -> None:
    assert "2016年.永川河南大街……全状况信息每季度\n" in built.said("show", "4.3.2")
    assert "……" in built.said("extract", PLAN)


def test_show_of_what_is_not_there(built: Cli) -> None:
    for item in ("9.9.9", "t9999", "牵头"):
        assert f"No task or target {item} in the store" in built.complained("show", item, status=1)
    assert "no plan no-such-plan" in built.complained("show", "4.6.1", "--plan", "no-such-plan", status=1)


def test_show_asks_which_plan_is_meant(cli: Cli) -> None:
    cli.said("build", PLAN, "--id", "a")
    cli.said("build", PLAN, "--id", "b")
    assert "Several plans have 4.6.1: a, b." in cli.complained("show", "4.6.1", status=1)
    assert "4.6.1" in cli.said("show", "4.6.1", "--plan", "b")


# Questions


def test_ask_answers_with_reasons(built: Cli) -> None:
    said = built.said("ask", USER_QUESTION)
    for part in ("4.6.1", "防治畜禽养殖污染", "SELECT", "4.6.2", "4.2.5"):
        assert part in said


def test_ask_needs_no_heavy_library(built: Cli) -> None:
    code = f"""
import sys
from cli import app
from tests.served import free_port, wait_for
from views.terminal.shell import run
status = run(app, ["ask", {USER_QUESTION!r}])
print(status, {{"spacy", "rdflib", "pyshacl", "streamlit", "pandas", "numpy"}} & set(sys.modules))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, env=built.environment(), timeout=60)
    assert done.stdout.decode().splitlines()[-1] == "0 set()"


def test_ask_prints_one_object(built: Cli) -> None:
    answer = json.loads(built.said("ask", USER_QUESTION, "--json"))
    assert answer["question"] == USER_QUESTION
    assert answer["status"] == "answered"
    assert [task["id"] for task in answer["answers"]] == ["4.6.1"]


def test_questions_of_a_file_are_answered_in_their_order(built: Cli, tmp_path: Path) -> None:
    questions = [USER_QUESTION, "2017年区农委牵头哪些任务?", "今天天气怎么样"]
    file = tmp_path / "questions.txt"
    file.write_text("\r\n".join([*questions[:2], "", *questions[2:]]), "utf-8")
    for answers in (
        built.said("ask", "--questions", str(file), "--json"),
        built.said("ask", "--questions", "-", "--json", stdin=file.read_bytes()),
    ):
        found = [json.loads(line) for line in answers.splitlines()]
        assert [answer["question"] for answer in found] == questions
        assert [answer["status"] for answer in found] == ["answered", "answered", "declined"]
    assert USER_QUESTION in built.said("ask", "--questions", str(file))


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("how many tasks does the Water Affairs Bureau lead?", "\nUnderstood as"),
        ("区农委牵头的任务有哪些", "4.6.2"),
        ("哪些部门参与防治畜禽养殖污染", "部门"),
        ("每个部门各牵头多少项任务", "区环保局"),
        ("区农委牵头防治畜禽养殖污染吗", "是"),
    ],
)
def test_each_kind_of_answer_can_be_shown(built: Cli, question: str, shown: str) -> None:
    assert shown in built.said("ask", question)


# Queries


def test_query_lists_the_catalogue(built: Cli) -> None:
    from queries.catalogue import entries

    english, chinese = built.said("query"), built.said("query", "--lang", "zh")
    for name in entries():
        assert name in english
        assert name in chinese


def test_query_prints_rows_in_each_form(built: Cli) -> None:
    from queries.catalogue import entries

    entry = next(entry for entry in entries().values() if entry.parameters)
    words = [word for p in entry.parameters for word in (f"--{p.name}", p.example)]
    rows = json.loads(built.said("query", entry.name, *words, "--format", "json"))
    assert rows
    table = list(csv.DictReader(io.StringIO(built.said("query", entry.name, *words, "--format", "csv"))))
    assert len(table) == len(rows)
    assert list(table[0]) == list(rows[0])
    joined = [f"--{p.name}={p.example}" for p in entry.parameters]
    assert next(iter(rows[0])) in built.said("query", entry.name, *joined)


def test_query_of_ones_own(built: Cli, tmp_path: Path) -> None:
    sparql = "PREFIX : <https://w3id.org/duban/ontology#> SELECT (COUNT(?t) AS ?tasks) { ?t a :Task }"
    file = tmp_path / "mine.rq"
    file.write_text(sparql, "utf-8")
    counted = json.loads(built.said("extract", PLAN, "--json"))["tasks"]
    assert built.said("query", "--file", str(file), "--format", "csv") == f"tasks\n{len(counted)}\n"
    assert built.said("query", "--file", "-", "--format", "csv", stdin=sparql.encode()) == f"tasks\n{len(counted)}\n"
    turtle = built.said("query", "--file", "-", "--format", "ttl", stdin=b"CONSTRUCT WHERE { ?t a ?c }")
    assert "ontology#Task" in turtle or ":Task" in turtle
    assert built.said("query", "--file", "-", stdin=b"SELECT ?s { ?s a <urn:none> }") == "No rows.\n"


def test_query_of_ones_own_has_limits(built: Cli) -> None:
    """What a limit cuts off is said beside the rows, not among them; a query that takes too long gives none."""
    every = b"SELECT ?s { ?s ?p ?o }"
    done = built("query", "--file", "-", "--limit", "3", "--format", "csv", stdin=every)
    assert (done.status, done.stdout.count("\n")) == (0, 4)
    assert done.stderr == "duban: Stopped after 3 rows; --limit allows more.\n"
    crossed = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    built.complained("query", "--file", "-", "--timeout", "0.5", stdin=crossed, status=1)


@pytest.mark.parametrize(
    ("words", "stdin", "status"),
    [
        (("no-such-query",), "", 1),
        (("--file", "-"), "SELECT ?s WHERE {", 1),
        (("--file", "-"), "DROP ALL", 1),
        (("--file", "-"), "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 1),
        (("--file", "-", "--format", "yaml"), "ASK { ?s ?p ?o }", 2),
        (("--file", "-", "--format", "csv"), "CONSTRUCT WHERE { ?s ?p ?o }", 2),
        (("--file", "-", "--limit", "0"), "ASK {}", 2),
        (("tasks", "--limit", "5"), "", 2),
        (("tasks", "--timeout", "5"), "", 2),
        (("a", "--file", "-"), "ASK {}", 2),
        (("a", "b"), "", 2),
        (("a", "--year"), "", 2),
        (("--year", "2017"), "", 2),
    ],
)
def test_queries_that_cannot_be_run(built: Cli, words: tuple[str, ...], stdin: str, status: int) -> None:
    built.complained("query", *words, stdin=stdin.encode(), status=status)
    built.complained("query", *words, "--lang", "zh", stdin=stdin.encode(), status=status)


# The page


def test_demo_serves_the_page_on_this_machine_only(cli: Cli) -> None:
    port = free_port()
    command = [str(DUBAN), "demo", "--port", str(port), "--no-browser"]
    with subprocess.Popen(command, env=cli.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as demo:
        try:
            health = wait_for(f"http://127.0.0.1:{port}/_stcore/health", demo)
            bound = listening(port)
        finally:
            demo.send_signal(signal.SIGINT)
            said, complained = demo.communicate(timeout=60)
    assert health == b"ok"
    assert bound == {"0100007F"}
    assert f"http://localhost:{port}" in said.decode()
    assert PLAN_ID in said.decode()
    assert b"Traceback" not in complained


def listening(port: int) -> set[str]:
    """Local addresses, in the kernel's hexadecimal, at which something listens to a port."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].partition(":")[0] for row in rows if row[3] == "0A" and int(row[1].partition(":")[2], 16) == port}


def test_demo_says_that_a_port_is_taken(cli: Cli) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = cli.complained("demo", "--port", port, "--no-browser", status=1)
    assert line == f"duban: Port {port} is taken. Name another with --port."


# Terminals


def test_long_work_shows_how_far_it_is(built: Cli, tmp_path: Path) -> None:
    """On a terminal a bar appears after a second; on a pipe nothing but complaints goes to standard error."""
    folder = tmp_path / "plans"
    folder.mkdir()
    text = Path(PLAN).read_text("utf-8")
    for number in range(2):
        (folder / f"plan{number}.txt").write_text(f"{text}\n（注{number}）\n", "utf-8")
    reader, terminal = pty.openpty()
    command = [str(DUBAN), "build", str(folder), "--store", str(tmp_path / "store")]
    with subprocess.Popen(
        command, env=built.environment(TERM="xterm"), stderr=terminal, stdout=subprocess.PIPE
    ) as work:
        os.close(terminal)
        shown = read_all(reader)
        assert work.wait(timeout=60) == 0
    assert b"Building" in shown
    assert b"%" in shown


def read_all(descriptor: int) -> bytes:
    shown = b""
    while True:
        try:
            part = os.read(descriptor, 4096)
        except OSError:  # how Linux ends a terminal whose other side is closed
            return shown
        if not part:
            return shown
        shown += part

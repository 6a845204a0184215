"""What the pages show, without a browser."""

import csv
import io
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest, app_test

from graph.library import add_plan
from graph.store import open_store
from ontology.wording import LANGUAGES, say
from queries.answers.answer import Answer, ask
from views.page import markup
from views.page.downloads import as_csv
from views.page.replies import figures_of, grid_of
from views.page.words import plain

APP = Path(__file__).parent.parent / "app.py"
PLAN_ID = "yongchuan-water-2016"
USER_QUESTIONS = {"zh": "2017年区农委牵头哪些任务?", "en": "which tasks does the Agriculture Commission lead in 2017"}
HOSTILE = '<script>alert("1")</script>'
HOSTILE_PLAN = f"""某市水污染防治行动方案（2016—2020年）
一、主要任务
（一）工业治理{HOSTILE}
1．治理<img src=x onerror=alert(1)>企业。2017年底前完成[点此](javascript:alert(1))整治。市环保局牵头，市<b>水务局参与。
2．=HYPERLINK("http://example.org")核查。2018年完成。市环保局牵头。
"""


@pytest.fixture(scope="module", autouse=True)
def scripts_of_tests() -> Iterator[None]:
    """AppTest keeps its scripts in a folder that it leaves to the garbage collector, which warns."""
    yield
    app_test.TMP_DIR.cleanup()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(
        tmp_path_factory.mktemp("page") / "store",
        (files("extraction") / "plans" / "yongchuan-2016.txt").read_text("utf-8"),
    )


def built(folder: Path, text: str, plan_id: str | None = None) -> Path:
    with open_store(folder, write=True) as store:
        add_plan(store, text, plan_id)
    return folder


@pytest.fixture
def store(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAN_STORE", str(shipped))
    return shipped


def opened(page: str = "ask", **address: str) -> AppTest:
    """The page at an address."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    if page != "ask":
        test.switch_page(f"views/{page}.py")
    test.run()
    assert not test.exception
    return test


def address_of(test: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[-1] for name, value in test.query_params.items()}


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


class Reader(HTMLParser):
    """Reads HTML as a browser does, and keeps its elements and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


# Ask


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", LANGUAGES)
def test_user_question_is_answered(language: str) -> None:
    test = opened(lang=language, q=USER_QUESTIONS[language])
    said = html(test)
    assert "防治畜禽养殖污染" in said
    assert f"./tasks?{'lang=en&amp;' if language == 'en' else 'lang=zh&amp;'}task={PLAN_ID}%2F4.6.1" in said
    assert all(number in said for number in ("4.6.2", "4.6.3", "4.2.5"))
    assert "<mark>区农委牵头、区环保局、相关镇街参与</mark>" in said
    assert "SELECT" in test.code[0].value
    assert test.text_input[0].value == USER_QUESTIONS[language]


@pytest.mark.usefixtures("store")
def test_question_that_is_typed_goes_into_the_address() -> None:
    test = opened()
    test.text_input[0].set_value("区水务局牵头多少项任务？")
    test.button[0].click().run()
    assert address_of(test) == {"q": "区水务局牵头多少项任务？"}
    assert '<ul class="duban-figures"><li>' in html(test)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_suggestion_is_offered_and_answered(language: str) -> None:
    test = opened(lang=language)
    suggested = [button for button in test.button if (button.key or "").startswith("suggested")]
    assert len(suggested) == 5
    suggested[0].click().run()
    assert "防治畜禽养殖污染" in html(test)


@pytest.mark.usefixtures("store")
def test_reading_is_chosen_by_a_button() -> None:
    test = opened(q="饮用水由谁牵头")
    assert say("page.ambiguous", "zh") in html(test)
    test.button(key="reading 4.3.1.3 实施饮用水源清淤清漂工作").click().run()
    assert "区市政园林局" in html(test)
    test.text_input[0].set_value("区水务局牵头多少项任务？")
    test.button[0].click().run()
    assert address_of(test) == {"q": "区水务局牵头多少项任务？"}


@pytest.mark.usefixtures("store")
def test_declined_question_shows_why() -> None:
    said = html(opened(q="2031年区农委牵头哪些任务？"))
    assert say("page.declined", "zh") in said
    assert "2016—2020" in said
    assert "<table" not in said


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("language", "heading"), [("zh", "提问"), ("en", "Ask"), ("fr", "提问"), ("<script>", "提问"), ("", "提问")]
)
def test_language_is_that_of_the_address_or_chinese(language: str, heading: str) -> None:
    assert opened(lang=language).title[0].value == heading


@pytest.mark.usefixtures("store")
def test_language_is_switched_and_the_question_stays() -> None:
    test = opened(q="2017年区农委牵头哪些任务?")
    switch = next(button for button in test.button if button.label == "English")
    switch.click().run()
    assert test.title[0].value == "Ask"
    assert "防治畜禽养殖污染" in html(test)


@pytest.mark.parametrize(
    ("kind", "values", "cells"),
    [
        ("boolean", {"value": True}, ["是"]),
        ("number", {"value": 8}, ["8"]),
        ("dates", {"value": "2016-08-31"}, ["2016-08-31"]),
        ("table", {"columns": ["department", "tasks"], "rows": [["区农委", 4]]}, [("区农委", "4")]),
        ("tasks", {"id": "1", "label": "甲", "plan": "p", "iri": "x"}, [("1", "甲", "某方案")]),
        ("departments", {"label": "区农委", "label_en": None, "iri": "x"}, [("区农委", "")]),
        ("targets", {"indicator": "率", "comparator": "decrease>=", "value": 20}, [("率", "至少下降", "20")]),
        ("documents", {"number": None, "title": "水十条"}, [("", "水十条")]),
        ("passages", {"text": "原文"}, [("原文",)]),
    ],
)
def test_every_kind_of_answer_has_a_form(kind: str, values: dict[str, object], cells: list[object]) -> None:
    answer = Answer("问", "zh", "answered", kind, answers=(values,))
    grid = grid_of(answer, {"p": "某方案"})
    assert (figures_of(answer) if grid is None else list(grid.rows)) == cells


# Conversations


def say_on(test: AppTest, question: str) -> None:
    test.text_input[0].set_value(question)
    test.button[0].click().run()
    assert not test.exception


@pytest.mark.usefixtures("store")
def test_question_follows_the_one_before_it_and_its_address_keeps_that() -> None:
    test = opened(q="2017年区农委牵头哪些任务?")
    say_on(test, "那2020年呢?")
    say_on(test, "谁参与?")
    assert test.query_params == {"q": "谁参与?", "after": ["2017年区农委牵头哪些任务?", "那2020年呢?"]}
    said = html(test)
    assert "区水务局" in said
    assert "承接上文“那2020年呢?”" in said
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params["q"], again.query_params["after"] = test.query_params["q"], test.query_params["after"]
    assert html(again.run()) == said


@pytest.mark.usefixtures("store")
def test_questions_before_are_links_and_can_be_left() -> None:
    test = opened(q="谁参与?", after="4.6.1由谁牵头", lang="en")
    assert 'href="./?lang=en&amp;q=4.6.1%E7%94%B1%E8%B0%81%E7%89%B5%E5%A4%B4"' in html(test)
    test.button(key="anew").click().run()
    assert address_of(test) == {"lang": "en"}
    say_on(test, "谁参与?")
    assert say("page.declined", "zh") in html(test)


@pytest.mark.usefixtures("store")
def test_question_that_stands_by_itself_forgets_those_before() -> None:
    test = opened(q="2017年区农委牵头哪些任务?")
    say_on(test, "区水务局牵头多少项任务？")
    assert address_of(test) == {"q": "区水务局牵头多少项任务？"}
    say_on(test, "天气怎么样")
    say_on(test, "有哪些")
    assert test.query_params["after"] == "区水务局牵头多少项任务？"
    test.button(key="suggested 一共有多少项任务？").click().run()
    assert address_of(test) == {"q": "一共有多少项任务？"}


@pytest.mark.usefixtures("store")
def test_reading_of_a_question_is_followed_too() -> None:
    test = opened(q="饮用水由谁牵头")
    test.button(key="reading 4.3.1.3 实施饮用水源清淤清漂工作").click().run()
    say_on(test, "那参与的呢")
    assert test.query_params["after"] == ["饮用水由谁牵头", "4.3.1.3 实施饮用水源清淤清漂工作"]
    assert "4.3.1.3 实施饮用水源清淤清漂工作" in html(test)
    assert "区水务局" in html(test)


@pytest.mark.usefixtures("store")
def test_follow_up_that_may_mean_two_things_has_its_readings_as_buttons() -> None:
    test = opened(q="区环保局牵头、区水务局参与的任务")
    say_on(test, "那区农委呢")
    (first, second) = [button for button in test.button if (button.key or "").startswith("reading")]
    assert first.label != second.label
    second.click().run()
    assert say("page.found", "zh", count=1)[:1] in html(test)
    assert address_of(test)["reading"] == (second.key or "").removeprefix("reading ")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("setting", "lines"), [("0", 0), ("log.jsonl", 2)])
def test_questions_are_logged_once_and_only_if_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, lines: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_QUESTION_LOG", setting)
    test = opened(q="一共有多少项任务？")
    test.run()
    say_on(test, "2019年的呢")
    log = tmp_path / "log.jsonl"
    assert (len(log.read_text("utf-8").splitlines()) if log.exists() else 0) == lines
    assert bool(test.caption) is bool(lines)


# Tasks


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("address", "count"),
    [
        ({}, 65),
        ({"department": "区农委", "role": "lead", "year": "2017"}, 1),
        ({"section": "4.6"}, 4),
        ({"year": "x"}, 65),
    ],
)
def test_tasks_are_filtered_by_the_address(address: dict[str, str], count: int) -> None:
    test = opened("tasks", **address)
    assert say("page.found-tasks", "zh", count=count) in html(test)
    assert len(test.dataframe[0].value) == count
    shown = {box.label: box.value for box in test.selectbox}
    assert shown["部门"] == address.get("department")
    assert shown["年份"] == (address.get("year") if address.get("year") != "x" else None)


@pytest.mark.usefixtures("store")
def test_filter_goes_into_the_address_and_out_again() -> None:
    test = opened("tasks", lang="en")
    test.selectbox[0].select("区农委").run()
    test.selectbox[2].select("2017").run()
    assert say("page.found-tasks", "en", count=3) in html(test)
    assert address_of(test) == {"lang": "en", "department": "区农委", "year": "2017"}
    test.selectbox[0].set_value(None).run()
    assert address_of(test) == {"lang": "en", "year": "2017"}


@pytest.mark.usefixtures("store")
def test_task_of_the_address_is_shown_with_its_passage() -> None:
    test = opened("tasks", task=f"{PLAN_ID}/4.6.1")
    said = html(test)
    assert "4.6.1 防治畜禽养殖污染" in said
    assert "<mark>2017年</mark>" in said
    assert "<dd>区环保局、相关镇街</dd>" in said


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("task", "missing"), [(f"{PLAN_ID}/9.9", "9.9"), (f"{PLAN_ID}/t1", "t1"), ("none/4.6.1", "none")]
)
def test_task_that_is_not_there_is_said_to_be_missing(task: str, missing: str) -> None:
    said = opened("tasks", task=task).warning[0].value
    assert missing in said.replace("\\", "")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("task", ["x", "/", "/4.6.1", f"{PLAN_ID}/"])
def test_address_that_names_no_task_leaves_one_to_be_chosen(task: str) -> None:
    assert say("page.choose-task", "zh") in html(opened("tasks", task=task))


@pytest.mark.usefixtures("store")
def test_no_task_meets_all_filters() -> None:
    test = opened("tasks", department="区新闻社", role="lead")
    assert say("page.no-tasks", "zh") in html(test)
    assert not test.dataframe


# The store


@pytest.mark.parametrize("page", ["ask", "tasks"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_store_without_plans_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    monkeypatch.setenv("DUBAN_STORE", str(tmp_path / "none"))
    test = opened(page, lang=language)
    assert test.info[0].value == say("page.no-plans", "en" if language == "en" else "zh")
    assert test.code[0].value.startswith("duban build")


def test_folder_that_is_no_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.txt").write_text("…", "utf-8")
    monkeypatch.setenv("DUBAN_STORE", str(tmp_path))
    assert "不是本程序的库" in opened().error[0].value


def test_what_is_built_later_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path) -> None:
    folder = tmp_path / "store"
    monkeypatch.setenv("DUBAN_STORE", str(folder))
    assert opened().info
    shutil.copytree(shipped, folder)
    test = opened("tasks")
    assert len(test.dataframe[0].value) == 65
    built(folder, HOSTILE_PLAN, "hostile")
    test.run()
    assert len(test.dataframe[0].value) == 67
    assert test.selectbox[0].label == "方案"
    with open_store(folder, write=True) as store:
        store.remove_plan("hostile")
        store.remove_plan(PLAN_ID)
    test.run()
    assert test.info


# Text stays text


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = built(tmp_path / "store", HOSTILE_PLAN, "hostile")
    monkeypatch.setenv("DUBAN_STORE", str(folder))
    return folder


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("ask", {"q": "市环保局牵头哪些任务？"}),
        ("ask", {"q": f"{HOSTILE}由谁牵头？"}),
        ("tasks", {"task": "hostile/1.1.1"}),
        ("tasks", {"task": f"hostile/{HOSTILE}", "department": HOSTILE}),
    ],
)
def test_no_text_of_a_plan_becomes_html(hostile: Path, page: str, address: dict[str, str]) -> None:
    test = opened(page, **address)
    read = Reader(html(test).partition("<style>")[0] + html(test).partition("</style>")[2])
    assert not {"script", "img", "b"} & set(read.elements)
    assert not {"onerror", "src"} & set(read.attributes)
    assert hostile.is_dir()


def test_hostile_text_is_shown_as_it_is(hostile: Path) -> None:
    with open_store(hostile) as store:
        assert ask(store, "市环保局牵头哪些任务？").status == "answered"
    read = Reader(html(opened("tasks", task="hostile/1.1.1")))
    assert "<img src=x onerror=alert(1)>" in read.text


def test_markdown_shows_every_mark_as_it_is() -> None:
    assert plain("<b>*x*</b> [a](b) :red[c] $d$ `e` #f") == (r"\<b\>\*x\*\<\/b\> \[a\]\(b\) \:red\[c\] \$d\$ \`e\` \#f")


def test_every_piece_of_markup_escapes() -> None:
    hostile = f"\"'&{HOSTILE}"
    pieces = (
        markup.paragraph("hint", hostile),
        markup.listed("notes", [hostile]),
        markup.facts({hostile: hostile}),
        markup.table([hostile], [[hostile, markup.Link(hostile, hostile)]]),
    )
    for piece in pieces:
        assert "script" not in Reader(piece).elements
        assert hostile in unescape(piece)


# Downloads


def test_csv_opens_in_spreadsheets_and_runs_nothing() -> None:
    data = as_csv(["编号", "标题"], [["1.1", '=HYPERLINK("x")'], ["1.2", "a,b\n“c”"], ["-1", "@x"]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["编号", "标题"], ["1.1", '\'=HYPERLINK("x")'], ["1.2", "a,b\n“c”"], ["'-1", "'@x"]]

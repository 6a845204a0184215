"""Questions over the Yongchuan plan, read, built and asked as a user would."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.store import MemoryStore
from queries.answers.answer import Answer, ask
from queries.index import index_of
from queries.questions.words import bare
from tests.variants import original

HERE = Path(__file__).parent
GOLD = json.loads((HERE / "gold" / "questions-dev.json").read_text("utf-8"))
CASES = tomllib.loads((HERE / "cases" / "questions.toml").read_text("utf-8"))
ANSWERED = [(question, case["kind"], case["answers"]) for case in CASES["answered"] for question in case["questions"]]
ONE_BODY = {"新城建管委": "区新城建管委", "区城乡建委": "区建委", "区国土局": "区国房局", "工业园区": "区工业园区"}


def bodies(names: Iterable[object]) -> set[str]:
    folded = {ONE_BODY.get(str(name), str(name)) for name in names}
    return {name for name in folded if not name.startswith("相关")} or folded


def values(answer: Answer) -> set[object]:
    if answer.kind == "tasks":
        return {row["id"] for row in answer.answers}
    if answer.kind == "departments":
        return set(bodies(row["label"] for row in answer.answers))
    if answer.kind == "documents":
        return {bare(str(row["number"])) for row in answer.answers}
    return {row.get("value") for row in answer.answers}


def expected(kind: str, gold: object) -> set[object]:
    listed = gold if isinstance(gold, list) else [gold]
    if kind == "departments":
        return set(bodies(listed))
    return {bare(str(value)) for value in listed} if kind == "documents" else set(listed)


def meets(answer: Answer, kind: str, gold: object) -> bool:
    if answer.kind != kind:
        return False
    if kind == "targets":
        assert isinstance(gold, list)
        rows = [{name: row.get(name) for name in want} for row, want in zip(answer.answers, gold, strict=False)]
        return len(answer.answers) == len(gold) and rows == gold
    if kind == "dates":
        assert isinstance(gold, list)
        return {day if day in gold else str(day)[:4] for day in values(answer)} == set(gold)
    return values(answer) == expected(kind, gold)


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["q"])
def test_development_question(store: MemoryStore, gold: Mapping[str, object]) -> None:
    answer = ask(store, str(gold["q"]))
    if gold["kind"] == "none":
        assert answer.status != "answered"
        return
    readings = [gold, *gold.get("or", [])]  # type: ignore[misc]
    assert answer.status == "answered"
    assert any(meets(answer, reading["kind"], reading["gold"]) for reading in readings), answer.answers


@pytest.mark.parametrize(("question", "kind", "gold"), ANSWERED, ids=[question for question, _, _ in ANSWERED])
def test_question_is_answered(store: MemoryStore, question: str, kind: str, gold: list[object]) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.kind, values(answer)) == ("answered", kind, expected(kind, gold))
    assert answer.question == question
    assert answer.interpretation
    assert store.select(answer.sparql) or answer.kind == "boolean"


@pytest.mark.parametrize("case", CASES["figures"], ids=lambda case: case["question"])
def test_figures_are_those_of_the_plan(store: MemoryStore, case: Mapping[str, list[list[object]]]) -> None:
    answer = ask(store, str(case["question"]))
    fields = ("value", "unit", "comparator", "year", "baseline_year")
    found = [[row[name] for name in fields if row[name] is not None] for row in answer.answers]
    assert (answer.status, answer.kind, found) == ("answered", "targets", case["rows"])


@pytest.mark.parametrize("question", CASES["declined"]["questions"])
def test_question_is_declined_with_a_reason(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.answers) == ("declined", ())
    assert any(answer.notes)


@pytest.mark.parametrize("case", CASES["ambiguous"], ids=lambda case: case["question"])
def test_question_is_asked_back(store: MemoryStore, case: Mapping[str, object]) -> None:
    answer = ask(store, str(case["question"]))
    assert (answer.status, list(answer.readings)) == ("ambiguous", case["readings"])


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        (
            "2017年区农委牵头哪些任务?",
            (
                "另有 2 项符合其他条件的任务未写明任何时限（4.6.2、4.6.3）。",
                "另有 1 项符合其他条件的任务，时限在其他时间（4.2.5：2020）。",
            ),
        ),
        (
            "which tasks does the Agriculture Commission lead in 2017",
            (
                "2 more tasks meet the other conditions but have no stated date (4.6.2, 4.6.3).",
                "1 more task meets the other conditions but is dated otherwise (4.2.5: 2020).",
            ),
        ),
    ],
)
def test_what_the_year_leaves_out_is_noted(store: MemoryStore, question: str, notes: tuple[str, ...]) -> None:
    assert ask(store, question).notes == notes


def test_readings_of_a_year_are_told_apart(store: MemoryStore) -> None:
    answer = ask(store, "2018年有哪些任务")
    assert any("4 项（4.5.4、4.5.6、4.8.1、4.9.1）" in note for note in answer.notes)


def test_evidence_is_where_it_says(store: MemoryStore) -> None:
    text = original().text
    answer = ask(store, "2017年区农委牵头哪些任务?")
    assert [passage.text for passage in answer.evidence] == ["区农委牵头、区环保局、相关镇街参与", "2017年"]
    assert all(text[passage.start : passage.end] == passage.text for passage in answer.evidence)


def test_json_has_the_fields_of_the_interface(store: MemoryStore) -> None:
    printed = ask(store, "畜禽养殖污染防治由谁牵头?").to_json()
    assert json.loads(json.dumps(printed)) == printed
    assert (printed["language"], printed["status"], printed["kind"]) == ("zh", "answered", "departments")
    assert printed["answers"] == [
        {
            "label": "区农委",
            "label_en": "District Agriculture Commission",
            "iri": "https://w3id.org/duban/body/重庆市永川区/区农委",
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "\\",
        "} ?s ?p ?o {",
        '区农委"@zh',
        "?" * 500,
        "《",
        "区" * 300,
        "\n",
        " ",
        "",
        "🙂",
        "%s {0}",
        "2017",
        "4.6.1",
    ],
)
def test_no_input_breaks_it(store: MemoryStore, text: str) -> None:
    for question in (text, f"{text}牵头哪些任务", f"who leads {text}"):
        answer = ask(store, question)
        assert answer.question == question
        assert answer.status != "answered" or answer.answers


def test_empty_store_declines(store: MemoryStore) -> None:
    answer = ask(MemoryStore(), "2017年区农委牵头哪些任务?")
    assert answer.status == "declined"
    assert ask(store, "2017年区农委牵头哪些任务?").status == "answered"


@pytest.mark.parametrize(
    ("question", "number", "body"),
    [
        ("饮用水由谁牵头", 0, "区环保局"),
        ("饮用水由谁牵头", 2, "区水务局"),
        ("who leads the drinking water work", 1, "区市政园林局"),
    ],
)
def test_one_reading_of_an_ambiguous_question_is_answered(
    store: MemoryStore, question: str, number: int, body: str
) -> None:
    reading = ask(store, question).readings[number]
    chosen = ask(store, question, reading)
    assert (chosen.status, chosen.question) == ("answered", question)
    assert [values["label"] for values in chosen.answers] == [body]
    assert reading[:7] in chosen.interpretation


@pytest.mark.parametrize(("reading", "led"), [(0, True), (1, False)])
def test_either_sense_of_taking_no_part_can_be_chosen(store: MemoryStore, reading: int, led: bool) -> None:
    question = "没有区环保局参与的任务"
    chosen = ask(store, question, ask(store, question).readings[reading])
    assert chosen.status == "answered"
    assert ("4.15" in values(chosen)) is led


def test_number_with_its_title_is_the_task(store: MemoryStore) -> None:
    for question in ("4.3.1.1 划定饮用水源保护区", "4.3.1.1划定饮用水源保护区是什么任务"):
        assert (ask(store, question).kind, values(ask(store, question))) == ("tasks", {"4.3.1.1"})
    assert values(ask(store, "4.3.1.1 划定饮用水源保护区由谁牵头")) == {"区环保局"}


def test_tasks_that_say_the_topic_only_in_their_text_are_noted(store: MemoryStore) -> None:
    answer = ask(store, "与船舶有关的任务")
    assert values(answer) == {"4.7.1"}
    assert any("4.7.2" in note for note in answer.notes)


def test_index_is_read_by_several_threads_at_once(store: MemoryStore) -> None:
    others = [MemoryStore() for _ in range(3)]
    with ThreadPoolExecutor(8) as pool:
        indices = list(pool.map(index_of, [store, *others] * 50))
    assert [len(index.tasks) for index in indices] == [65, 0, 0, 0] * 50


def test_name_that_was_meant_takes_the_place_of_the_one_that_was_written(store: MemoryStore) -> None:
    question = "区农林委2017年牵头哪些任务"
    chosen = ask(store, question, "区农委")
    assert (chosen.status, chosen.question) == ("answered", question)
    assert [values["id"] for values in chosen.answers] == ["4.6.1"]


def test_reading_that_was_not_offered_changes_nothing(store: MemoryStore) -> None:
    question = "饮用水由谁牵头"
    assert ask(store, question, "4.6.1 防治畜禽养殖污染") == ask(store, question)
    assert ask(store, "区农林委2017年牵头哪些任务", "区环保局").status == "ambiguous"

"""Topics that no title and no text has as they stand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.answers.answer import ask
from queries.questions.likeness import most_alike
from queries.questions.topics import Word

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "likeness.toml").read_text("utf-8"))[
    "case"
]
FIELDS = {"tasks": "id", "documents": "number", "departments": "label", "dates": "value", "targets": "value"}


@pytest.mark.parametrize(("question", "case"), [(question, case) for case in CASES for question in case["questions"]])
def test_a_thing_is_found_by_what_is_nearly_its_words(store: Store, question: str, case: dict[str, Any]) -> None:
    answer = ask(store, question)
    if case["kind"] == "none":
        assert answer.status != "answered", answer.answers
    else:
        assert answer.kind == case["kind"], answer.notes
        assert {values[FIELDS[answer.kind]] for values in answer.answers} == set(case["answers"])


def test_the_text_that_says_most_is_the_most_alike() -> None:
    topic = [Word(("建金鼎寺水库",))]
    texts = [("治理", "整治河道。"), ("饮水", "新建金鼎寺水库，保障供水。"), ("饮水", "保护金鼎寺。")]
    assert [(found.position, found.start) for found in most_alike(topic, texts)] == [(1, 1)]


def test_a_text_that_lacks_a_word_is_not_alike() -> None:
    assert not most_alike([Word(("污水处理厂花园",))], [("治污", "新建污水处理厂。")])


def test_a_loose_word_may_be_missing() -> None:
    topic = [Word(("测土配方施肥",)), Word(("推广",), loose=True)]
    assert most_alike(topic, [("农业", "普及测土配方施肥。")])


def test_targets_of_a_year_are_those_set_for_it_and_yearly_ones_are_told_besides(store: Store) -> None:
    answer = ask(store, "2018年有哪些指标")
    assert [values["year"] for values in answer.answers] == [2018, 2018]
    assert any("每年都要达到" in note for note in answer.notes)

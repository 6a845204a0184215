"""English questions on plans of several fields: words of the dictionary, names in pinyin, names of bodies by rule."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extraction.pipeline import extract
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask
from queries.index import index_of
from queries.questions.english import wordlist
from queries.questions.english.dictionary import senses
from queries.questions.english.romanised import names_read_as
from queries.questions.scan import scan
from tests.gold.answers import verdict
from tests.variants import original

DATA = tomllib.loads((Path(__file__).parent / "cases" / "english.toml").read_text("utf-8"))
ANSWERED = [(question, case) for case in DATA["case"] for question in case["questions"]]
DECLINED = [(question, case["plan"]) for case in DATA["declined"] for question in case["questions"]]


@cache
def store_of(plan: str) -> MemoryStore:
    """Return a store with one plan: the shipped one, or one of the file of cases."""
    text = original().text if plan == "yongchuan" else DATA["plans"][plan]
    made = MemoryStore()
    made.replace_plan(plan, state(extract(text), plan))
    return made


@pytest.mark.parametrize(("question", "case"), ANSWERED, ids=[question for question, _ in ANSWERED])
def test_question_is_answered(question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store_of(case["plan"]), question).to_json()
    assert verdict(case, answer) == "exact", (answer["interpretation"], answer["notes"], answer["answers"])


@pytest.mark.parametrize(("question", "plan"), DECLINED, ids=[question for question, _ in DECLINED])
def test_what_a_plan_lacks_is_declined(question: str, plan: str) -> None:
    answer = ask(store_of(plan), question)
    assert answer.status != "answered", (answer.interpretation, answer.answers)
    assert any(answer.notes)


def test_word_that_no_plan_has_is_declined_by_name() -> None:
    answer = ask(store_of("yongchuan"), "Who is responsible for penguins?")
    assert answer.notes == ("No plan here has anything on: penguins (企鹅).",)


def test_list_of_words_is_made_anew_where_it_is_missing_or_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for spoil in (False, True, True):
        wordlist._listed.cache_clear()
        senses.cache_clear()
        assert senses("vaccines")[0].word == "疫苗"
        (kept,) = (tmp_path / "duban").iterdir()
        if spoil:
            kept.write_bytes(kept.read_bytes()[:5000])
    wordlist._listed.cache_clear()
    senses.cache_clear()


def test_names_are_found_by_any_reading_of_their_characters() -> None:
    assert names_read_as("chongqing", "重庆市") == ("重庆",)
    assert names_read_as("xi'an", "西安市") == ("西安",)
    assert names_read_as("department", "重庆市") == ()


def test_place_and_the_noun_after_it_are_one_thing() -> None:
    found = scan("tasks on the Jindingsi reservoir", index_of(store_of("yongchuan")))
    assert [item.forms for item in found.items if item.kind == "term"] == [("金鼎寺水库",)]

"""Names of bodies with a slip in them are asked back, and taken for nobody's until then."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.store import MemoryStore
from queries.answers.answer import ask

DATA = tomllib.loads((Path(__file__).parent / "cases" / "slips.toml").read_text("utf-8"))
CASES = [(question, case) for case in DATA["slip"] for question in case["questions"]]


@pytest.mark.parametrize(("question", "case"), CASES, ids=[question for question, _ in CASES])
def test_slip_is_asked_back(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    assert (answer.status, list(answer.readings), answer.answers) == ("ambiguous", case["readings"], ())
    assert answer.notes


@pytest.mark.parametrize(("question", "case"), CASES, ids=[question for question, _ in CASES])
def test_name_that_was_meant_can_be_chosen(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    chosen = ask(store, question, case["readings"][-1])
    assert (chosen.status, chosen.question) == ("answered", question), chosen.notes
    if "same" in case:
        assert chosen.answers == ask(store, case["same"]).answers


@pytest.mark.parametrize("question", DATA["clean"]["questions"])
def test_what_is_no_slip_is_not_asked_back_as_one(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert not any("是不是" in note or "Did you mean" in note for note in answer.notes)

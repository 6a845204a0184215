"""How right the answers are over all does not fall: by set, on the plan that ships."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.answers import VERDICTS, Asked, ask_all, counts, first_run, rows
from tests.gold.question_sets import SETS, Talk, talks

LIMITS = json.loads((Path(__file__).parent / "gold" / "questions-limits.json").read_text("utf-8"))
BLIND = ("blind", "conversations", "kept-back", "conversations-kept-back")
SHIPPED = ("yongchuan-2016.txt",)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    found, left = ask_all((talk for talk in talks() if talk.plans == SHIPPED), tmp_path_factory.mktemp("none"))
    assert not left
    return found


@pytest.mark.parametrize("name", SETS)
def test_share_of_right_answers_stays_above_its_floor(asked: list[Asked], name: str) -> None:
    own = [one for one in asked if one.set == name]
    missed = [f"{one.verdict}: {one.question}" for one in own if one.verdict != "exact"]
    assert len(own) - len(missed) >= LIMITS[name]["exact"] * len(own), "\n".join(missed)


@pytest.mark.parametrize("name", SETS)
def test_share_of_wrong_answers_stays_below_its_ceiling(asked: list[Asked], name: str) -> None:
    own = [one for one in asked if one.set == name]
    wrong = [f"{one.question}: {one.answer.interpretation}" for one in own if one.verdict == "wrong"]
    assert len(wrong) <= LIMITS[name]["wrong"] * len(own), "\n".join(wrong)


def test_sets_are_large_in_both_languages(asked: list[Asked]) -> None:
    sizes = Counter(one.key.split()[1] for one in asked if one.set in BLIND)
    assert min(sizes["zh"], sizes["en"]) >= 200


def test_question_on_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    entry = {"q": "谁牵头", "kind": "none", "gold": None}
    talk = Talk("blind", (*SHIPPED, "no-such-plan.txt"), [entry, entry])
    assert ask_all([talk], tmp_path) == ([], Counter({"no-such-plan.txt": 2}))


def test_table_counts_every_question_once_and_sets_the_first_run_beside_it(asked: list[Asked]) -> None:
    headings, *body = rows(asked, first_run())
    whole = [row for row in body if row[2] == "all"]
    assert {len(row) for row in body} == {len(headings)}
    assert sum(int(row[3]) for row in whole) == sum(int(row[3]) for row in body) - len(asked) == len(asked)
    assert {row[0] for row in body if row[-1] != "–"} == set(BLIND)


def test_first_run_is_of_the_questions_that_there_are() -> None:
    written = [talk for talk in talks() if talk.set in BLIND]
    sizes = Counter(talk.set for talk in written for _ in talk.entries)
    first = Counter(key.split()[0] for key, row in first_run().items() for _ in range(row.total()))
    assert first == sizes


def test_verdicts_are_told_apart(tmp_path: Path) -> None:
    right = {"q": "区农委牵头哪些任务", "kind": "tasks", "gold": ["4.2.5", "4.6.1", "4.6.2", "4.6.3"]}
    entries = [right, {**right, "gold": ["4.6.1"]}, {"q": "2030年有哪些任务", "kind": "tasks", "gold": ["4.6.1"]}]
    found, _ = ask_all([Talk("blind", SHIPPED, [entry]) for entry in entries], tmp_path)
    assert tuple(one.verdict for one in found) == VERDICTS
    assert counts(found) == {"blind zh tasks": Counter(dict.fromkeys(VERDICTS, 1))}

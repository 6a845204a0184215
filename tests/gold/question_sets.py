"""The sets of questions with their answers: the development set, the cases of the tests, and those written blind.

A talk is a list of entries as ``answers.py`` has them, asked one after the other; a question by itself is a talk of
one.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import oracle
from tests.gold.answers import Entry

_GOLD = Path(__file__).parent
_CASES = _GOLD.parent / "cases"
_SHIPPED = "yongchuan-2016.txt"
_FIGURE = ("value", "unit", "comparator", "year", "baseline_year")
SETS = ("development", "cases", "blind", "conversations", "kept-back", "conversations-kept-back")


@dataclass(frozen=True, slots=True)
class Talk:
    """Questions that are put one after the other.

    Args:
        set: one of ``SETS``.
        plans: the files whose plans the store holds.
    """

    set: str
    plans: tuple[str, ...]
    entries: Sequence[Entry]


def talks() -> Iterator[Talk]:
    """Yield the talks of all sets."""
    development = json.loads((_GOLD / "questions-dev.json").read_text("utf-8"))
    yield from (_talk("development", [entry]) for entry in development)
    yield from (_talk("cases", [entry]) for entry in (*_questions(), *_paraphrases()))
    for path in sorted((_GOLD / "questions").glob("*.json")):
        for one in json.loads(path.read_text("utf-8")):
            alone, kept = isinstance(one, Mapping), path.stem.endswith("_kept_back")
            name = ("kept-back" if kept else "blind") if alone else "conversations" + "-kept-back" * kept
            yield _talk(name, [one] if alone else one)


def _talk(name: str, entries: Sequence[Entry]) -> Talk:
    plan = entries[0].get("plan", _SHIPPED)
    return Talk(name, (plan,) if isinstance(plan, str) else tuple(plan), entries)


def _questions() -> Iterator[Entry]:
    """Yield the questions of ``cases/questions.toml``; one that is to be asked back is not to be answered."""
    cases = tomllib.loads((_CASES / "questions.toml").read_text("utf-8"))
    for case in cases["answered"]:
        yield from (_entry(question, case["kind"], case["answers"]) for question in case["questions"])
    for case in cases["figures"]:
        rows = [dict(zip(_FIGURE, row, strict=False)) for row in case["rows"]]
        yield _entry(case["question"], "targets", rows)
    unanswered = [*cases["declined"]["questions"], *(case["question"] for case in cases["ambiguous"])]
    yield from (_entry(question, "none", None) for question in unanswered)


def _paraphrases() -> Iterator[Entry]:
    for case in tomllib.loads((_CASES / "paraphrases.toml").read_text("utf-8"))["case"]:
        none = case["kind"] == "none"
        readings = [] if none else [(one["kind"], oracle.answer(one)) for one in (case, *case.get("or", []))]
        for question in case["questions"]:
            first, *others = readings or [("none", None)]
            yield {**_entry(question, *first), "or": [_reading(*one) for one in others]}


def _entry(question: str, kind: str, gold: Any) -> dict[str, Any]:
    return {"q": question, **_reading(kind, gold)}


def _reading(kind: str, gold: Any) -> dict[str, Any]:
    return {"kind": kind, "gold": gold[0] if kind == "number" and isinstance(gold, list) else gold}

"""Scores answers to the questions of ``tests/gold/questions/``.

An entry is ``{"q", "kind", "gold", "or": [{"kind", "gold"}], "note", "plan": file or files, "group"}``;
a conversation is a list of entries.  Scored is what ``evaluate.py`` compares, and besides passages and tables, whose
gold are strings that the answer must hold, and booleans, whose gold is ``[true]`` or ``[false]``.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal

from tests.gold import evaluate

Verdict = Literal["exact", "wrong", "declined"]
Entry = Mapping[str, Any]

# An answer may say more than the passage asked for, but not the whole plan.
LONGER, ALLOWED = 4, 300


def verdict(entry: Entry, answer: Entry) -> Verdict:
    """Return whether an answer, as ``duban ask --json`` prints it, is right, wrong in part or whole, or not given."""
    said = answer["status"] == "answered"
    if entry["kind"] == "none" and not said:
        return "exact"
    if not said:
        return "declined"
    readings = [entry, *entry.get("or", [])]
    fits = max(_match(one["kind"], one["gold"], answer) for one in readings)
    return "exact" if fits == 1.0 else "wrong"


def _match(kind: str, gold: Any, answer: Entry) -> float:
    if answer["kind"] != kind or kind == "none":
        return 0.0
    if kind == "boolean":
        return float([one["value"] for one in answer["answers"]] == gold)
    if kind == "passages":
        text = "".join(one["text"] for one in answer["answers"])
        long = len(text) > ALLOWED + LONGER * sum(map(len, gold))
        return 0.0 if long else _held(gold, text)
    if kind == "table":
        return _held(gold, json.dumps(answer["answers"], ensure_ascii=False))
    return float(evaluate.match(kind, gold, answer))  # type: ignore[no-untyped-call]


def _held(wanted: list[str], text: str) -> float:
    plain = evaluate.plain(text)  # type: ignore[no-untyped-call]
    return sum(evaluate.plain(str(one)) in plain for one in wanted) / len(wanted)  # type: ignore[no-untyped-call]

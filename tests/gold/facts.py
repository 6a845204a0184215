"""Scores extraction against facts that people annotated: clauses, deadlines and targets by their offsets.

The facts of each plan stand in ``plans/`` without its text; they hold for the text whose SHA-256 they name.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extraction.marks import bare
from extraction.records import Deadline, Plan, Responsibility, Target, Task
from extraction.serialise import deadline_json, number
from tests.gold.evaluate import gold_time_tokens, plain, rests_on, time_tokens

_PLANS = Path(__file__).parent / "plans"
FIELDS = ("task ids", "roles", "deadlines", "targets with a number", "targets without")
_ROLES = ("lead", "participants", "responsible", "guidance")


@dataclass(slots=True)
class Score:
    """How much of what is annotated was found, and which rules found what.

    Args:
        right: found items that are annotated, by field; ``found`` and ``annotated`` likewise.
        by_rule: (right, made) of each rule.
        misses: what was missed or found too much, a line each.
    """

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    annotated: Counter[str] = field(default_factory=Counter)
    by_rule: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, rule: str, *, right: bool) -> None:
        """Count a found item."""
        self.found[name] += 1
        self.right[name] += right
        if rule:
            made = self.by_rule.setdefault(rule, [0, 0])
            made[0] += right
            made[1] += 1

    def add(self, other: "Score") -> None:
        """Count another plan's score in."""
        self.right.update(other.right)
        self.found.update(other.found)
        self.annotated.update(other.annotated)
        for rule, (right, made) in other.by_rule.items():
            mine = self.by_rule.setdefault(rule, [0, 0])
            mine[0] += right
            mine[1] += made

    def figures(self, name: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a field; 1 where nothing is annotated and nothing was found."""
        right, found, annotated = self.right[name], self.found[name], self.annotated[name]
        if not found and not annotated:
            return 1.0, 1.0, 1.0
        precision, recall = right / found if found else 0.0, right / annotated if annotated else 0.0
        return precision, recall, 2 * right / (found + annotated)


def shipped() -> Mapping[str, Any]:
    """Return the gold of the shipped plan as facts: by ids and words of the text in place of offsets."""
    gold = json.loads((_PLANS.parent / "yongchuan.gold.json").read_text(encoding="utf-8"))
    return {
        "plan": "yongchuan-2016.txt",
        "ranges": {"roles": [], "targets": [[0, sys.maxsize]]},
        "numeric_only": True,
        "tasks": [{**task, "times": gold_time_tokens(task["time"])} for task in gold["tasks"]],  # type: ignore[no-untyped-call]
        "targets": [_shipped_target(target) for target in gold["targets"] if target["value"] is not None],
    }


def _shipped_target(gold: Mapping[str, Any]) -> Mapping[str, Any]:
    grade = not re.fullmatch(r"[\d.]+", gold["value"])
    return {
        **gold,
        "comparator": gold["comparator"].replace("drop", "decrease"),
        "value": gold["value"] if grade else float(gold["value"]),
        "year": int(gold["year"].rstrip("+")) if gold["year"] else None,
        "baseline_year": int(gold["baseline"]) if gold["baseline"] else None,
    }


def annotated_plans() -> Iterator[Mapping[str, Any]]:
    """Yield the facts of each plan."""
    for path in sorted(_PLANS.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def text_of(facts: Mapping[str, Any], folder: Path) -> str | None:
    """Return the text that facts are about, or ``None`` where the folder has no such file.

    Raises:
        ValueError: the file is another text.
    """
    path = folder / facts["plan"]
    if not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise ValueError(f"{path}: not the text that was annotated")
    return content.decode("utf-8")


def score(plan: Plan, facts: Mapping[str, Any]) -> Score:
    """Return how well a plan was read."""
    result = Score()
    if "roles" in facts["ranges"]:
        _score_tasks(result, plan, facts["tasks"])
    if "targets" in facts["ranges"]:
        found = [t for t in plan.targets if _within(t.passage.start, facts["ranges"]["targets"])]
        kinds = (("targets with a number", True), ("targets without", False))
        for name, numeric in kinds[: 1 if facts.get("numeric_only") else 2]:
            wanted = [t for t in facts["targets"] if (t["value"] is not None) == numeric]
            _score_targets(result, name, [t for t in found if (t.value is not None) == numeric], wanted)
    return result


def _within(start: int, ranges: Sequence[Sequence[int]]) -> bool:
    return any(first <= start < last for first, last in ranges)


def _score_tasks(result: Score, plan: Plan, wanted: Sequence[Mapping[str, Any]]) -> None:
    left = [task for task in plan.tasks if task.clause]
    for fact in wanted:
        task = _match(fact, left)
        if task:
            left.remove(task)
        if fact.get("optional"):
            continue
        result.annotated["task ids"] += 1
        if task:
            result.count("task ids", "", right=task.id == fact["id"])
        if not task or task.id != fact["id"]:
            result.misses.append(f"task {fact['id']}: {task.id if task else 'missing'}")
        _score_roles(result, fact, task)
        _score_deadlines(result, fact, task)
    for task in left:
        result.count("task ids", "", right=False)
        result.misses.append(f"task {task.id} {task.title}: too much")
        _score_roles(result, {}, task)
        _score_deadlines(result, {}, task)


def _match(fact: Mapping[str, Any], tasks: Iterable[Task]) -> Task | None:
    """The task whose clause is the annotated one; of several with one clause, as rows of a merged cell, by its id."""
    if "clause" not in fact:
        return next((t for t in tasks if t.id == fact["id"]), None)
    start, end = fact["clause"]
    over = [t for t in tasks if t.clause and t.clause.start < end and start < t.clause.end]
    return next((t for t in over if t.id == fact["id"]), over[0] if over else None)


def _score_roles(result: Score, fact: Mapping[str, Any], task: Task | None) -> None:
    wanted = Counter((role.removesuffix("s"), bare(n)) for role in _ROLES for n in fact.get(role) or ())
    result.annotated["roles"] += wanted.total()
    for responsibility in _given(task):
        key = (responsibility.role, bare(responsibility.name))
        result.count("roles", responsibility.rule, right=wanted[key] > 0)
        if not wanted[key]:
            result.misses.append(f"role {task.id if task else ''}: {key} too much")
        wanted[key] -= wanted[key] > 0
    result.misses += [f"role {fact['id']}: {key} missing" for key in wanted.elements()]


def _given(task: Task | None) -> Iterator[Responsibility]:
    return (r for r in (task.responsibilities if task else ()) if r.role != "default")


def _score_deadlines(result: Score, fact: Mapping[str, Any], task: Task | None) -> None:
    if "times" in fact:
        return _score_times(result, fact, task)
    stated = fact.get("deadlines", ())
    wanted = Counter(_deadline(d) for d in stated if not d.get("optional"))
    maybe = {_deadline(d) for d in stated if d.get("optional")}
    result.annotated["deadlines"] += wanted.total()
    for deadline in task.deadlines if task else ():
        key = _said(deadline)
        if key in maybe and not wanted[key]:
            continue
        result.count("deadlines", deadline.rule, right=wanted[key] > 0)
        if not wanted[key]:
            result.misses.append(f"deadline {task.id if task else ''}: {deadline.passage.text} {key} too much")
        wanted[key] -= wanted[key] > 0
    result.misses += [f"deadline {fact['id']}: {key} missing" for key in wanted.elements()]


def _score_times(result: Score, fact: Mapping[str, Any], task: Task | None) -> None:
    """Score deadlines against the gold's statements, of which a date with a recurrence makes two."""
    wanted = set(fact["times"])
    result.annotated["deadlines"] += len(wanted)
    made: set[str] = set()
    for deadline in task.deadlines if task else ():
        said = time_tokens([json.loads(json.dumps(deadline_json(deadline)))])  # type: ignore[no-untyped-call]
        for token in said - made:
            result.count("deadlines", deadline.rule, right=token in wanted)
        made |= said
    wanted -= made
    result.misses += [f"deadline {fact['id']}: {token} missing" for token in sorted(wanted)]


def _deadline(fact: Mapping[str, Any]) -> tuple[str, str | None, str | None, str | None]:
    start = None if fact["kind"] == "by" else fact["start"]
    return fact["kind"], start, fact["end"], fact["recurrence"]


def _said(deadline: Deadline) -> tuple[str, str | None, str | None, str | None]:
    days = [day.isoformat() if day else None for day in (deadline.start, deadline.end)]
    return deadline.kind, days[0], days[1], deadline.recurrence


def _score_targets(result: Score, name: str, found: Sequence[Target], wanted: Sequence[Mapping[str, Any]]) -> None:
    left = list(found)
    result.annotated[name] += sum(not fact.get("optional") for fact in wanted)
    for fact in sorted(wanted, key=lambda fact: bool(fact.get("optional"))):
        target = next((t for t in left if _is_target(t, fact)), None)
        if target:
            left.remove(target)
        if fact.get("optional"):
            continue
        if target:
            result.count(name, target.rule, right=True)
        else:
            place = fact.get("at") or fact["anchor"]
            result.misses.append(f"{name}: {_key(fact)} {fact['subject']}|{fact['indicator']} at {place} missing")
    for target in left:
        if not any(f.get("optional") and _touches(target, f) for f in wanted):
            result.count(name, target.rule, right=False)
            said = target.comparator, number(target.value), target.unit, target.year
            result.misses.append(
                f"{name}: {target.rule} {said} {target.subject}|{target.indicator}"
                f" at {target.passage.start} {target.passage.text[:50]} too much"
            )


def _touches(target: Target, fact: Mapping[str, Any]) -> bool:
    if "anchor" in fact:
        return bool(rests_on(fact["anchor"], target.passage.text))  # type: ignore[no-untyped-call]
    start, end = fact["at"]
    return bool(target.passage.start < end and start < target.passage.end)


def _key(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    value = fact["value"] if isinstance(fact["value"], str) or fact["value"] is None else float(fact["value"])
    return fact["comparator"], value, fact["unit"], fact["year"], fact["baseline_year"]


def _is_target(target: Target, fact: Mapping[str, Any]) -> bool:
    """As the gold's scorer compares: every figure equal, most letters of the name, on the same words."""
    value = number(target.value)
    said = target.comparator, float(value) if isinstance(value, int | float) else value, target.unit, target.year
    if not _touches(target, fact) or len(plain(target.passage.text)) > 160:  # type: ignore[no-untyped-call]
        return False
    if (*said, target.baseline_year) != _key(fact):
        return False
    name, found = (plain(words) for words in (fact["subject"] + fact["indicator"], target.subject + target.indicator))  # type: ignore[no-untyped-call]
    shared = len(set(name) & set(found))
    return bool(shared >= 0.6 * len(set(name)) and len(found) <= 2 * len(name) + 12)

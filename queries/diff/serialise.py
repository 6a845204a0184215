"""A comparison as the JSON object that ``duban diff --json`` prints."""

from collections.abc import Mapping

from queries.diff.records import Change, Diff, Pair, Sides, Value
from queries.records import Content, Quote, Target, Task

Json = Mapping[str, object]


def to_json(diff: Diff) -> Json:
    """Return a comparison as values that ``json.dumps`` takes; offsets count in the text of their own side."""
    return {
        "old": _plan(diff.old),
        "new": _plan(diff.new),
        "plan": [_change(change) for change in diff.facts],
        "tasks": _sides(diff.tasks),
        "targets": _sides(diff.targets),
        "summary": {"plan": len(diff.facts), "tasks": _counts(diff.tasks), "targets": _counts(diff.targets)},
    }


def _plan(plan: Content) -> Json:
    return {"plan": plan.id, "title": plan.title}


def _sides(sides: Sides[Task] | Sides[Target]) -> Json:
    return {
        "added": [_thing(thing) for thing in sides.added],
        "removed": [_thing(thing) for thing in sides.removed],
        "changed": [_pair(pair) for pair in sides.changed],
        "renumbered": [{"old": pair.old.id, "new": pair.new.id} for pair in sides.renumbered],
    }


def _counts(sides: Sides[Task] | Sides[Target]) -> Json:
    return {name: len(getattr(sides, name)) for name in ("added", "removed", "changed", "renumbered")}


def _pair(pair: Pair[Task] | Pair[Target]) -> Json:
    return {"old": _thing(pair.old), "new": _thing(pair.new), "changes": [_change(change) for change in pair.changes]}


def _thing(thing: Task | Target) -> Json:
    if isinstance(thing, Task):
        return {"id": thing.id, "title": thing.title, **_quote(thing.quote)}
    said = {"section": thing.section, "task": thing.task, "subject": thing.subject, "indicator": thing.written}
    return {"id": thing.id, **{name: value or None for name, value in said.items()}, **_quote(thing.quote)}


def _change(change: Change) -> Json:
    return {"field": change.field, "old": [_value(v) for v in change.old], "new": [_value(v) for v in change.new]}


def _value(value: Value) -> Json:
    """The facts of a deadline stand apart: they have a start and an end of their own, which are days."""
    said = {**(_quote(value.quote) if value.quote else {}), "text": value.text}
    return {**said, "deadline": value.facts} if value.facts else said


def _quote(quote: Quote) -> Json:
    return {"text": quote.text, "start": quote.start, "end": quote.end}

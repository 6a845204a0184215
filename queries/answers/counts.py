"""Answers that set numbers of tasks beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.compose import task_count_query
from queries.answers.count_queries import counts_query
from queries.answers.evidence import passages
from queries.answers.reply import Answer, Values
from queries.answers.selection import plans_of_tasks, select_tasks
from queries.answers.sides import cells_of, columns_of, joined, label_of
from queries.index import Index, text_of
from queries.questions.request import Request, Side

FEW = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of tasks of each side, the plans that they are of, and the tasks, where these were looked at."""

    numbers: tuple[int, ...]
    plans: tuple[str, ...]
    tasks: tuple[str, ...] = ()


def answer_counts(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer how many tasks each side has, which has most, by how many, or what share."""
    counted = _counted(store, request, index)
    numbers = counted.numbers
    answer = replace(answer, sparql=counts_query(request), plans=counted.plans)
    if not any(numbers):
        return replace(answer, notes=(say("answers.nothing", answer.language),))
    kind, values = _values(request, numbers, index)
    notes = (*_numbers_said(request, numbers, index), *_dates_said(store, request, numbers, index))
    shown = () if len(request.sides) > FEW or request.verdict == "share" else counted.tasks
    evidence = passages(store, shown, dated=request.axis == "year")
    return replace(answer, status="answered", kind=kind, answers=values, notes=notes, evidence=evidence)


def _counted(store: Store, request: Request, index: Index) -> Counted:
    """Count the tasks of each side: one by one where sides are few, by their places in the index, else by one query."""
    if request.axis == "section":
        base = select_tasks(store, replace(request, asked="tasks", sides=()), index)
        found = [_within(side, base, index) for side in request.sides]
    elif len(request.sides) <= FEW:
        found = [select_tasks(store, side.request, index) for side in request.sides]
    else:
        return _by_query(store, request)
    tasks = tuple(dict.fromkeys(iri for own in found for iri in own))
    return Counted(tuple(map(len, found)), tuple(dict.fromkeys(plans_of_tasks(tasks, index))), tasks)


def _by_query(store: Store, request: Request) -> Counted:
    numbers = [0] * len(request.sides)
    rows = store.select(counts_query(request))
    for row in rows:
        numbers[int(text_of(row, "side")) - 1] += int(text_of(row, "tasks"))
    return Counted(tuple(numbers), tuple(dict.fromkeys(text_of(row, "pid") for row in rows)))


def _within(side: Side, tasks: Sequence[str], index: Index) -> tuple[str, ...]:
    """Return the tasks that stand in a section, or the one that stands as one."""
    named = {(entry.plan, entry.id + ".") for entry in index.sections if entry.iri in side.key.split()}
    return tuple(
        iri
        for iri in tasks
        if iri == side.key or any(index.task[iri].plan == p and index.task[iri].id.startswith(i) for p, i in named)
    )


def _values(request: Request, numbers: Sequence[int], index: Index) -> tuple[str, tuple[Values, ...]]:
    """Return the kind of an answer and its values."""
    if request.verdict == "each":
        return "table", (_table(request, zip(request.sides, numbers, strict=True), index),)
    if request.verdict in ("most", "fewest"):
        return _winners(request, numbers, index)
    if request.verdict == "share":
        return "number", ({"value": share(*numbers)},)
    gap = numbers[0] - numbers[1]
    if request.verdict in ("is-more", "is-fewer"):
        return "boolean", ({"value": gap > 0 if request.verdict == "is-more" else gap < 0},)
    signed = {"more-by": gap, "fewer-by": -gap, "apart-by": abs(gap)}
    return "number", ({"value": signed[request.verdict]},)


def share(part: int, whole: int) -> float:
    """Return what per cent one number is of another, to two places.

    >>> share(26, 65), share(1, 3)
    (40.0, 33.33)
    """
    return round(100 * part / whole, 2)


def _winners(request: Request, numbers: Sequence[int], index: Index) -> tuple[str, tuple[Values, ...]]:
    best = max(numbers) if request.verdict == "most" else min(numbers)
    first = [(side, count) for side, count in zip(request.sides, numbers, strict=True) if count == best]
    if request.axis == "year":
        return "dates", tuple({"value": side.key} for side, _ in first)
    if request.axis == "department":
        entries = [index.department[iri] for side, _ in first for iri in side.key.split()]
        return "departments", tuple({"label": e.label, "label_en": e.english or None, "iri": e.iri} for e in entries)
    if len(request.sides) > FEW:
        return "table", (_table(request, first, index),)
    ranked = sorted(zip(request.sides, numbers, strict=True), key=lambda each: -each[1])
    return "table", (_table(request, ranked if request.verdict == "most" else ranked[::-1], index),)


def _table(request: Request, counted: Iterator[tuple[Side, int]] | Sequence[tuple[Side, int]], index: Index) -> Values:
    rows = [[*cells_of(side, request, index), count] for side, count in counted]
    return {"columns": list(columns_of(request)), "rows": rows}


def _numbers_said(request: Request, numbers: Sequence[int], index: Index) -> Iterator[str]:
    """Yield the number of each side, where the answer does not say it itself."""
    language = request.language
    if request.verdict == "share":
        yield say("comparisons.note-share", language, part=numbers[0], whole=numbers[1], value=share(*numbers))
        return
    if request.verdict == "each":
        return
    for side, count in zip(request.sides, numbers, strict=True):
        yield say("comparisons.note-side", language, name=label_of(side, request.axis, index, language), count=count)
    if request.verdict in ("more-by", "fewer-by") and (numbers[0] < numbers[1]) == (request.verdict == "more-by"):
        yield say("comparisons.note-other-way" if numbers[0] != numbers[1] else "comparisons.note-equal", language)
    if len(set(numbers)) == 1:
        yield say("comparisons.note-equal", language)


def _dates_said(store: Store, request: Request, numbers: Sequence[int], index: Index) -> Iterator[str]:
    """Yield what the numbers of years leave out, and what they would be by the day on which tasks end."""
    whens = [when for side in request.sides for when in side.request.whens]
    if request.axis != "year" or not all(when.reading in ("covers", "due") for when in whens):
        return
    language = request.language
    yield say("comparisons.note-spanning", language)
    undated = replace(request.sides[0].request, whens=(), dated=False)
    if count := int(text_of(store.select(task_count_query(undated))[0], "count")):
        yield say("comparisons.note-undated", language, count=count)
    if any(when.reading == "due" for when in whens) or len(request.sides) > FEW:
        return
    others = [len(select_tasks(store, request_due(side.request), index)) for side in request.sides]
    if others != list(numbers):
        named = [label_of(side, "year", index, language) for side in request.sides]
        told = [f"{name}{_sign(language)}{other}" for name, other in zip(named, others, strict=True)]
        yield say("comparisons.note-due", language, counts=joined(told, language))


def request_due(request: Request) -> Request:
    """Return a request for what is to be finished in a time rather than for what covers it."""
    return replace(request, whens=tuple(replace(when, reading="due") for when in request.whens))


def _sign(language: Language) -> str:
    return "：" if language == "zh" else ": "

"""Answers that are figures, dates, documents or facts of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from graph.store import Row, Store
from ontology import PLAN
from queries.answers.compose import document_query, targets_query
from queries.answers.reply import Values
from queries.index import Titled, text_of
from queries.questions.likeness import most_alike
from queries.questions.request import Request
from queries.questions.times import FIRST, LAST
from queries.questions.topics import Word, places
from queries.questions.words import lexicon, plain

FIGURE = ("comparator", "value", "unit", "baseline_year")


def target_rows(store: Store, request: Request) -> tuple[list[Row], list[Row]]:
    """Return the targets of a request for its years, if it names any, and those set before that hold each year."""
    rows = store.select(targets_query(request))
    own = [row for row in rows if not request.whens or _set_for(row, request)]
    return own, [row for row in rows if row not in own and _goes_on(row, request)]


def _set_for(row: Row, request: Request) -> bool:
    year = _year(row, "year")
    return year is not None and any(
        (when.end.year if when.reading == "by" else when.start.year) <= year <= when.end.year for when in request.whens
    )


def _goes_on(row: Row, request: Request) -> bool:
    year = _year(row, "year")
    if year is None or "recurrence" not in row:
        return False
    last = _year(row, "last") or year
    return any(year <= when.end.year and when.start.year <= last for when in request.whens)


def target_values(row: Row) -> Values:
    """Return a target as an answer gives it."""
    return {
        "subject": text_of(row, "subject"),
        "indicator": text_of(row, "indicator") or text_of(row, "subject"),
        "comparator": PLAN.notation(text_of(row, "comparator")),
        "value": _number(text_of(row, "value")) if "value" in row else text_of(row, "class") or None,
        "unit": text_of(row, "unit") or None,
        "year": _year(row, "year"),
        "baseline_year": _year(row, "baseline"),
        "plan": text_of(row, "pid"),
    }


def _number(value: str) -> int | float:
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _year(row: Row, name: str) -> int | None:
    return int(text_of(row, name)[:4]) if name in row else None


def distinct(rows: Sequence[Row]) -> list[Row]:
    """Return rows without those that repeat a figure for the same year, or for no year where another row names it."""
    dated = {(_figure(row), _year(row, "year")) for row in rows}
    years = {figure for figure, year in dated if year is not None}
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        figure, year = _figure(row), _year(row, "year")
        if year is not None or figure not in years:
            kept.setdefault((figure, year), row)
    return list(kept.values())


def _figure(row: Row) -> tuple[object, ...]:
    values = target_values(row)
    return tuple(values[name] for name in (*FIGURE, "plan")) + (
        (values["subject"], values["indicator"]) if values["value"] is None else ()
    )


def day_of(row: Row) -> str:
    """Return when a dated statement ends or begins: a year where it is a whole one, else a day."""
    start, end = text_of(row, "start"), text_of(row, "end")
    if start[4:] == "-01-01" and (not end or end == f"{start[:4]}-12-31"):
        return start[:4]
    return end or start


def within(row: Row, request: Request) -> bool:
    """Return whether a dated statement has to do with one of the years that a question names, if it names any."""
    start, end = text_of(row, "start")[:4], text_of(row, "end")[:4]
    first, last = int(start or end or FIRST.year), int(end or start or LAST.year)
    return not request.whens or any(first <= when.end.year and when.start.year <= last for when in request.whens)


def document_rows(store: Store, request: Request) -> list[Row]:
    """Return the documents that the plans cite, each once; those that a topic names, else those that its tasks cite."""
    words = [Word(forms) for forms in request.forms]
    found: dict[str, Row] = {}
    for row in store.select(document_query(replace(request, tasks=()))):
        found.setdefault(text_of(row, "document"), row)
    rows = list(found.values())
    if not words:
        return rows
    named = most_alike(words, [(plain(text_of(row, "name")), "") for row in rows], lexicon("zh").light)
    if named or not request.tasks:
        return [rows[entry.position] for entry in named]
    return list({text_of(row, "document"): row for row in store.select(document_query(request))}.values())


def nearest_before(rows: Sequence[Row], task: Titled, request: Request) -> list[Row]:
    """Return the last of a task's dated statements before its text has the topic: in Chinese, dates come first."""
    start = next((int(text_of(row, "taskStart")) for row in rows), 0)
    place = next(iter(places(request.topic, task.text)), None)
    if place is None:
        near = most_alike(
            [Word(forms) for forms in request.forms], [(plain(task.title), plain(task.text))], lexicon("zh").light
        )
        place = near[0].start if near else None
    before = [row for row in rows if place is not None and int(text_of(row, "from")) - start <= place]
    return before[-1:] or (list(rows) if len(rows) == 1 else [])

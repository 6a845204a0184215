"""Answers that are figures, dates, documents or facts of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Literal

from graph.store import Row, Store
from ontology import PLAN
from queries.answers.compose import citations_query, document_query
from queries.answers.reply import Values
from queries.answers.target_queries import IS_TARGET, target_conditions, target_names_query
from queries.index import Index, TargetEntry, Titled, text_of
from queries.questions.likeness import most_alike
from queries.questions.request import Request
from queries.questions.times import FIRST, LAST
from queries.questions.topics import Word, places
from queries.questions.words import lexicon, plain

FIGURE = ("comparator", "value", "unit", "baseline_year")


def target_rows(store: Store, request: Request, index: Index) -> tuple[list[Row], list[Row]]:
    """Return the targets of a request for its years, if it names any, and those set before that hold each year."""
    rows = select_targets(store, request, index)
    own = [row for row in rows if not request.whens or _set_for(row, request)]
    names = {text_of(row, "target") for row in own}
    return own, [row for row in rows if text_of(row, "target") not in names and _goes_on(row, request)]


def select_targets(store: Store, request: Request, index: Index) -> list[Row]:
    """Return the rows of ``targets_query``: the store is asked for names only, and the index has what they say."""
    return [_row(entry, index) for entry in _entries(store, request, index)]


def years_set(store: Store, request: Request, index: Index) -> list[str]:
    """Return the years for which such targets are set."""
    return sorted({entry.year[:4] for entry in _entries(store, request, index) if entry.year})


def _entries(store: Store, request: Request, index: Index) -> Sequence[TargetEntry]:
    if target_conditions(request) == IS_TARGET:
        return index.targets
    names = {text_of(row, "target") for row in store.select(target_names_query(request))}
    return [entry for entry in index.targets if entry.iri in names]


def _row(entry: TargetEntry, index: Index) -> Row:
    said, plan = entry.figure, index.plan[entry.plan]
    values = {
        "target": entry.iri,
        "subject": said.subject,
        "indicator": said.indicator,
        "comparator": said.comparator,
        "value": said.value,
        "class": said.grade,
        "unit": said.unit,
        "year": entry.year,
        "baseline": said.baseline,
        "recurrence": said.recurrence,
        "last": plan.end if said.recurrence else "",
        "exact": said.text,
        "from": said.start,
        "to": said.end,
        "pid": plan.id,
    }
    return {name: Literal(value) for name, value in values.items() if value}


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
    """Return rows without those in which a plan repeats a figure for a year, or for none where another row has one."""
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
    named = (values["subject"],) if values["value"] is None else ()
    return (*(values[name] for name in (*FIGURE, "plan", "indicator")), *named)


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


def document_rows(store: Store, request: Request, index: Index) -> tuple[list[Row], tuple[str, ...]]:
    """Return the documents that the plans cite, each once; those that a topic names, else those that its tasks cite.

    Returns:
        The documents, each where it is cited first, and the short ids of the plans that cite them, as often.
    """
    rows, citing = _cited(store, replace(request, tasks=()), index)
    if words := [Word(forms) for forms in request.forms]:
        named = most_alike(words, [(plain(text_of(row, "name")), "") for row in rows], lexicon("zh").light)
        if named or not request.tasks:
            rows = [rows[entry.position] for entry in named]
        else:
            rows, citing = _cited(store, request, index)
    plans = sorted(place for row in rows for place in citing[text_of(row, "document")])
    return rows, tuple(index.plans[place].id for place in plans)


def _cited(store: Store, request: Request, index: Index) -> tuple[list[Row], dict[str, set[int]]]:
    """Return documents where they are first cited, and the places of the plans that cite each."""
    first: dict[str, tuple[int, int, str]] = {}
    citing: dict[str, set[int]] = {}
    places = {plan.iri: place for place, plan in enumerate(index.plans)}
    for row in store.select(document_query(request)):
        document, citation, plan = (text_of(row, name) for name in ("document", "citation", "plan"))
        if plan in places:
            here = (places[plan], int(citation.rsplit("/", 1)[-1]), citation)
            first[document] = min(first.get(document, here), here)
            citing.setdefault(document, set()).add(places[plan])
    found: dict[str, Row] = {}
    cited = {document: citation for document, (_, _, citation) in first.items()}
    for row in store.select(citations_query(cited)) if cited else ():
        found.setdefault(text_of(row, "document"), row)
    return list(found.values()), citing


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

"""Answers that are what a plan says of itself: its title, issuer, number, period, scope, parts and annexes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from tomllib import loads

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.evidence import Evidence, evidence_of, plans_of
from queries.answers.plan_queries import annexes_query, fact_query, parts_query
from queries.answers.reply import Answer, Values
from queries.answers.stretches import said_in
from queries.index import Index, text_of
from queries.questions.request import Request
from queries.questions.words import bare, plain

SHOWN = 20
TOP = ("parts", "outline")
_DAY = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Told:
    """What the plans say of themselves.

    Args:
        kind: of the answer.
        rows: one for each thing that is said.
        phrases: for a plan's short id, what of its text the answer rests on, without marks.
        notes: what else is to be said.
    """

    kind: str
    query: str
    rows: Sequence[Row]
    answers: tuple[Values, ...]
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


def answer_fact(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer what the plans say of themselves; where none says it, the question is declined."""
    told = _WAYS[request.fact](store, request)
    answer = replace(answer, sparql=told.query, evidence=told.evidence, plans=plans_of(told.rows), notes=told.notes)
    if request.yes_no:
        found = ({"value": bool(told.rows)},)
        return replace(answer, status="answered", kind="boolean", answers=found)
    if not told.rows:
        note = say("kinds.fact-not-stated", answer.language, fact=say(f"kinds.fact-{request.fact}", answer.language))
        return replace(answer, notes=(note, *told.notes))
    return replace(answer, status="answered", kind=told.kind, answers=told.answers)


def _title(store: Store, request: Request) -> Told:
    query, rows = _select(store, "title", request)
    found = tuple(_passage(row, text_of(row, "value")) for row in rows)
    return Told("passages", query, rows, found, _said(store, rows, lambda row: text_of(row, "value")))


def _number(store: Store, request: Request) -> Told:
    query, rows = _select(store, "number", request)
    titles = {text_of(row, "pid"): text_of(row, "value") for row in _select(store, "title", request)[1]}
    found = tuple(
        {"number": text_of(row, "value"), "title": titles.get(text_of(row, "pid")), "plan": text_of(row, "pid")}
        for row in rows
    )
    return Told("documents", query, rows, found, _said(store, rows, lambda row: text_of(row, "value")))


def _period(store: Store, request: Request) -> Told:
    query, rows = _select(store, "period", request)
    wanted = {"period": ("start", "end"), "start": ("start",), "end": ("end",)}[request.fact]
    years = dict.fromkeys((text_of(row, name)[:4], text_of(row, "pid")) for row in rows for name in wanted)
    found = tuple({"value": year, "plan": pid} for year, pid in years)
    notes = tuple(
        say("kinds.note-period", request.language, first=text_of(row, "start")[:4], last=text_of(row, "end")[:4])
        for row in rows[:1]
        if len(rows) == 1
    )
    said = _said(store, rows, lambda row: text_of(row, "start")[:4] + text_of(row, "end")[:4])
    return Told("dates", query, rows, found, said, notes)


def _bodies(store: Store, request: Request) -> Told:
    query, rows = _select(store, request.fact, request)
    found = tuple(
        {
            "label": text_of(row, "label"),
            "label_en": text_of(row, "english") or None,
            "iri": text_of(row, "value"),
            "plan": text_of(row, "pid"),
        }
        for row in rows
    )
    return Told("departments", query, rows, found, _said(store, rows, lambda row: text_of(row, "label")))


def _place(store: Store, request: Request) -> Told:
    query, rows = _select(store, "place", request)
    found = tuple({**_passage(row, text_of(row, "label")), "iri": text_of(row, "value")} for row in rows)
    return Told("passages", query, rows, found, _said(store, rows, lambda row: text_of(row, "label")))


def _scope(store: Store, request: Request) -> Told:
    """The section that says to what the plan applies, without its heading; else the area that the plan is for."""
    query = parts_query(request.plans, (), deeper=False)
    titles = tuple(_words()["scope-titles"])
    rows = [row for row in store.select(query) if text_of(row, "value").endswith(titles)]
    if not rows:
        return _place(store, request)
    stretches = [(row, body_of(row)) for row in rows]
    found = tuple(_passage(row, stretch.text) for row, stretch in stretches)
    return Told("passages", query, rows, found, tuple(stretch for _, stretch in stretches))


def _parts(store: Store, request: Request) -> Told:
    """How many chapters or sections there are; those of a chapter where one is named."""
    query = parts_query(request.plans, request.section, deeper=request.fact not in TOP)
    once = {(text_of(row, "pid"), text_of(row, "from")): row for row in store.select(query)}
    rows = list(once.values())
    if request.fact == "outline":
        found = tuple({**_passage(row, text_of(row, "value")), "iri": text_of(row, "part")} for row in rows)
        return Told("passages", query, rows, found, tuple(map(heading_of, rows)))
    titles = [f"{text_of(row, 'id')} {text_of(row, 'value')}" for row in rows[:SHOWN]]
    joined = ("、" if request.language == "zh" else ", ").join(titles)
    notes = (say("kinds.note-parts", request.language, parts=joined),) if rows else ()
    return Told("number", query, rows, ({"value": len(rows)},), tuple(map(heading_of, rows)), notes)


def _annexes(store: Store, request: Request) -> Told:
    query = annexes_query(request.plans)
    rows = store.select(query)
    absent = sum(text_of(row, "present") == "false" for row in rows)
    notes = (say("kinds.note-annex-absent", request.language, count=absent),) if absent else ()
    if request.count:
        return Told("number", query, rows, ({"value": len(rows)},), evidence_of(rows), notes)
    found = tuple(_passage(row, text_of(row, "exact")) for row in rows)
    return Told("passages", query, rows, found, evidence_of(rows), notes)


def _effective(store: Store, request: Request) -> Told:
    """The sentence that says from when on the plan holds; its day where it names one and the day is asked for."""
    query, rows = _select(store, "text", request)
    found = [(row, match) for row in rows if (match := _in_force().search(plain(text_of(row, "value"))))]
    said = tuple(
        Evidence(text_of(row, "value")[m.start() : m.end()], *m.span(), text_of(row, "pid")) for row, m in found
    )
    bound = "" if request.fact == "effective" else "有效期至"
    days = [_day(match[0], bound) for _, match in found]
    told = [row for row, _ in found]
    if days and all(days):
        dates = (f"{day['y']}-{int(day['m']):02d}-{int(day['d']):02d}" for day in days if day)
        values = tuple({"value": day, "plan": one.plan} for day, one in zip(dates, said, strict=True))
        return Told("dates", query, told, values, said)
    return Told(
        "passages", query, told, tuple(_passage(row, one.text) for row, one in zip(told, said, strict=True)), said
    )


def _day(text: str, behind: str) -> re.Match[str] | None:
    """Return the first day in a text, or the first one behind some words."""
    joined = re.sub(r"\s", "", text)
    return _DAY.search(joined, joined.find(behind)) if behind in joined else None


_WAYS: Mapping[str, Callable[[Store, Request], Told]] = {
    "title": _title,
    "number": _number,
    "period": _period,
    "start": _period,
    "end": _period,
    "issuer": _bodies,
    "default": _bodies,
    "place": _place,
    "scope": _scope,
    "parts": _parts,
    "sections": _parts,
    "outline": _parts,
    "annexes": _annexes,
    "effective": _effective,
    "validity": _effective,
}


def body_of(row: Row) -> Evidence:
    """Return the passage of a section or task without its number and title."""
    whole, start = text_of(row, "exact"), int(text_of(row, "from"))
    title = next(said_in(whole[: 3 * len(text_of(row, "value")) + 20], bare(text_of(row, "value"))), (0, 0))
    opening = re.compile(r"[\s\W]*").match(whole, title[1])
    begin = opening.end() if opening and opening.end() < len(whole) else 0
    begin -= 1 if begin and whole[begin - 1] in "“《（(〔" else 0
    behind = _behind().search(whole, begin)
    end = len(whole[: behind.start()].rstrip()) if behind else len(whole)
    return Evidence(whole[begin:end], start + begin, start + end, text_of(row, "pid"))


def heading_of(row: Row) -> Evidence:
    """Return where the title of a section or task stands."""
    whole, start = text_of(row, "exact"), int(text_of(row, "from"))
    first, last = next(said_in(whole, bare(text_of(row, "value"))), (0, len(whole)))
    return Evidence(whole[first:last], start + first, start + last, text_of(row, "pid"))


def _select(store: Store, fact: str, request: Request) -> tuple[str, list[Row]]:
    query = fact_query(fact if fact not in ("start", "end") else "period", request.plans)
    return query, store.select(query)


def _passage(row: Row, text: str) -> Values:
    return {"text": text, "plan": text_of(row, "pid")}


def _said(store: Store, rows: Iterable[Row], phrase: Callable[[Row], str]) -> tuple[Evidence, ...]:
    """Return where plans say what was found of them, those of a long list left out."""
    shown = list(rows)[:SHOWN]
    query = fact_query("text", dict.fromkeys(text_of(row, "plan") for row in shown))
    texts = {text_of(row, "pid"): text_of(row, "value") for row in store.select(query)} if shown else {}
    found = []
    for row in shown:
        text = texts.get(text_of(row, "pid"), "")
        place = next(said_in(text, bare(phrase(row))), None)
        found += [Evidence(text[place[0] : place[1]], *place, text_of(row, "pid"))] if place else []
    return tuple(found)


@cache
def _words() -> Mapping[str, Sequence[str]]:
    return loads((files("queries") / "answers" / "data" / "plan_facts.toml").read_text("utf-8"))


@cache
def _behind() -> re.Pattern[str]:
    """Lines that stand behind the last section and are no part of what it says."""
    return re.compile(rf"\n\s*(?:{'|'.join([*_words()['in-force'], *_words()['behind']])})")


@cache
def _in_force() -> re.Pattern[str]:
    return re.compile("|".join(_words()["in-force"]))

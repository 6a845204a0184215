"""Answers that are particulars: whether a word occurs, a target's year of comparison, how often something is done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.store import Row, Store
from ontology.wording import Language, say
from queries.answers.compose import deadlines_query
from queries.answers.evidence import Evidence, evidence_of, plans_of
from queries.answers.figures import select_targets
from queries.answers.passage_queries import bodies_query, measures_query, texts_query
from queries.answers.reply import Answer
from queries.answers.stretches import said_in
from queries.answers.target_queries import targets_query
from queries.answers.units import Unit, fitting, measure_units, task_units
from queries.index import Index, text_of
from queries.questions.request import Request

SHOWN = 5


def answer_mention(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer whether a word or a body occurs in the text."""
    query = texts_query(request.plans, dict.fromkeys(form[:2] for form in request.words[0]))
    found = [said for row in store.select(query) for said in _occurrences(row, request.words[0])]
    listed = ("、" if answer.language == "zh" else ", ").join(request.words[0][:SHOWN])
    notes = () if found else (say("kinds.note-not-mentioned", answer.language, word=listed),)
    return replace(
        answer,
        status="answered",
        kind="boolean",
        sparql=query,
        answers=({"value": bool(found)},),
        notes=notes,
        evidence=tuple(found),
        plans=tuple(said.plan for said in found),
    )


def _occurrences(row: Row, forms: Sequence[str]) -> Iterator[Evidence]:
    """Yield the first places of a text that have a word in one of its forms."""
    text, pid = text_of(row, "text"), text_of(row, "pid")
    places = sorted({place for form in forms for place in said_in(text, form)})
    yield from (Evidence(text[start:end], start, end, pid) for start, end in places[:SHOWN])


def answer_baseline(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer with which year targets are compared; of several years the question must name one target."""
    query = targets_query(request)
    rows = [row for row in select_targets(store, request, index) if "baseline" in row]
    years = tuple(dict.fromkeys(text_of(row, "baseline")[:4] for row in rows))
    if len(years) != 1:
        key = "kinds.several-baselines" if years else "kinds.no-baseline"
        return replace(answer, sparql=query, notes=(say(key, answer.language, topic=request.topic),))
    answer = replace(answer, sparql=query, evidence=evidence_of(rows), plans=plans_of(rows))
    return replace(answer, status="answered", kind="dates", answers=({"value": years[0]},))


def answer_often(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer how often something is done, by the passage that says so."""
    tasks = request.tasks or ()
    query = deadlines_query(tasks)
    rows = [row for row in store.select(query) if "recurrence" in row]
    measures = list(measure_units(store.select(measures_query(tasks, (), ())))) if rows else []
    units = list(task_units(store.select(bodies_query(tasks)), measures)) if rows else []
    told = [(unit, row) for unit in units for row in rows if _holds(unit, row)]
    fit = fitting(request.words, [unit for unit, _ in told]) if len(told) > 1 else []
    told = [(unit, row) for unit, row in told if not fit or unit in fit]
    if len(told) != 1:
        return replace(answer, sparql=query, notes=(say("kinds.not-how-often", answer.language, topic=request.topic),))
    unit, row = told[0]
    return replace(
        answer,
        status="answered",
        kind="passages",
        sparql=query,
        answers=({"text": unit.said.text, "plan": unit.said.plan, "iri": text_of(row, "task")},),
        notes=(_how_often(row, answer.language),),
        evidence=(unit.said, *evidence_of([row])),
        plans=(unit.said.plan,),
    )


def _holds(unit: Unit, row: Row) -> bool:
    said, place = unit.said, int(text_of(row, "from"))
    return said.plan == text_of(row, "pid") and said.start <= place < said.end


def _how_often(row: Row, language: Language) -> str:
    period = text_of(row, "recurrence")
    task = f"{text_of(row, 'id')}"
    return say("kinds.note-how-often", language, task=task, period=period, said=text_of(row, "exact"))

"""Answers that are passages: what a section or task says, its measures, bans and sanctions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.compose import tasks_query
from queries.answers.evidence import Evidence
from queries.answers.passage_queries import bodies_query, measures_query, sections_query
from queries.answers.plan_facts import body_of, heading_of
from queries.answers.plan_queries import parts_query
from queries.answers.reply import Answer
from queries.answers.sentences import sentences_with
from queries.answers.units import Unit, fitting, measure_units, of_years, saying, task_units
from queries.index import Index, text_of
from queries.questions.request import Request

LONG = 1500  # characters of a section that are still shown whole
LISTED = 120
SURE = 2  # words that a text has, so that all it says may be shown where no one sentence has them


def answer_passages(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer with the passages that say it; where there are none, the question is declined."""
    query, found = _found(store, request)
    if not found or len(found) > LISTED:
        return replace(answer, sparql=query, notes=(_reason(request, some=bool(found)),))
    tasks = dict.fromkeys(f"{unit.task} {unit.title}".strip() for unit in found if unit.task)
    listed = ("、" if answer.language == "zh" else ", ").join(tasks)
    notes = (say("kinds.note-passages-of", answer.language, tasks=listed),) if tasks else ()
    return replace(
        answer,
        status="answered",
        kind="passages",
        sparql=query,
        answers=tuple(
            {"text": unit.said.text, "plan": unit.said.plan, **({"iri": unit.iri} if unit.iri else {})}
            for unit in found
        ),
        notes=notes,
        evidence=tuple(unit.said for unit in found),
        plans=tuple(unit.said.plan for unit in found),
    )


def _reason(request: Request, *, some: bool) -> str:
    if not request.topic:
        return say("kinds.none-of-the-kind", request.language)
    key = "kinds.many-passages" if some else "kinds.no-passage"
    return say(key, request.language, topic=request.topic)


def answer_allowed(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer that something may not be done, where a ban says so; that a plan allows it cannot be told from silence."""
    query, found = _found(store, request)
    if not found:
        return replace(answer, sparql=query, notes=(say("kinds.no-passage", answer.language, topic=request.topic),))
    said = tuple(unit.said for unit in found)
    answer = replace(answer, evidence=said, plans=tuple(one.plan for one in said), sparql=query)
    return replace(answer, status="answered", kind="boolean", answers=({"value": False},))


def _found(store: Store, request: Request) -> tuple[str, Sequence[Unit]]:
    if request.whole and request.section and not request.words and not request.whens:
        return _of_sections(store, request)
    if request.modalities:
        return _of_modality(store, request)
    tasks = _tasks(store, request)
    if not tasks:
        return sentences_with(store, request)
    query, units = _of_tasks(store, request, tasks)
    if not request.words:
        return query, of_years(request, units)
    sure = request.tasks is not None and (not request.by_text or len(request.words) > SURE)
    whole = sure and len(tasks) == 1 and _is_short(units)
    return query, fitting(request.words, units) or (units if whole else ())


def _is_short(units: Sequence[Unit]) -> bool:
    return sum(len(unit.said.text) for unit in units) < LONG // 3


def _tasks(store: Store, request: Request) -> list[str]:
    limits = request.tasks or request.section or request.involvements or request.whens
    return (
        [text_of(row, "task") for row in store.select(tasks_query(replace(request, asked="tasks")))] if limits else []
    )


def _of_modality(store: Store, request: Request) -> tuple[str, Sequence[Unit]]:
    """Measures that forbid, punish …, of all tasks or of those that the question limits them to."""
    limited = bool(request.tasks or request.section or request.involvements or request.whens)
    tasks = _tasks(store, request) if limited else None
    query = measures_query(tasks, request.modalities, request.plans)
    units = list(measure_units(store.select(query)))
    found = fitting(request.words, units) if request.words else units
    if found or limited:
        return query, found
    if request.words and "sanction" in request.modalities:
        query = measures_query(None, (), request.plans, request.words[0])
        found = saying(request.words, list(measure_units(store.select(query))))
    return (query, found) if found else sentences_with(store, request)


def _of_tasks(store: Store, request: Request, tasks: Sequence[str]) -> tuple[str, Sequence[Unit]]:
    """What tasks say as a whole, or their measures; a task without measures is what it says."""
    query = bodies_query(tasks)
    bodies = store.select(query)
    measures = list(measure_units(store.select(measures_query(tasks, (), ()))))
    if request.whole and not request.words:
        return query, [unit for row in bodies for unit in _whole(row)]
    if request.words:
        return query, list(task_units(bodies, measures))
    having = {(unit.said.plan, unit.task) for unit in measures}
    rest = [row for row in bodies if (text_of(row, "pid"), text_of(row, "id")) not in having]
    found = [*measures, *(unit for row in rest for unit in _whole(row))]
    found.sort(key=lambda unit: (unit.said.plan, unit.said.start))
    return measures_query(tasks, (), ()), found


def _whole(row: Row) -> Iterator[Unit]:
    """Yield what a task says between its title and its clause; of one that says no more, its title."""
    said = before_clause(body_of(row), row)
    said = said if said.text.strip(" ,.，。、；;:：（(") else heading_of(row)
    yield Unit(said, text_of(row, "id"), text_of(row, "value"), text_of(row, "part"))


def before_clause(said: Evidence, row: Row) -> Evidence:
    """Return a passage of a task without the clause at its end that names its departments."""
    end = min(int(text_of(row, "clause")), said.end) if "clause" in row else said.end
    text = said.text[: max(0, end - said.start)].rstrip(" 　\n\t（(,.，。、；;:：")
    closed = said.text[len(text) : len(text) + 1] if said.text[len(text) : len(text) + 1] == "。" else ""
    return replace(said, text=text + closed, end=said.start + len(text) + len(closed))


def _of_sections(store: Store, request: Request) -> tuple[str, Sequence[Unit]]:
    query = sections_query(request.section)
    return query, [unit for row in store.select(query) for unit in _of_section(store, row)]


def _of_section(store: Store, row: Row) -> Iterator[Unit]:
    """Yield what a section says: whole where it has no parts, part by part, or by headings where it is long."""
    found = store.select(parts_query((), (text_of(row, "part"),), deeper=False))
    parts = list({text_of(part, "from"): part for part in found}.values())  # a section that is a task is both
    if not parts:
        yield Unit(body_of(row), "", "", text_of(row, "part"))
        return
    yield from _preamble(row, parts)
    short = len(text_of(row, "exact")) <= LONG
    for part in parts:
        said = _passage(part) if short else heading_of(part)
        yield Unit(said, "", "", text_of(part, "part"))


def _preamble(row: Row, parts: Iterable[Row]) -> Iterator[Unit]:
    said = body_of(row)
    first = min(int(text_of(part, "from")) for part in parts)
    text = said.text[: max(0, first - said.start)].rstrip()
    if text.strip(" ,.，。、；;:："):
        yield Unit(replace(said, text=text, end=said.start + len(text)), "", "", text_of(row, "part"))


def _passage(row: Row) -> Evidence:
    start = int(text_of(row, "from"))
    return Evidence(text_of(row, "exact"), start, int(text_of(row, "to")), text_of(row, "pid"))

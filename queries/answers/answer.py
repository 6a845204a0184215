"""From a question to its answer: what was understood, the query, the rows, notes and the passages."""

from dataclasses import replace

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.counts import answer_counts
from queries.answers.crowds import answer_crowds
from queries.answers.definitions import answer_definition
from queries.answers.describe import reading_of, understood
from queries.answers.evidence import Evidence
from queries.answers.facts import answer_dates, answer_documents, answer_issued, answer_targets
from queries.answers.notes import sources
from queries.answers.particulars import answer_baseline, answer_mention, answer_often
from queries.answers.passages import answer_allowed, answer_passages
from queries.answers.plan_facts import answer_fact
from queries.answers.reply import Answer, refused, which_plan
from queries.answers.shorten import shortened
from queries.answers.tasks import answer_departments, answer_tasks
from queries.index import Index, index_of
from queries.questions.passages import passage_requests
from queries.questions.question import read
from queries.questions.request import Refusal, Request, Side
from queries.questions.words import language_of, legible, plain

__all__ = ["Answer", "Evidence", "ask"]

MOST_SEARCHED = 50  # plans whose whole texts are gone through for a question that was not understood
ANSWERERS = {
    "tasks": answer_tasks,
    "departments": answer_departments,
    "dates": answer_dates,
    "targets": answer_targets,
    "documents": answer_documents,
    "issued": answer_issued,
    "fact": answer_fact,
    "counts": answer_counts,
    "passages": answer_passages,
    "allowed": answer_allowed,
    "definition": answer_definition,
    "mention": answer_mention,
    "baseline": answer_baseline,
    "often": answer_often,
}


def ask(store: Store, question: str, reading: str = "") -> Answer:
    """Answer a question over all plans of a store.

    Args:
        reading: one of the readings of an earlier answer to the same question, to take it in that sense.

    Raises:
        DubanError: the store cannot be read.
    """
    index, text = index_of(store), legible(question)
    answer = reply_alone(store, text, read(text, index), reading, index)[1]
    return answer if text == question else replace(answer, question=question)


def reply_alone(
    store: Store, question: str, request: Request | Refusal, reading: str, index: Index
) -> tuple[Request | Refusal, Answer]:
    """Answer a question that follows no other: with passages where its form asks for them.

    Returns:
        The request that was answered at last, and the answer.

    Raises:
        DubanError: the store cannot be read.
    """
    whole = isinstance(request, Request) and request.asked == "documents" and not request.topic
    first = None if whole else _from_passages(store, question, reading, index, last=False)
    if first is not None and (first[1].status != "declined" or (isinstance(first[0], Request) and first[0].only)):
        return first
    answer = reply(store, question, request, reading, index)
    if answer.status != "declined":
        return request, answer
    searched = len(index.plans) <= MOST_SEARCHED or bool(isinstance(request, Request) and request.plans)
    if not searched and passage_requests(question, index, language_of(question), last=True):
        note = say("answers.not-searched", answer.language, count=len(index.plans))
        return request, replace(answer, notes=(*answer.notes, note))
    found = _from_passages(store, question, reading, index, last=True) if searched else None
    return found if found and found[1].status != "declined" else first or (request, answer)


def _from_passages(
    store: Store, question: str, reading: str, index: Index, *, last: bool
) -> tuple[Request, Answer] | None:
    """Return the first answer that passages give to a question by its form, else why they give none."""
    requests = passage_requests(question, index, language_of(question), last=last)
    none = None
    for request in requests:
        answer = reply(store, question, request, reading, index)
        if answer.status != "declined":
            return request, answer
        told = request.only or (request.modalities and "sanction" not in request.modalities)
        none = none or ((request, answer) if told else None)
    return none


def reply(
    store: Store,
    question: str,
    request: Request | Refusal,
    reading: str,
    index: Index,
    language: Language | None = None,
) -> Answer:
    """Answer what a question was understood to ask, or say why it is not answered.

    Args:
        language: the language of the answer, that of the question unless told otherwise.

    Raises:
        DubanError: the store cannot be read.
    """
    request = request if isinstance(request, Refusal) else replace(request, reading=reading)
    blank = Answer(question, language or language_of(question), "declined", "none")
    if isinstance(request, Refusal):
        meant = in_other_words(question, request, reading)
        return replace(ask(store, meant), question=question) if meant else refused(blank, request)
    request = own_bodies(_of_chosen_plan(request, reading, index), index)
    answer = replace(blank, interpretation=understood(request, index))
    if request.alternatives:
        answer = _alternatives(store, request, answer, index, reading)
        return _shown(_with_source(answer, request, index), index)
    answerer = ANSWERERS[request.asked] if request.crowd is None else answer_crowds
    return _shown(_with_source(answerer(store, request, answer, index), request, index), index)


def _shown(answer: Answer, index: Index) -> Answer:
    return replace(answer, sparql=shortened(answer.sparql, index))


def _of_chosen_plan(request: Request, reading: str, index: Index) -> Request:
    """Return the request for one plan only, where its title was chosen."""
    plan = next((plan for plan in index.plans if reading and plan.title == reading), None)
    if plan is None:
        return request
    own = index.of((plan.iri,))
    tasks = tuple(iri for iri in request.tasks if iri in own.task) if request.tasks is not None else None
    sections = tuple(entry.iri for entry in own.sections if entry.iri in request.section)
    sides = tuple(_of_plan(side, own) for side in request.sides if request.axis != "section" or _is_in(side, own))
    return replace(request, plans=(plan.iri,), tasks=tasks, section=sections, sides=sides)


def own_bodies(request: Request, index: Index) -> Request:
    """Return the request with the bodies that its plans name, where it names plans and they have any of those meant."""
    own = frozenset().union(*(index.bodies.get(plan, frozenset()) for plan in request.plans))

    def kept(departments: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(iri for iri in departments if iri in own) or departments

    if not request.plans:
        return request
    involvements = tuple(replace(entry, departments=kept(entry.departments)) for entry in request.involvements)
    return replace(request, involvements=involvements, excluded=kept(request.excluded), among=kept(request.among))


def _is_in(side: Side, own: Index) -> bool:
    """Whether a side is a section of a plan."""
    return any(entry.iri in side.key.split() for entry in own.sections)


def _of_plan(side: Side, own: Index) -> Side:
    """Return a side of a comparison within one plan."""
    return replace(side, request=replace(side.request, plans=(own.plans[0].iri,)))


def narrowed(request: Request, reading: str, index: Index) -> Request:
    """Return a request in one of the senses that its answer gave, if that is one task or one plan."""
    meant = [iri for iri in request.tasks or () if reading_of(request, index.task[iri], index) == reading]
    if request.alternatives and meant:
        return replace(request, tasks=(meant[0],), alternatives=False)
    return _of_chosen_plan(request, reading, index)


def _with_source(answer: Answer, request: Request, index: Index) -> Answer:
    """Say which plan an answer is from; ask which one is meant where "the plan" may be several."""
    if len(index.plans) < 2 or answer.status != "answered" or not answer.plans:
        return answer
    if request.one_plan and not request.plans and len(set(answer.plans)) > 1:
        return which_plan(answer, answer.plans, index)
    note = say("answers.note-source", answer.language, plans=sources(answer, index))
    return replace(answer, notes=(*answer.notes, note))


def in_other_words(question: str, refusal: Refusal, reading: str) -> str:
    """Return the question with a reading in the place of the word that it stands for, or nothing."""
    word = str(refusal.values[0][1]) if refusal.values else ""
    known = reading in refusal.readings and word
    written = next((text for text in (question, plain(question)) if known and word in text), "")
    return written.replace(word, reading, 1)


def _alternatives(store: Store, request: Request, answer: Answer, index: Index, reading: str) -> Answer:
    """Answer for each task that the topic may mean; where they disagree, the question is ambiguous."""
    meanings = {
        reading_of(request, index.task[iri], index): replace(request, tasks=(iri,), alternatives=False)
        for iri in request.tasks or ()
    }
    if reading in meanings:
        meaning = meanings[reading]
        chosen = replace(answer, interpretation=understood(meaning, index))
        return ANSWERERS[meaning.asked](store, meaning, chosen, index)
    each = [ANSWERERS[request.asked](store, meaning, answer, index) for meaning in meanings.values()]
    said = {tuple(sorted(str(values) for values in one.answers)) for one in each}
    if len(said) == 1 and each[0].status == "answered":
        note = say("answers.note-all-agree", answer.language, count=len(each))
        return replace(each[0], interpretation=answer.interpretation, notes=(note, *each[0].notes))
    note = say("answers.several-tasks", answer.language, topic=request.topic, count=len(meanings))
    return replace(answer, status="ambiguous", notes=(note,), readings=tuple(meanings))

"""From a question to its answer: what was understood, the query, the rows, notes and the passages."""

from dataclasses import replace

from graph.store import Store
from ontology.wording import say
from queries.describe import reading_of, understood
from queries.evidence import Evidence
from queries.fact_answers import answer_dates, answer_documents, answer_issued, answer_targets
from queries.index import Index, index_of
from queries.question import read
from queries.reply import Answer, refused
from queries.request import Refusal, Request
from queries.task_answers import answer_departments, answer_tasks
from queries.words import language_of

__all__ = ["Answer", "Evidence", "ask"]

ANSWERERS = {
    "tasks": answer_tasks,
    "departments": answer_departments,
    "dates": answer_dates,
    "targets": answer_targets,
    "documents": answer_documents,
    "issued": answer_issued,
}


def ask(store: Store, question: str) -> Answer:
    """Answer a question over all plans of a store.

    Raises:
        DubanError: the store cannot be read.
    """
    index = index_of(store)
    request = read(question, index)
    blank = Answer(question, language_of(question), "declined", "none")
    if isinstance(request, Refusal):
        return refused(blank, request)
    answer = replace(blank, interpretation=understood(request, index))
    if request.alternatives:
        return _alternatives(store, request, answer, index)
    return ANSWERERS[request.asked](store, request, answer, index)


def _alternatives(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer for each task that the topic may mean; where they disagree, the question is ambiguous."""
    tasks = request.tasks or ()
    meanings = [replace(request, tasks=(iri,), alternatives=False) for iri in tasks]
    each = [ANSWERERS[request.asked](store, meaning, answer, index) for meaning in meanings]
    said = {tuple(sorted(str(values) for values in one.answers)) for one in each}
    if len(said) == 1 and each[0].status == "answered":
        note = say("answers.note-all-agree", answer.language, count=len(each))
        return replace(each[0], interpretation=answer.interpretation, notes=(note, *each[0].notes))
    readings = tuple(reading_of(request, index.task[iri], index) for iri in tasks)
    note = say("answers.several-tasks", answer.language, topic=request.topic, count=len(tasks))
    return replace(answer, status="ambiguous", notes=(note,), readings=readings)

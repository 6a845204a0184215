"""A question that was asked with its answer, and what a later question may mean by "it"."""

from dataclasses import dataclass, replace
from typing import Literal

from graph.store import Store
from queries.answers.compose import tasks_query
from queries.answers.reply import Answer
from queries.conversation.things import tasks_of_targets_query
from queries.index import Index, text_of
from queries.questions.question import Heard
from queries.questions.request import Refusal, Request

Kind = Literal["tasks", "departments", ""]


@dataclass(frozen=True, slots=True)
class Listed:
    """Things that were answered, in their order, so that a later question can mean one by its place."""

    kind: Kind = ""
    iris: tuple[str, ...] = ()


NOTHING = Listed()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer.

    Args:
        heard: what was heard, with all that it took over from before; ``None`` where nothing was understood.
        choices: what each reading of the answer stands for, where the question was asked back.
        reading: the one that was taken together with the question.
        means: the question that was meant, where what was said only chose a reading of it.
        before: the turn that it leans on, none where it stands by itself.
        listed: what the last answer with several things gave.
        pointed: the list of which the question meant one by its place.
    """

    question: str
    outcome: Request | Refusal
    answer: Answer
    heard: Heard | None = None
    choices: tuple[tuple[str, Heard | None, Request], ...] = ()
    reading: str = ""
    means: str = ""
    before: "Turn | None" = None
    listed: Listed = NOTHING
    pointed: Listed = NOTHING

    @property
    def chain(self) -> tuple[str, ...]:
        """What was said from the question that stood by itself up to this one, as far as it leans on it."""
        said = tuple(text for text in (self.question, self.reading) if text)
        return (*(self.before.chain if self.before is not None else ()), *said)

    @property
    def lineage(self) -> tuple["Turn", ...]:
        """The turns that this one leans on, the first of them first, and this one."""
        return (*(self.before.lineage if self.before is not None else ()), self)

    @property
    def understood(self) -> bool:
        """Whether another question may lean on this one."""
        return self.request is not None and (self.heard is not None or self.answer.status != "declined")

    @property
    def request(self) -> Request | None:
        """What was asked, if that was understood."""
        return self.outcome if isinstance(self.outcome, Request) else None


def listing_of(answer: Answer, before: Turn | None, *, pointing: bool) -> Listed:
    """Return what may be meant by its place from now on: what was answered, if it is several things or a new matter."""
    iris = tuple(str(values["iri"]) for values in answer.answers if values.get("iri"))
    kind: Kind = "tasks" if answer.kind == "tasks" else "departments" if answer.kind == "departments" else ""
    if kind and iris and (len(iris) > 1 or not pointing):
        return Listed(kind, iris)
    return before.listed if before is not None else NOTHING


def tasks_meant(store: Store, before: Turn, index: Index) -> tuple[str, ...]:
    """Return the tasks that the question before was about; none where it was about no tasks in particular."""
    request, answer = before.request, before.answer
    if answer.kind == "tasks":
        return tuple(str(values["iri"]) for values in answer.answers)
    if request is None or answer.status == "ambiguous":
        return ()
    if request.yes_no and request.tasks:
        return request.tasks
    if request.asked == "targets" or request.targets is not None:
        query = tasks_of_targets_query(request)
    elif _is_limited(request):
        query = tasks_query(replace(request, asked="tasks", excluded=()))
    else:
        return request.tasks or _quoted(answer, index)
    return tuple(text_of(row, "task") for row in store.select(query)) or _quoted(answer, index)


def _quoted(answer: Answer, index: Index) -> tuple[str, ...]:
    """Return the tasks in whose text the passages stand that an answer quotes, if it gives passages."""
    if answer.kind != "passages":
        return ()
    quoted = [(evidence.plan, evidence.text) for evidence in answer.evidence]
    return tuple(
        entry.iri
        for entry in index.tasks
        if any(index.plan[entry.plan].id == plan and text in entry.text for plan, text in quoted)
    )


def _is_limited(request: Request) -> bool:
    """Whether a request is about some tasks and not about all that there are."""
    named = any(entry.departments or entry.negated for entry in request.involvements)
    return named or bool(request.whens or request.section or request.tasks) or request.dated is not None


def bodies_meant(before: Turn) -> tuple[str, ...]:
    """Return the departments that the question before was answered with, else those that it named."""
    if before.answer.kind == "departments":
        return tuple(str(values["iri"]) for values in before.answer.answers)
    return bodies_named(before)


def bodies_named(turn: Turn) -> tuple[str, ...]:
    """Return the departments that a question named, if it named them in one way only."""
    if turn.request is None:
        return ()
    named = [entry.departments for entry in turn.request.involvements if entry.departments and not entry.negated]
    return named[0] if len(named) == 1 else ()

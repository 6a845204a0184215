"""What a question asks, free of the language it was asked in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ontology.wording import Language

Asked = Literal[
    "tasks",
    "departments",
    "targets",
    "dates",
    "documents",
    "issued",
    "fact",
    "counts",
    "passages",
    "definition",
    "allowed",
    "mention",
    "baseline",
    "often",
]
DateReading = Literal["covers", "due", "by", "from", "every"]
Rank = Literal["most", "fewest"]
Comparator = Literal[">", ">=", "<", "<=", "=", "range"]
Axis = Literal["year", "department", "section", "plan", "role", "whole", "clause"]
Verdict = Literal["each", "most", "fewest", "more-by", "fewer-by", "apart-by", "is-more", "is-fewer", "share"]


@dataclass(frozen=True, slots=True)
class Involvement:
    """A condition on who takes part in a task, and how.

    Args:
        departments: IRIs of which one must take part; none at all stands for any department.
        roles: roles of which it must hold one, none for any role.
        negated: whether no such department may take part.
        alone: whether no other department may hold these roles beside them.
    """

    departments: tuple[str, ...]
    roles: tuple[str, ...]
    negated: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """A role that the departments asked for must hold, or must nowhere hold."""

    roles: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time and how a task's dates must relate to it.

    Args:
        reading: ``covers`` a dated statement holds in it, ``due`` it is to be finished in it, ``by`` it is to be
            finished no later than ``end``, ``from`` it begins in it, ``every`` it recurs.
        period: for ``every`` and ``from``, after what time it recurs, as an ISO 8601 duration; empty for any.
    """

    reading: DateReading
    start: date
    end: date
    period: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """How many there must be of something; ``most`` is the upper end of a range."""

    comparator: Comparator
    value: int
    most: int | None = None

    def holds(self, number: int) -> bool:
        """Return whether a number is within it."""
        comparisons = {
            ">": number > self.value,
            ">=": number >= self.value,
            "<": number < self.value,
            "<=": number <= self.value,
            "=": number == self.value,
            "range": self.value <= number <= (self.most or self.value),
        }
        return comparisons[self.comparator]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are compared, or counted one by one.

    Args:
        key: what it is called: a year, a role, or the IRI of a department, a section or a plan.
        request: asks for its tasks.
    """

    key: str
    request: "Request"


@dataclass(frozen=True, slots=True)
class Request:
    """A question, understood.

    Args:
        asked: what kind of thing the answer lists or counts.
        involvements: all of them must hold.
        sought: for departments, the roles that the question names.
        whens: one of them must hold, or all where ``every_when``.
        unlike: times that no dated statement of a task may cover.
        baselines: years that a target must be compared with, none for any.
        dated: whether a task must have a dated statement, must have none, or either.
        figured: whether a task must set a figure, or a target have one, must not, or either.
        section: IRIs of the sections to look in, none for all.
        tasks: IRIs of the tasks that the question's topic means, ``None`` if it names no topic.
        topic: the topic in the words of the question.
        forms: the words that a plan must have for it, each in the ways in which it may write them.
        count: whether only the number is asked.
        rank: departments with the most or the fewest tasks.
        limit: how many places of the ranking.
        place: which single place of the ranking, 0 for its first ones.
        bound: how many tasks a department must have, or how many departments a task.
        crowd: the roles in which the departments of a task are counted, ``None`` if they are not counted.
        among: IRIs of departments that the answer chooses from, none for all.
        loose: whether several bodies were joined by a mere "and", which also may mean either's.
        excluded: IRIs of departments that do not count (除区环保局外).
        alternatives: whether ``tasks`` are those that the topic may mean, of which it means one.
        by_text: whether ``tasks`` were found by their text, no title having the topic.
        yes_no: whether the question asks if it is so.
        targets: IRIs of the targets that the topic means, ``None`` if it means none in particular.
        basis: whether only documents count that the plan was made under.
        each: whether the number is asked for each department.
        plans: IRIs of the plans that the question names or whose area it names, none for all.
        one_plan: whether it speaks of "the plan" and names none.
        beside: IRIs of tasks that have the topic in their text, where ``tasks`` were found by their titles.
        fact: which of a plan's own facts is asked for (``period``, ``issuer`` …).
        words: for passages, what they must say: of each word the ways to say it.
        modalities: for passages, what they do (``prohibition`` …), none for anything.
        number: for a term that counts what it lists (五个第一), how many.
        only: whether the question can mean nothing else, so that it is declined where nothing is found.
        whole: whether all that a section or task says is asked for, and not the measures in it.
        reading: the sense that was chosen of those that an earlier answer gave.
        axis: what the sides differ in; ``whole`` where a part is compared with all, ``clause`` in all.
        sides: for ``counts``, what is counted one by one.
        verdict: what is asked of the numbers of the sides.
    """

    language: Language
    asked: Asked
    involvements: tuple[Involvement, ...] = ()
    sought: tuple[Sought, ...] = ()
    whens: tuple[When, ...] = ()
    every_when: bool = False
    unlike: tuple[When, ...] = ()
    baselines: tuple[int, ...] = ()
    dated: bool | None = None
    figured: bool | None = None
    section: tuple[str, ...] = ()
    tasks: tuple[str, ...] | None = None
    topic: str = ""
    forms: tuple[tuple[str, ...], ...] = ()
    count: bool = False
    rank: Rank | None = None
    limit: int = 1
    place: int = 0
    bound: Bound | None = None
    crowd: tuple[str, ...] | None = None
    among: tuple[str, ...] = ()
    loose: bool = False
    excluded: tuple[str, ...] = ()
    alternatives: bool = False
    by_text: bool = False
    yes_no: bool = False
    targets: tuple[str, ...] | None = None
    basis: bool = False
    each: bool = False
    plans: tuple[str, ...] = ()
    one_plan: bool = False
    beside: tuple[str, ...] = ()
    fact: str = ""
    words: tuple[tuple[str, ...], ...] = ()
    modalities: tuple[str, ...] = ()
    number: int = 0
    only: bool = False
    whole: bool = False
    reading: str = ""
    axis: Axis | None = None
    sides: tuple[Side, ...] = ()
    verdict: Verdict = "each"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered.

    Args:
        key: a message of ``ontology/wording/answers.toml``, or of another file with that file's name.
        values: what the message's braces stand for.
        readings: what the question may have meant, where it is one of several.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()
    readings: tuple[str, ...] = ()

"""The answer to a question, as values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from ontology.wording import Language, say
from queries.answers.evidence import Evidence
from queries.index import Index
from queries.questions.request import Refusal

Status = Literal["answered", "ambiguous", "declined"]
Values = Mapping[str, object]

MOST_PLANS = 20
_UNSHOWN = ("iri", "plan_iri")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; ``to_json`` is what ``duban ask --json`` prints.

    Args:
        kind: ``tasks``, ``departments``, ``number``, ``boolean`` …; ``none`` where nothing was answered.
        interpretation: how the question was understood.
        notes: assumptions, and what else belongs to the answer; the reason where there is none.
        readings: what the question may mean, where it is ambiguous.
        plans: for each thing that the answer was worked out from, the short id of its plan.
    """

    question: str
    language: Language
    status: Status
    kind: str
    interpretation: str = ""
    sparql: str = ""
    answers: tuple[Values, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    plans: tuple[str, ...] = ()

    def grid(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Return the answers as the names of columns and rows under them, without the IRIs; nothing of no answers."""
        if not self.answers:
            return (), ()
        first = self.answers[0]
        if self.kind == "table":
            return cast(Sequence[str], first["columns"]), cast(Sequence[Sequence[object]], first["rows"])
        columns = [name for name in first if name not in _UNSHOWN]
        return columns, [[values.get(name) for name in columns] for values in self.answers]

    def to_json(self) -> dict[str, object]:
        """Return the answer as plain values, in the form that ``duban ask --json`` prints."""
        return {
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "kind": self.kind,
            "interpretation": self.interpretation,
            "sparql": self.sparql,
            "answers": [dict(values) for values in self.answers],
            "notes": list(self.notes),
            "readings": list(self.readings),
            "plans": list(dict.fromkeys(self.plans)),
            "evidence": [{"text": e.text, "start": e.start, "end": e.end, "plan": e.plan} for e in self.evidence],
        }


def which_plan(answer: Answer, plans: Iterable[str], index: Index) -> Answer:
    """Return the question back: which of several plans it means, a few of them named where they are many.

    Args:
        plans: the short ids of those that it may mean.
    """
    meant = frozenset(plans)
    titles = tuple(plan.title for plan in index.plans if plan.id in meant)
    key = "several-plans" if len(titles) <= MOST_PLANS else "very-many-plans"
    note = say(f"answers.{key}", answer.language, count=len(titles))
    asked = replace(answer, status="ambiguous", kind="none", answers=(), evidence=(), plans=())
    return replace(asked, notes=(note,), readings=titles[:MOST_PLANS])


def refused(answer: Answer, refusal: Refusal) -> Answer:
    """Return an answer that gives the reason why there is none, or the readings to choose from."""
    key = refusal.key if "." in refusal.key else f"answers.{refusal.key}"
    note = say(key, answer.language, **dict(refusal.values))
    status: Status = "ambiguous" if refusal.readings else "declined"
    return replace(answer, status=status, notes=(note,), readings=refusal.readings)

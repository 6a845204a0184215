"""Answers of yes or no about dates and figures, and about bodies that take part by leading."""

from collections.abc import Sequence
from dataclasses import replace

from graph.store import Row
from ontology.wording import say
from queries.answers.evidence import evidence_of, plans_of
from queries.answers.reply import Answer
from queries.questions.request import Request


def whether(answer: Answer, rows: Sequence[Row], *, told: Sequence[Row]) -> Answer:
    """Return the answer whether there are such rows.

    Args:
        told: all rows about the same thing; where there is none, nothing is said of it.
    """
    if not told:
        return replace(answer, notes=(say("answers.no-date", answer.language),))
    shown = rows or told
    answer = replace(answer, status="answered", kind="boolean", answers=({"value": bool(rows)},))
    return replace(answer, evidence=evidence_of(shown), plans=plans_of(shown))


def as_leader(request: Request) -> Request | None:
    """Return the request for whether the body asked about leads the tasks named: who leads a task takes part in it."""
    asked = request.involvements
    if request.tasks is None or len(asked) != 1 or asked[0].negated or asked[0].roles != ("participant",):
        return None
    return replace(request, involvements=(replace(asked[0], roles=("lead", "responsible"), alone=False),))

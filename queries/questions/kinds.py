"""The kinds of question that a cue of their own tells; all others go through the grammar that roles and dates need."""

from queries.index import Index
from queries.questions.plan_facts import fact_request
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan


def further_kind(question: str, found: Scan, index: Index) -> Request | Refusal | None:  # noqa: ARG001 - for those to come
    """Return what a question of such a kind asks, or why it is not answered; ``None`` for all other questions."""
    return fact_request(found)

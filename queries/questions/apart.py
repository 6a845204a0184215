"""Bodies that a question asks for one by one (分别, each)."""

from dataclasses import replace

from queries.questions.request import Request


def is_apart(request: Request, said: frozenset[str]) -> bool:
    """Whether bodies in one role are asked for each by itself (区农委和区水务局分别参与哪些任务)."""
    roles = {(entry.roles, entry.alone) for entry in request.involvements if not entry.negated}
    return "apart" in said and request.loose and len(roles) == 1


def one_by_one(request: Request) -> Request:
    """Return a request for what any of the bodies that share a role has to do with."""
    positive = [entry for entry in request.involvements if not entry.negated]
    joined = tuple(dict.fromkeys(iri for entry in positive for iri in entry.departments))
    negated = tuple(entry for entry in request.involvements if entry.negated)
    return replace(request, loose=False, involvements=(replace(positive[0], departments=joined), *negated))

"""What a question that says only a part changes in the one before it: each thing takes the place of its own kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from queries.questions.cues import PERIODS
from queries.questions.meaning import KINDS
from queries.questions.question import Heard
from queries.questions.request import Asked, Involvement, Request, Sought, When
from queries.questions.times import FIRST

COUNTING = frozenset({"count", "count-tasks", "count-departments", "count-topic", "listed"})
DECIDING = frozenset({"yes-no", "ask"})
RANKING = frozenset({"most", "fewest", "more", "top"})


def asked_by(heard: Heard) -> Asked | None:
    """Return what a question asks for by its own words, ``None`` if it leaves that to the question before."""
    named = next((asked for cues, asked in KINDS if heard.said & cues), None)
    if named is not None:
        return named
    if "times" in heard.said and heard.request.dated is None:
        return "dates"
    return "tasks" if "tasks" in heard.said else None


def is_bare(heard: Heard) -> bool:
    """Whether a question says nothing that could change anything in the one before it."""
    request = heard.request
    people = (request.involvements, request.sought, request.excluded, request.among, request.rank)
    matter = (request.section, request.tasks, heard.topic, request.plans)
    return not any(
        (
            *people,
            *matter,
            request.whens,
            request.dated is not None,
            request.figured is not None,
            heard.said & PERIODS.keys(),
        )
    )


def merged(before: Heard, new: Heard, asked: Asked) -> list[Heard]:
    """Return what is asked when a question changes a part of the one before it.

    Args:
        asked: what the one before it asked for.

    Returns:
        One meaning, or one for each department of the question before that a new one may take the place of; none where
        it is not clear what the new question changes.
    """
    request = _when(before, new, _what(before, new))
    said = _said(before, new)
    topic = new.topic if _names_matter(new) else before.topic
    return [Heard(meant, said, topic) for meant in _people(request, new.request, asked)]


def _said(before: Heard, new: Heard) -> frozenset[str]:
    gone: set[str] = set()
    if new.said & {"what", "named", "count", "who", "who-all"}:
        gone |= COUNTING | DECIDING
    if new.said & DECIDING:
        gone |= COUNTING | {"what", "what-tasks"}
    if new.said & PERIODS.keys() or new.request.whens or new.request.dated is not None:
        gone |= PERIODS.keys()
    if new.request.rank:
        gone |= RANKING
    return frozenset((before.said - gone) | new.said)


def _names_matter(new: Heard) -> bool:
    return bool(new.topic or new.request.section or new.request.tasks)


def _what(before: Heard, new: Heard) -> Request:
    """Return the request with the plan, section, task, topic and ranking that the new question names."""
    request, other = before.request, new.request
    request = replace(request, language=other.language)
    if _names_matter(new):
        request = replace(request, section=other.section, tasks=other.tasks, topic=other.topic)
    if other.plans:
        request = replace(request, plans=other.plans, one_plan=False)
    if other.figured is not None:
        request = replace(request, figured=other.figured)
    if other.rank:
        request = replace(request, rank=other.rank, limit=other.limit, place=other.place, among=other.among)
    return request


def _when(before: Heard, new: Heard, request: Request) -> Request:
    """Return the request with the dates of the new question, in the sense that the former ones had."""
    if new.request.whens:
        whens = tuple(_in_sense(when, before.request.whens) for when in new.request.whens)
        return replace(request, whens=whens, every_when=new.request.every_when, dated=None)
    if new.request.dated is not None:
        return replace(request, whens=(), every_when=False, dated=new.request.dated)
    return replace(request, whens=(), every_when=False) if new.said & PERIODS.keys() else request


def _in_sense(when: When, former: Sequence[When]) -> When:
    senses = {entry.reading for entry in former}
    if when.reading != "covers" or len(senses) != 1:
        return when
    if senses == {"by"}:
        return When("by", FIRST, when.end)
    return replace(when, reading="from") if senses == {"from"} else when


def _people(before: Request, new: Request, asked: Asked) -> Iterator[Request]:
    """Yield the request with the conditions on departments changed, one way for each that may be meant."""
    if new.excluded:
        yield replace(before, excluded=(*before.excluded, *new.excluded))
    elif new.sought and not (before.sought and all(not entry.roles for entry in new.sought)):
        yield replace(before, sought=new.sought)
    elif not new.involvements:
        yield before
    elif any(entry.departments for entry in new.involvements):
        yield from _with_bodies(before, new, addable=asked != "departments")
    else:
        yield from _with_roles(before, new.involvements, sought=asked == "departments")


def _with_bodies(before: Request, new: Request, *, addable: bool) -> Iterator[Request]:
    """Put the departments of the new question in the place of those that had a part before."""
    named = [entry for entry in before.involvements if entry.departments and not entry.negated]
    denied = [entry for entry in before.involvements if entry.departments and entry.negated]
    groups = (
        [named] if before.loose and len({entry.roles for entry in named}) == 1 else [[one] for one in named or denied]
    )
    for group in groups:
        yield replace(before, involvements=_replaced(before.involvements, group, new.involvements), loose=new.loose)
    if not groups and addable:
        yield replace(before, involvements=(*before.involvements, *new.involvements), loose=new.loose)


def _replaced(
    entries: Iterable[Involvement], former: Sequence[Involvement], new: Iterable[Involvement]
) -> tuple[Involvement, ...]:
    """Return conditions with new ones in the place of former ones, whose role they keep unless they name one."""
    old = former[0]
    own = [entry if entry.roles or entry.negated else replace(old, departments=entry.departments) for entry in new]
    kept = list(entries)
    place = kept.index(old)
    rest = [entry for entry in kept if entry not in former]
    return (*rest[:place], *own, *rest[place:])


def _with_roles(before: Request, new: Sequence[Involvement], *, sought: bool) -> Iterator[Request]:
    """Give the departments of the question before the role that the new one names."""
    named = [entry for entry in before.involvements if entry.departments]
    if len(new) != 1 or len({entry.roles for entry in named}) > 1:
        return
    role = new[0]
    if named:
        others = (entry for entry in before.involvements if entry not in named)
        changed = (replace(entry, roles=role.roles, negated=role.negated) for entry in named)
        yield replace(before, involvements=(*changed, *others))
    elif sought:
        yield replace(before, sought=(Sought(role.roles, role.negated),))
    else:
        yield replace(before, involvements=(*before.involvements, *new))

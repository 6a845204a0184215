"""What the sides of a comparison are called, and a comparison said back in words."""

from collections.abc import Iterable, Iterator

from ontology.wording import Language, say
from queries.index import Index, Titled
from queries.questions.request import Axis, Request, Side

MOST_NAMED = 6
SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "=": "=", "range": "="}


def label_of(side: Side, axis: Axis | None, index: Index, language: Language) -> str:
    """Return what a side is called in a sentence."""
    if axis == "year":
        return _time(side, language)
    if axis == "role":
        return say(f"comparisons.as-{side.key}", language)
    if axis == "department":
        entries = [index.department[iri] for iri in side.key.split()]
        return "、".join(e.label if language == "zh" else e.english or e.label for e in entries)
    if axis == "section":
        return "、".join(f"{entry.id} {entry.written}" for entry in _titled(side, index))
    if axis == "plan":
        return "、".join(plan.title for plan in index.plans if plan.iri in side.key.split())
    return side.key


def _time(side: Side, language: Language) -> str:
    when = next(iter(side.request.whens), None)
    if when is not None and when.reading == "by":
        return say("comparisons.by-day", language, day=when.end.isoformat())
    return say("comparisons.in-year", language, year=side.key) if side.key.isdecimal() else side.key


def _titled(side: Side, index: Index) -> list[Titled]:
    """Return the section that a side is, or the task that stands as one."""
    return [entry for entry in (*index.sections, *index.tasks) if entry.iri in side.key.split()]


def asked_of(request: Request, index: Index) -> Iterator[str]:
    """Yield what is asked of the sides, and which they are where the question names them."""
    language = request.language
    axis = say(f"comparisons.axis-{request.axis}", language)
    names = [label_of(side, request.axis, index, language) for side in request.sides]
    if request.verdict == "share":
        yield say("comparisons.asked-share", language)
    elif request.verdict in ("each", "most", "fewest"):
        yield say(f"comparisons.asked-{request.verdict}", language, axis=axis)
        if len(names) <= MOST_NAMED:
            yield say("comparisons.compared", language, names=joined(names, language))
    else:
        yield say(f"comparisons.asked-{request.verdict}", language, first=names[0], second=names[1])


def numbers_of(request: Request) -> Iterator[str]:
    """Yield which places of a ranking are asked for, and how many there must be."""
    language, things = request.language, "tasks" if request.asked == "departments" else "departments"
    if request.rank and request.place:
        yield say(f"comparisons.place-{request.rank}", language, place=request.place)
    elif request.rank and things == "tasks":
        yield say(f"answers.ranked-{request.rank}", language, count=request.limit)
    elif request.rank:
        yield say(f"comparisons.ranked-{request.rank}", language, count=request.limit)
    if request.bound is not None:
        bound = request.bound
        value = f"{bound.value}–{bound.most}" if bound.most else f"{SIGNS[bound.comparator]} {bound.value}"
        yield say(f"comparisons.bound-{things}", language, bound=value)


def cells_of(side: Side, request: Request, index: Index) -> tuple[object, ...]:
    """Return what a side is called in a table: a year as a number, a section and a plan by id and title."""
    if request.axis == "year" and side.key.isdecimal():
        return (int(side.key),)
    if request.axis == "department":
        return ("、".join(index.department[iri].label for iri in side.key.split()),)
    if request.axis == "section":
        found = _titled(side, index)[0]
        return found.id, found.written
    if request.axis == "plan":
        plan = next(plan for plan in index.plans if plan.iri in side.key.split())
        return plan.id, plan.title
    return (label_of(side, request.axis, index, request.language),)


def columns_of(request: Request) -> tuple[str, ...]:
    """Return the names of the columns of a table with the number of tasks of each side."""
    titled = ("title",) if request.axis in ("section", "plan") else ()
    return (str(request.axis), *titled, "tasks")


def joined(names: Iterable[str], language: Language) -> str:
    """Return names in a row."""
    return ("、" if language == "zh" else ", ").join(names)

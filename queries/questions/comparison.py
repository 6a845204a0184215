"""Questions that set numbers of tasks beside one another: of years, bodies, sections, plans or roles.

Such a question is as many plain ones as it has sides: 区农委和区水务局分别牵头几项任务 asks 区农委牵头几项任务 and
区水务局牵头几项任务.  Each of them is read by the grammar of all questions.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from queries.index import Index
from queries.questions.cues import ROLES
from queries.questions.request import Axis, Refusal, Request, Side, Sought, Verdict
from queries.questions.series import series_of
from queries.questions.sides import Compared, counting, find_roles, find_sides, question_of
from queries.questions.words import Item

Read = Callable[[tuple[Item, ...]], Request | Refusal]

OTHER = frozenset({"targets", "reach", "documents", "paper", "basis", "issued", "top", "departments-per", "what-is"})
BY: dict[str, Verdict] = {"more-by": "more-by", "fewer-by": "fewer-by", "apart-by": "apart-by"}
OPEN: dict[str, Axis] = {"each-year": "year", "each-section": "section", "each-plan": "plan"}


def compared(items: Sequence[Item], read: Read, index: Index) -> Request | Refusal | None:
    """Return the comparison that a question asks for, ``None`` if it asks for none.

    Args:
        read: reads the items of a plain question.
    """
    said = {item.kind for item in items}
    items = _parted(items) if said & BY.keys() else items
    verdict = _verdict(items, said)
    if not _is_about_tasks(said):
        return None
    if verdict is None:
        return Refusal("comparisons.what") if "than" in said else None
    if verdict == "share":
        return _share(items, read)
    return _number_of_each(items, said, verdict, read, index)


def _is_about_tasks(said: set[str]) -> bool:
    """Whether it is tasks that a question may compare, and not figures."""
    if said & OTHER or not said & {"tasks", "body", "date", "section", *ROLES}:
        return False
    return bool(said & {"tasks", *ROLES} or not said & {"topic", "term"})


def _number_of_each(
    items: Sequence[Item], said: set[str], verdict: Verdict, read: Read, index: Index
) -> Request | Refusal | None:
    if (clauses := _clauses(items)) and verdict not in ("each", "most", "fewest"):
        return _put_together("clause", verdict, [(_text(part), read(counting(part))) for part in clauses])
    if found := _chosen(items, said, verdict):
        return _of_sides(found, items, verdict, read)
    if axis := _open_axis(items, said, verdict):
        base = read(counting([item for item in items if item.kind not in ("part", "plan") or item.iris]))
        return base if isinstance(base, Refusal) else series_of(base, axis, verdict, index)
    unclear = verdict not in ("each", "most", "fewest") or ("apart" in said and _bodies(items) > 1)
    return Refusal("comparisons.what") if unclear else None


def _parted(items: Sequence[Item]) -> list[Item]:
    """Return the items with two years that stand as one stretch taken apart (the difference between 2016 and 2017)."""
    found: list[Item] = []
    for item in items:
        when = item.when if item.kind == "date" else None
        if when is not None and when.reading == "covers" and when.end.year == when.start.year + 1:
            first = replace(when, end=date(when.start.year, 12, 31))
            last = replace(when, start=date(when.end.year, 1, 1))
            found += [replace(item, when=first), replace(item, when=last)]
        else:
            found.append(item)
    return found


def _verdict(items: Sequence[Item], said: set[str]) -> Verdict | None:
    """Return what is asked of the numbers."""
    than = "than" in said or any(item.kind == "baseline" and item.when for item in items)
    if "share" in said:
        return "share"
    if (by := next((BY[kind] for kind in BY if kind in said), None)) and not said & {"who", "when"}:
        return by
    fewer = not said.isdisjoint({"fewer", "fewest", "fewer-by"})
    plain = than and not said & {"who", "when", "what", "part"} and not {"more", "fewer"} <= said
    if said & {"more", "fewer"} and plain:
        return ("fewer-by" if fewer else "more-by") if "count" in said else "is-fewer" if fewer else "is-more"
    if said & {"more", "fewer", "most", "fewest", *BY}:
        return "fewest" if fewer and "more" not in said else "most"
    counts = sum(item.kind == "count" for item in items)
    listed = "what" in said and not counts
    apart = counts and (said & {"apart", "than"} or _again(items))
    each = said & {*OPEN, "compare"} or counts > 1 or apart
    return "each" if each and not listed else None


def _again(items: Sequence[Item]) -> bool:
    """Whether a number is asked of one time, and then of another (2016年有几项任务，2017年呢)."""
    count = next(item.start for item in items if item.kind == "count")
    before = [item.when.reading for item in items if item.kind == "date" and item.when and item.start < count]
    after = [item.when.reading for item in items if item.kind == "date" and item.when and item.start > count]
    return before == after == ["covers"]


def _chosen(items: Sequence[Item], said: set[str], verdict: Verdict) -> Compared | None:
    """Return the things compared; of several ways the one that the question word names."""
    found = {each.axis: each for each in find_sides(items)}
    wanted: Axis | None = "year" if "when" in said else "department" if said & {"who", "departments"} else None
    if said & OPEN.keys():
        return None
    if wanted in found:
        return found[wanted]
    if wanted is not None and verdict in ("most", "fewest"):
        return None
    if found:
        return min(found.values(), key=lambda each: max(item.start for item in each.items))
    return find_roles(items)


def _open_axis(items: Sequence[Item], said: set[str], verdict: Verdict) -> Axis | None:
    """Return in what respect everything is to be counted one by one (各年, 哪一章最多)."""
    named = next((OPEN[kind] for kind in OPEN if kind in said), None)
    if named:
        return named
    if "apart" in said and any(item.when and item.when.start.year < item.when.end.year for item in items):
        return "year"
    if verdict not in ("most", "fewest") or said & {"who", "who-all", "departments", "each"}:
        return None
    if "when" in said:
        return "year"
    asked = [(item.kind, other.kind) for item, other in pairwise(items)]
    if ("what", "part") in asked:
        return "section"
    return "plan" if ("what", "plan") in asked else None


def _of_sides(found: Compared, items: Sequence[Item], verdict: Verdict, read: Read) -> Request | Refusal:
    read_sides = [(item, read(question_of(items, item, found))) for item in found.items]
    parts = {_key(item, found.axis, request): request for item, request in read_sides}
    return _put_together(found.axis, verdict, list(parts.items()))


def _put_together(axis: Axis, verdict: Verdict, parts: Sequence[tuple[str, Request | Refusal]]) -> Request | Refusal:
    sides = []
    for key, request in parts:
        if isinstance(request, Refusal):
            return request
        if request.asked != "tasks" or request.alternatives:
            return Refusal("comparisons.what")
        sides.append(Side(key, replace(request, count=True, yes_no=False)))
    if len(sides) < 2:
        return Refusal("comparisons.what")
    first = _common(sides[0].request, axis)
    return replace(first, asked="counts", axis=axis, verdict=verdict, sides=tuple(sides))


def _common(request: Request, axis: Axis) -> Request:
    """Return what holds for all sides alike."""
    if axis == "year":
        return replace(request, whens=())
    if axis == "section":
        return replace(request, section=())
    if axis == "plan":
        return replace(request, plans=())
    if axis == "department" and len(request.involvements) == 1:
        return replace(request, involvements=(), sought=(Sought(request.involvements[0].roles),))
    if axis == "role" and request.involvements:
        return replace(request, involvements=(replace(request.involvements[-1], roles=()),))
    return request if axis == "department" else Request(request.language, "tasks", plans=request.plans)


def _share(items: Sequence[Item], read: Read) -> Request | Refusal:
    """Compare a part with all, or with what stands after 占."""
    cut = next((place for place, item in enumerate(items) if item.kind == "share" and item.text.startswith("占")), None)
    rest = items[cut + 1 :] if cut is not None else ()
    limits = [item for item in rest if item.kind in ("date", "body", "section", "topic", "term", "task")]
    part, whole = read(counting(items)), read(counting(rest if limits else ()))
    if isinstance(part, Refusal) or isinstance(whole, Refusal):
        return part if isinstance(part, Refusal) else whole
    if part.asked != "tasks" or replace(part, plans=()) == replace(whole, plans=()):
        return Refusal("comparisons.what")
    named = (bool(part.involvements), bool(part.whens), bool(part.section), part.tasks is not None)
    if sum(named) > 1 and not limits:
        return Refusal("comparisons.share-of-what")
    sides = (Side("part", part), Side("whole", replace(whole, plans=part.plans, one_plan=part.one_plan)))
    return replace(part, asked="counts", count=False, axis="whole", verdict="share", sides=sides)


def _clauses(items: Sequence[Item]) -> tuple[Sequence[Item], ...]:
    """Return what stands before and after "than", where each says who does what."""
    cut = next((place for place, item in enumerate(items) if item.kind == "than"), None)
    parts = (items[:cut], items[cut + 1 :]) if cut is not None else ()
    return parts if parts and all({"body"} < {i.kind for i in part} & {"body", *ROLES} for part in parts) else ()


def _key(item: Item, axis: Axis, request: Request | Refusal) -> str:
    """Return what a side is called; a number that several sections have means those with tasks."""
    if axis == "section" and isinstance(request, Request):
        return " ".join(request.section)
    if axis == "year" and item.when is not None:
        start, end = item.when.start, item.when.end
        whole = start.year == end.year and (start.month, end.month) == (1, 12)
        return str(end.year) if whole or item.when.reading == "by" else f"{start.isoformat()}/{end.isoformat()}"
    return item.kind if axis == "role" else " ".join(item.iris)


def _text(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items)


def _bodies(items: Sequence[Item]) -> int:
    return sum(item.kind == "body" for item in items)

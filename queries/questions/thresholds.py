"""Questions for departments by how many tasks they have, and for tasks by how many departments they have."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ontology.wording import Language
from queries.questions.cues import ROLES
from queries.questions.request import Rank, Refusal, Request
from queries.questions.words import Item

Read = Callable[[tuple[Item, ...]], Request | Refusal]
HOLDERS = frozenset({"departments", "lead-department", "responsible-department", "participant-department"}) | {
    "involved-department"
}
RANKS: dict[str, Rank] = {"most": "most", "more": "most", "top": "most", "fewest": "fewest", "fewer": "fewest"}
FIGURES = frozenset({"targets", "reach", "documents", "paper", "basis", "issued"})


def limited(items: Sequence[Item], language: Language, read: Read) -> Request | Refusal | None:
    """Return what such a question asks, ``None`` for all others.

    Args:
        read: reads the items of a plain question.
    """
    said = {item.kind for item in items}
    bounds = [item for item in items if item.bound is not None]
    if said & FIGURES or not (bounds or RANKS.keys() & said):
        return None
    if len(bounds) > 1:
        return Refusal("two-things")
    if _asks_tasks(items, said, language):
        return _crowded(items, bounds, read)
    return _with_bound(items, bounds[0], read) if bounds else None


def _asks_tasks(items: Sequence[Item], said: set[str], language: Language) -> bool:
    """Whether tasks are asked for by their departments (参与部门最多的任务), and not the other way round."""
    nouns = [item.kind for item in items if item.kind == "tasks" or item.kind in HOLDERS]
    if "tasks" not in nouns or len(set(nouns)) < 2 or said & {"who", "who-all", "each", "limit"}:
        return False
    telling = [item.kind for item in items if item.kind not in ("stop", "is", "and")]
    if ("what", "tasks") in pairwise(telling):
        return True
    return "count" not in said and nouns[-1 if language == "zh" else 0] == "tasks"


def _with_bound(items: Sequence[Item], bound: Item, read: Read) -> Request | Refusal:
    drop = {"only"} if bound.bound and bound.bound.comparator == "=" else set()
    rest = [item for item in items if item is not bound and item.kind not in drop]
    request = read(tuple(replace(item, kind="who-all") if item.kind == "who" else item for item in rest))
    if isinstance(request, Refusal):
        return request
    whether = any(item.kind == "yes-no" for item in items)
    if whether or request.asked != "departments" or request.rank is not None or request.each:
        return Refusal("two-things")
    return replace(request, bound=bound.bound)


def _crowded(items: Sequence[Item], bounds: Sequence[Item], read: Read) -> Request | Refusal:
    """Read the question without its departments, and count those of each task."""
    place = next(place for place, item in enumerate(items) if item.kind in HOLDERS)
    roles = ROLES.get(items[place].kind.removesuffix("-department"), ())
    dropped = {*(id(item) for item in bounds), id(items[place])}
    for beside in _beside(items, place):
        if beside.kind in ROLES and not roles:
            roles = ROLES[beside.kind]
            dropped.add(id(beside))
    rest = [item for item in items if id(item) not in dropped and item.kind not in (*RANKS, "count")]
    request = read(tuple(item for item in rest if item.kind != "only"))
    if isinstance(request, Refusal):
        return request
    if request.asked != "tasks" or request.alternatives:
        return Refusal("two-things")
    rank = next((RANKS[item.kind] for item in items if item.kind in RANKS), None)
    bound = bounds[0].bound if bounds else None
    return replace(request, crowd=roles, rank=rank if bound is None else None, bound=bound, yes_no=False)


def _beside(items: Sequence[Item], place: int) -> list[Item]:
    """Return what stands just before and after an item, small words and bounds left out."""
    small = {"stop", "is", "bound", "what", *RANKS}
    before = [item for item in items[:place] if item.kind not in small][-1:]
    after = [item for item in items[place + 1 :] if item.kind not in small][:1]
    return [item for item in (*before, *after) if item.kind in ROLES]

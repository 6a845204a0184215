"""The things that a question sets beside one another, and the plain question that it asks of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from queries.questions.cues import ROLES
from queries.questions.request import Axis
from queries.questions.words import Item

JOINS = frozenset(
    {"and", "or", "but", "both", "stop", "than", "is", "more", "fewer", "apart", "compare", "all", "count"}
)
PARTING = frozenset({"than", "or"})
ASKING = frozenset(
    {"than", "more", "fewer", "more-by", "fewer-by", "apart-by", "apart", "compare", "each-year", "each-section"}
    | {"each-plan", "share", "when", "who", "who-all", "what", "what-is", "count", "most", "fewest", "yes-no", "ask"}
)
NOUNS: dict[Axis, frozenset[str]] = {
    "year": frozenset({"part-of-time"}),
    "department": frozenset({"departments", "each"}),
    "section": frozenset({"part"}),
    "plan": frozenset(),
}
KINDS: dict[Axis, frozenset[str]] = {
    "year": frozenset({"date", "baseline"}),
    "department": frozenset({"body"}),
    "section": frozenset({"section"}),
    "plan": frozenset({"plan", "place"}),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: items of a question that differ in one respect."""

    axis: Axis
    items: tuple[Item, ...]


def find_sides(items: Sequence[Item]) -> Iterator[Compared]:
    """Yield the ways to take a question as one that sets several things beside one another."""
    for axis, kinds in KINDS.items():
        named = [item for item in items if item.kind in kinds and (item.when or item.iris)]
        own = tuple(named) if axis == "year" else _neighbours(items, named)
        if len({(item.iris, item.when) for item in own}) > 1:
            yield Compared(axis, own)


def find_roles(items: Sequence[Item]) -> Compared | None:
    """Return the roles of one body that a question sets beside each other (区环保局牵头几项、参与几项)."""
    roles = {item.kind: item for item in reversed(items) if item.kind in ROLES}
    bodies = {item.iris for item in items if item.kind == "body"}
    if len(roles) < 2 or len(bodies) > 1:
        return None
    return Compared("role", tuple(sorted(roles.values(), key=lambda item: item.start)))


def _neighbours(items: Sequence[Item], named: Sequence[Item]) -> tuple[Item, ...]:
    """Return those that stand side by side, else the last before "than" and the first after it."""
    runs: list[list[Item]] = []
    joined = False
    for item in items:
        if item in named:
            runs = [*runs[:-1], [*runs[-1], item]] if joined else [*runs, [item]]
            joined = True
        elif item.kind not in JOINS:
            joined = False
    longest = max(runs, key=len, default=[])
    if len(longest) > 1:
        return tuple(longest)
    than = next((item.start for item in items if item.kind in PARTING), None)
    if than is None:
        return ()
    before, after = [i for i in named if i.start < than], [i for i in named if i.start > than]
    return (before[-1], after[0]) if before and after else ()


def question_of(items: Sequence[Item], side: Item, compared: Compared) -> tuple[Item, ...]:
    """Return the plain question for the number of tasks of one side; it stands where the first of them stood."""
    sides = compared.items
    places = [place for place, item in enumerate(items) if item in sides]
    between = {
        place
        for first, last in pairwise(places)
        for place in range(first + 1, last)
        if all(items[other].kind in JOINS for other in range(first + 1, last))
    }
    drop = NOUNS.get(compared.axis, frozenset())
    kept = [
        _as_date(side) if place == places[0] else item
        for place, item in enumerate(items)
        if place == places[0]
        or not (place in between or item in sides or item.kind in drop or _parts(place, item, places))
    ]
    return counting(kept)


def _parts(place: int, item: Item, places: Sequence[int]) -> bool:
    """Whether an "or" stands between sides that are apart (A牵头多还是B牵头多)."""
    return item.kind == "or" and places[0] < place < places[-1]


def counting(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return a question without the words that compare, asking for the number of tasks."""
    kept = [item for item in items if item.kind not in ASKING]
    while kept and kept[-1].kind in ("or", "and", "but"):
        kept.pop()
    end = max((item.end for item in items), default=0)
    tasks = [] if any(item.kind == "tasks" for item in kept) else [Item("tasks", end, end, "")]
    return (*kept, Item("count", end, end, ""), *tasks)


def _as_date(item: Item) -> Item:
    """Return a year to compare with (比2016年) as the plain year."""
    return replace(item, kind="date") if item.kind == "baseline" else item

"""The tree of headings: which numerals count on from one another, and how they nest.

Marks are no help in a scrambled text, where （一）, 一、 and 1. all become a numeral and a mark.  What remains is that
numbers count on: the cheapest reading of the whole sequence is taken, where passing over a numeral that looks like a
heading costs its weight, a gap or a step back costs more, and counting on costs nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from extraction.contents import without_contents
from extraction.distinct import Distinct
from extraction.headings import BEGINS, Heading, find_headings, ranks
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText

_BEAM, _MARGIN = 6, 2.5
_MAX_DEPTH, _WIDEST = 6, 5
_OPEN, _OPEN_FIRST, _OPEN_LATE, _GAP, _PLAIN_GAP, _BACK, _POP, _INVERTED = 0.3, 1.2, 1.6, 1.5, 1.3, 1.4, 0.02, 1.0

_Level: TypeAlias = tuple[str, int]
_Stack: TypeAlias = tuple[_Level, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading of the headings so far.

    Args:
        last: the last number of each style, for items that are numbered through the whole document.
    """

    cost: float
    stack: _Stack
    heading: Heading | None
    before: "_Path | None"
    last: Mapping[str, int]

    def on(self, cost: float, stack: _Stack, heading: Heading, *, counts: bool) -> "_Path":
        """This reading with one more heading, which counts or is passed over."""
        if not counts:
            return _Path(cost, stack, None, self, self.last)
        return _Path(cost, stack, heading, self, {**self.last, heading.style: heading.number})


@dataclass(frozen=True, slots=True)
class Node:
    """A heading in its place in the tree.

    Args:
        id: numbers of the nested headings joined by dots.
        start: where its number begins.
        body: where its title begins.
        own_end: where the next heading of any level begins.
        end: where the next heading that is not under it begins.
        leaf: whether no heading stands under it.
        style: the form of its number, a table of ``headings.toml``.
    """

    id: str
    parent: str | None
    start: int
    body: int
    own_end: int
    end: int
    leaf: bool
    style: str


def find_annexes(text: PlanText, start: int, end: int) -> int:
    """Return where the list of annexes after the last responsibility in a part begins, else where the part ends."""
    data = load_data("headings")
    last = max(text.plain.rfind(word, start, end) for word in data["clause_ends"])
    annex = re.compile(rf"(?<=[,、。;\s])({any_of(data['annexes'])})[\d一二三四]?[,:、。.\s]")
    found = annex.search(text.plain, last, end) if last >= 0 else None
    return found.start(1) if found else end


def find_sections(text: PlanText, start: int, end: int) -> list[Node]:
    """Return the headings of one part of a document in the order of the text."""
    end = find_annexes(text, start, end)
    headings = without_contents(text, list(find_headings(text, start, end)))
    return list(_nodes(_cheapest(text, headings), end))


def _cheapest(text: PlanText, headings: list[Heading]) -> list[tuple[Heading, _Stack]]:
    beam = [_Path(0.0, (), None, None, {})]
    for heading in headings:
        best: dict[_Stack, tuple[float, _Path, bool]] = {}  # most moves lose, and make no path
        for path in beam:
            moves = _moves(path, heading, scrambled=text.scrambled)
            for stack, cost, counts in ((path.stack, path.cost + heading.weight, False), *moves):
                if stack not in best or cost < best[stack][0]:
                    best[stack] = cost, path, counts
        ranked = sorted(best.items(), key=lambda move: move[1][0])[:_BEAM]
        most = ranked[0][1][0] + _MARGIN
        beam = [path.on(cost, stack, heading, counts=counts) for stack, (cost, path, counts) in ranked if cost <= most]
    return _steps(min(beam, key=lambda path: path.cost))


def _steps(last: _Path) -> list[tuple[Heading, _Stack]]:
    """The headings of one reading, in the order of the text."""
    steps: list[tuple[Heading, _Stack]] = []
    path: _Path | None = last
    while path is not None:
        if path.heading is not None:
            steps.append((path.heading, path.stack))
        path = path.before
    return steps[::-1]


def _moves(path: _Path, heading: Heading, *, scrambled: bool) -> Iterator[tuple[_Stack, float, bool]]:
    """Yield what is open in each reading in which the heading counts, and its cost."""
    stack, level = path.stack, (heading.style, heading.number)
    plain = not scrambled and heading.weight >= BEGINS
    for depth, (style, number) in enumerate(stack):
        if style == heading.style:
            step = 0.0 if heading.path else _step(heading.number - number, plain=plain)
            cost = _POP * (len(stack) - depth - 1) + step
            yield (*stack[:depth], level), path.cost + cost, True
    if len(stack) < _MAX_DEPTH and (nested := _opening(path, heading, scrambled=scrambled)) is not None:
        yield (*stack, level), path.cost + nested, True


def _step(delta: int, *, plain: bool) -> float:
    """What it costs that numbers do not count on; a gap before what plainly begins as a heading is the drafter's."""
    if delta == 1:
        return 0.0
    if delta < 1:
        return _BACK
    return _PLAIN_GAP if plain and delta <= _WIDEST else _GAP + 0.2 * min(delta, 8)


def _opening(path: _Path, heading: Heading, *, scrambled: bool) -> float | None:
    """What it costs to open a level with this heading, or ``None`` where it can't open one."""
    rank, own = ranks(), heading.style
    same, inverted = 0, False
    for style, _ in path.stack:
        same += style == own
        inverted = inverted or rank[style] > rank[own]
    if same > (1 if scrambled else 0) or (inverted and scrambled):
        return None
    if heading.path or heading.number in (1, path.last.get(own, -1) + 1):
        cost = _OPEN
    else:
        cost = _OPEN_FIRST if path.before is None else _OPEN_LATE
    return cost + (_INVERTED if inverted else 0.0)


def _nodes(steps: list[tuple[Heading, _Stack]], end: int) -> Iterator[Node]:
    ends = _ends(steps, end)
    once, open_ids = Distinct(), list[str]()
    for place, (heading, stack) in enumerate(steps):
        depth = len(stack)
        around = [*open_ids[: depth - 1], str(heading.number)][-2:]
        open_ids[depth - 1 :] = [once(heading.path or ".".join(around))]
        own_end = steps[place + 1][0].start if place + 1 < len(steps) else end
        yield Node(
            id=open_ids[-1],
            parent=open_ids[depth - 2] if depth > 1 else None,
            start=heading.start,
            body=heading.end,
            own_end=own_end,
            end=ends[place],
            leaf=ends[place] == own_end,
            style=heading.style,
        )


def _ends(steps: list[tuple[Heading, _Stack]], end: int) -> list[int]:
    """Where each heading ends: before the next one that is not under it."""
    ends, later = [end] * len(steps), [end] * (_MAX_DEPTH + 1)  # later: the next heading that ends one of each depth
    for place in range(len(steps) - 1, -1, -1):
        heading, stack = steps[place]
        depth = len(stack)
        ends[place] = later[depth]
        later[depth:] = [heading.start] * (len(later) - depth)
    return ends

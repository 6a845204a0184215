"""Targets of two versions: which is which, and what is said otherwise of one."""

from collections.abc import Hashable, Mapping

from queries.diff.matching import Key, Pairs, bare, likeness, pair_by_keys, pair_by_likeness
from queries.diff.records import Change, Pair, change_of
from queries.diff.tasks import Sections
from queries.records import Content, Target, Task

# What tells a target from others of the same thing in the same place, what tells most first.
_TELLING = (("year", "comparator", "unit"), ("value", "class", "comparator"), ("year",), ())


def pair_targets(
    old: Content, new: Content, sections: Sections, tasks: Pairs[Task]
) -> tuple[Pairs[Target], list[Target], list[Target]]:
    """Tell which target is which; return the pairs in the new order, and what is left on either side."""
    places = _Places(sections, {before.id: after.id for before, after in tasks})
    keys: list[tuple[Key[Target], Key[Target]]] = [
        (lambda g: (places.old(g), _thing(g), _figures(g)), lambda g: (places.new(g), _thing(g), _figures(g))),
        (
            lambda g: (_thing(g), _figures(g), bare(g.quote.text)),
            lambda g: (_thing(g), _figures(g), bare(g.quote.text)),
        ),
        *(places.keys(names) for names in _TELLING),
    ]
    pairs, left, right = pair_by_keys(old.targets, new.targets, keys)

    def alike(before: Target, after: Target) -> float:
        near = places.old(before) == places.new(after)
        return likeness(bare(before.quote.text), bare(after.quote.text)) if near else 0

    more, left, right = pair_by_likeness(left, right, alike)
    place = {goal.iri: number for number, goal in enumerate(new.targets)}
    return sorted([*pairs, *more], key=lambda pair: place[pair[1].iri]), left, right


def compare_targets(targets: Pairs[Target], sections: Sections, tasks: Pairs[Task]) -> list[Pair[Target]]:
    """Return the pairs of targets of which something is said otherwise."""
    places = _Places(sections, {before.id: after.id for before, after in tasks})
    found = [Pair(before, after, _changes(before, after, places)) for before, after in targets]
    return [pair for pair in found if pair.changes]


def _changes(before: Target, after: Target, places: "_Places") -> tuple[Change, ...]:
    moved = places.old(before) != places.new(after)
    at = (before.task or before.section, after.task or after.section) if moved else ("", "")
    same = before.indicator == after.indicator
    return (
        *change_of("section", *at),
        *(() if bare(before.subject) == bare(after.subject) else change_of("subject", before.subject, after.subject)),
        *(() if same else change_of("indicator", before.written, after.written)),
        *(change for name in before.figures for change in change_of(name, before.figures[name], after.figures[name])),
    )


class _Places:
    """Where targets stand, told alike for both sides."""

    def __init__(self, sections: Sections, tasks: Mapping[str, str]) -> None:
        self._sections, self._tasks = sections, tasks

    def old(self, goal: Target) -> Hashable:
        known, place = (self._tasks, goal.task) if goal.task else (self._sections, goal.section)
        return bool(goal.task), known.get(place)

    def new(self, goal: Target) -> Hashable:
        return bool(goal.task), goal.task or goal.section

    def keys(self, names: tuple[str, ...]) -> tuple[Key[Target], Key[Target]]:
        """Return the keys of old and new targets by some of their figures."""
        return (
            lambda goal: (self.old(goal), _thing(goal), *(goal.figures[name] for name in names)),
            lambda goal: (self.new(goal), _thing(goal), *(goal.figures[name] for name in names)),
        )


def _thing(goal: Target) -> Hashable:
    """What a target measures, and of what; where it does not say, all that it says."""
    return (bare(goal.subject), goal.indicator) if goal.subject or goal.indicator else bare(goal.quote.text)


def _figures(goal: Target) -> Hashable:
    return tuple(goal.figures.items())

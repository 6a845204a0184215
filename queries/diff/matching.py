"""Which things of one list are which of another: by what is the same, and else by how alike they are."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Pairs = list[tuple[Thing, Thing]]
Key = Callable[[Thing], Hashable]

ALIKE = 60.0
"""From 0 to 100, how alike two texts must be to count as one that was changed."""


def bare(text: str) -> str:
    """Return the letters and digits of a text: what print and marks change is no change.

    >>> bare("1.完善 机制，2016年。")
    '1完善机制2016年'
    """
    return re.sub(r"[\W_]+", "", text)


def likeness(old: str, new: str) -> float:
    """Return how alike two texts are, from 0 to 100."""
    from rapidfuzz.fuzz import ratio

    return ratio(old, new)


def pair_by_keys(
    old: Sequence[Thing], new: Sequence[Thing], keys: Iterable[tuple[Key[Thing], Key[Thing]]]
) -> tuple[Pairs[Thing], list[Thing], list[Thing]]:
    """Pair things that have the same key, by one key after the other.

    Where as many on both sides have a key, they are paired in their order; where not, a later key may tell them apart.

    Args:
        keys: how to tell the key of an old and of a new thing, what tells most first.

    Returns:
        The pairs, and what is left on either side.
    """
    pairs: Pairs[Thing] = []
    left, right = list(old), list(new)
    for old_key, new_key in keys:
        olds, news = _grouped(left, old_key), _grouped(right, new_key)
        same = {key for key, group in olds.items() if len(group) == len(news.get(key, ()))}
        pairs += [pair for key in olds if key in same for pair in zip(olds[key], news[key], strict=True)]
        left = [thing for thing in left if old_key(thing) not in same]
        right = [thing for thing in right if new_key(thing) not in same]
    return pairs, left, right


def pair_by_likeness(
    old: Sequence[Thing], new: Sequence[Thing], score: Callable[[Thing, Thing], float]
) -> tuple[Pairs[Thing], list[Thing], list[Thing]]:
    """Pair things that are alike, the most alike first; what ``score`` has below ``ALIKE`` is not paired."""
    scored = ((score(a, b), x, y) for x, a in enumerate(old) for y, b in enumerate(new))
    best = sorted((-found, x, y) for found, x, y in scored if found >= ALIKE)
    taken: dict[int, int] = {}
    for _, x, y in best:
        if x not in taken and y not in taken.values():
            taken[x] = y
    pairs = [(old[x], new[y]) for x, y in sorted(taken.items())]
    left = [thing for x, thing in enumerate(old) if x not in taken]
    return pairs, left, [thing for y, thing in enumerate(new) if y not in taken.values()]


def _grouped(things: Iterable[Thing], key: Key[Thing]) -> Mapping[Hashable, list[Thing]]:
    found: dict[Hashable, list[Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found

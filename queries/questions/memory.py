"""Values worked out from what an index holds, remembered as long as they are asked for."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Held = TypeVar("Held")
Made = TypeVar("Made")

MOST = 8


def remembered(make: Callable[[Held], Made]) -> Callable[[Held], Made]:
    """Let a function keep what it made of the last few objects; which object it is tells, not what is in it.

    To tell by content, as ``lru_cache`` does, takes longer the more plans there are, and that for each question.
    """
    made: dict[int, tuple[Held, Made]] = {}

    @wraps(make)
    def find(held: Held) -> Made:
        known = made.get(id(held))
        if known is None or known[0] is not held:
            known = held, make(held)
            while len(made) >= MOST:
                made.pop(list(made)[0], None)  # noqa: RUF015 - in one go: another thread may do the same
            made[id(held)] = known
        return known[1]

    return find

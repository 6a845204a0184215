"""The text of one item as its targets are read in it, and what such a reading yields."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Protocol, TypeVar

from extraction.dates import DateMention
from extraction.marks import PlanText
from extraction.phrases import Phrase
from extraction.quantities import Quantity

REACH = 90
_LONGEST_DATE = 40
_MARK = re.compile(r"[,、。;:\s]")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Mention = TypeVar("Mention", bound=_Placed)


def between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return the mentions that begin between two offsets, of a sequence in the order of the text."""
    first: Callable[[Mention], int] = attrgetter("start")
    return mentions[bisect_left(mentions, start, key=first) : bisect_left(mentions, end, key=first)]


@dataclass(frozen=True, slots=True)
class TargetMention:
    """One target in an item, before it knows its section and task."""

    start: int
    end: int
    phrase: Phrase
    comparator: str
    value: Decimal | str | None
    high: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    recurrence: str | None = None
    baseline_year: int | None = None
    baseline_value: Decimal | str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The text of one item with what was found in it.

    Args:
        start: where the item's text begins, as ``end`` where it ends.
        title: the item's title, which a duty without an object of its own is about.
        dates: all statements of time in it, as ``quantities`` all figures.
    """

    text: PlanText
    start: int
    end: int
    title: str
    dates: Sequence[DateMention]
    quantities: Sequence[Quantity]

    def dates_from(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the statements of time that begin between two offsets."""
        return between(self.dates, start, end)

    def piece_start(self, position: int) -> int:
        """Return where the piece around a position begins: behind the last mark before it."""
        floor = max(self.start, position - REACH)
        return max((mark.end() for mark in _MARK.finditer(self.text.plain, floor, position)), default=floor)

    def clause_start(self, position: int) -> int:
        """Return where the clause before a figure begins: behind the last mark or date."""
        begin = self.piece_start(position)
        near = self.dates_from(begin - _LONGEST_DATE, position)
        return max([begin, *(d.end for d in near if d.use == "deadline" and d.end <= position)])

    def date_before(self, position: int) -> DateMention | None:
        """Return the date that ends where a clause begins, if one does."""
        near = self.dates_from(position - _LONGEST_DATE, position)
        return next((d for d in near if 0 <= position - d.end <= 1), None)


def combined(comparator: str, bound: str | None, quantity: Quantity) -> str:
    """Return the comparator of a verb, sharpened by the word behind the figure."""
    if quantity.high is not None:
        return "range"
    for direction in ("increase", "decrease"):
        if comparator.startswith(direction):
            return f"{direction}{bound}" if bound in (">=", "~") else comparator
    return bound or comparator

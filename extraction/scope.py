"""The text of one item as its targets are read in it, and what such a reading yields."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Protocol, TypeVar

from extraction.dates import DateMention
from extraction.lexicon import opens_clause
from extraction.marks import PlanText
from extraction.phrases import Phrase
from extraction.quantities import Quantity

_REACH, _SENTENCE = 120, 800
_LONGEST_DATE = 40
_MARK = re.compile(r"[,、。;:\s]")
_STOPS = re.compile(r"[,;:。\n\t!?()\[\]]")
_OPENS = {"(": 1, "[": 1, ")": -1, "]": -1}
_BULLET = re.compile(r"[\s—•·●◆■-]*(?:(?:\d{1,2}[.、](?!\d)|\(\w{1,2}\)|[①-⑳])\s*)?")
_FROM = re.compile(r"[由从].{0,20}\d")
_JOINT = re.compile(r"(?:\([^()]{1,6}\)|\))?\s?(?:、|以及|并|和|及|与)")
_LEADS_TO_DATE = re.compile(r"\W{0,3}(?:确保|力争|争取|计划|预计)?(?:到|至|在|于|自|从|截至)?")
_AFTER_DATE = re.compile(r"[\s,]?")
_TIES_DATE = re.compile(r"(?:相?比较?|较|与|同|到|至|在|于|以|^和|^及|^以及)$")
_AFTER_BASE = re.compile(r"的?(?:基础上|水平|实绩|相比)*(?:再|又)?")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Mention = TypeVar("Mention", bound=_Placed)
_start: Callable[[_Placed], int] = attrgetter("start")


def between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return the mentions that begin between two offsets, of a sequence in the order of the text."""
    if not mentions or start >= end:
        return ()
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, first, key=_start)]


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
class Setting:
    """What an item's headings and the plan's head say of the targets in it.

    Args:
        year: when targets are to hold for which the item names no time.
        goals: whether the item states goals, in which a time holds until the next one is named.
        past: whether the item only tells how things are.
        issued: year of issue; what an earlier year had is no target.
        reports: whether the document tells what was, so that only what a sentence says is to come is a target.
    """

    year: int | None = None
    goals: bool = False
    past: bool = False
    issued: int | None = None
    reports: bool = False


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
    setting: Setting = Setting()

    def dates_from(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the statements of time that begin between two offsets."""
        return between(self.dates, start, end)

    def clause_start(self, position: int) -> int:
        """Return where the clause before a figure begins: behind the last mark, date or other figure."""
        if self.text.scrambled:
            return self._piece_start(position)
        begin = _behind(_BULLET, self.text.plain, self.stop_before(position))
        for figure in between(self.quantities, begin, position):
            if joint := _JOINT.match(self.text.plain, figure.end, position):
                begin = joint.end()
            else:
                begin = self._next_act(figure.end, position) or begin
        for date in self.dates_from(begin - _LONGEST_DATE, begin):  # 自2020年起,每年 is one statement
            begin = max(begin, date.end) if date.end <= position else begin
        for date in self.dates_from(begin, position):
            if date.end > position or not _LEADS_TO_DATE.fullmatch(self.text.plain, begin, date.start):
                break
            begin = _behind(_AFTER_DATE, self.text.plain, date.end)
        return min(begin, position)

    def _next_act(self, start: int, end: int) -> int | None:
        """Return where behind a figure the next thing to be done begins in a list: 培育100家企业、建设100个基地."""
        at = self.text.plain.rfind("、", start, end) + 1
        return at if at and opens_clause(self.text.plain, at) else None

    def clause_end(self, position: int) -> int:
        """Return where the clause behind a figure ends: at the next mark outside brackets that is no mark of a list."""
        ceiling, depth = min(self.end, position + _REACH), 0
        for mark in _STOPS.finditer(self.text.plain, position, ceiling):
            depth += _OPENS.get(mark[0], 0)
            if depth < 0 or (depth == 0 and mark[0] not in _OPENS):
                return mark.start()
        return ceiling

    def sentence_start(self, position: int) -> int:
        """Return where the sentence around a position begins, as far back as a sentence reaches."""
        floor = max(self.start, position - _SENTENCE)
        return max(floor, *(self.text.plain.rfind(mark, floor, position) + 1 for mark in "。\n"))

    def sentence_end(self, position: int) -> int:
        """Return where the sentence around a position ends, as far as a sentence reaches."""
        ceiling = min(self.end, position + _SENTENCE)
        found = (self.text.plain.find(mark, position, ceiling) for mark in "。\n")
        return min((at for at in found if at >= 0), default=ceiling)

    def is_goal(self, date: DateMention) -> bool:
        """Whether a time stands with the end value of a change: 2025年 in 由2020年的60%提高到2025年的75%."""
        if self.text.plain[date.start - 1 : date.start] not in ("到", "至"):
            return False
        return _FROM.search(self.text.plain, self.stop_before(date.start), date.start) is not None

    def is_baseline(self, date: DateMention) -> bool:
        """Whether a time is what a figure is compared with."""
        if self.is_goal(date):
            return False
        return date.use == "baseline" or self.text.plain.startswith(("的基础上", "基础上", "的水平"), date.end)

    def words(self, start: int, end: int) -> str:
        """Return the text between two offsets without the times named in it and what ties them to it."""
        plain, found, at = self.text.plain, "", start
        for date in self.dates_from(start, end):
            if at <= date.start and date.end <= end:
                reaches = plain.startswith("的", date.end) and not self.is_baseline(date)  # 提高到2025年的75%
                found += plain[at : date.start] if reaches else _TIES_DATE.sub("", plain[at : date.start])
                at = min(end, _behind(_AFTER_BASE, plain, date.end))
        return found + plain[at:end]

    def date_before(self, position: int) -> DateMention | None:
        """Return the date that ends where a clause begins, if one does."""
        near = self.dates_from(position - _LONGEST_DATE, position)
        return next((d for d in near if 0 <= position - d.end <= 1), None)

    def _piece_start(self, position: int) -> int:
        """Return where the piece around a position begins: behind the last mark or date before it."""
        floor = max(self.start, position - _REACH)
        begin = max((mark.end() for mark in _MARK.finditer(self.text.plain, floor, position)), default=floor)
        near = self.dates_from(begin - _LONGEST_DATE, position)
        return max([begin, *(d.end for d in near if d.use == "deadline" and d.end <= position)])

    def stop_before(self, position: int) -> int:
        """Return where the text between two marks around a position begins; marks in brackets bound nothing."""
        floor, depth = max(self.start, position - _REACH), 0
        for mark in reversed(list(_STOPS.finditer(self.text.plain, floor, position))):
            depth -= _OPENS.get(mark[0], 0)
            if depth < 0 or (depth == 0 and mark[0] not in _OPENS):
                return mark.end()
        return floor


def _behind(pattern: re.Pattern[str], plain: str, position: int) -> int:
    """Return where what a pattern matches at a position ends; there itself where it matches nothing."""
    found = pattern.match(plain, position)
    return found.end() if found else position


def combined(comparator: str, bound: str | None, quantity: Quantity) -> str:
    """Return the comparator of a verb, sharpened by the word behind the figure."""
    if quantity.high is not None:
        return "range"
    for direction in ("increase", "decrease"):
        if comparator.startswith(direction):
            return f"{direction}{bound}" if bound in (">=", "~") else comparator
    return bound or comparator

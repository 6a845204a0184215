"""The year in which a target is to hold, and what it is measured against."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from extraction.dates import DateMention
from extraction.lexicon import load_data
from extraction.scope import Scope, TargetMention, between

_LONGEST_TRAIL = 2
_YEARLY = "年均"
_LONGEST_LEAD = 3


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load_data("targets")["time"][name])


def dated(mention: TargetMention, scope: Scope, times: Sequence[DateMention]) -> TargetMention:
    """Add the year that holds where the target stands, its recurrence and its base year."""
    within = scope.dates_from(mention.start, mention.end)
    if mention.comparator.startswith(("increase", "decrease")) and not scope.text.scrambled:
        within = [*_led_by(mention, scope), *within]
    baseline = [d.last.year for d in within if _is_base(scope, d) and d.last]
    year, recurrence = _holding(mention, scope, times)
    return replace(
        mention,
        year=mention.year or year or scope.setting.year,
        recurrence=recurrence or ("P1Y" if _YEARLY in scope.text.plain[mention.start : mention.end] else None),
        baseline_year=baseline[-1] if baseline else None,
    )


def _led_by(mention: TargetMention, scope: Scope) -> Iterator[DateMention]:
    """What a whole sentence is measured against: 与2020年相比,2025年…下降18%,…."""
    start = scope.sentence_start(mention.start)
    for date in scope.dates_from(start, mention.start):
        if scope.text.plain.startswith(_words("leading"), date.end) and date.start - start <= _LONGEST_LEAD:
            yield date


def deadlines(scope: Scope) -> list[DateMention]:
    """Return the times that the item sets, in order; what is compared with is none."""
    return [d for d in scope.dates if d.use in ("deadline", "baseline") and not _is_base(scope, d)]


def _is_base(scope: Scope, date: DateMention) -> bool:
    """Whether a figure is compared with a time, as in 比2015年 and 由2020年的60%."""
    origin = not scope.text.scrambled and scope.text.plain[date.start - 1 : date.start] in ("由", "从")
    return scope.is_baseline(date) or (origin and date.kind == "in")


def _holding(mention: TargetMention, scope: Scope, times: Sequence[DateMention]) -> tuple[int | None, str | None]:
    """The year and the recurrence of the last times said before a target, as far back as they hold."""
    found: DateMention | None = None
    recurrence: str | None = None
    for time in _said(mention, scope, times):
        if time.kind != "every":
            found = time
            recurrence = recurrence or time.recurrence
            break
        recurrence = recurrence or (time.recurrence if _repeats(mention, scope, time) else None)
        if scope.text.scrambled:
            break
    if found is None:
        return None, recurrence
    begins = found.kind == "from" or (recurrence and found.kind == "in")  # a yearly duty has the year it starts
    day = found.first if begins else found.last
    return day.year if day else None, recurrence


def _repeats(mention: TargetMention, scope: Scope, time: DateMention) -> bool:
    """Whether 每年 is said of a target: in its part of the sentence, and not in its unit (达到每年2.5万吨)."""
    plain = scope.text.plain
    if scope.text.scrambled:
        return time.start >= scope.sentence_start(mention.start)
    return not plain.startswith(_words("rated"), time.start - 2) and not set(";。\n") & set(
        plain[time.end : mention.start]
    )


def _said(mention: TargetMention, scope: Scope, times: Sequence[DateMention]) -> Iterator[DateMention]:
    """The times that may hold for a target, the nearest first: those before it, else one that trails it."""
    floor, part = _reach(mention, scope), _part_start(scope, mention.start)
    last = bisect_left(times, mention.end, key=attrgetter("start"))
    trailing = [t for t in times[last : last + 1] if not scope.text.scrambled and _trails(mention, scope, t)]
    if trailing and not (last and times[last - 1].start >= max(floor, part)):
        yield trailing[0]
        return
    for place in range(last - 1, -1, -1):
        if times[place].start < floor:
            return
        if times[place].start >= part or _opens(scope, times[place]):
            yield times[place]


def _part_start(scope: Scope, position: int) -> int:
    """Where the part of a sentence between semicolons begins."""
    if scope.text.scrambled:
        return 0
    floor = scope.sentence_start(position)
    return max(floor, scope.text.plain.rfind(";", floor, position) + 1)


def _opens(scope: Scope, time: DateMention) -> bool:
    """Whether a time stands before all figures of its part of a sentence, and so may hold for the parts behind it."""
    return not between(scope.quantities, _part_start(scope, time.start), time.start)


def _reach(mention: TargetMention, scope: Scope) -> int:
    """How far back a time may stand: in the item's goals anywhere, else in the sentence or the head of its list."""
    if scope.text.scrambled or scope.setting.goals:
        return 0
    plain, floor = scope.text.plain, scope.sentence_start(mention.start)
    while floor > scope.start and (plain.startswith("—", floor) or plain[floor - 2 : floor] == ":\n"):
        floor = scope.sentence_start(floor - 1)
    return floor


def _trails(mention: TargetMention, scope: Scope, time: DateMention) -> bool:
    """Whether a time behind a target is its own: …30家,2025年底前完成."""
    plain = scope.text.plain
    gap = plain[mention.end : time.start]
    rest = plain[time.end : scope.clause_end(time.end)].rstrip(")")
    return len(gap) <= _LONGEST_TRAIL and not set("。\n") & set(gap) and (not rest or rest in _words("trailing"))

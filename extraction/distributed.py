"""Figures that 分别 gives out to years, to things, or to what is done with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.dates import DateMention
from extraction.phrases import Phrase, names_in, share_tail
from extraction.quantities import Quantity
from extraction.scope import Scope, TargetMention, combined
from extraction.things import object_end, object_follows

_BETWEEN_YEARS = re.compile(r"[\s、,]?(?:和|及|与|以及)?(?:到|至)?")
_DISTRIBUTED = re.compile(r"分别为?")
_FURTHEST = 60


def distributed_count(scope: Scope, count: TargetMention, run: Sequence[Quantity]) -> Iterator[TargetMention]:
    """Yield a count for each figure of a run: 2023年、2024年分别开工18所、14所."""
    if len(run) == 1:
        yield count
        return
    done = count.phrase.indicator.split("、")
    phrases = [Phrase(subject, count.phrase.indicator) for subject in _subjects(scope, count, run)]
    if len(done) == len(run):
        phrases = [Phrase(phrase.subject, verb) for phrase, verb in zip(phrases, done, strict=True)]
    for place, quantity in enumerate(run):
        comparator = combined(count.comparator, quantity.bound, quantity)
        yield replace(
            count,
            end=max(count.end, run[-1].end),
            phrase=phrases[place],
            comparator=comparator if place else count.comparator,
            value=quantity.value,
            high=quantity.high,
            unit=quantity.unit or count.unit,
            year=year_of(scope, count.start, run, place),
            rule="target.distributed",
        )


def _subjects(scope: Scope, count: TargetMention, run: Sequence[Quantity]) -> list[str]:
    """The thing that each figure of a run counts, which may stand behind the last one."""
    subject = _DISTRIBUTED.sub("", count.phrase.subject)
    if not subject and object_follows(scope, run[-1]):
        subject = scope.text.plain[run[-1].end : object_end(scope, run[-1].end)]
    parts = names_in(subject)
    return share_tail(parts) if len(parts) == len(run) else [subject] * len(run)


def year_of(scope: Scope, begin: int, run: Sequence[Quantity], place: int) -> int | None:
    """Return the year of one figure of a run where as many years as figures are named for it."""
    if len(run) == 1 or scope.text.scrambled:
        return None
    years = _years(scope, begin, run[0].start)
    return years[place] if len(years) == len(run) else None


def _years(scope: Scope, begin: int, end: int) -> list[int]:
    """The years that are named in a row before a figure, or the years of one period."""
    floor = max(scope.sentence_start(begin), begin - _FURTHEST)
    named = [date for date in scope.dates_from(floor, end) if date.use == "deadline" and date.last]
    row: list[DateMention] = named[-1:]
    for date in reversed(named[:-1]):
        if not _BETWEEN_YEARS.fullmatch(scope.text.plain, date.end, row[0].start):
            break
        row.insert(0, date)
    if len(row) == 1 and row[0].first and row[0].last:
        return list(range(row[0].first.year, row[0].last.year + 1))
    return [date.last.year for date in row if date.last]

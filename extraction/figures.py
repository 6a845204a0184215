"""Figures that an indicator is to reach: by a verb of state, by a verb of change, or directly behind its name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from extraction.counts import find_count
from extraction.governors import Governor, find_governor
from extraction.listed import continue_count
from extraction.phrases import (
    Phrase,
    ends_as_indicator,
    names_place,
    names_things,
    share_tail,
    split_phrase,
    without_heads,
    without_marks,
)
from extraction.quantities import DISTRIBUTES, Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined
from extraction.shares import find_share

_BETWEEN_FIGURES = re.compile(r"[,、\s]?(?:和|及|与|以及)?[,、\s]?")
_BETWEEN_NAMES = re.compile(r"以及|及|和|与|[,、]")
_LONGEST_PLACE, _SHORTEST_NAME = 16, 2


def find_figures(scope: Scope) -> Iterator[TargetMention]:
    """Yield the targets that the figures of an item set, a run of figures under one 分别 as so many."""
    last: TargetMention | None = None
    place = 0
    while place < len(scope.quantities):
        run = _run(scope, place)
        for mention in _read(scope, run, last):
            last = mention
            yield mention
        place += len(run)


def _run(scope: Scope, place: int) -> list[Quantity]:
    """The figure at a place, with those that 分别 distributes."""
    plain, run = scope.text.plain, [scope.quantities[place]]
    if DISTRIBUTES not in plain[max(scope.start, run[0].start - 20) : run[0].start]:
        return run
    for quantity in islice(scope.quantities, place + 1, None):
        if not _BETWEEN_FIGURES.fullmatch(plain, run[-1].end, quantity.start):
            break
        run.append(quantity)
    return run


def _read(scope: Scope, run: list[Quantity], last: TargetMention | None) -> Iterator[TargetMention]:
    apart = find_share(scope, run[0]) or continue_count(scope, run[0], last)
    if apart:
        yield apart
        return
    governor = find_governor(scope, run[0], last)
    if governor is None:
        count = find_count(scope, run[0])
        if count:
            yield count
        return
    for place, phrase in enumerate(_phrases(scope, governor, run, last)):
        quantity = run[place]
        comparator = combined(governor.comparator, quantity.bound or run[-1].bound, quantity)
        mention = TargetMention(
            governor.start,
            run[-1].end,
            phrase,
            comparator,
            quantity.value,
            quantity.high,
            quantity.unit or run[-1].unit,
            rule="target.distributed" if len(run) > 1 else governor.rule,
        )
        mention = replace(mention, baseline_value=governor.before.value) if governor.before else mention
        yield replace(mention, year=_own_year(scope, governor, run, place))


def _own_year(scope: Scope, governor: Governor, run: list[Quantity], place: int) -> int | None:
    """The year of one figure of a run where the clause names as many years as figures."""
    dates = [d for d in scope.dates_from(governor.start - 12, run[0].start) if d.use == "deadline" and d.last]
    if len(run) == 1 or len(dates) != len(run) or scope.text.scrambled:
        return None
    day = dates[place].last
    return day.year if day else None


def _phrases(scope: Scope, governor: Governor, run: list[Quantity], last: TargetMention | None) -> list[Phrase]:
    """The subject and indicator of each figure of a run; carried over where the clause names none."""
    words, count = governor.phrase, len(run)
    if not without_marks(words):
        return [last.phrase if last else Phrase("", scope.title)] * count
    parts = [part for part in _BETWEEN_NAMES.split(words) if part] if count > 1 else []
    if len(parts) == count and (scope.text.scrambled or min(map(len, share_tail(parts))) > _SHORTEST_NAME):
        return [split_phrase(part) for part in share_tail(parts)]
    if count == 1 and last and _same_indicator(scope, words, run[0], last):
        return [Phrase(without_heads(words), last.phrase.indicator)]
    return [split_phrase(words)] * count


def _same_indicator(scope: Scope, words: str, quantity: Quantity, last: TargetMention) -> bool:
    """Whether the words only name another place or class of things for the indicator before, as 京津冀区域达到95%."""
    return (
        not scope.text.scrambled
        and last.unit == quantity.unit
        and last.rule != "target.count"
        and scope.sentence_start(quantity.start) <= last.start
        and len(words) <= _LONGEST_PLACE
        and not ends_as_indicator(words)
        and names_place(words)
        and (unit_kind(last.unit) != "count" or not names_things(words))
    )

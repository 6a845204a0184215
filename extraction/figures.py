"""Figures that an indicator is to reach: by a verb of state, by a verb of change, or directly behind its name."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from extraction.completed import COUNTS, completed
from extraction.counts import find_count
from extraction.distributed import distributed_count, year_of
from extraction.governors import Governor, find_governor
from extraction.listed import PART_OF, continue_count
from extraction.open_counts import find_open_count
from extraction.phrases import (
    Phrase,
    ends_as_indicator,
    names_in,
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
_EACH = re.compile(r"\(?[每各][^,。;]{1,8}$")
_ALL = re.compile(r"[率比量值度均].*[均都]")
_LONGEST_PLACE, _SHORTEST_NAME, _NEAR, _LONGEST_RUN = 16, 2, 20, 8


def find_figures(scope: Scope) -> list[TargetMention]:
    """Return the targets that the figures of an item set, a run of figures under one 分别 as so many."""
    return completed(scope, list(_figures(scope)))


def _figures(scope: Scope) -> Iterator[TargetMention]:
    made: deque[TargetMention] = deque(maxlen=_LONGEST_RUN)
    place = 0
    while place < len(scope.quantities):
        run = _run(scope, place)
        found = list(_read(scope, run, made))
        made.extend(found)
        yield from found
        place += len(run)


def _run(scope: Scope, place: int) -> list[Quantity]:
    """The figure at a place, with those that 分别 distributes."""
    plain, run = scope.text.plain, [scope.quantities[place]]
    begin = run[0].start - _NEAR if scope.text.scrambled else scope.stop_before(run[0].start)
    if DISTRIBUTES not in plain[max(scope.start, begin) : run[0].start]:
        return run
    for quantity in islice(scope.quantities, place + 1, None):
        if not _BETWEEN_FIGURES.fullmatch(plain, run[-1].end, quantity.start):
            break
        run.append(quantity)
    return run


def _read(scope: Scope, run: list[Quantity], made: Sequence[TargetMention]) -> Iterator[TargetMention]:
    last = made[-1] if made else None
    apart = find_share(scope, run[0]) or continue_count(scope, run[0], last)
    governor = None if apart else find_governor(scope, run[0], last)
    if governor is None:
        count = apart or find_count(scope, run[0]) or find_open_count(scope, run[0], last)
        yield from distributed_count(scope, count, run) if count else ()
        return
    for place, phrase in enumerate(_phrases(scope, governor, run, made)):
        quantity = run[min(place, len(run) - 1)]
        comparator = combined(governor.comparator, quantity.bound or run[-1].bound, quantity)
        yield TargetMention(
            governor.start,
            run[-1].end,
            phrase,
            comparator,
            quantity.value,
            quantity.high,
            _unit(quantity, run[-1]),
            year=year_of(scope, governor.start, run, place),
            baseline_value=governor.before.value if governor.before else None,
            rule="target.distributed" if len(run) > 1 else governor.rule,
        )


def _unit(quantity: Quantity, last: Quantity) -> str | None:
    """The unit of a figure of a run: 3个、4个工作日."""
    return last.unit if (last.unit or "").startswith(quantity.unit or "") else quantity.unit


def _shared_out(scope: Scope, governor: Governor, quantity: Quantity) -> list[Phrase]:
    """The indicators that one figure is for: 供水普及率、燃气普及率均达到99%."""
    clause = scope.text.plain[scope.stop_before(quantity.start) : quantity.start]
    parts = names_in(governor.phrase)
    if scope.text.scrambled or not 1 < len(parts) <= _LONGEST_RUN:
        return []
    if DISTRIBUTES in clause:
        return [split_phrase(part) for part in share_tail(parts)]
    both = _ALL.search(clause) and all(map(ends_as_indicator, parts))
    return [split_phrase(part) for part in parts] if both else []


def _phrases(scope: Scope, governor: Governor, run: list[Quantity], made: Sequence[TargetMention]) -> list[Phrase]:
    """The subject and indicator of each figure of a run; carried over where the clause names none."""
    words, count, last = governor.phrase, len(run), made[-1] if made else None
    if not without_marks(words):
        return _carried(scope, governor, made, count)
    parts = names_in(words) if count > 1 else []
    if len(parts) == count and (scope.text.scrambled or min(map(len, share_tail(parts))) >= _SHORTEST_NAME):
        return [split_phrase(part) for part in share_tail(parts)]
    if count == 1 and (each := _shared_out(scope, governor, run[0])):
        return each
    if count == 1 and last and _same_indicator(scope, words, run[0], last):
        named = last.phrase.indicator if len(last.phrase.indicator) > _SHORTEST_NAME else "的".join(last.phrase)
        return [Phrase(without_heads(words), named)]
    phrase = split_phrase(words)
    if last and _EACH.match(words.strip()) and not ends_as_indicator(words) and last.rule in COUNTS:
        return [Phrase(words.strip(" ("), last.phrase.subject)]
    if last and not phrase.subject and words.strip().startswith(PART_OF) and last.rule == "target.count":
        phrase = Phrase(last.phrase.subject, phrase.indicator)
    return [phrase] * count


def _carried(scope: Scope, governor: Governor, made: Sequence[TargetMention], count: int) -> list[Phrase]:
    """What the clauses before are about: each figure of a run takes up one of as many indicators of the sentence."""
    start = scope.sentence_start(governor.start)
    named = list(dict.fromkeys(mention.phrase for mention in made if mention.start >= start))
    if count > 1 and len(named) == count and not scope.text.scrambled:
        return named
    return [made[-1].phrase if made else Phrase("", scope.title)] * count


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

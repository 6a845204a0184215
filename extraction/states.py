"""Targets without a figure: a state to be reached by a stated time, as 2017年底前，城市建成区消除黑臭水体."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extraction.dates import DateMention
from extraction.lexicon import load_data, opens_clause
from extraction.marks import PlanText
from extraction.phrases import Phrase, split_phrase, without_marks
from extraction.scope import Scope, TargetMention

_STRETCH, _LIST = r"[^,、。;:\s]{2,40}", r"[^。;:\n]{2,60}"
_SHORT, _JOINED = 4, 3
_PIECE = re.compile(r"[^,、。;:\s]+")


@cache
def _states() -> list[re.Pattern[str]]:
    forms = load_data("targets")["qualitative"]["states"]
    return [re.compile(form.replace("{X}", _STRETCH).replace("{L}", _LIST)) for form in forms]


def find_states(scope: Scope, taken: Sequence[tuple[int, int]]) -> Iterator[TargetMention]:
    """Yield the states to be reached in an item; before its first date none is a target.

    Args:
        taken: stretches that a target with a figure already says.
    """
    times = [d for d in scope.dates if d.use == "deadline"]
    if not times:
        return
    plain = scope.text.plain
    pieces = [m.span() for m in _PIECE.finditer(plain, max(scope.start, times[0].start), scope.end)]
    for place, (first, last) in enumerate(pieces):
        begin = max([first, *(d.end for d in times if first <= d.start < last)])
        if begin >= last:
            continue
        for stop in _stops(scope.text, pieces[place:], times):
            if any(a < stop and begin < b for a, b in taken):
                break
            if found := next((m for form in _states() if (m := form.fullmatch(plain, begin, stop))), None):
                yield TargetMention(begin, stop, _phrase(found.groupdict()), "qualitative", None)
                break


def _stops(text: PlanText, pieces: Sequence[tuple[int, int]], times: Sequence[DateMention]) -> Iterable[int]:
    """Where a clause may end, the likeliest first: behind a list's short pieces, its first piece, or a few more."""
    ends = [pieces[0][1]]
    for first, last in pieces[1:]:
        dated = any(first <= d.start < last for d in times)
        if dated or opens_clause(text.plain, first) or re.search(text.sentence_end, text.plain[ends[-1] : first]):
            break
        ends.append(last)
    short = 1
    while short < len(ends) and pieces[short][1] - pieces[short][0] <= _SHORT:
        short += 1
    return dict.fromkeys([ends[short - 1], *ends[: short + _JOINED]])


def _phrase(parts: dict[str, str | None]) -> Phrase:
    subject, verb, indicator = (without_marks(parts.get(key) or "") for key in ("subject", "verb", "indicator"))
    if not verb:
        return Phrase(subject, indicator)
    if indicator:
        return Phrase(subject, verb + indicator)
    inner = split_phrase(subject)
    return Phrase(inner.subject or inner.indicator, verb + (inner.indicator if inner.subject else ""))

"""Targets without a figure: a state to be reached by a stated time, as 2017年底前，城市建成区消除黑臭水体."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extraction.lexicon import load_data, opens_clause
from extraction.phrases import Phrase, split_phrase, without_marks
from extraction.scope import Scope, TargetMention

_STRETCH, _LIST = r"[^,、。;:\s]{2,40}", r"[^。;:\n]{2,60}"
_SHORT, _JOINED, _MOST_PIECES = 4, 3, 12
_PIECE = re.compile(r"[^,、。;:\s]+")
_CLEAN_STRETCH, _CLEAN_PIECE = r"[^,。;:\s]{2,60}", re.compile(r"[^,。;:\s]+")


@cache
def _states(*, scrambled: bool) -> list[re.Pattern[str]]:
    forms, stretch = load_data("targets")["qualitative"]["states"], _STRETCH if scrambled else _CLEAN_STRETCH
    return [re.compile(form.replace("{X}", stretch).replace("{L}", _LIST)) for form in forms]


def find_states(scope: Scope, taken: Sequence[tuple[int, int]]) -> Iterator[TargetMention]:
    """Yield the states to be reached in an item; before its first date none is a target.

    Args:
        taken: stretches that a target with a figure already says.
    """
    first_time = next((d.start for d in scope.dates if d.use == "deadline"), None)
    if first_time is None:
        return
    plain, piece = scope.text.plain, _PIECE if scope.text.scrambled else _CLEAN_PIECE
    pieces = [m.span() for m in piece.finditer(plain, max(scope.start, first_time), scope.end)]
    said = sorted(taken)
    for place, (first, last) in enumerate(pieces):
        begin = max([first, *(d.end for d in scope.dates_from(first, last) if d.use == "deadline")])
        if begin >= last:
            continue
        for stop in _stops(scope, pieces[place : place + _MOST_PIECES]):
            before = bisect_left(said, (stop,))  # of those that begin before the stop, the last may reach into it
            if before and said[before - 1][1] > begin:
                break
            if found := next(
                (m for form in _states(scrambled=scope.text.scrambled) if (m := form.fullmatch(plain, begin, stop))),
                None,
            ):
                yield TargetMention(
                    begin, stop, _phrase(found.groupdict()), "qualitative", None, rule="target.qualitative"
                )
                break


def _stops(scope: Scope, pieces: Sequence[tuple[int, int]]) -> Iterable[int]:
    """Where a clause may end, the likeliest first: behind a list's short pieces, its first piece, or a few more."""
    plain, ends = scope.text.plain, [pieces[0][1]]
    for first, last in pieces[1:]:
        dated = any(d.use == "deadline" for d in scope.dates_from(first, last))
        if dated or opens_clause(plain, first) or re.search(scope.text.sentence_end, plain[ends[-1] : first]):
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

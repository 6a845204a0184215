"""Targets without a figure: a state to be reached by a stated time, as 2017年底前，城市建成区消除黑臭水体."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from extraction.dates import DateMention
from extraction.lexicon import load_data, opens_clause, word_of
from extraction.marks import PlanText
from extraction.phrases import Phrase, split_phrase, without_marks
from extraction.scope import Scope, TargetMention, between

_STRETCH, _LIST = r"[^,、。;:\s]{2,40}", r"[^。;:\n]{2,60}"
_SHORT, _JOINED, _MOST_PIECES = 4, 3, 12
_PIECE = re.compile(r"[^,、。;:\s]+")
_CLEAN_STRETCH, _CLEAN_PIECE = r"[^,。;:\s]{2,60}", re.compile(r"[^,。;:\s]+")


@cache
def _states(*, scrambled: bool) -> list[re.Pattern[str]]:
    forms, stretch = load_data("targets")["qualitative"]["states"], _STRETCH if scrambled else _CLEAN_STRETCH
    return [re.compile(form.replace("{X}", stretch).replace("{L}", _LIST)) for form in forms]


def _state(text: PlanText, start: int, end: int) -> re.Match[str] | None:
    """The state that a stretch says; one without a word of a state need not be tried."""
    if not word_of("targets", "qualitative", "words").search(text.plain, start, end):
        return None
    tried = (form.fullmatch(text.plain, start, end) for form in _states(scrambled=text.scrambled))
    return next((match for match in tried if match), None)


def find_states(scope: Scope, taken: Sequence[tuple[int, int]]) -> Iterator[TargetMention]:
    """Yield the states to be reached in an item; before its first date none is a target.

    Args:
        taken: stretches that a target with a figure already says.
    """
    times = [date for date in scope.dates if date.use == "deadline"]
    if not times:
        return
    plain, piece = scope.text.plain, _PIECE if scope.text.scrambled else _CLEAN_PIECE
    pieces = [m.span() for m in piece.finditer(plain, max(scope.start, times[0].start), scope.end)]
    stops = _Stops(scope, times, pieces)
    said = sorted(taken)
    for place, (first, last) in enumerate(pieces):
        begin = max([first, *(d.end for d in between(times, first, last))])
        if begin >= last:
            continue
        for stop in stops.behind(place):
            before = bisect_left(said, (stop,))  # of those that begin before the stop, the last may reach into it
            if before and said[before - 1][1] > begin:
                break
            if found := _state(scope.text, begin, stop):
                phrase = _phrase(found.groupdict())
                yield TargetMention(begin, stop, phrase, "qualitative", None, rule="target.qualitative")
                break


class _Stops:
    """Where clauses may end that begin with one of the pieces of an item."""

    def __init__(self, scope: Scope, times: Sequence[DateMention], pieces: Sequence[tuple[int, int]]) -> None:
        self.pieces = pieces
        plain, ends = scope.text.plain, re.compile(scope.text.sentence_end)
        self.opens = [  # whether a clause opens with each piece
            True,
            *(
                bool(between(times, first, last))
                or opens_clause(plain, first)
                or ends.search(plain, end, first) is not None
                for (_, end), (first, last) in pairwise(pieces)
            ),
        ]

    def behind(self, place: int) -> Iterable[int]:
        """The likeliest end first: behind a list's short pieces, its first piece, or a few more."""
        last, end = place + 1, min(place + _MOST_PIECES, len(self.pieces))
        while last < end and not self.opens[last]:
            last += 1
        ends = [end for _, end in self.pieces[place:last]]
        short = 1
        while short < len(ends) and ends[short] - self.pieces[place + short][0] <= _SHORT:
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

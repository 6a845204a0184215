"""The single things that a task consists of, each with what it does: oblige, forbid, encourage, permit, sanction."""

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import PlanText, trim
from extraction.records import Measure, Modality, Passage

_SHORTEST = 6


def find_measures(text: PlanText, start: int, end: int) -> Iterator[Measure]:
    """Yield the measures between a task's title and its clause, in order.

    A clean text is cut at sentence ends, a scrambled one where a clause opens behind a mark.  A passage that neither
    opens as a clause does nor holds a modal word describes, and is none.
    """
    for begin, stop in _pieces(text, start, end):
        words = text.plain[begin:stop]
        modality = _modality(words)
        if modality is None and opens_clause(words, 0):
            modality = "obligation"
        if modality and stop - begin >= _SHORTEST:
            yield Measure(modality, Passage(text.source[begin:stop], begin, stop), f"measure.{modality}")


def _pieces(text: PlanText, start: int, end: int) -> Iterator[tuple[int, int]]:
    cut = r"[,\s]+" if text.scrambled else r"[。;\n]+"
    begin = start
    for mark in re.finditer(cut, text.plain[start:end]):
        at = start + mark.end()
        if not text.scrambled or opens_clause(text.plain, at):
            yield from _trimmed(text.plain, begin, start + mark.start())
            begin = at
    yield from _trimmed(text.plain, begin, end)


def _trimmed(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin, stop = trim(plain, start, end, " ,、。;:\n(")
    if begin < stop:
        yield begin, stop


def _modality(words: str) -> Modality | None:
    """The kind of the strongest modal word: a sanction comes before a ban, a ban before an encouragement."""
    found = {match.lastgroup for match in _modal().finditer(words)}
    return next((kind for kind in get_args(Modality) if kind in found), None)


@cache
def _modal() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{any_of(cues)})" for kind, cues in load_data("measures").items()))

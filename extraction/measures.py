"""The single things that a task consists of, each with what it does: oblige, forbid, encourage, permit, sanction.

A piece of the text opens a measure, leads to one (依托…平台), tells what the one before it is for (确保…), or goes on
with it; a sentence end or a number of a list is the end of a measure too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import get_args

from extraction.dates import DateMention
from extraction.entities import EntityMention
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText, bare, trim
from extraction.measure_pieces import Piece, cut, listed, pattern_of
from extraction.records import Deadline, EntityKind, Measure, Modality

_STRONGEST_FIRST: tuple[Modality, ...] = get_args(Modality)
_SHORTEST, _LONG_LEAD = 6, 10
_AROUND = " ,、。;:\n("
_PRECISE: tuple[EntityKind, ...] = ("monitoring-section", "facility", "water-body", "area")


def find_measures(text: PlanText, start: int, end: int, dates: Sequence[DateMention] = ()) -> Iterator[Measure]:
    """Yield the measures between a task's title and its clause, in order.

    What neither opens as a clause does nor says that something is done, demanded or forbidden describes, and is none.
    """
    for group in _groups(text, cut(text, start, end, dates)):
        modality = _modality(text.plain, group)
        begin, stop = trim(text.plain, group[0].start, group[-1].end, _AROUND)
        if modality and stop - begin >= _SHORTEST:
            yield Measure(modality, text.passage(begin, stop), f"measure.{modality}")


def with_time_and_place(
    text: PlanText, measure: Measure, deadlines: Sequence[Deadline], entities: Sequence[EntityMention]
) -> Measure:
    """Return a measure with its own deadline and place: the first one that it states, of places the most precise.

    Args:
        deadlines: those of the task, in the order of the text.
    """
    if not deadlines and not entities:
        return measure
    start, end = measure.passage.start, measure.passage.end
    first = bisect_left(deadlines, start, key=lambda deadline: deadline.passage.start)
    deadline = next((d for d in deadlines[first : first + 1] if d.passage.start < end), None)
    places = [e for e in entities if e.kind in _PRECISE and e.end <= end]
    place = min(places, key=lambda e: _PRECISE.index(e.kind), default=None)
    name = bare(text.source[place.start : place.end]) if place else None
    return replace(measure, deadline=deadline, place=name) if deadline or name else measure


def _groups(text: PlanText, pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of one measure each."""
    group: list[Piece] = []
    whole = False  # whether the group says what is done, and not only what leads to it
    for piece in pieces:
        subject = _subject(group) if whole and not piece.apart and piece.part in ("demands", "bans") else 0
        if subject:
            yield group[:-subject]
            group = group[-subject:]
        elif group and (piece.apart or (whole and _begins(text, group[0], piece))):
            yield group
            group, whole = [], False
        group.append(piece)
        whole = whole or piece.acts
    if group:
        yield group


def _begins(text: PlanText, first: Piece, piece: Piece) -> bool:
    """Whether a piece begins a measure behind one that is whole; what is encouraged goes on to the sentence's end."""
    if piece.part not in ("opens", "leads", "bans"):
        return False
    governed = not text.scrambled and first.apart and text.plain.startswith(listed("governs"), first.start)
    return not governed or piece.part == "bans" or bool(_modalities(text.plain, piece))


def _subject(group: Sequence[Piece]) -> int:
    """How many of the last pieces of a measure only name things, of which the next piece demands something."""
    names = len(list(takewhile(lambda piece: piece.part == "goes on" and not piece.acts, reversed(group))))
    return names if names < len(group) else 0


def _modality(plain: str, group: Sequence[Piece]) -> Modality | None:
    """The kind of the strongest modal word: a sanction comes before a ban, a ban before an encouragement."""
    found = {kind for piece in group for kind in _modalities(plain, piece)}
    if found:
        return next(kind for kind in _STRONGEST_FIRST if kind in found)
    if group[0].verb_first:
        return "obligation"
    last = plain[group[-1].body : group[-1].end]
    if group[-1].part == "leads" and len(last) >= _LONG_LEAD and last.startswith(listed("prepositions")):
        return None if last.endswith(listed("lead_ends")) else "obligation"  # the verb in it is one that no list has
    described = pattern_of("descriptive").search(plain, group[0].start, group[-1].end)
    return "obligation" if not described and any(piece.acts for piece in group) else None


def _modalities(plain: str, piece: Piece) -> list[str | None]:
    """The kinds whose words a piece has: at its head where a verb opens it, else anywhere."""
    if piece.part == "serves":
        return []
    if piece.part == "demands" and plain[piece.body] == "可":
        return ["permission"]
    if piece.part == "opens" and piece.verb_first:
        head = _at_head().match(plain, piece.body, piece.end)
        forbids = pattern_of("forbids").search(plain, piece.body, piece.end)  # 保护 opens 保护区内不得…
        return [head.lastgroup] if head else ["prohibition"] if forbids else []
    return [match.lastgroup for match in _modal().finditer(plain, piece.start, piece.end)]


@cache
def _modal() -> re.Pattern[str]:
    kinds = load_data("measures")["modality"]
    first = "".join(sorted({cue[0] for cues in kinds.values() for cue in cues}))
    forms = "|".join(f"(?P<{kind}>{any_of(cues)})" for kind, cues in kinds.items())
    return re.compile(f"(?=[{first}])(?:{forms})")


@cache
def _at_head() -> re.Pattern[str]:
    adverbs = any_of([*load_data("openers")["adverbs"], *listed("before_modal")])
    return re.compile(rf"{adverbs}*?(?:{_modal().pattern})")

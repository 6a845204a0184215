"""Which mark stands in a gap, by the words on both sides: cues with weights, and the best reading of a row of gaps.

The weights (``data/pauses.csv``) were learnt from sound plans by ``python -m benchmarks.pauses``.
"""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.gaps import Gap, Gaps
from extraction.lexicon import load_data

MARKS = ("，", "、", "。", "：", "；", "", "“", "”")
_LONGEST_QUOTATION = 12  # letters
_BEAM = 6
SCALE = 20  # of the weights in the data file
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45)
_STOPS = (8, 16, 25, 35, 50, 70, 100)

Weights = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Place:
    """A gap with the words around it.

    Args:
        left: the letters since the gap before.
        right: the letters up to the next gap.
        beyond: the letters from there to the one after it.
        fixed: whether what stands here is known.
        starts: whether a line begins here, or a sentence whose beginning is known.
        ends: whether the next gap is known.
    """

    gap: Gap
    left: str
    right: str
    beyond: str
    fixed: bool
    starts: bool
    ends: bool


def places(gaps: Gaps) -> list[Place]:
    """Return the gaps that hold a mark or end a line, with the words between them."""
    marked = gaps.all()
    edges = [0, *(gap.start for gap in marked), len(gaps.source)]
    begins = [0, *(gap.end for gap in marked)]
    words = [gaps.source[begin:end] for begin, end in zip(begins, edges[1:], strict=True)] + [""]
    known = [gap.mark is not None for gap in marked] + [True]
    return [
        Place(
            gap,
            words[at],
            words[at + 1],
            words[at + 2],
            fixed=known[at],
            starts=gap.line or "。" in (gap.mark or ""),
            ends=known[at + 1],
        )
        for at, gap in enumerate(marked)
    ]


@dataclass(frozen=True, slots=True)
class Past:
    """What was decided before a gap.

    Args:
        mark: the one before it.
        letters: how many since the last stop.
        pauses: how many gaps since the last stop.
    """

    mark: str = "。"
    letters: int = 0
    pauses: int = 0

    def behind(self, place: Place, mark: str) -> "Past":
        """Return what is past behind a gap that holds a mark."""
        if place.starts or mark == "。":
            return Past()
        return Past(mark if mark in MARKS else "，", self.letters + len(place.left), self.pauses + 1)

    def allows(self, mark: str, place: Place) -> bool:
        """Whether a mark may come next: only a short piece without figures is quoted by guess."""
        if (mark == "”") != (self.mark == "“"):
            return False
        if mark == "“":
            return not place.ends and len(place.right) <= _LONGEST_QUOTATION and not place.right[:1].isdigit()
        return bool(mark or place.gap.opening or place.gap.closing)


def cues(place: Place) -> Iterator[str]:
    """Yield what the words around a gap say, as names of weights."""
    left, right = _folded(place.left), _folded(place.right)
    sizes = _size(len(left)), _size(len(right)), _size(len(place.beyond))
    opening = _opening(place.right)
    yield "bias"
    for count in (1, 2, 3):
        yield f"l{count}{left[-count:]}"
        yield f"r{count}{right[:count]}"
    yield f"b{left[-1:]}{right[:1]}"
    yield f"L{sizes[0]}"
    yield f"R{sizes[1]}"
    yield f"LR{sizes[0]},{sizes[1]}"
    yield f"RB{sizes[1]},{sizes[2]}"
    yield f"o{opening},{_opening(place.left)}"
    yield f"oR{opening},{sizes[1]}"
    yield f"oB{opening},{_opening(place.beyond)}"
    yield f"e{right[-1:]}"
    yield f"s{left[:2]}"
    yield f"h{place.gap.opening},{place.gap.closing},{place.gap.hint}"
    yield f"n{place.ends:d}"
    yield f"t{left[-1:] == right[-1:]:d}{left[-2:] == right[-2:]:d}{left[:1] == right[:1]:d}"
    yield f"j{_joint(right)},{_joint(place.beyond)}"
    yield f"jR{_joint(right)},{sizes[1]}"


def cues_of_past(place: Place, past: Past) -> Iterator[str]:
    """Yield what the marks before a gap say."""
    stop = _bucket(past.letters + len(place.left), _STOPS)
    size = _size(len(place.left))
    yield f"p{past.mark}"
    yield f"pL{past.mark},{size}"
    yield f"pR{past.mark},{_size(len(place.right))}"
    yield f"po{past.mark},{_opening(place.right)}"
    yield f"pj{past.mark},{_joint(place.left)}"
    yield f"d{stop}"
    yield f"do{stop},{_opening(place.right)}"
    yield f"dn{stop},{place.ends:d}"
    yield f"k{min(past.pauses, 6)}"


def _folded(words: str) -> str:
    return "".join("0" if char.isdigit() else "A" if char.isascii() else char for char in words)


def _size(length: int) -> int:
    return _bucket(length, _LENGTHS)


def _bucket(value: int, bounds: tuple[int, ...]) -> int:
    return next((place for place, bound in enumerate(bounds) if value <= bound), len(bounds))


def _opening(words: str) -> str:
    """Which words a piece opens with."""
    for kind, found in _openers().items():
        if words.startswith(found):
            return kind[0]
    return "0" if words[:1].isdigit() else "-"


@cache
def _openers() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(words) for kind, words in load_data("openers").items()}


def _joint(words: str) -> str:
    """Whether a piece holds a word that ends a list."""
    near = words[:14]
    return next((word for word in ("等", "以及", "和", "及", "与", "或") if word in near[1:]), "-")


@cache
def _weights() -> Weights:
    lines = files("extraction").joinpath("data", "pauses.csv").read_text(encoding="utf-8-sig").splitlines()
    return {cue: [int(weight or 0) / SCALE for weight in weights] for cue, *weights in csv.reader(lines[1:])}


def settle(gaps: Gaps, weights: Weights | None = None) -> None:
    """Put a mark into every gap that has none yet.

    Args:
        weights: others than those of the data file.
    """
    found = places(gaps)
    beam = [_Reading(0.0, Past())]
    for place in found:
        beam = _read_on(beam, place, _weights() if weights is None else weights)
    for place, mark in zip(reversed(found), beam[0].marks(), strict=True):
        place.gap.put(mark)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to fill the gaps so far."""

    score: float
    past: Past
    mark: str = ""
    before: "_Reading | None" = None

    def marks(self) -> Iterator[str]:
        """Yield the marks, the last first."""
        reading: _Reading | None = self
        while reading and reading.before:
            yield reading.mark
            reading = reading.before

    def then(self, place: Place, mark: str, cost: float = 0.0) -> "_Reading":
        """Return this reading with one gap more."""
        return _Reading(self.score - cost, self.past.behind(place, mark), mark, self)


def _read_on(beam: Sequence[_Reading], place: Place, weights: Weights) -> list[_Reading]:
    """Return the best readings with one gap more; where a line begins, what came before no longer matters."""
    if place.fixed:
        steps = [reading.then(place, place.gap.mark or "") for reading in beam]
    else:
        fixed = _total(cues(place), weights)
        steps = [step for reading in beam for step in _steps(reading, place, fixed, weights)]
    return sorted(steps, key=lambda step: -step.score)[: 1 if place.starts else _BEAM]


def _steps(reading: _Reading, place: Place, fixed: Sequence[float], weights: Weights) -> Iterator[_Reading]:
    past = _total(cues_of_past(place, reading.past), weights)
    scores = {mark: a + b for mark, a, b in zip(MARKS, fixed, past, strict=True) if reading.past.allows(mark, place)}
    top = max(scores.values())
    whole = top + math.log(sum(math.exp(score - top) for score in scores.values()))
    return (reading.then(place, mark, whole - score) for mark, score in scores.items())


def _total(found: Iterable[str], weights: Weights) -> list[float]:
    rows = [row for cue in found if (row := weights.get(cue))]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(MARKS)

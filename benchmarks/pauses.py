"""Learns the weights of ``extraction/pauses.py`` from sound plans: ``python -m benchmarks.pauses``."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.sound import SHARED, damaged, marks_of, plan_texts
from extraction.pauses import MARKS, SCALE, Past, Place, Weights, cues, cues_of_past, places
from extraction.restore import known_gaps

LEARNT_FROM = ("01", "03", "06", "08", "13", "17", "30", "46")
_SEEDS, _ROUNDS, _RATE, _LEAST = 2, 30, 0.15, 4
_DECAY = 2e-6  # of a weight, for each sample there is
_FILE = Path(__file__).parents[1] / "extraction" / "data" / "pauses.csv"


class _Sample(NamedTuple):
    """The cues around one gap, and the place in ``MARKS`` of what stood there."""

    cues: list[str]
    wanted: int


def learn(numbers: Iterable[str]) -> Weights:
    """Return the weights that some plans teach: multinomial logistic regression by AdaGrad, always the same."""
    texts = plan_texts(tuple(numbers)).values()
    samples = [sample for text in texts for seed in range(_SEEDS) for sample in _samples(text, seed)]
    counts = Counter(cue for sample in samples for cue in sample.cues)
    index = {cue: place for place, cue in enumerate(cue for cue, count in counts.items() if count >= _LEAST)}
    known = [np.array([index[cue] for cue in sample.cues if cue in index]) for sample in samples]
    weights = np.zeros((len(index), len(MARKS)))
    squares = np.full_like(weights, 1e-8)
    dice = np.random.default_rng(0)
    for at in (at for _ in range(_ROUNDS) for at in dice.permutation(len(samples))):
        rows = known[at]
        scores = weights[rows].sum(0)
        wrong = np.exp(scores - scores.max())
        wrong /= wrong.sum()
        wrong[samples[at].wanted] -= 1
        slope = wrong[None, :] + _DECAY * len(samples) * weights[rows]
        squares[rows] += slope**2
        weights[rows] -= _RATE * slope / np.sqrt(squares[rows])
    return {cue: [float(weight) for weight in weights[place]] for cue, place in index.items()}


def _samples(text: str, seed: int) -> Iterator[_Sample]:
    """Yield the gaps of a damaged text that nothing but the words around them decide."""
    marks, past, at = marks_of(text), Past(), 0
    for place in places(known_gaps(damaged(text, seed))):
        at += len(place.left)
        wanted = None if place.fixed else _wanted(marks[at], place)
        if wanted is not None:
            yield _Sample([*cues(place), *cues_of_past(place, past)], MARKS.index(wanted))
        past = past.behind(place, wanted if wanted is not None else place.gap.mark or "，")


def _wanted(mark: str, place: Place) -> str | None:
    """The mark of ``MARKS`` that stood in a gap, besides what is known; ``None`` where another did."""
    mark = mark.removesuffix(place.gap.opening).removeprefix(place.gap.closing)
    if mark in MARKS:
        return mark if mark or place.gap.opening or place.gap.closing else None
    return next((part for part in "“”。，" if part in mark), None)


def main() -> None:
    """Write the data file."""
    if not (weights := learn(LEARNT_FROM)):
        raise SystemExit(f"No sound plans in {SHARED}: nothing to learn from.")
    rows = [(cue, *(round(weight * SCALE) or "" for weight in row)) for cue, row in sorted(weights.items())]
    with _FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["cue", *MARKS])
        writer.writerows(row for row in rows if any(row[1:]))


if __name__ == "__main__":
    main()

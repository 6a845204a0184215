"""Which text says most nearly what a topic says, where neither a title nor a text has it as it stands.

A character counts whole where it stands beside one of its neighbours of the topic, half where it merely stands there.
What the topic says and the text does not may be a character of its own (装 for 安装), never a word; and of a short
topic, nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from queries.questions.topics import Word, pairs, size_of, weights

ENOUGH = 0.8
NEAR = 0.05
LONG = 6
HALF = 0.5
SLACK = 16
MOST_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Likeness:
    """How nearly a text says what a topic says.

    Args:
        position: its place in the sequence that was searched.
        share: how much of the topic it has, from 0 to 1.
        start: where in the text it begins to.
    """

    position: int
    share: float
    start: int


def most_alike(topic: Sequence[Word], texts: Sequence[tuple[str, str]], light: tuple[str, ...] = ()) -> list[Likeness]:
    """Return the texts that say nearly what a topic says, the best first; all are about as good as the best.

    Args:
        texts: titles, each with the text under it, in the plain form of ``queries.questions.words``.
    """
    heavy = [word for word in topic if not word.loose and size_of(word, light) >= 1]
    if sum(size_of(word, light) for word in heavy) < LONG:
        topic = heavy
    if not heavy:
        return []
    places: dict[tuple[str, str], list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    each = tuple(places)
    best = [likeness for position in _promising(heavy, each) if (likeness := _best(position, topic, each, light))]
    found = [replace(likeness, position=place) for likeness in best for place in places[each[likeness.position]]]
    found.sort(key=lambda entry: (-entry.share, entry.position))
    return [entry for entry in found if entry.share >= found[0].share - NEAR]


def _promising(heavy: Sequence[Word], texts: Sequence[tuple[str, str]]) -> list[int]:
    """Return where most pairs of a topic's characters stand, from half of its words at least."""
    counted = []
    for position, (title, text) in enumerate(texts):
        parts = [
            max(sum(pair in text or pair in title for pair in pairs(form)) for form in word.forms) for word in heavy
        ]
        if 2 * sum(map(bool, parts)) >= len(parts):
            counted.append((-sum(parts), position))
    return [position for _, position in sorted(counted)[:MOST_LOOKED_AT]]


def _best(
    position: int, topic: Sequence[Word], texts: Sequence[tuple[str, str]], light: tuple[str, ...]
) -> Likeness | None:
    title, text = texts[position]
    size = 2 * sum(len(word.forms[0]) for word in topic) + SLACK
    hits = sorted({at for word in topic for form in word.forms for pair in pairs(form) for at in _places(pair, text)})
    shares = ((_share(topic, title, text[start : start + size], light), -start) for start in hits or [0])
    share, start = max(shares)
    enough = ENOUGH if sum(size_of(word, light) for word in topic) >= LONG else 1
    return Likeness(position, share, -start) if share >= enough else None


def _places(pair: str, text: str) -> list[int]:
    found = [text.find(pair)]
    while found[-1] >= 0:
        found.append(text.find(pair, found[-1] + 1))
    return found[:-1]


def _share(topic: Sequence[Word], title: str, window: str, light: tuple[str, ...]) -> float:
    """Return how much of a topic a window and the title above it say; nothing where they lack a word of it."""
    both = f"{title}\n{window}"
    sizes = [size_of(word, light) for word in topic]
    parts = [max(_said(form, both, light) for form in word.forms) for word in topic]
    if not any(sizes) or any(part == 0 and size >= 1 for part, size in zip(parts, sizes, strict=True)):
        return 0.0
    return sum(part * size for part, size in zip(parts, sizes, strict=True)) / sum(sizes)


def _said(form: str, text: str, light: tuple[str, ...]) -> float:
    if not form:  # a mark that is no letter
        return 0.0
    counts = weights(form, light)
    beside = [form[i : i + 2] in text for i in range(len(form) - 1)]
    there = [1.0 if any(beside[max(i - 1, 0) : i + 1]) else HALF * (char in text) for i, char in enumerate(form)]
    lacking = groupby(zip(there, counts, strict=True), key=lambda one: one[0] == 0 and one[1] == 1)
    if any(missing and len(list(run)) > 1 for missing, run in lacking):
        return 0.0
    return sum(part * count for part, count in zip(there, counts, strict=True)) / sum(counts)

"""Which tasks, sections or targets the topic of a question means, by the characters that they share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from queries.index import Titled
from queries.questions.words import bare

Listed = TypeVar("Listed")

ENOUGH = 0.8
EACH = 0.75
NEAR = 0.05
LIGHT_WEIGHT = 0.2
CLOSE = 16
PARTICLES = frozenset("的之")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a topic.

    Args:
        forms: the ways to say it in Chinese, of which any will do.
        loose: whether a text may lack it: what is done with the thing asked about, which can be said in many ways
            (测土配方施肥由谁牵头推广).
    """

    forms: tuple[str, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """How well something fits a topic.

    Args:
        position: its place in the sequence that was searched.
        share: how much of the topic it has, from 0 to 1.
        back: how much of its title the topic has, from 0 to 1.
        whole: whether it has the topic's words as they stand.
    """

    position: int
    share: float
    back: float
    whole: bool


@lru_cache(maxsize=1 << 16)
def pairs(text: str) -> frozenset[str]:
    """Return all pairs of neighbouring characters; a single character is its own pair."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


@lru_cache(maxsize=1 << 16)
def weights(text: str, light: tuple[str, ...]) -> tuple[float, ...]:
    """Return what each character counts: less in words that say little."""
    found = [LIGHT_WEIGHT if char in PARTICLES else 1.0 for char in text]
    for word in light:
        for match in re.finditer(re.escape(word), text):
            found[match.start() : match.end()] = [LIGHT_WEIGHT] * len(word)
    return tuple(found)


def covered(text: str, other: frozenset[str], light: tuple[str, ...]) -> float:
    """Return how much of a text, by weight, stands in the pairs of another.

    >>> covered("畜禽养殖污染防治", pairs("防治畜禽养殖污染"), ())
    1.0
    """
    if not text:  # a mark that is no letter
        return 0.0
    has = [False] * len(text)
    if len(text) == 1:
        return float(any(text in pair for pair in other))
    for i in range(len(text) - 1):
        if text[i : i + 2] in other:
            has[i] = has[i + 1] = True
    counts = weights(text, light)
    return sum(count for count, there in zip(counts, has, strict=True) if there) / sum(counts)


def is_light(words: Iterable[Word], light: tuple[str, ...]) -> bool:
    """Return whether a topic has nothing but words that say little."""
    return all(word.loose or max(weights(form, light), default=0.0) < 1 for word in words for form in word.forms[:1])


def size_of(word: Word, light: tuple[str, ...]) -> float:
    """Return how much a word of a topic counts."""
    return (LIGHT_WEIGHT if word.loose else 1) * sum(weights(word.forms[0], light))


@dataclass(frozen=True, slots=True)
class Names:
    """Names to look a topic up in.

    Args:
        names: all of them, in their order.
        places: where each stands; many plans give the same titles.
        having: by a pair of characters, the names that have it.
    """

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    having: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, titles: Iterable[str]) -> "Names":
        """Return titles made ready."""
        titles = tuple(titles)
        short = {title: bare(title) for title in dict.fromkeys(titles)}
        names = tuple(short[title] for title in titles)
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            places.setdefault(name, []).append(place)
        having: dict[str, list[str]] = {}
        for name in places:
            for pair in pairs(name):
                having.setdefault(pair, []).append(name)
        return cls(names, _fixed(places), _fixed(having))


def _fixed(lists: Mapping[str, list[Listed]]) -> dict[str, tuple[Listed, ...]]:
    return {name: tuple(found) for name, found in lists.items()}


def score(words: Sequence[Word], titles: Names, light: tuple[str, ...]) -> list[Scored]:
    """Return the titles that fit a topic well enough, the best first; all are within a small step of the best."""
    sizes = [size_of(word, light) for word in words]
    said = frozenset().union(*(pairs(form) for word in words for form in word.forms))
    found = []
    for name in dict.fromkeys(name for pair in sorted(said) for name in titles.having.get(pair, ())):
        own = pairs(name)
        parts = [max(covered(form, own, light) for form in word.forms) for word in words]
        share = sum(part * size for part, size in zip(parts, sizes, strict=True)) / sum(sizes)
        if share >= ENOUGH and all(part >= EACH or size < 1 for part, size in zip(parts, sizes, strict=True)):
            whole = all(any(form in name for form in word.forms) for word in words)
            back = covered(name, said, light)
            found += [Scored(position, share, back, whole) for position in titles.places[name]]
    found.sort(key=lambda entry: (-entry.share, -entry.back, entry.position))
    return choose(found)


def choose(found: Sequence[Scored]) -> list[Scored]:
    """Return those that are as good as the best, by share, then by having the words whole, then by an equal title."""
    near = [entry for entry in found if entry.share >= found[0].share - NEAR]
    whole = [entry for entry in near if entry.whole] or near
    equal = [entry for entry in whole if entry.back > 0.999]
    return equal or whole


def close_mentions(words: Sequence[Word], entries: Sequence[Titled], light: tuple[str, ...]) -> list[int]:
    """Return the positions of what has all heavy words of a topic, as they stand, close together in its text."""
    heavy = [word for word in words if not is_light((word,), light)]
    texts = {text for text in {entry.text for entry in entries} if all(any(f in text for f in w.forms) for w in heavy)}
    close = {text for text in texts if heavy and _close(heavy, text, light)}
    return [position for position, entry in enumerate(entries) if entry.text in close]


def mentions(words: Sequence[Word], entries: Sequence[Titled], light: tuple[str, ...]) -> list[int]:
    """Return the positions of what has all heavy words of a topic close together in its text, or some in its title."""
    heavy = [word for word in words if not is_light((word,), light)] or list(words)
    close = {text for text in {entry.text for entry in entries} if _close(heavy, text, light)}
    found = [position for position, entry in enumerate(entries) if entry.text in close]
    return found or [position for position, entry in enumerate(entries) if _shared(heavy, entry)]


def _close(words: Sequence[Word], text: str, light: tuple[str, ...]) -> bool:
    found = []
    for word in words:
        found.append([place for form in word.forms for place in places(form, text, light)])
        if not found[-1]:
            return False
    return any(all(any(abs(start - other) <= CLOSE for other in later) for later in found[1:]) for start in found[0])


def places(form: str, text: str, light: tuple[str, ...] = ()) -> list[int]:
    """Return where a text has a word, or the pairs of its characters in a stretch not much longer than it.

    >>> places("船舶垃圾集中处理", "2017年实现所有船舶垃圾收集上岸集中处理")
    [9]
    """
    exact = [match.start() for match in re.finditer(re.escape(form), text)]
    if exact or len(form) < 4:
        return exact
    needed = {place for place, weight in enumerate(weights(form, light)) if weight == 1}
    hits = sorted(
        (match.start(), i) for i in range(len(form) - 1) for match in re.finditer(re.escape(form[i : i + 2]), text)
    )
    starts = []
    for n, (start, _) in enumerate(hits):
        near = [i for place, i in hits[n:] if place < start + 2 * len(form) + 6]
        if needed <= {*near, *(i + 1 for i in near)}:
            starts.append(start)
    return starts[:1]


def _shared(words: Sequence[Word], entry: Titled) -> bool:
    """Whether the title has the one half of the topic and the text the other, as 加油站 and 防渗池."""
    name = bare(entry.title)
    if len(words) > 1:
        titled = [any(form in name for form in word.forms) for word in words]
        return any(titled) and all(
            there or any(form in entry.text for form in word.forms) for there, word in zip(titled, words, strict=True)
        )
    return any(_halves(form, name, entry.text) for form in words[0].forms)


def _halves(form: str, name: str, text: str) -> bool:
    cuts = ((form[:cut], form[cut:]) for cut in range(2, len(form) - 1))
    return any((a in name and b in text) or (b in name and a in text) for a, b in cuts)

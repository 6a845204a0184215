"""English words that were not understood: names of bodies and words of the vocabulary that are spelled nearly so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from queries.index import Index
from queries.questions.request import Refusal
from queries.questions.scan import Scan, names_read
from queries.questions.terms import english_terms

WORDS = 7
MOST_NEAR = 3
SHORTEST_WORD = 6
LETTERS_A_SLIP = 5  # one slip in so many letters
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def english_slip(found: Scan, text: str, index: Index) -> Refusal | None:
    """Return the bodies, or else the words, that words not understood may be, ``None`` if nothing is near."""
    read = names_read(index, "en")
    names, known = read.forms, read.latin
    others = [item for item in found.items if item.kind in ("body", "stranger") and item.text not in names]
    for item in (item for item in others if _is_misspelt(item.text, known)):
        iris = item.iris or [iri for name in _nearest(item.text, known) for iri in names[name]]
        if labels := _labels(iris, index):
            return Refusal("did-you-mean", (("word", item.text),), labels)
    for stretch in _stretches(found.unknown, text) if found.unknown else ():
        near = _nearest(stretch, known)
        if labels := _labels([iri for name in near for iri in names[name]], index):
            return Refusal("did-you-mean", (("word", stretch),), labels)
    return _word(found.unknown)


def _word(unknown: Sequence[str]) -> Refusal | None:
    """Return the words of the vocabulary that the one word not understood may be."""
    if len(unknown) != 1 or len(unknown[0]) < SHORTEST_WORD:
        return None
    near = _nearest(unknown[0], _vocabulary())
    return Refusal("slips.word", (("word", unknown[0]),), near[:MOST_NEAR]) if near else None


def _labels(iris: Iterable[str], index: Index) -> tuple[str, ...]:
    labels = dict.fromkeys(index.department[iri].english for iri in iris)
    return tuple(labels) if len(labels) <= MOST_NEAR and all(labels) else ()


def _is_misspelt(said: str, known: Sequence[str]) -> bool:
    """Whether a name has a word that is none, but nearly one that names of bodies have."""
    words = frozenset(_WORD.findall(" ".join(known)))
    return any(
        len(word) >= SHORTEST_WORD and word not in words and _nearest(word, sorted(words)) and not _is_word(word)
        for word in _WORD.findall(said)
    )


def _is_word(word: str) -> bool:
    """Whether the dictionary has a word, as it stands or without an ending."""
    from queries.questions.english.inflection import plain_forms
    from queries.questions.english.wordlist import entries

    return any(next(entries(frozenset({form})), "") for form in (word, *plain_forms(word)))


def _stretches(unknown: Sequence[str], text: str) -> Iterator[str]:
    """Yield rows of words that hold all that was not understood, or one of it, the longest first."""
    words = list(_WORD.finditer(text))
    places = [place for place, word in enumerate(words) if word.group() in unknown]
    for size in range(WORDS, 0, -1):
        for first in range(len(words) - size + 1):
            if any(first <= place < first + size for place in places):
                yield text[words[first].start() : words[first + size - 1].end()]


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(term.split() for term in english_terms() if len(term) > 3)))


def _nearest(said: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those nearest to what was said, if a few letters at most are other ones."""
    from rapidfuzz import process  # slips are few
    from rapidfuzz.distance import OSA

    most = len(said) // LETTERS_A_SLIP
    if len(said) < LETTERS_A_SLIP - 1:
        return ()
    found = process.extract(said, known, scorer=OSA.distance, score_cutoff=max(1, min(most, 3)), limit=20)
    best = min((distance for _, distance, _ in found), default=0)
    return tuple(name for name, distance, _ in found if distance == best) if best else ()

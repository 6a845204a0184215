"""English words that were not understood: names of bodies and words of the vocabulary that are spelled nearly so."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from queries.index import Index
from queries.questions.request import Refusal
from queries.questions.scan import names_read
from queries.questions.terms import english_terms

WORDS = 7
MOST_NEAR = 3
SHORTEST_WORD = 6
LETTERS_A_SLIP = 5  # one slip in so many letters
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def english_slip(unknown: Sequence[str], text: str, index: Index) -> Refusal | None:
    """Return the bodies, or else the words, that words not understood may be, ``None`` if nothing is near."""
    names = names_read(index, "en").forms
    known = [name for name in names if name.isascii()]
    for stretch in _stretches(unknown, text):
        if near := _nearest(stretch, known):
            labels = dict.fromkeys(index.department[iri].english for name in near for iri in names[name])
            if 0 < len(labels) <= MOST_NEAR and all(labels):
                return Refusal("did-you-mean", (("word", stretch),), tuple(labels))
    if len(unknown) == 1 and len(unknown[0]) >= SHORTEST_WORD and (near := _nearest(unknown[0], _vocabulary())):
        return Refusal("slips.word", (("word", unknown[0]),), near[:MOST_NEAR])
    return None


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

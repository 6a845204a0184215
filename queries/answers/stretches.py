"""Where a plan's text says something, whatever marks and blanks stand between its characters."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from queries.questions.words import plain

_SIGN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Bared:
    """A text without its marks and blanks, and where each of its characters stands in the text."""

    letters: str
    places: tuple[int, ...]

    def find(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield each stretch of the text that says a phrase, which has no marks itself.

        >>> list(bared("环保.十进。和").find("环保十进"))
        [(0, 5)]
        """
        at = self.letters.find(phrase) if phrase else -1
        while at >= 0:
            yield self.places[at], self.places[at + len(phrase) - 1] + 1
            at = self.letters.find(phrase, at + len(phrase))

    def position(self, place: int) -> int:
        """Return the first character at or behind a place of the text."""
        return bisect_left(self.places, place)


@lru_cache(maxsize=8)
def bared(text: str) -> Bared:
    """Return a text made ready to be searched."""
    letters = plain(text)
    found = [match.start() for match in _SIGN.finditer(letters)]
    return Bared("".join(letters[place] for place in found), tuple(found))

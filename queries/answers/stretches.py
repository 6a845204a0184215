"""Where a plan's text says something, whatever marks and blanks stand between its characters."""

import re
from collections.abc import Iterator
from functools import lru_cache

MARKS = r"[\W_]{0,6}"


def said_in(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield each stretch of a text that says a phrase, which has no marks itself.

    >>> list(said_in("环保.十进。和", "环保十进"))
    [(0, 5)]
    """
    if phrase:
        yield from (match.span() for match in _spaced(phrase).finditer(text))


def spaced(phrase: str) -> str:
    """Return a pattern for a phrase, whatever marks stand between its characters."""
    return MARKS.join(map(re.escape, phrase))


@lru_cache(maxsize=256)
def _spaced(phrase: str) -> re.Pattern[str]:
    return re.compile(spaced(phrase), re.IGNORECASE)

"""The extraction data files: cue words, openers, patterns; read once, checked while loading."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(name: str) -> dict[str, Any]:
    """Return ``data/<name>.toml``.

    Raises:
        ValueError: the file is not valid TOML; the message names it.
    """
    source = files("extraction").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}.toml: {error}") from error


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first.

    One look at the first character saves most places the whole list.

    >>> any_of(["达", "达到", "为"])
    '(?:(?=[为达])(?:达到|为|达))'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    first = "".join(sorted({re.escape(word[0]) for word in ordered}))
    return rf"(?:(?=[{first}])(?:{'|'.join(map(re.escape, ordered))}))"


@cache
def word_of(name: str, *path: str) -> re.Pattern[str]:
    """Return the pattern of the words of a list in a data file: ``word_of("targets", "words", "told")``."""
    words: Any = load_data(name)
    for key in path:
        words = words[key]
    return re.compile(any_of(words))


def by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the list that each word stands in.

    >>> by_word({">=": ["以上", "及以上"], "~": ["左右"]})
    {'以上': '>=', '及以上': '>=', '左右': '~'}
    """
    return {word: name for name, words in lists.items() for word in words}


@cache
def openers() -> dict[str, tuple[str, ...]]:
    """Return the words that a clause of a plan opens with, by their first character."""
    found: dict[str, tuple[str, ...]] = {}
    for word in (word for group in load_data("openers").values() for word in group):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def opens_clause(plain: str, position: int) -> bool:
    """Whether a clause opens at this place of the text."""
    return plain.startswith(openers().get(plain[position : position + 1], ()), position)

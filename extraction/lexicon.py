"""The extraction data files: cue words, openers, patterns; read once, checked while loading."""

import re
import tomllib
from collections.abc import Iterable
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
def openers() -> dict[str, tuple[str, ...]]:
    """Return the words that a clause of a plan opens with, by their first character."""
    found: dict[str, tuple[str, ...]] = {}
    for word in (word for group in load_data("openers").values() for word in group):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def opens_clause(plain: str, position: int) -> bool:
    """Whether a clause opens at this place of the text."""
    return plain.startswith(openers().get(plain[position : position + 1], ()), position)

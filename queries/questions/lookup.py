"""Many names to be found in a question, the longest first; how many there are does not matter."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Names to be found.

    Args:
        sizes: by its first character, how long names are, the longest first.
    """

    names: frozenset[str]
    sizes: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Lookup":
        """Return names ready to be found."""
        kept = frozenset(name for name in names if name)
        sizes: dict[str, set[int]] = {}
        for name in kept:
            sizes.setdefault(name[0], set()).add(len(name))
        return cls(kept, {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()})

    def at(self, text: str, start: int) -> str:
        """Return the longest name that begins at a place of a text, or nothing; Latin names are whole words.

        >>> Lookup.of(["区农委", "区农", "water"]).at("2017年区农委", 5)
        '区农委'
        """
        for size in self.sizes.get(text[start : start + 1], ()):
            name = text[start : start + size]
            if name in self.names and (not name.isascii() or _stands_alone(text, start, start + size)):
                return name
        return ""


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (start and _LETTER.match(text[start - 1])) and not _LETTER.match(text[end : end + 1])

"""The numbers that Word generates before paragraphs: they stand in no paragraph, and a reader sees them in each.

A paragraph, or its style, names a list (``numId``) and a level; lists share the counters of their definition
(``abstractNum``) unless they start over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extraction.formats.archive import child, name_of, value_of
from extraction.formats.ordinals import whole, written

_LEVEL_SIGN = re.compile(r"%([1-9])")
_CLOSED = "、）．。.)〕】"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """One ``num``: which definition it counts in, and where it starts over."""

    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """Counts on through a document's paragraphs, in their order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = {value_of(style, "styleId"): style for style in _named(styles, "style")}
        default = (s for s in self._styles.values() if value_of(s, "default") in {"1", "true"})
        self._default = next((value_of(s, "styleId") for s in default if value_of(s, "type") == "paragraph"), None)
        self._lists = dict(_lists(numbering))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def style_name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in lower case, as Word shows it."""
        style = self._styles.get(value_of(child(paragraph, "pPr", "pStyle")))
        return (value_of(child(style, "name")) or "").lower()

    def numbered(self, paragraph: Any, text: str) -> str:
        """Return a paragraph's text with the number that stands before it, and count it."""
        number, apart = self._next(paragraph)
        if number and text and apart and (number[-1] not in _CLOSED or text[0].isascii()):
            number += " "
        return number + text

    def _next(self, paragraph: Any) -> tuple[str, bool]:
        """Return a paragraph's number, and whether Word keeps it apart from what follows."""
        properties = child(paragraph, "pPr", "numPr")
        own = value_of(child(properties, "numId"))
        styled, styled_level = self._of_style(value_of(child(paragraph, "pPr", "pStyle")) or self._default)
        name = own or styled
        found = self._lists.get(name or "")
        if name is None or found is None:
            return "", False
        level = whole(value_of(child(properties, "ilvl")))
        level = level if level is not None else styled_level if own is None else 0
        if level not in found.levels:
            return "", False
        self._count(name, found, level)
        return self._text(found, level), found.levels[level].suffix != "nothing"

    def _of_style(self, style: str | None) -> tuple[str | None, int]:
        """The list and level that a style, or one that it is based on, gives its paragraphs."""
        seen = set[str]()
        while style is not None and style not in seen:
            seen.add(style)
            properties = child(self._styles.get(style), "pPr", "numPr")
            if name := value_of(child(properties, "numId")):
                levels = self._lists[name].levels if name in self._lists else {}
                linked = next((level for level, known in levels.items() if known.style in seen), 0)
                level = whole(value_of(child(properties, "ilvl")))
                return name, linked if level is None else level
            style = value_of(child(self._styles.get(style), "basedOn"))
        return None, 0

    def _count(self, name: str, found: _List, level: int) -> None:
        counts = self._counts.setdefault(found.definition, {})
        if level in found.starts and (name, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((name, level))
        start = found.starts.get(level, found.levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else start
        for below, known in found.levels.items():
            if below > level and (known.restart is None or known.restart > level):
                counts.pop(below, None)

    def _text(self, found: _List, level: int) -> str:
        known, counts = found.levels[level], self._counts[found.definition]
        if known.form == "bullet":
            return ""

        def shown(sign: re.Match[str]) -> str:
            above = int(sign[1]) - 1
            if above not in found.levels:
                return ""
            form = "decimal" if known.legal and above != level else found.levels[above].form
            return written(counts.get(above, found.levels[above].start), form)

        return _LEVEL_SIGN.sub(shown, known.text)


def _lists(numbering: Any) -> list[tuple[str, _List]]:
    definitions = {value_of(one, "abstractNumId"): one for one in _named(numbering, "abstractNum")}
    by_style = {
        value_of(child(one, "styleLink")): key
        for key, one in definitions.items()
        if child(one, "styleLink") is not None
    }
    found = []
    for one in _named(numbering, "num"):
        key = value_of(child(one, "abstractNumId"))
        if linked := value_of(child(definitions.get(key), "numStyleLink")):
            key = by_style.get(linked, key)
        levels, starts = _levels(definitions.get(key)), dict[int, int]()
        for override in _named(one, "lvlOverride"):
            levels |= _levels(override)
            level, start = whole(value_of(override, "ilvl")), whole(value_of(child(override, "startOverride")))
            if level is not None and start is not None:
                starts[level] = start
        found.append((value_of(one, "numId") or "", _List(key or "", levels, starts)))
    return found


def _levels(definition: Any) -> dict[int, _Level]:
    return {whole(value_of(level, "ilvl")) or 0: _level(level) for level in _named(definition, "lvl")}


def _level(element: Any) -> _Level:
    start = whole(value_of(child(element, "start")))
    legal = child(element, "isLgl")
    return _Level(
        start=0 if start is None else start,
        form=value_of(child(element, "numFmt")) or "decimal",
        text=value_of(child(element, "lvlText")) or "",
        suffix=value_of(child(element, "suff")) or "tab",
        restart=whole(value_of(child(element, "lvlRestart"))),
        legal=legal is not None and value_of(legal) not in {"0", "false"},
        style=value_of(child(element, "pStyle")),
    )


def _named(element: Any, name: str) -> list[Any]:
    return [] if element is None else [inner for inner in element if name_of(inner) == name]

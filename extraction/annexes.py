"""Annexes that a plan announces, and whether its text holds them.

Announced they are in a list (附件：1.工作目标 2.任务分解表), on a line of their own before the signature, or where the
text says to look there (见附件2).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, PlanText, trim
from extraction.numerals import read_numeral
from extraction.parts import Parts
from extraction.records import Annex
from extraction.sections import find_annexes

_AROUND = " ,、。.;:：；，\n\t"
_LONGEST_TITLE, _TITLE_LINES, _SHORTEST_TITLE = 60, 3, 4
_NUMERAL = r"(?:\d{1,2}(?![\d年])|[一二三四五六七八九十]{1,3})"
_BARE_NUMBER = re.compile(_NUMERAL)
_OTHERS = re.compile(rf"[^{HAN}]+")


@dataclass(frozen=True, slots=True)
class _Announced:
    """One announcement: the number that it gives, and where it stands from its number or word on."""

    number: int | None
    start: int
    body: int
    end: int


def announced_annexes(text: PlanText, parts: Parts, title: str) -> tuple[Annex, ...]:
    """Return the annexes that a text announces, each once, in the order of the text.

    Args:
        text: without what stands in its tables.
        title: of the plan, which a notice may announce as its annex.
    """
    if text.scrambled:
        start = find_annexes(text, 0, len(text.plain))
        found = list(_listed(text, start, len(text.plain)))
    else:
        found = [item for span in parts.listed for item in _listed(text, *span)]
        found += _looked_up(text, {item.number for item in found})
    lines = _Lines(text, parts, [(item.start, item.end) for item in found])
    annexes: dict[tuple[int | None, str], Annex] = {}
    for item in found:
        words = " ".join(text.source[item.body : item.end].split())
        present = lines.hold(item.number, _han(words), item.end, title)
        annexes.setdefault(
            (item.number, "" if item.number else words),
            Annex(item.number, words, present, text.passage(item.start, item.end)),
        )
    return tuple(annexes.values())


def _han(words: str) -> str:
    """Words without all that marks and lines may change.

    >>> _han("任务分解表（2016—2020年）")
    '任务分解表年'
    """
    return _OTHERS.sub("", words)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    word = any_of(load_data("headings")["annexes"])
    looks = any_of(load_data("headings")["sees_annex"])
    return {
        "word": re.compile(rf"\s*{word}"),
        "item": re.compile(rf"(?:(?<=[,、。;:.\s])|^)(?:{word}[ ]*)?(?P<n>{_NUMERAL})[,、.:\s]"),
        "seen": re.compile(rf"{looks}(?P<annex>{word}[ ]*(?P<n>{_NUMERAL})?)(?![{HAN}]*》)"),
        "further": re.compile(rf"[,、和及与]\s*(?P<annex>(?:{word})[ ]*(?P<n>{_NUMERAL}))(?![{HAN}]*》)"),
    }


def _listed(text: PlanText, start: int, end: int) -> Iterator[_Announced]:
    """The items of a list of annexes, whose numbers count on; one without numbers names one annex."""
    head = _patterns()["word"].match(text.plain, start, end)
    if head is None:
        return
    begins = list(_items(text, start, head.end(), end))
    if not begins:
        begins = [_Announced(None, start, head.end(), end)]
    for item, after in zip(begins, [*begins[1:], None], strict=True):
        stop = min(after.start if after else end, item.body + _LONGEST_TITLE)
        body, stop = trim(text.plain, item.body, stop, _AROUND)
        first = trim(text.plain, item.start, stop, _AROUND)[0]
        if (body < stop and not _BARE_NUMBER.fullmatch(text.plain, body, stop)) or item.number:  # 附件1: over the annex
            yield _Announced(item.number, first, min(body, stop), stop)


def _items(text: PlanText, start: int, body: int, end: int) -> Iterator[_Announced]:
    """Where the items of a list begin: at the number of a single annex (附件2：), or at 1 and so on."""
    expected = None
    for found in _patterns()["item"].finditer(text.plain, start, end):
        number = read_numeral(found["n"])
        within = found.start("n") > body + 2 if expected is None else number != expected
        if number is None or within:
            continue
        expected = number + 1
        yield _Announced(number, found.start(), found.end(), end)


def _looked_up(text: PlanText, known: set[int | None]) -> Iterator[_Announced]:
    """Annexes that the text only says to look up: those of a list are not announced again."""
    for first in _patterns()["seen"].finditer(text.plain):
        found: re.Match[str] | None = first
        while found:
            number = read_numeral(found["n"]) if found["n"] else None
            if number not in known and (number or not known):
                yield _Announced(number, found.start("annex"), found.end(), found.end())
            found = _patterns()["further"].match(text.plain, found.end()) if number else None


class _Lines:
    """The lines of a text, over which an annex may stand."""

    def __init__(self, text: PlanText, parts: Parts, announced: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._annexes = [part.id for part in parts.parts if part.kind == "annex"]
        self._lines, at = list[tuple[int, str]](), 0
        for line in text.plain.split("\n"):
            if _han(line) and not any(start < at + len(line) and at < end for start, end in announced):
                self._lines.append((at, _han(line)))
            at += len(line) + 1

    def hold(self, number: int | None, title: str, end: int, plan: str) -> bool:
        """Whether the text holds an annex that is announced before ``end``."""
        if self._text.scrambled:
            return len(title) >= _SHORTEST_TITLE and title in _han(self._text.plain[end:])
        if f"a{number}" in self._annexes or (number is None and len(self._annexes) == 1):
            return True
        own = _han(plan)
        if len(title) >= _SHORTEST_TITLE and own and (own.endswith(title) or title.endswith(own)):
            return True
        return bool(title) and any(self._begins(place, title) for place in range(len(self._lines)))

    def _begins(self, place: int, title: str) -> bool:
        """Whether a title stands here on lines of its own."""
        words = [line for _, line in self._lines[place : place + _TITLE_LINES]]
        return any("".join(words[:count]) == title for count in range(1, len(words) + 1))

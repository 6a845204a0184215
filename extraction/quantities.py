"""Figures in a plan's text: value, unit and bound, with what a scrambled text lost put back for the meaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.numerals import ROMAN
from ontology.vocabulary import rows

DISTRIBUTES = "分别"
_LIST_REACH = 12
_MAGNITUDE = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure.

    Args:
        value: exact; of a range the lower end.
        high: the upper end of a range.
        unit: as written, ``%`` where the sign was lost, ``None`` where there is none.
        bound: the comparator that a word behind the figure sets, as ``>=`` for 以上.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: str | None


@cache
def _pattern(*, scrambled: bool, decimals: bool = True) -> re.Pattern[str]:
    """A figure.

    Args:
        decimals: whether a mark between digits of a scrambled text may have been a decimal point.
    """
    bounds = any_of([word for words in load_data("targets")["bound"].values() for word in words])
    unit = any_of([row["unit"] for row in rows("units.csv") if row["kind"] != "class"])
    number, lost_sign = r"\d+(?:\.\d+)?", ""
    if not scrambled:
        number = rf"\d{{1,3}}(?:,\d{{3}})+|{number}"
    elif decimals:  # 3。1万头, 90,5、以上, 0.55
        number = rf"\d+,\d{{1,2}}(?=[万亿])|\d{{1,3}},\d(?=,?(?:{bounds}))|0,\d{{1,3}}|{number}"
    if scrambled:  # 90.以上: the mark was a percent sign
        lost_sign = rf"(?:,(?=\s?(?:{bounds}|的)))?"
    return re.compile(
        rf"(?=\d)(?<![\dA-Za-z.\[])(?:(?P<low>{number})\s*%?[—~至-])?(?P<number>{number})(?![\dA-Za-z])\s*"
        rf"(?P<magnitude>万亿|百万|千万|[百千万亿])?余?\s*多?(?P<unit>{unit})?{lost_sign}\s*(?P<bound>{bounds})?"
    )


@cache
def _unit_kinds() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in rows("units.csv")}


def unit_kind(unit: str | None) -> str | None:
    """Return the kind of a unit: ``count``, ``ratio``, ``time`` …, as ``units.csv`` has it.

    >>> unit_kind("家"), unit_kind("个百分点"), unit_kind(None)
    ('count', 'ratio', None)
    """
    return _unit_kinds().get(unit or "")


@cache
def _comparator_of_bound() -> dict[str, str]:
    return {word: sign for sign, words in load_data("targets")["bound"].items() for word in words}


def find_quantities(text: PlanText, taken: Iterable[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the figures of a text, in order, but those in taken stretches: dates, numbers of documents and headings."""
    busy = iter(sorted(taken))
    here = next(busy, None)
    for match in _matches(text):
        while here and here[1] <= match.start():
            here = next(busy, None)
        if here and here[0] < match.end("number"):
            continue
        yield _quantity(text, match)


def _matches(text: PlanText) -> Iterator[re.Match[str]]:
    """Matches of the pattern; where 分别 distributes figures, a mark between two of them is no decimal point."""
    figure, listed = _pattern(scrambled=text.scrambled), _pattern(scrambled=text.scrambled, decimals=False)
    at = 0
    while match := figure.search(text.plain, at):
        if DISTRIBUTES in text.plain[max(0, match.start() - _LIST_REACH) : match.start()]:
            match = listed.match(text.plain, match.start()) or match
        yield match
        at = match.end()


def _quantity(text: PlanText, match: re.Match[str]) -> Quantity:
    scale = Decimal(_MAGNITUDE.get(match["magnitude"] or "", 1))
    value = _decimal(match["number"], scrambled=text.scrambled) * scale
    if match["low"]:
        low, high = _decimal(match["low"], scrambled=text.scrambled) * scale, value
    else:
        low, high = value, None
    after = text.plain[match.end() : match.end() + 1]
    lost = (
        text.scrambled
        and not match["unit"]
        and not match["magnitude"]
        and bool(match["bound"] or after in ", 的" or not after)
    )
    unit = "%" if lost else match["unit"]
    bound = _comparator_of_bound().get(match["bound"] or "")
    return Quantity(match.start(), match.start() + len(match[0].rstrip()), low, high, unit, bound)


def _decimal(digits: str, *, scrambled: bool) -> Decimal:
    return Decimal(digits.replace(",", "." if scrambled else ""))


@cache
def _class_pattern() -> re.Pattern[str]:
    words = load_data("targets")["class"]
    grade = r"(?P<{}>劣?(?:I{{1,3}}|IV|VI?|[ⅠⅡⅢⅣⅤ]))\s*类"
    return re.compile(
        rf"(?:由{grade.format('old')}(?:水质|水体)?)?(?:(?P<at_least>{any_of(words['at_least'])})|(?P<equal>{any_of(words['equal'])}))"
        rf"{grade.format('grade')}(?:水质|水体|水域|水)?(?:标准|要求)?(?P<better>及以上|或以上|以上|及优于)?(?!的|比例|水体比例|断面|水质比例)"
    )


@dataclass(frozen=True, slots=True)
class WaterClass:
    """A water-quality class (GB 3838) that is to be reached.

    Args:
        comparator: ``class>=`` or ``class=``.
        before: the class that it was, if the text says.
    """

    start: int
    end: int
    grade: str
    comparator: str
    before: str | None


def find_classes(text: PlanText, start: int, end: int) -> Iterator[WaterClass]:
    """Yield the water-quality classes to be reached in a stretch of text, in order."""
    if text.plain.find("类", start, end) < 0:
        return
    for match in _class_pattern().finditer(text.plain, start, end):
        at_least = match["at_least"] or match["better"]
        yield WaterClass(
            match.start(),
            match.end(),
            _roman(match["grade"]),
            "class>=" if at_least else "class=",
            _roman(match["old"]) if match["old"] else None,
        )


def _roman(grade: str) -> str:
    return "".join(ROMAN.get(char, char) for char in grade)

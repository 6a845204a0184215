"""Figures in a plan's text: value, unit and bound, with what a scrambled text lost put back for the meaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from heapq import merge
from operator import attrgetter

from extraction.lexicon import any_of, by_word, load_data
from extraction.marks import PlanText
from extraction.spelled import read_spelled, spelled_pattern
from ontology.units import find_unit
from ontology.vocabulary import rows

DISTRIBUTES = "分别"
_LIST_REACH = 12
MAGNITUDE = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_COUNTED = ("count", "money", "area", "length", "mass")
_MORE = re.compile(r"[余多]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure.

    Args:
        value: exact; of a range the lower end.
        high: the upper end of a range.
        unit: as written, ``%`` where the sign was lost, ``None`` where there is none.
        bound: the comparator that a word behind the figure sets, as ``>=`` for 以上.
        spelled: whether it is written in words, as 两家.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: str | None
    spelled: bool = False


@cache
def _bounds() -> str:
    return any_of(comparator_of_bound())


@cache
def _units() -> str:
    """A unit, or one unit a unit: 吨标准煤, 微克/立方米, 元/人."""
    names = [row["unit"] for row in rows("units.csv") if row["kind"] != "class"]
    unit = any_of(names)
    latin = any_of([name for name in names if name[-1].isascii() and name[-1].isalpha()])
    return rf"(?:{latin}(?![A-Za-z])|(?!{latin}|部[门委队分署级位]){unit})(?:/(?:\d*[百千万]*{unit}|日|立方))?"


@cache
def _pattern(*, scrambled: bool, decimals: bool = True) -> re.Pattern[str]:
    """A figure.

    Args:
        decimals: whether a mark between digits of a scrambled text may have been a decimal point.
    """
    bounds, unit = _bounds(), _units()
    number, lost_sign, space, of_low = r"\d+(?:\.\d+)?", "", r"\s*", "%"
    if not scrambled:
        number, space = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{number}", r"[^\S\n]*"
        of_low = rf"(?:%|{unit})"
    elif decimals:  # 3。1万头, 90,5、以上, 0.55
        number = rf"\d+,\d{{1,2}}(?=[万亿])|\d{{1,3}},\d(?=,?(?:{bounds}))|0,\d{{1,3}}|{number}"
    if scrambled:  # 90.以上: the mark was a percent sign
        lost_sign = rf"(?:,(?=\s?(?:{bounds}|的)))?"
    return re.compile(
        rf"(?=\d)(?<![\dA-Za-z.\[/])(?:(?<![由从])(?P<low>{number})\s*{of_low}?(?:[—~至到-]{{1,2}}|(?<=\D)或))?"
        rf"(?:(?<=[到为至达])1:)?(?P<number>{number})(?::1(?!\d))?"
        rf"(?!\d|/\d(?!0*万)|(?!{unit})[A-Za-z]){space}(?P<magnitude>万亿|百万|千万|[百万亿]|千(?![瓦克米卡]))?(?P<more>余?{space}多?)"
        rf"(?P<unit>{unit})?{lost_sign}(?P<also>余)?{space}(?:\(含\))?(?P<bound>{bounds})?"
    )


@cache
def _spelled() -> re.Pattern[str]:
    """A figure in words, which needs its unit to be one; 千亿级 is a class of things and no figure."""
    return re.compile(
        rf"(?=[1-9百零〇一二两三四五六七八九十千万亿半过番])(?<![第几数每零〇一二两三四五六七八九十百千万亿\d“\"])(?:{spelled_pattern()})"
        rf"(?P<more>[余多])?(?P<unit>(?!分之|[次期口方度]){_units()})?(?P<also>余)?(?P<bound>{_bounds()})?(?!级)"
    )


def unit_kind(unit: str | None) -> str | None:
    """Return the kind of a unit: ``count``, ``ratio``, ``time`` …, as ``units.csv`` has it.

    >>> unit_kind("家"), unit_kind("个百分点"), unit_kind(None)
    ('count', 'ratio', None)
    """
    found = find_unit(unit or "")
    return found.kind if found else None


@cache
def comparator_of_bound() -> dict[str, str]:
    """Return the comparators that the words behind a figure set."""
    return by_word(load_data("targets")["bound"])


def find_quantities(text: PlanText, taken: Iterable[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the figures of a text, in order, but those in taken stretches: dates, numbers of documents and headings."""
    busy = iter(sorted(taken))
    here = next(busy, None)
    for quantity in _figures(text):
        while here and here[1] <= quantity.start:
            here = next(busy, None)
        if here is None or here[0] >= quantity.end:
            yield quantity


def _figures(text: PlanText) -> Iterator[Quantity]:
    found = (_quantity(text, match) for match in _matches(text))
    if text.scrambled:
        return found
    words = (_in_words(match) for match in _spelled().finditer(text.plain))
    return _apart(merge(found, (quantity for quantity in words if quantity), key=attrgetter("start")))


def _apart(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Leave out a figure in words that is part of another one, as 万 in 5 万, or says of what size: 10个百万亩基地."""
    end = -1
    for quantity in quantities:
        if not (quantity.spelled and quantity.start <= end):
            yield quantity
        end = max(end, quantity.end)


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
    scale = Decimal(MAGNITUDE.get(match["magnitude"] or "", 1))
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
    return Quantity(match.start(), match.start() + len(match[0].rstrip()), low, high, unit, _bound(match))


def _in_words(match: re.Match[str]) -> Quantity | None:
    read = read_spelled(match)
    if read is None or not (read.unit or match["half_of"] or unit_kind(match["unit"]) in _COUNTED):
        return None
    return Quantity(*match.span(), read.value, None, read.unit or match["unit"], _bound(match), spelled=True)


def _bound(match: re.Match[str]) -> str | None:
    """The comparator that the words behind a figure set; 500余家 is more than 500."""
    more = ">" if _MORE.search(f"{match['more'] or ''}{match['also'] or ''}") else None
    return comparator_of_bound().get(match["bound"] or "", more)


def _decimal(digits: str, *, scrambled: bool) -> Decimal:
    return Decimal(digits.replace(",", "." if scrambled else ""))

"""Tables of indicators that a web page ran together: cells one a line, or with nothing between them.

Only what can be told for certain is read: the cells of a row are known by their signs, dashes and brackets, by a sum in
square brackets that parts two figures, or because two figures can be parted in one sensible way alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extraction.figure_cells import Indicator, changed, multiplied, read_figure, read_indicator
from extraction.lexicon import any_of, by_word, load_data
from extraction.marks import HAN, PlanText
from extraction.phrases import split_phrase
from extraction.scope import TargetMention

_HEADER = re.compile(
    r"指\s*标(?:名称)?\s*(?P<first>20\d\d)年?[^\d\n]{0,4}\s*(?P<last>20\d\d)年?[^\d\n\[]{0,4}\s*"
    r"(?:\[\s*(?:五年)?累计\s*\]\d?)?\s*属\s*性"
)
_LONGEST_CELL, _LONGEST = 40, 6000
_HEADING = re.compile(r"\s*(?:第.{1,3}[章节条]|\(?[一二三四五六七八九十]+[)、])")
_NOTE = re.compile(r"注\s*[:1]")
_FURTHEST = 3  # one figure of an indicator is at most so many times the other
_NUMBER = r"\d+(?:\.\d+)?"
_WHOLE = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_RUN = re.compile(
    rf"(?:\d(?=-[-\[]))?(?P<none>-)?(?P<digits>[\d.]+)?(?P<goal>[><≥≤]{_NUMBER}[^\d\[\s-]*|(?<=-)-(?=\[))?"
    rf"(?P<bound>[^\d\[\s><≥≤.-]+)?(?P<total>-|\[{_NUMBER}\])?"
)
_PARENT = re.compile(rf"[^()]+\([^()]{{1,8}}\)(?=[{HAN}])")
_FOOTNOTE = re.compile(rf"(?<=[{HAN}])\d(?=[{HAN}]|$)")


@dataclass(frozen=True, slots=True)
class Flattened:
    """One such table."""

    start: int
    end: int
    mentions: tuple[TargetMention, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """The cells of a row: what the indicator was, is to be, and is to change by over the years."""

    base: str
    goal: str
    total: str


def find_flattened(text: PlanText) -> list[Flattened]:
    """Return the tables of indicators that lost their cells, in the order of the text."""
    found: list[Flattened] = []
    for header in _HEADER.finditer(text.plain) if not text.scrambled else ():
        if not found or header.start() >= found[-1].end:
            found.append(_table(text.plain, header))
    return found


def _table(plain: str, header: re.Match[str]) -> Flattened:
    end = _end(plain, header.end())
    years = int(header["first"]), int(header["last"])
    return Flattened(header.start(), end, tuple(_rows(plain, header.end(), end, years)))


def _end(plain: str, start: int) -> int:
    """Where a table ends: at its notes, or before the first line that is a sentence or a heading."""
    limit = min(len(plain), start + _LONGEST)
    end = plain.find("\n", start, limit)
    end = limit if end < 0 else end
    while end < limit:
        after = plain.find("\n", end + 1, limit)
        line = plain[end + 1 : after if after >= 0 else limit]
        if len(line) > _LONGEST_CELL or "。" in line or _HEADING.match(line):
            break
        end += len(line) + 1
    note = _NOTE.search(plain, start, end)
    return note.start() if note else end


@cache
def _row() -> re.Pattern[str]:
    bounds = any_of(by_word(load_data("targets")["bound"]))
    cell = rf"[-—><≥≤\d.]|[^\S\n]|\n(?=[\d><≥≤\[—-])|{bounds}"
    values = rf"(?:{cell})*(?:\[{_NUMBER}\])?"
    return re.compile(
        rf"(?P<name>[{HAN}“\d][^><≥≤\[\]—\n-]{{1,60}}?)"
        rf"(?:\((?P<unit>[^()\n]{{1,8}})\)\s{{0,8}}(?P<measured>(?=[-—><≥≤\d\[]){values})"
        rf"|(?<=[{HAN}])\s{{0,8}}(?P<plain>(?=(?:{_NUMBER})?\s{{0,8}}[-—><≥≤]){values}))(?:约束性|预期性|指导性)?"
    )


def _rows(plain: str, start: int, end: int, years: tuple[int, int]) -> Iterator[TargetMention]:
    around: Indicator | None = None
    for row in _row().finditer(plain, start, end):
        words = re.split(r"\d{1,2}[.、](?!\d)", row["name"])[-1]
        over = _PARENT.match(words)
        if over and (named := read_indicator(over[0])) and named.unit:  # 总量减少(%)化学需氧量: a line over several
            around, words = named, words[over.end() :]
        elif row["unit"]:
            around = None
        own = read_indicator(_FOOTNOTE.sub("", words) + (f"({row['unit']})" if row["unit"] else ""))
        stated = "measured" if row["measured"] else "plain"
        values = read_values(row[stated].replace("—", "-"))
        if own and values:
            begin, stop = row.end("name") - len(words), len(plain[: row.end(stated)].rstrip("-— \n"))
            over_it = around or own
            name = _of_parent(own.name, around.name) if around else own.name
            indicator = Indicator(name, own.unit or over_it.unit, own.change or over_it.change)
            yield from (replace(found, start=begin, end=stop) for found in _targets(indicator, values, years))


def _of_parent(name: str, parent: str) -> str:
    """The indicator of a row whose name only says of what, as 氨氮 under 主要污染物排放总量减少(%)."""
    shared = _ending().search(parent)
    return name + shared[0] if shared and shared.start() and not name.endswith(shared[0]) else name


@cache
def _ending() -> re.Pattern[str]:
    endings = load_data("targets")["words"]["indicator_endings"]
    return re.compile(rf"{any_of([ending for ending in endings if len(ending) > 1])}$")


def _targets(indicator: Indicator, values: Values, years: tuple[int, int]) -> Iterator[TargetMention]:
    """What the figures of a row set: a state, a change over the years, or both."""
    before, goal, total = map(read_figure, (values.base, values.goal, values.total))
    for figure in filter(None, (goal, total)):
        way = indicator.change or ("increase" if figure is total and goal else None)
        comparator = changed(way, figure.comparator) if way else figure.comparator
        base = multiplied(before, indicator.unit) if before and not way else None
        scaled = multiplied(figure, indicator.unit)
        yield TargetMention(
            0,
            0,
            split_phrase(indicator.name),
            comparator,
            scaled.value,
            unit=scaled.unit,
            year=years[1],
            baseline_year=years[0] if way or base else None,
            baseline_value=base.value if base else None,
            rule="target.flattened",
        )


def read_values(words: str) -> Values | None:
    """Tell the cells of a row apart, ``None`` where that is not certain.

    >>> read_values("76.7>80-")
    Values(base='76.7', goal='>80', total='-')
    >>> read_values("21.6623.04[1.38]"), read_values("151165[14]")
    (Values(base='21.66', goal='23.04', total='[1.38]'), Values(base='151', goal='165', total='[14]'))
    >>> read_values("70.690左右-"), read_values("5--[10]"), read_values("123")
    (Values(base='70.6', goal='90左右', total='-'), Values(base='-', goal='-', total='[10]'), None)
    """
    cells = words.split()
    if len(cells) in (2, 3) and all(cell == "-" or read_figure(cell) for cell in cells):
        return Values(*cells, *["-"][: 3 - len(cells)])
    found = _RUN.fullmatch("".join(cells))
    if found is None:
        return None
    digits, goal, total = found["digits"], found["goal"], found["total"] or "-"
    if found["none"] or goal:
        return Values("-" if found["none"] else digits or "-", goal or f"{digits or '-'}{found['bound'] or ''}", total)
    splits = list(_splits(digits or "", total.strip("[]-")))
    if len(splits) != 1:
        return None
    return Values(splits[0][0], splits[0][1] + (found["bound"] or ""), total)


def _splits(digits: str, total: str) -> Iterator[tuple[str, str]]:
    """The ways to part two figures that nothing parts: they differ by the total, or are alike in size."""
    for at in range(1, len(digits)):
        base, goal = digits[:at], digits[at:]
        if not (_WHOLE.fullmatch(base) and _WHOLE.fullmatch(goal)):
            continue
        first, last = Decimal(base), Decimal(goal)
        if abs(last - first) == Decimal(total) if total else first <= last * _FURTHEST and last <= first * _FURTHEST:
            yield base, goal

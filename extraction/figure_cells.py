"""Figures in the cells of indicator tables: >80, 90以上, [18], 60—70, Ⅲ类; and names of indicators with their units."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extraction.lexicon import any_of, by_word, load_data
from extraction.marks import HAN
from extraction.numerals import GRADE, grade_of
from extraction.quantities import MAGNITUDE, comparator_of_bound
from ontology.vocabulary import rows

_CLASS = re.compile(
    rf"(?P<better>达到或优于|达或优于|优于或达到|优于|不低于|好于)?(?:达到|达)?(?P<grade>{GRADE})类"
    r"(?:水质|水体|标准){0,2}(?P<bound>及以上|或以上|以上|及优于)?"
)


@dataclass(frozen=True, slots=True)
class FigureCell:
    """What a cell sets or states.

    Args:
        comparator: as of targets; ``increase=`` or ``decrease=`` and such where the cell says a change.
        summed: whether it stands in square brackets, in which tables put what years add up to.
    """

    comparator: str
    value: Decimal | str
    high: Decimal | None = None
    unit: str | None = None
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """The name of an indicator, without its unit and without the verb of change that it may end with."""

    name: str
    unit: str | None
    change: str | None


@cache
def _signs() -> dict[str, str]:
    return by_word(load_data("targets")["state"]) | {">=": ">=", "<=": "<="}


@cache
def _changes() -> dict[str, str]:
    return by_word(load_data("targets")["change"]) | {"↓": "decrease", "↑": "increase"}


@cache
def _figure() -> re.Pattern[str]:
    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    magnitude = any_of(MAGNITUDE)
    return re.compile(
        rf"(?P<summed>\[)?\s*(?:累计|年均|力争|确保)*(?P<change>{any_of(_changes())})?(?P<sign>{any_of(_signs())})?\s*"
        rf"(?P<low>{number})(?:\s*%?\s*[—~至-]\s*(?P<high>{number}))?\s*(?P<magnitude>{magnitude})?"
        rf"(?P<unit>/\d*万|[^\d\s\[\](),、。;以左上]{{1,8}}?)?\s*(?P<bound>{any_of(comparator_of_bound())})?\s*(?(summed)\])"
    )


def read_figure(words: str) -> FigureCell | None:
    """Return the figure that a cell holds and nothing else, ``None`` where it holds anything else.

    >>> cell = read_figure(">80"); cell.comparator, str(cell.value)
    ('>', '80')
    >>> cell = read_figure("[18]"); cell.comparator, str(cell.value), cell.summed
    ('=', '18', True)
    >>> cell = read_figure("3.1万亩以上"); cell.comparator, str(cell.value), cell.unit
    ('>=', '31000.0', '亩')
    >>> read_figure("优于Ⅲ类").comparator, read_figure("完成国家任务"), read_figure("-")
    ('class>=', None, None)
    """
    if grade := _CLASS.fullmatch(words):
        better = grade["better"] or grade["bound"]
        return FigureCell("class>=" if better else "class=", grade_of(grade["grade"]), unit="类")
    found = _figure().fullmatch(words)
    if found is None:
        return None
    scale = Decimal(MAGNITUDE.get(found["magnitude"] or "", 1))
    low, high = (Decimal(found[part].replace(",", "")) * scale if found[part] else None for part in ("low", "high"))
    comparator = _comparator(found, ranged=high is not None)
    return FigureCell(comparator, low or Decimal(0), high, found["unit"], summed=bool(found["summed"]))


def _comparator(found: re.Match[str], *, ranged: bool) -> str:
    if ranged:
        return "range"
    bound = comparator_of_bound().get(found["bound"] or "") or _signs().get(found["sign"] or "", "=")
    way = _changes().get(found["change"] or "")
    return changed(way, bound) if way else bound


def changed(way: str, comparator: str) -> str:
    """Return the comparator of a change that is bounded as a figure is.

    >>> changed("decrease", ">="), changed("increase", "<"), changed("decrease", "=")
    ('decrease>=', 'increase=', 'decrease=')
    """
    return f"{way}{comparator if comparator in ('>=', '~') else '>=' if comparator == '>' else '='}"


@cache
def _named() -> re.Pattern[str]:
    changes = any_of([word for word in _changes() if len(word) > 1])
    return re.compile(rf"(?P<name>.+?)(?P<change>{changes})?\s*(?:\((?P<unit>[^()]{{1,12}})\))?\d{{0,2}}")


def read_indicator(words: str) -> Indicator | None:
    """Return what a cell names, ``None`` where it names nothing.

    >>> read_indicator("森林覆盖率(%)")
    Indicator(name='森林覆盖率', unit='%', change=None)
    >>> read_indicator("1.氨氮排放总量减少(%)")
    Indicator(name='氨氮排放总量', unit='%', change='decrease')
    """
    bare = re.sub(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:\)|[.、,](?!\d)))|\s", "", words)
    found = _named().fullmatch(bare) if re.search(rf"[{HAN}A-Za-z]{{2}}", bare) else None
    if found is None:
        return None
    unit = found["unit"] if found["unit"] and _is_unit(found["unit"]) else None
    name = found["name"] if unit or not found["unit"] else found["name"] + f"({found['unit']})"
    name = re.sub(rf"(?<=[{HAN}])\d$", "", name)  # the number of a footnote
    return Indicator(name, unit, _changes().get(found["change"] or ""))


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("units.csv"))


def _is_unit(words: str) -> bool:
    """Whether the words in brackets behind a name are its unit: known, or made of known ones."""
    parts = re.split(r"[/·]|每", words)
    return words in _units() or all(
        part in _units() or part.lstrip("百千万亿0123456789") in {*_units(), ""} for part in parts
    )


@cache
def _sized() -> re.Pattern[str]:
    units = any_of(_units())
    return re.compile(rf"(?!{units}(?:$|/))(?P<magnitude>{any_of(MAGNITUDE)})(?P<unit>{units}(?:/.+)?)")


def multiplied(figure: FigureCell, unit: str | None) -> FigureCell:
    """Return a figure in a unit without a magnitude, as the text has it where it writes 8亿亩.

    >>> cell = multiplied(FigureCell("=", Decimal(8)), "亿亩"); str(cell.value), cell.unit
    ('800000000', '亩')
    >>> multiplied(FigureCell("=", Decimal(8)), "千克").unit, multiplied(FigureCell("=", Decimal(8)), "/10万").unit
    ('千克', '/10万')
    """
    unit = figure.unit or unit
    found = _sized().fullmatch(unit) if unit else None
    if found is None or isinstance(figure.value, str):
        return replace(figure, unit=unit)
    scale = Decimal(MAGNITUDE[found["magnitude"]])
    high = figure.high * scale if figure.high is not None else None
    return replace(figure, value=figure.value * scale, high=high, unit=found["unit"])

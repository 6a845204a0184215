"""Figures written in words: 两家, 百家, 百分之八十, 三分之一, 一半, 翻一番."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extraction.numerals import digits_of, read_number

_NUMBER = "[零〇一二两三四五六七八九十百千万亿]"
_SHARE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A figure in words; ``unit`` only where the words say it, as % for a share."""

    value: Decimal
    unit: str | None


@cache
def spelled_pattern() -> str:
    """Return the regular expression of a figure in words; groups as ``read_spelled`` reads them."""
    return (
        rf"(?P<percent>百分之(?:{_NUMBER}{{1,5}}(?:点{_NUMBER}{{1,2}})?))|(?P<parts>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])"
        rf"|(?P<tenths>[一二两三四五六七八九])成(?=以[上下内]|左右|多|[,、。;)\s]|$)|(?P<top>[1-9])/(?P<bottom>[2-9])(?!\d)|(?P<half_of>半)(?=个月|年|天|日|小时)|(?P<half>一半|半数|过半)|(?<=翻)(?P<turns>[一两二三]?)番|(?P<words>(?!一(?!{_NUMBER})){_NUMBER}{{1,6}})"
    )


def read_spelled(match: re.Match[str]) -> Spelled | None:
    """Return the figure of a match of the pattern, or ``None`` where the words are no number, as 三五 in 三五家."""
    share = _share_of(match)
    if share is not None:
        return Spelled(share, "%")
    value = Decimal("0.5") if match["half_of"] else read_number(match["words"] or "")
    return None if value is None else Spelled(Decimal(value), None)


def _share_of(match: re.Match[str]) -> Decimal | None:
    """The share that the words say, in per cent."""
    if match["percent"]:
        whole, _, tenths = match["percent"][3:].partition("点")
        return Decimal(f"{read_number(whole) or 0}.{digits_of(tenths)}".rstrip("."))
    if match["parts"]:
        return _part(read_number(match["part"]) or 1, read_number(match["parts"]) or 1)
    if match["tenths"] or match["top"]:
        part = read_number(match["tenths"]) if match["tenths"] else int(match["top"])
        return _part(part or 0, int(match["bottom"] or 10))
    if match["half"]:
        return _SHARE / 2
    if match["turns"] is not None:  # 翻一番 adds as much as there was, 翻两番 three times as much
        return _SHARE * (int(2 ** (read_number(match["turns"] or "一") or 1)) - 1)
    return None


def _part(part: int, parts: int) -> Decimal:
    return (_SHARE * part / parts).quantize(Decimal("0.01")).normalize()

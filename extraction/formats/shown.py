"""Cells of a workbook as Excel shows them: the value under its number format."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extraction.formats.ordinals import counting, written

_LOCAL = {14: "yyyy/m/d", 22: "yyyy/m/d h:mm"} | {
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    **dict.fromkeys((36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((51, 53, 54, 58), "m月d日"),
}
"""Formats that have a number and no code: what they are in Chinese."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|a{3,4}|am/pm|上午/下午|.", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"mmm|ddd|F800", re.IGNORECASE)
"""Formats with English names, as Excel gives what was typed as 2022-6: shown in Chinese instead."""
_PARTS = {
    "yyyy年": re.compile(r"y", re.IGNORECASE),
    "m月": re.compile(r"m", re.IGNORECASE),
    "d日": re.compile(r"(?<!d)dd?(?!d)", re.IGNORECASE),
}
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(,*)")
_WEEKDAYS = "一二三四五六日"


def local_format(number: int, code: str) -> str:
    """Return the format that a cell's format number and code stand for."""
    return _LOCAL.get(number, code)


def value_and_format(cell: Any, epoch: datetime) -> tuple[Any, str]:
    """Return the value of a cell that openpyxl has read, and its format, days as days.

    Args:
        epoch: the day from which the workbook counts days.
    """
    from openpyxl.utils.datetime import from_excel

    number = cell._style.numFmtId if cell.has_style else 0
    code = local_format(number, cell.number_format)
    value = cell.value
    if code != cell.number_format and isinstance(value, int | float) and not isinstance(value, bool):
        value = from_excel(value, epoch)  # openpyxl does not know that this format is a date's
    return value, code


def shown(value: Any, code: str) -> str:
    """Return what Excel shows for a value.

    >>> shown(0.855, "0.0%"), shown(12500, '#,##0"万元"'), shown(3.0, "General")
    ('85.5%', '12,500万元', '3')
    >>> shown(datetime(2024, 11, 5), "yyyy年m月d日")
    '2024年11月5日'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _dated(value, code)
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}"
    if isinstance(value, int | float):
        return _figure(Decimal(repr(value)), code)
    return str(value)


def _figure(value: Decimal, code: str) -> str:
    value, section = _section(value, code.split(";"))
    found = _NUMBER.search(section)
    if (
        not value.is_finite()
        or found is None
        or "E+" in section.upper()
        or "GENERAL" in section.upper()
        or "/" in section
    ):
        return _general(value)
    if "%" in section:
        value *= 100
    value = value.scaleb(-3 * len(found[2]))
    least, most = (found[1] or "").count("0"), len(found[1] or "")
    figure = f"{value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{',' if ',' in found[0].rstrip(',') else ''}f}"
    whole, point, decimals = figure.partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    padded = whole.zfill(found[0].partition(".")[0].count("0")) if whole != "0" or "0" in found[0] else ""
    return (
        section[: found.start()] + padded + (point + decimals if decimals else "") + section[found.end() :]
    ).translate(_SHOWN)


def _section(value: Decimal, sections: list[str]) -> tuple[Decimal, str]:
    """The part of a format that is for a value, and the value without the sign that the part itself shows."""
    if value < 0 and len(sections) > 1:
        value, section = -value, sections[1]
    else:
        section = sections[2] if not value and len(sections) > 2 else sections[0]
    return value, _LITERAL.sub(_kept_literal, section)


# Literals pass through the reading of a format as characters that no format uses.
_HIDDEN = {ord(sign): 0xE000 + ord(sign) for sign in "#0?,.%;/Ee"}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}


def _kept_literal(found: re.Match[str]) -> str:
    return (found[1] or found[2] or "").translate(_HIDDEN)


def _general(value: Decimal) -> str:
    if not value.is_finite() or value == value.to_integral_value():
        return f"{value:f}".partition(".")[0]
    return f"{value.normalize():.10g}" if abs(value) >= Decimal("0.0001") else f"{value:f}"


def _dated(value: datetime | date | time, code: str) -> str:
    if code.upper() == "GENERAL" or code == "@":
        code = "h:mm" if isinstance(value, time) else "yyyy/m/d"
    if _NAMED.search(code):
        code = "".join(form for form, part in _PARTS.items() if part.search(code))
    han = "[DBNum1]" in code
    parts = _DATE_PART.findall(_LITERAL.sub(lambda found: found[1] or found[2] or "", code.partition(";")[0]))
    said = ""
    for position, part in enumerate(parts):
        before = next((p[0].lower() for p in reversed(parts[:position]) if p[0].lower() in "ymdhs"), "")
        after = next((p[0].lower() for p in parts[position + 1 :] if p[0].lower() in "ymdhs"), "")
        minutes = part[0].lower() == "m" and (before == "h" or after == "s")
        said += _date_part(value, "n" * len(part) if minutes else part.lower(), han=han)
    return said.strip()


def _date_part(value: Any, part: str, *, han: bool) -> str:
    day = part[0] in "ymda" and isinstance(value, time)
    if day or part[0] not in "ymdhnsa":
        return "" if day else part
    if part.startswith("y"):
        year = f"{value.year:04}" if len(part) > 2 else f"{value.year % 100:02}"
        return (
            "".join(written(int(digit), "ideographDigital") if digit != "0" else "〇" for digit in year)
            if han
            else year
        )
    if part.startswith("a"):
        return ("星期" if len(part) == 4 else "") + _WEEKDAYS[value.weekday()] if part.strip("a") == "" else ""
    number = {
        "m": lambda: value.month,
        "d": lambda: value.day,
        "h": lambda: value.hour,
        "n": lambda: value.minute,
        "s": lambda: value.second,
    }[part[0]]()
    return counting(number) if han and number else f"{number:0{min(len(part), 2)}}"

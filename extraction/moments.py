"""Calendar times as plans write them: a year, half, quarter, month, third of a month or day."""

import calendar
import re
from datetime import date

from extraction.numerals import read_numeral, read_year

Days = tuple[date, date]

YEAR = r"(?:(?:19|20)\d\d|[○〇零一二三四五六七八九]{4})"
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DASH = r"\s*[—~至到-]+\s*"
NOT_A_YEAR = r"(?![度鉴版代]|一遇)"
_TENTHS = {"上": (1, 10), "中": (11, 20), "下": (21, 31), "初": (1, 10)}


def part(n: str, month: str = NUMBER) -> str:
    """Return a regular expression for a part of a year, whose groups bear the letter ``n``.

    Args:
        month: what may be the number of a month.
    """
    return (
        rf"(?:(?:(?P<from_month_{n}>{month})\s*月?{DASH})?(?P<month_{n}>{month})\s*月份?"
        rf"(?:\s*(?:(?P<from_day_{n}>{NUMBER})\s*日?{DASH})?(?P<day_{n}>{NUMBER})\s*[日号]"
        rf"|\s*(?P<tenth_{n}>[上中下](?=旬)|初)旬?)?"
        rf"|(?P<half_{n}>[上下])半年|第?(?:(?P<from_quarter_{n}>[一二三四1-4])\s*[、—~至到-]\s*)?"
        rf"(?P<quarter_{n}>[一二三四1-4])季度)"
    )


def read_days(match: re.Match[str], n: str, year: int) -> Days | None:
    """Return the first and last day of the year or of its part with the letter ``n``; ``None`` if no calendar has it.

    >>> match = re.fullmatch(part("a"), "2月中旬")
    >>> [day.isoformat() for day in read_days(match, "a", 2020)]
    ['2020-02-11', '2020-02-20']
    """
    if half := match[f"half_{n}"]:
        return read_months(year, 1, 6) if half == "上" else read_months(year, 7, 12)
    if quarter := match[f"quarter_{n}"]:
        last = read_numeral(quarter) or 1
        first = read_numeral(match[f"from_quarter_{n}"] or quarter) or last
        return read_months(year, first * 3 - 2, last * 3)
    return _days_of_month(match, n, year) if match[f"month_{n}"] else read_months(year, 1, 12)


def _days_of_month(match: re.Match[str], n: str, year: int) -> Days | None:
    month = read_numeral(match[f"month_{n}"]) or 0
    first_month = read_numeral(match[f"from_month_{n}"] or "") or month
    if not 1 <= first_month <= month <= 12:
        return None
    if match[f"day_{n}"]:
        last_day = read_numeral(match[f"day_{n}"]) or 0
        return _within(year, first_month, month, read_numeral(match[f"from_day_{n}"] or "") or last_day, last_day)
    if tenth := match[f"tenth_{n}"]:
        first_day, last_day = _TENTHS[tenth]
        return _within(year, first_month, month, first_day, min(last_day, calendar.monthrange(year, month)[1]))
    return read_months(year, first_month, month)


def read_day(year: int, month: int, day: int) -> date | None:
    """Return a day, or ``None`` where the calendar has none."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def read_figures(year: str, month: str, day: str | None) -> Days | None:
    """Return the month or day that figures alone say: 2024.11, 2024-11-15."""
    if day is None:
        return read_months(int(year), int(month), int(month))
    found = read_day(int(year), int(month), int(day))
    return (found, found) if found else None


def read_said_year(text: str) -> int | None:
    """Return a year in digits of either script, or ``None`` where it is too far off to be meant."""
    year = read_year(text)
    return year if year and 1900 <= year < 2100 else None


def read_months(year: int, first: int, last: int) -> Days | None:
    """Return the first and last day of some months of a year."""
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _within(year: int, first_month: int, month: int, first_day: int, last_day: int) -> Days | None:
    first, last = read_day(year, first_month, first_day), read_day(year, month, last_day)
    return (first, last) if first and last and first <= last else None

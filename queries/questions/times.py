"""Years and days in questions, read by the patterns of ``queries/questions/data/dates.toml``."""

import calendar
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from ontology.wording import Language
from queries.questions.request import When
from queries.questions.words import Item

READINGS = ("in", "by", "before", "after", "from", "period", "five-year", "baseline", "unlike")
KINDS = ("baseline", "unlike")  # that are no dates of what is asked for
LAST = date(9999, 12, 31)
FIRST = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One way to write a date, and how it is meant."""

    language: Language
    reading: str
    pattern: re.Pattern[str]


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads((files("queries") / "questions" / "data" / "dates.toml").read_text("utf-8"))


@cache
def patterns(language: Language) -> tuple[DatePattern, ...]:
    """Return the patterns of a language in the order of the file.

    Raises:
        ValueError: a pattern has an unknown reading or is no regular expression.
    """
    found = []
    tables = _data()["date"]
    if not isinstance(tables, list):
        raise ValueError("dates.toml: date must be a list of tables")
    for table in tables:
        if table.keys() != {"language", "reading", "pattern"} or table["reading"] not in READINGS:
            raise ValueError(f"dates.toml: {table}: the readings are {', '.join(READINGS)}")
        if table["language"] != language:
            continue
        try:
            found.append(DatePattern(table["language"], table["reading"], re.compile(table["pattern"])))
        except re.error as error:
            raise ValueError(f"dates.toml: {table['pattern']}: {error}") from error
    return tuple(found)


def number(word: str) -> int:
    """Return the number that a word of ``dates.toml`` or a row of digits stands for.

    >>> number("三"), number("12"), number("thirdly")
    (3, 12, 0)
    """
    numerals = _data()["numerals"]
    return int(word) if word.isdecimal() else int(numerals.get(word, 0)) if isinstance(numerals, dict) else 0


def find_dates(text: str, language: Language, period: tuple[date, date] | None) -> Iterator[Item]:
    """Yield every date in a question; they may overlap.

    Args:
        period: first and last day of the plan's period, for questions that name it.
    """
    for way in patterns(language):
        for match in filter(_is_whole, way.pattern.finditer(text)):
            said = {"y" if k in ("y2", "y3") else k: v for k, v in match.groupdict().items() if v}
            other = way.reading in KINDS
            when = _when("in" if other else way.reading, said, period)
            if when is not None or other:
                yield Item(way.reading if other else "date", match.start(), match.end(), match.group(), when=when)


def _is_whole(match: re.Match[str]) -> bool:
    """Whether a date's digits are all of a number (not 2345 of 12345)."""
    text, start, end = match.string, match.start(), match.end()
    cut_before = start > 0 and text[start - 1].isdecimal() and text[start].isdecimal()
    return not cut_before and not (end < len(text) and text[end].isdecimal() and text[end - 1].isdecimal())


def _when(reading: str, said: Mapping[str, str], period: tuple[date, date] | None) -> When | None:
    if reading == "period":
        return When("covers", *period) if period else None
    if reading == "five-year":
        first = 1951 + 5 * (number(said["five"]) % 10 + 10)
        return When("covers", date(first, 1, 1), date(first + 4, 12, 31))
    stretch = _stretch(said)
    if stretch is None:
        return None
    start, end = stretch
    meanings: dict[str, When] = {
        "in": When("covers", start, end),
        "by": When("by", FIRST, end),
        "before": When("by", FIRST, start - timedelta(days=1)),
        "after": When("covers", end + timedelta(days=1), LAST) if end < LAST else When("covers", end, LAST),
        "from": When("from", start, end),
    }
    return meanings[reading]


def _stretch(said: Mapping[str, str]) -> tuple[date, date] | None:
    year = int(said["y"]) + (2000 if len(said["y"]) == 2 else 0)
    first_year = int(said.get("y1", year))
    months = _data()["months"]
    named = months.get(said["month"]) if "month" in said and isinstance(months, dict) else None
    if "month" in said and named is None:
        return None
    first, last = _months(said, int(named) if named else int(said["m"]) if "m" in said else None)
    day = said.get("d") or said.get("d2")
    try:
        end = date(year, last, int(day) if day else calendar.monthrange(year, last)[1])
        start = end if day else date(first_year, first, 1)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return (start, end) if start <= end and year > 1900 else None


def _months(said: Mapping[str, str], month: int | None) -> tuple[int, int]:
    if month is not None:
        return month, month
    if "half" in said:
        half = number(said["half"])
        return 6 * half - 5, 6 * half
    if "quarter" in said:
        quarter = number(said["quarter"])
        return 3 * quarter - 2, 3 * quarter
    return 1, 12

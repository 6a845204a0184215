"""The forms in which a plan states a time, as regular expressions."""

import re
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.moments import DASH, NOT_A_YEAR, NUMBER, YEAR, Days, part, read_day, read_days, read_said_year
from extraction.numerals import read_numeral

_BOUNDS = ("until", "end", "past", "since", "within")


@cache
def _bound() -> str:
    words = load_data("dates")
    bounds = "|".join(rf"(?P<{kind}>{any_of(words[kind])})" for kind in _BOUNDS)
    return rf"(?:\s*(?!{any_of(words['not_bound'])})(?:{bounds}))?"


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the regular expression for a time with its year, to another time or alone."""
    words = load_data("dates")
    by_word = any_of([*words["year_word"], *words["said_year_word"]])
    return re.compile(
        # 2018—2020年; a mark that a scrambled text may have put for the dash
        rf"(?:(?P<first_year>{YEAR})(?:{DASH}|\s*[、和及]\s*|\s*,\s*(?=\d{{4}}\s*年)|\s+))?"
        rf"(?:(?<!\d)(?P<year>{YEAR})\s*年|(?P<word>{by_word})){NOT_A_YEAR}"
        rf"(?:\s*{part('a')})?"
        rf"(?:起?{DASH}(?:(?P<last_year>{YEAR})\s*年{NOT_A_YEAR}(?:\s*{part('b')})?|{part('c')}|(?P<till>{NUMBER})日))?"
        rf"{_bound()}"
    )


@cache
def numeric_pattern() -> re.Pattern[str]:
    """Return the regular expression for 2024-11-15, 2024/11/15, and 2024.11 where it stands alone or has a bound."""
    return re.compile(
        r"(?<![\d.\-/A-Za-z])(?P<year>20\d\d)(?P<sep>[.\-/])(?P<month>1[0-2]|0?[1-9])"
        rf"(?:(?P=sep)(?P<day>\d{{1,2}})|(?=\s*(?:[\t\n,、)—~至]|-20|底|前|$)))(?![\d./]|-(?!20))"
        rf"(?:{DASH}(?P<last_year>20\d\d)(?P=sep)(?P<last_month>1[0-2]|0?[1-9])(?:(?P=sep)(?P<last_day>\d{{1,2}}))?)?{_bound()}"
    )


@cache
def yearless_pattern() -> re.Pattern[str]:
    """Return the regular expression for a part of a year, or a year's end, without the year."""
    words = load_data("dates")["yearless"]
    months = r"(?:1[0-2]|[1-9])"
    return re.compile(
        rf"(?:(?<![\d.\-/A-Za-z年每前各一二三四五六七八九十—])(?:{part('a', months)}"
        rf"(?:{DASH}{part('c', months)})?|(?P<han>[一二三四五六七八九十]{{1,2}})月份?(?=[底末前]))"
        rf"|(?<![\d○〇零一二三四五六七八九十{words['not_before']}])(?=年[底末内])(?!{any_of(words['not_after'])}))"
        rf"{_bound()}"
    )


@cache
def recurrence_pattern() -> re.Pattern[str]:
    """Return the regular expression for a recurrence, with the day on which it falls: 每年6月底和12月底前."""
    words = rf"(?:{any_of(load_data('dates')['recurrence'])}|每[\d二三四五]个?(?:年|月|季度|周))"
    day = rf"(?:\s*{NUMBER}\s*月份?)?(?:\s*{NUMBER}\s*[日号])?(?:[上中下]旬|第?[一二三四1-4]季度|[上下]半年)?"
    edge = rf"(?!{any_of(load_data('dates')['not_bound'])})"
    return re.compile(
        rf"(?P<every>{words})(?P<day>(?:首月|末月|首周|末)?(?={edge}(?:[底末初\d一二三四五六七八九十前第上中下]|年[底末]))"
        rf"{day}(?:年?[底末初])?(?:\s*[、和及]\s*{NUMBER}\s*月份?(?:{NUMBER}[日号])?[底末初]?){{0,6}}(?:{edge}(?:之前|以前|前))?)?"
    )


@cache
def period_pattern() -> re.Pattern[str]:
    """Return the regular expression for the time of a five-year plan."""
    plans = load_data("dates")["five_year_plan"]
    return re.compile(
        rf"[“\"]?(?P<plan>{any_of(plans)})[”\"]?,?\s?(?:规划)?(?P<part>期间|时期|期内|期末|末期|末|以来|以后)"
    )


@cache
def century_pattern() -> re.Pattern[str]:
    """Return the regular expression for 本世纪中叶."""
    return re.compile(r"(?:本世纪|21世纪|二十一世纪)(?P<when>中叶|末)")


def bound_of(match: re.Match[str]) -> str | None:
    """Return the kind of the word behind a time: ``until``, ``end``, ``past``, ``since``, ``within``."""
    return match.lastgroup if match.lastgroup in _BOUNDS else None


def finest_part(match: re.Match[str]) -> str:
    """Return what a date is read by: a range, or the finest part that it names."""
    if match["last_year"] or match["till"] or _goes_on(match):
        return "range"
    if match["day_a"]:
        return "day"
    if match["month_a"]:
        return "month"
    return "part-of-year" if match["half_a"] or match["quarter_a"] else "year"


def read_range(match: re.Match[str], year: int) -> Days | None:
    """Return the first and last day of a time or of the stretch from one time to another."""
    days = read_days(match, "a", year)
    till = _read_end(match, days, year) if days else None
    return (days[0], till[1]) if days and till and days[0] <= till[1] else None


def _read_end(match: re.Match[str], days: Days, year: int) -> Days | None:
    """The time to which a date goes on; itself where it does not."""
    whole = "last_year" in match.re.groupindex  # a time without a year goes on in its own year
    if whole and match["last_year"]:
        last_year = read_said_year(match["last_year"])
        return read_days(match, "b", last_year) if last_year else None
    if whole and match["till"]:
        day = read_day(year, days[1].month, read_numeral(match["till"]) or 0)
        return (day, day) if day else None
    return read_days(match, "c", year) if _goes_on(match) else days


def _goes_on(match: re.Match[str]) -> bool:
    """Whether a second part of the same year follows: 2023年3月1日至5月31日."""
    return any(match[group] for group in ("month_c", "half_c", "quarter_c"))

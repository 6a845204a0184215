"""Spans of time that a plan counts from the day of its issue: 5年内, 印发后3个月内, 用三年时间, 连续3年每年."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.moments import DASH
from extraction.numerals import read_numeral

_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|半)"
_REACH_BEFORE = 6
_DAYS = {"日": 1, "天": 1, "周": 7}


@dataclass(frozen=True, slots=True)
class Issue:
    """What the relative times of a plan count from.

    Args:
        day: the day of its issue, as far as known.
        period: the first and last year that its title names, one year twice for a yearly plan.
        numbered: the year in its document number.
        only: the year that all of its dates are of.
    """

    day: date | None = None
    period: tuple[int, int] | None = None
    numbered: int | None = None
    only: int | None = None

    @property
    def annual(self) -> int | None:
        """The year of a yearly plan, by its title or because it speaks of no other."""
        return self.period[0] if self.period and self.period[0] == self.period[1] else self.only

    @property
    def year(self) -> int | None:
        """The year that 今年 is."""
        issued = self.day.year if self.day else self.numbered
        return self.annual or issued or (self.period[0] if self.period else None)


UNKNOWN = Issue()


def _years(name: str) -> str:
    """A number of years, the higher one of two under a name: 3—5年."""
    return rf"(?:{_NUMBER}(?:{DASH}|到))?(?P<{name}>{_NUMBER})\s*年(?:左右)?的?"


@cache
def term_pattern() -> re.Pattern[str]:
    """Return the regular expression for a term; which of its forms it is, its groups say."""
    words = load_data("dates")["term"]
    issued = rf"(?P<issued>{any_of(words['issued'])})|(?P<known>{any_of(words['made_known'])})"
    length = (
        rf"(?:{_NUMBER}{DASH})?(?P<n>{_NUMBER})\s*"
        r"(?P<unit>个?工作日|个?季度|个月|年|月|周|日|天)(?:左右)?的?"
    )
    since = r"\s*(?:之日|当日|日)?(?:起|以后|之后|后)(?:算|计算)?[,、\s]*的?"
    return re.compile(
        rf"(?:(?:{issued}){since}\s*{length}(?:之内|以内|内)"
        rf"|(?P<at_once>{any_of(words['at_once'])})"
        rf"|{any_of(words['run'])}(?P<run>{_NUMBER})年(?=[,、]?每)"
        rf"|(?P<spend>{any_of(words['spend'])}){_years('years')}(?:时间|努力)(?:之内|以内|内)?"
        rf"|(?P<coming>{any_of(words['coming'])}){_years('ahead')}"
        rf"(?:之内|以内|内|间|里)?"
        rf"|(?<![\d一二三四五六七八九十.]){_years('within')}"
        rf"(?:之内|以内|内|时间内)(?!容|部|地|外))"
    )


def counts_from_issue(match: re.Match[str]) -> bool:
    """Whether a term is the plan's own, not one from another event on (竣工后1年内) or a condition (两年内受到…的)."""
    words = load_data("dates")["term"]
    before = match.string[max(0, match.start() - _REACH_BEFORE) : match.start()].rstrip()
    if match["known"]:
        return not before or before[-1] in ",、。;:()\n" or before.endswith(tuple(words["of_the_plan"]))
    if match["within"]:
        after = match.string[match.end() : match.end() + 4].lstrip(" ,")
        return not before.endswith(tuple(words["not_before"])) and not after.startswith(tuple(words["not_after"]))
    return True


def read_term(match: re.Match[str], issue: Issue) -> tuple[date, date | None] | None:
    """Return the first and last day of a term; the last one is open in 即日起.  ``None`` where it cannot be counted."""
    years = match["years"] or match["ahead"] or match["within"] or match["run"]
    if years and (counted := _whole_period(years, issue)):
        return counted
    if issue.day is None:
        return None
    if match["at_once"]:
        return issue.day, None
    if match["run"]:
        return date(issue.day.year, 1, 1), date(issue.day.year + (read_numeral(years) or 1) - 1, 12, 31)
    last = _after(issue.day, years or match["n"], "年" if years else match["unit"])
    return (issue.day, last) if last else None


def _whole_period(years: str, issue: Issue) -> tuple[date, date] | None:
    """The plan's period where it is as long as the term."""
    if issue.period and issue.annual is None and issue.period[1] - issue.period[0] + 1 == read_numeral(years):
        return date(issue.period[0], 1, 1), date(issue.period[1], 12, 31)
    return None


def _after(day: date, number: str, unit: str) -> date | None:
    """The day so much later; ``None`` for working days, which no rule counts."""
    unit = unit.removeprefix("个")
    if unit == "工作日":
        return None
    half, n = number == "半", read_numeral(number) or 0
    if unit in _DAYS:
        return day + timedelta(days=n * _DAYS[unit])
    months = {"年": 12, "季度": 3}.get(unit, 1)
    if half and months == 1:
        return day + timedelta(days=15)
    return _months_after(day, months // 2 if half else n * months)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

"""Dates and recurrences of a plan: what they say, and whether they set a time or only compare with one."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from extraction.lexicon import any_of, load_data
from extraction.numerals import read_numeral, read_year
from extraction.records import DeadlineKind

Use = Literal["deadline", "baseline", "status", "unread"]

_HAN_DIGIT = "○〇零一二三四五六七八九"
_LONGEST_WORD = 6


@dataclass(frozen=True, slots=True)
class DateMention:
    """One statement of a time.

    Args:
        use: whether it sets a time, is what a figure is compared with, states how things are, or is no date that a
            calendar has.
        start: offset of its first character, as ``end`` of the one after its last.
        first: first day of the time meant; ``None`` for a bare recurrence.
        last: last day of it; ``None`` for a bare recurrence and where it is open.
        recurrence: ISO 8601 duration.
        rule: the short name of what made it, as ``deadline.year``.
    """

    start: int
    end: int
    use: Use
    kind: DeadlineKind
    first: date | None
    last: date | None
    recurrence: str | None = None
    rule: str = ""


@cache
def _date_pattern() -> re.Pattern[str]:
    words = load_data("dates")
    year = rf"(?P<year>(?:19|20)\d\d|[{_HAN_DIGIT}]{{4}})"
    return re.compile(
        rf"(?=[12{_HAN_DIGIT}])"  # one look at most places is quicker than the whole pattern
        rf"(?:{year}\s*(?:[—~至到-]|,(?=\s*\d{{4}}年)|\s)\s*)?"
        rf"(?<!\d){year.replace('<year>', '<last_year>')}\s*年(?!度|鉴|版|代)"
        r"(?:\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:份)?(?:\s*(?P<day>\d{1,2})\s*日)?"
        r"|\s*(?P<half>[上下])半年|\s*(?:第)?(?P<quarter>[一二三四1-4])季度)?"
        rf"(?P<bound>{any_of(words['until'])}|{any_of(words['end'])}(?!期)|{any_of(words['since'])})?"
        rf"(?P<after>{any_of(words['baseline_after'])})?"
    )


@cache
def _recurrence_pattern() -> re.Pattern[str]:
    words = load_data("dates")["recurrence"]
    return re.compile(
        rf"(?=[每逐])(?P<every>{any_of(list(words))})(?:\s*(?P<month>\d{{1,2}})月)?(?P<bound>(?:年?底|末)?前)?"
    )


@cache
def _period_pattern() -> re.Pattern[str]:
    plans = load_data("dates")["five_year_plan"]
    return re.compile(rf"[“\"]?(?P<plan>{any_of(list(plans))})[”\"]?,?\s?(?P<part>期间|时期|期末|末)")


def find_dates(plain: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield the statements of time in a stretch of text, in order, a recurrence joined to the date it belongs to."""
    stop = len(plain) if end is None else end
    found = [_read_date(m) for m in _date_pattern().finditer(plain, start, stop)]
    found += [_read_period(m) for m in _period_pattern().finditer(plain, start, stop)]
    found += [_read_recurrence(m) for m in _recurrence_pattern().finditer(plain, start, stop)]
    return _joined(sorted(found, key=lambda mention: mention.start))


def _joined(mentions: list[DateMention]) -> Iterator[DateMention]:
    """Give ``2016年起每年`` and ``2016年起，每年`` one statement; a recurrence elsewhere stands alone."""
    held: DateMention | None = None
    for mention in mentions:
        if held and mention.kind == "every" and held.use == "deadline" and mention.start - held.end <= 1:
            held = replace(held, end=mention.end, recurrence=mention.recurrence)
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _read_date(match: re.Match[str]) -> DateMention:
    words = load_data("dates")
    last_year = read_year(match["last_year"])
    first_year = read_year(match["year"]) if match["year"] else last_year
    span = _days(match, last_year) if last_year else None
    if first_year is None or span is None or first_year > span[1].year:
        return DateMention(match.start(), match.end(), "unread", "in", None, None)
    first, last = span
    if first_year != last_year:
        first = date(first_year, 1, 1)
    before = match.string[max(0, match.start() - _LONGEST_WORD) : match.start()].rstrip()
    use: Use = "deadline"
    if match["after"] or before.endswith(tuple(words["baseline_before"])):
        use = "baseline"
    elif before.endswith(tuple(words["status_before"])):
        use = "status"
    return _with_bound(
        DateMention(match.start(), match.end(), use, "in", first, last, rule=_rule(match)), match["bound"]
    )


def _rule(match: re.Match[str]) -> str:
    named = ("day", "month", "quarter", "half")
    return f"deadline.{next((part for part in named if match[part]), 'year')}"


def _with_bound(mention: DateMention, bound: str | None) -> DateMention:
    words = load_data("dates")
    if bound in words["until"] or bound in words["end"]:
        return replace(mention, kind="by", first=None)
    if bound in words["since"]:
        return replace(mention, kind="from", last=None)
    return mention


def _days(match: re.Match[str], year: int) -> tuple[date, date] | None:
    """First and last day of the year, half, quarter, month or day that the date names."""
    if match["half"]:
        return (
            (date(year, 1, 1), date(year, 6, 30)) if match["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))
        )
    if match["quarter"]:
        month = (read_numeral(match["quarter"]) or 1) * 3
        return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = read_numeral(match["month"]) or 0
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if not match["day"]:
        return date(year, month, 1), date(year, month, length)
    day = int(match["day"])
    return (date(year, month, day),) * 2 if 1 <= day <= length else None


def _read_period(match: re.Match[str]) -> DateMention:
    first, last = load_data("dates")["five_year_plan"][match["plan"]]
    days = date(first, 1, 1), date(last, 12, 31)
    if match["part"] in ("期末", "末"):
        return DateMention(match.start(), match.end(), "deadline", "by", None, days[1], rule="deadline.five-year-plan")
    return DateMention(match.start(), match.end(), "deadline", "in", *days, rule="deadline.five-year-plan")


def _read_recurrence(match: re.Match[str]) -> DateMention:
    every = load_data("dates")["recurrence"][match["every"]]
    return DateMention(match.start(), match.end(), "deadline", "every", None, None, every, "deadline.recurrence")

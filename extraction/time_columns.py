"""Times in the columns that tables have for them: 完成时限, 时间节点."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter

from extraction.columns import is_none, is_same
from extraction.dates import DateMention
from extraction.document import Cell
from extraction.lexicon import load_data
from extraction.marks import PlanText
from extraction.moments import read_figures, read_months
from extraction.records import DeadlineKind
from extraction.tables import ReadTable
from extraction.terms import UNKNOWN, Issue

_IN_FIGURES = re.compile(
    r"(?P<year>20\d\d)(?:[.\-/年](?P<month>\d{1,2})(?:[.\-/月](?P<day>\d{1,2})日?)?)?(?P<until>前)?"
)


def in_time_columns(
    text: PlanText, tables: Sequence[ReadTable], dates: Sequence[DateMention], issue: Issue = UNKNOWN
) -> list[DateMention]:
    """Return the statements of time of a text, those in columns of time as these mean them.

    What stands under 完成时限 is done by then, whether the cell says 前 or not; a cell may hold figures alone.

    Args:
        issue: what says the year of a plan, which 全年 means.
    """
    cells = [(cell, column.limit) for table in tables for column, cell in table.cells("time")]
    if not cells:
        return list(dates)
    found, at = list[DateMention](), 0
    for cell, limit in cells:
        first = bisect_left(dates, cell.start, lo=at, key=attrgetter("start"))
        last = bisect_left(dates, cell.end, lo=first, key=attrgetter("start"))
        found += dates[at:first]
        said = list(dates[first:last]) or _in_figures(text.plain, cell) or _in_words(text.plain, cell, issue)
        found += [_as_limit(text.plain, date) for date in said] if limit else said
        at = last
    return [*found, *dates[at:]]


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load_data("tables")["time"][name])


def _in_words(plain: str, cell: Cell, issue: Issue) -> list[DateMention]:
    """The time that a cell says without a figure: 全年 is the plan's year, 长期 none; others cannot be read."""
    if cell.end == cell.start or is_none(plain[cell.start : cell.end]) or is_same(plain[cell.start : cell.end]):
        return []
    if _word("whole").fullmatch(plain, cell.start, cell.end) and issue.year:
        days = date(issue.year, 1, 1), date(issue.year, 12, 31)
        return [DateMention(cell.start, cell.end, "deadline", "in", *days, rule="deadline.plan-year")]
    if _word("open").search(plain, cell.start, cell.end):
        return []
    return [DateMention(cell.start, cell.end, "unread", "in", None, None, rule="deadline.column")]


def _as_limit(plain: str, date: DateMention) -> DateMention:
    if _word("event").match(plain, date.end) or _word("whole").match(plain, date.start):
        return date
    single = date.kind == "in" and date.first and date.last and date.first.year == date.last.year
    named = replace(date, rule="deadline.column")
    return replace(named, kind="by", first=None) if single and date.recurrence is None else named


def _in_figures(plain: str, cell: Cell) -> list[DateMention]:
    """The time that a cell of figures alone says: 2020.12, 2020/6/30, 2020."""
    found = _IN_FIGURES.fullmatch(plain, cell.start, cell.end)
    if found is None:
        return []
    year, month, day = found["year"], found["month"], found["day"]
    days = read_figures(year, month, day) if month else read_months(int(year), 1, 12)
    if days is None:
        return [DateMention(cell.start, cell.end, "unread", "in", None, None, rule="deadline.column")]
    kind: DeadlineKind = "by" if found["until"] else "in"
    first = None if found["until"] else days[0]
    return [DateMention(cell.start, cell.end, "deadline", kind, first, days[1], rule="deadline.column")]

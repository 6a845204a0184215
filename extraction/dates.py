"""Dates and recurrences of a plan: what they say, and whether they set a time or only compare with one."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from extraction.date_forms import (
    bound_of,
    century_pattern,
    date_pattern,
    finest_part,
    numeric_pattern,
    period_pattern,
    read_range,
    recurrence_pattern,
    yearless_pattern,
)
from extraction.date_uses import Use, is_due, is_marked, use_of
from extraction.lexicon import load_data
from extraction.moments import Days, part, read_days, read_figures, read_said_year
from extraction.numerals import read_numeral
from extraction.records import DeadlineKind
from extraction.terms import UNKNOWN, Issue, counts_from_issue, read_term, term_pattern

_SAME_SENTENCE = 160
_NO_YEAR_SAID = ("deadline.from-issue", "deadline.five-year-plan", "deadline.plan-year")
_PAIRS_KEPT = 4096
_HAN = "○〇零一二三四五六七八九十"
_Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One statement of a time.

    Args:
        use: whether it sets a time, is what a figure is compared with, states how things are, is no date that a
            calendar has, or lacks the year or the day of issue that it counts from.
        start: offset of its first character, as ``end`` of the one after its last.
        first: first day of the time meant; ``None`` for a bare recurrence.
        last: last day of it; ``None`` for a bare recurrence and where it is open.
        recurrence: ISO 8601 duration.
        rule: the short name of what made it, as ``deadline.year``.
        assumed: whether its year is that of the plan, as the text says none.
    """

    start: int
    end: int
    use: Use
    kind: DeadlineKind
    first: date | None
    last: date | None
    recurrence: str | None = None
    rule: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What a statement may lean on: the plan's own time, and the statement before."""

    issue: Issue
    before: DateMention | None


_Reader = Callable[[_Match, _Context], DateMention | None]
_Form = tuple[str, str, re.Pattern[str], _Reader]


@cache
def _forms() -> tuple[_Form, ...]:
    """Each form of a time with what its first two letters may be."""
    words = load_data("dates")
    said, terms = [*words["year_word"], *words["said_year_word"]], words["term"]
    term = [w for key in ("issued", "made_known", "spend", "coming", "run", "at_once") for w in terms[key]]
    return (
        (f"12{_HAN}{_first(said)}", rf"09{_HAN}{_second(said)}", date_pattern(), _read_date),
        ("2", "0", numeric_pattern(), _read_numeric),
        (rf"年第上下\d{_HAN}", rf"底末内半季月\d\s{_HAN}—~至到、\-", yearless_pattern(), _read_yearless),
        (
            _first(words["recurrence"]),
            rf"\d二三四五{_second(words['recurrence'])}",
            recurrence_pattern(),
            _read_recurrence,
        ),
        ('“"十', f"十{_second(words['five_year_plan'])}", period_pattern(), _read_period),
        ("本2二", "世1十", century_pattern(), _read_century),
        (rf"\d两半{_HAN}{_first(term)}", rf"\d两半年\s{_HAN}—~至到\-{_second(term)}", term_pattern(), _read_term),
    )


@cache
def _gate() -> re.Pattern[str]:
    """The first two letters of any form, by which most places are passed at once."""
    firsts, seconds, *_ = zip(*_forms(), strict=True)
    return re.compile(f"[{''.join(firsts)}](?=[{''.join(seconds)}])")


@lru_cache(_PAIRS_KEPT)
def _forms_at(pair: str) -> list[tuple[re.Pattern[str], _Reader]]:
    """The forms that may begin with two letters."""
    return [(form, read) for first, second, form, read in _forms() if re.fullmatch(f"[{first}][{second}]", pair)]


def _first(words: Iterable[str]) -> str:
    return "".join(sorted({word[0] for word in words}))


def _second(words: Iterable[str]) -> str:
    return "".join(sorted({word[1:2] for word in words}))


def find_dates(plain: str, issue: Issue = UNKNOWN, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield the statements of time in a stretch of text, in order, a recurrence joined to the date it belongs to.

    Args:
        issue: what relative times count from.
    """
    stop = len(plain) if end is None else end
    found = list(_joined(_read_all(plain, issue, start, stop)))
    years = {day.year for d in found if d.use == "deadline" for day in (d.first, d.last) if day}
    if len(years) == 1 and any(d.use == "yearless" for d in found):
        return _joined(_read_all(plain, replace(issue, only=years.pop()), start, stop))
    return iter(found)


def _read_all(plain: str, issue: Issue, start: int, stop: int) -> Iterator[DateMention]:
    """Read one statement after another, each knowing the one before; of two at one place the longer."""
    places = [at.start() for at in _gate().finditer(plain, start, stop)]
    forms = ((place, form, read) for place in places for form, read in _forms_at(plain[place : place + 2]))
    found = [(m, read) for place, form, read in forms if (m := form.match(plain, place, stop))]
    found.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    before: DateMention | None = None
    for match, read in found:
        if (before and match.start() < before.end) or match.end() == match.start():
            continue
        if mention := read(match, _Context(issue, before)):
            before = mention
            yield mention


def _joined(mentions: Iterator[DateMention]) -> Iterator[DateMention]:
    """Give ``2016年起每年`` and ``2016年起，每年`` one statement; a recurrence elsewhere stands alone."""
    held: DateMention | None = None
    for mention in mentions:
        if held and mention.kind == "every" and held.use == "deadline" and mention.start - held.end <= 1:
            rule = "deadline.recurring" if held.kind != "every" else held.rule
            held = replace(held, end=mention.end, recurrence=mention.recurrence, rule=rule)
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _read_date(match: _Match, context: _Context) -> DateMention | None:
    year = read_said_year(match["year"]) if match["year"] else _year_of_word(match, context)
    rule = f"deadline.{finest_part(match)}"
    if year is None:
        if match["word"] in load_data("dates")["said_year_word"] and rule == "deadline.year":
            return None  # 当年任务当年完成
        return _mention(match, "yearless" if match["word"] else "unread", None, rule)
    days = read_range(match, year)
    if match["first_year"]:
        first_year = read_said_year(match["first_year"])
        days = (date(first_year, 1, 1), days[1]) if days and first_year and first_year <= year else None
        rule = "deadline.range"
    if days is None:
        return _mention(match, "unread", None, rule)
    return _mention(match, use_of(match, days, context.issue), days, rule)


def _year_of_word(match: _Match, context: _Context) -> int | None:
    """The year that 明年 is in the year of the plan, and 次年 after the year said before."""
    words = load_data("dates")
    if match["word"] in words["said_year_word"]:
        said = _year_said_before(match, context.before)
        return said + words["said_year_word"][match["word"]] if said else None
    return context.issue.year + words["year_word"][match["word"]] if context.issue.year else None


def _mention(match: _Match, use: Use, days: Days | None, rule: str, *, assumed: bool = False) -> DateMention:
    """A statement with the kind that the word behind the date sets."""
    kind: DeadlineKind = "in"
    first, last = days or (None, None)
    due = use == "deadline" and is_due(match, days)
    bound = bound_of(match)
    if bound in ("until", "end") or due:
        kind, first = "by", None
    elif bound in ("since", "past"):
        kind, last = "from", None
    return DateMention(match.start(), match.end(), use, kind, first, last, rule=rule, assumed=assumed)


def _read_numeric(match: _Match, context: _Context) -> DateMention:
    """2024-11-15, or 2023.3—2023.6."""
    days = read_figures(match["year"], match["month"], match["day"])
    till = read_figures(match["last_year"], match["last_month"], match["last_day"]) if match["last_year"] else days
    whole = (days[0], till[1]) if days and till and days[0] <= till[1] else None
    return _mention(match, use_of(match, whole, context.issue) if whole else "unread", whole, "deadline.numeric")


def _read_yearless(match: _Match, context: _Context) -> DateMention | None:
    """Read a time without a year as of the year said before in the sentence, else of the plan's own year.

    That is the year of a yearly plan; the year of issue only where no more than the year's end is said.
    """
    if not _names_part(match) and is_marked(match):
        return None
    said = _year_said_before(match, context.before)
    year = said or context.issue.annual or (None if _names_part(match) else context.issue.year)
    rule = "deadline.yearless" if said else "deadline.plan-year"
    if year is None:
        return _mention(match, "yearless", None, rule)
    if match["han"]:
        whole = re.fullmatch(part("a"), f"{match['han']}月")
        days = read_days(whole, "a", year) if whole else None
    else:
        days = read_range(match, year)
    if days is None:
        return _mention(match, "unread", None, rule)
    assumed = said is None and _names_part(match)
    return _mention(match, use_of(match, days, context.issue), days, rule, assumed=assumed)


def _names_part(match: _Match) -> bool:
    return any(match[group] for group in ("month_a", "half_a", "quarter_a", "han"))


def _year_said_before(match: _Match, before: DateMention | None) -> int | None:
    """The year of the date before in the same sentence or list, if that one says one year."""
    if before is None or before.use != "deadline" or before.last is None or match.start() - before.end > _SAME_SENTENCE:
        return None
    if before.rule in _NO_YEAR_SAID or (before.first and before.first.year != before.last.year):
        return None
    between = match.string[before.end : match.start()]
    listed = between.startswith(")") and between.endswith("(")  # 自查阶段(2022年3月)。整改阶段(4月至6月)
    return before.last.year if listed or not ("。" in between or "\n" in between) else None


def _read_period(match: _Match, context: _Context) -> DateMention:
    """“十三五”期间: the ordinal gives the years."""
    first, last = load_data("dates")["five_year_plan"][match["plan"]]
    days = date(first, 1, 1), date(last, 12, 31)
    use, rule = use_of(match, days, context.issue), "deadline.five-year-plan"
    if match["part"] in ("以来", "以后"):
        return DateMention(match.start(), match.end(), "status", "from", days[0], None, rule=rule)
    if match["part"] in ("期末", "末期", "末"):
        return DateMention(match.start(), match.end(), use, "by", None, days[1], rule=rule)
    return DateMention(match.start(), match.end(), use, "in", *days, rule=rule)


def _read_century(match: _Match, _: _Context) -> DateMention:
    year = 2050 if match["when"] == "中叶" else 2099
    return _mention(match, "deadline", (date(year, 1, 1), date(year, 12, 31)), "deadline.year")


def _read_recurrence(match: _Match, _: _Context) -> DateMention | None:
    words = load_data("dates")
    rate = words["rate"]
    left = match.string[max(0, match.start() - 4) : match.start()]
    if left.endswith(tuple(rate["before"])) or match.string.startswith(tuple(rate["after"]), match.end()):
        return None
    every = words["recurrence"].get(match["every"]) or _every_so_many(match["every"])
    return DateMention(match.start(), match.end(), "deadline", "every", None, None, every, "deadline.recurrence")


def _every_so_many(said: str) -> str:
    """每5年, 每2个月."""
    unit = load_data("dates")["recurrence_unit"][said[2:].removeprefix("个")]
    return f"P{(read_numeral(said[1]) or 1) * unit[0]}{unit[1]}"


def _read_term(match: _Match, context: _Context) -> DateMention | None:
    if not counts_from_issue(match):
        return None
    days = read_term(match, context.issue)
    use: Use = "deadline" if days else "undated"
    kind: DeadlineKind = "in" if match["coming"] or match["run"] else "from" if match["at_once"] else "by"
    first, last = days or (None, None)
    first = None if kind == "by" else first
    return DateMention(match.start(), match.end(), use, kind, first, last, None, "deadline.from-issue")

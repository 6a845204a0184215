"""What stands over an item and bears on its targets: the kind of document, goals or a look back, and a year."""

import re
from collections.abc import Sequence
from functools import cache

from extraction.dates import DateMention
from extraction.facts import Facts
from extraction.lexicon import load_data, opens_clause
from extraction.marks import PlanText
from extraction.scope import Setting, between
from extraction.tasks import Item

_PIECE = re.compile(r"[,，、]")
_HEAD = 600  # of a document, where a reporter is named
_YEAR_OF_TITLE = re.compile(r"(?<!\d)(20\d\d)\s*年")


def tells_what_was(text: PlanText, title: str) -> bool:
    """Return whether a document tells what was done: a communiqué, a reply, a speech, news."""
    told = _kind("report", "titles").search(title) or _kind("report", "news").search(text.plain, 0, _HEAD)
    return told is not None and not text.scrambled


def is_report(text: PlanText, title: str) -> bool:
    """Return whether a document tells what was done, or lays down rules, and so sets few goals or none.

    Its title says so, or the reporter that its head names; rules that set aims are a plan all the same.
    """
    rules = _kind("report", "norms").search(title) is not None and _kind("report", "aims").search(text.plain) is None
    return tells_what_was(text, title) or (rules and not text.scrambled)


def settings(
    text: PlanText, items: Sequence[Item], dates: Sequence[DateMention], facts: Facts, *, reports: bool
) -> dict[str, Setting]:
    """Return the setting of every item by its id; an item is set under its parents.

    Args:
        reports: whether the text tells what was done.
    """
    found: dict[str, Setting] = {}
    issued = facts.issued.year if facts.issued else None
    first = Setting(year=_title_year(facts), issued=issued)
    for item in items:
        over, goals = found.get(item.parent or "", first), _goals(item)
        found[item.id] = Setting(
            year=_named_year(text, item, dates, goals=goals) or over.year or (_period_end(facts) if goals else None)
            if item.when is None  # a row's own time counts before what stands over its table
            else None,
            goals=over.goals or goals,
            past=over.past or _looks_back(item),
            issued=issued,
            reports=reports,
        )
    return found


@cache
def _kind(of: str, name: str) -> re.Pattern[str]:
    return re.compile(load_data("targets")[of][name])


def _goals(item: Item) -> bool:
    return _kind("setting", "goals").search(item.title) is not None


def _looks_back(item: Item) -> bool:
    """Whether a heading announces no work: 发展现状, and not 夯实发展基础."""
    found = _kind("setting", "past").search(item.title) is not None
    return found and not any(opens_clause(piece.removeprefix("发展"), 0) for piece in _PIECE.split(item.title))


def _period_end(facts: Facts) -> int | None:
    return facts.period[1] if facts.period else None


def _title_year(facts: Facts) -> int | None:
    """The year of a plan for one year, as its title names it."""
    if facts.period:
        return facts.issue.annual
    years = set(_YEAR_OF_TITLE.findall(facts.title))
    return int(years.pop()) if len(years) == 1 else None


def _named_year(text: PlanText, item: Item, dates: Sequence[DateMention], *, goals: bool) -> int | None:
    """The last year that an item's heading names, or its goals as a whole for what stands under them."""
    if text.scrambled:
        return None
    end = item.own_end if goals else item.body
    times = [d for d in between(dates, item.start, end) if d.use == "deadline" and d.kind != "every" and d.last]
    return times[-1].last.year if times and times[-1].last else None

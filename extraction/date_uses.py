"""What a date is there for: to set a time, to compare with, to say how things are, or to name something."""

import re
from functools import cache
from typing import Literal

from extraction.date_forms import bound_of
from extraction.lexicon import any_of, load_data
from extraction.moments import Days
from extraction.terms import Issue

Use = Literal["deadline", "baseline", "status", "unread", "yearless", "undated"]

_LONGEST_WORD = 6
_LONGEST_TITLE = 80
_SUBJECT_REACH = 24
_LONGEST_CLAUSE = 30
_SHARE = re.compile(r"的\s*\d")


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(load_data("dates")[name])


@cache
def _describes() -> re.Pattern[str]:
    verbs = any_of(load_data("dates")["describes"])
    return re.compile(rf"\s?{verbs}[、并或]?(?:{verbs})?的")


@cache
def _plan_before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('documents')['kinds'])}\s*\($")


@cache
def _itself_before() -> re.Pattern[str]:
    words = load_data("dates")
    return re.compile(rf"{any_of(words['itself'])}[^,。;、]{{0,12}}(?:自|从)?\s*$")


def use_of(match: re.Match[str], days: Days, issue: Issue) -> Use:
    """Return what a date that the calendar has is there for, by what stands around it and by the plan's own time."""
    plain = match.string
    before = plain[max(0, match.start() - _LONGEST_WORD) : match.start()].rstrip()
    after = plain[match.end() : match.end() + _LONGEST_WORD].lstrip()
    if before.endswith(_listed("baseline_before")) or after.startswith(_listed("baseline_after")):
        return "baseline"
    if _SHARE.match(after):  # 2013年的80%
        return "baseline"
    if before.endswith(_listed("baseline_from")) and after.startswith("的"):
        return "baseline"
    if before.endswith(_listed("status_before")) or _names_something(match, days, after):
        return "status"
    if _is_past(match, days, issue):
        return "status"
    return "deadline"


def _names_something(match: re.Match[str], days: Days, after: str) -> bool:
    """Whether the date belongs to a title, an edition, an event, or says which things are meant."""
    plain = match.string
    if after.startswith(_listed("done_after")) or _describes().match(plain, match.end()):
        return True
    if after.startswith("止") and days[0] == days[1]:
        return True
    if plain[match.end() - 1] == "年" and after.startswith(_listed("named_after")):
        return True
    title = plain.rfind("《", max(0, match.start() - _LONGEST_TITLE), match.start())
    if title >= 0 and plain.find("》", title, match.start()) < 0:
        return True
    if bound_of(match) == "since" and after.startswith(_listed("in_force")):
        return _itself_before().search(plain, max(0, match.start() - _SUBJECT_REACH), match.start()) is not None
    return after.startswith(")") and _plan_before().search(plain, max(0, match.start() - 8), match.start()) is not None


def _is_past(match: re.Match[str], days: Days, issue: Issue) -> bool:
    """Whether the time was over, or the day of issue itself, when the plan was issued or began."""
    bound = bound_of(match)
    if bound in ("past", "since"):
        return bound == "past"
    began = [year for year in (issue.period and issue.period[0], issue.day and issue.day.year) if year]
    closes = bound in ("until", "end")
    signed = issue.day is not None and days[0] == days[1] <= issue.day and not closes
    slip = closes and issue.day is not None and days[1].year == issue.day.year - 1  # still to be done, by its words
    return signed or (bool(began and days[1].year < min(began)) and not slip)


def is_due(match: re.Match[str], days: Days | None) -> bool:
    """Return whether what stands before a time says that it is the last: 到2020年, 完成时限:2020年6月."""
    words = load_data("dates")
    said = match.string[max(0, match.start() - _LONGEST_WORD) : match.start()].rstrip(" \n")
    before = said.rstrip(" :,])\n")
    if before.endswith(_listed("due_before")):
        return True
    labels = [*words["due_label"], *(words["due_before_mark"] if said.endswith((":", "]", ")")) else ())]
    return days is not None and days[0].year == days[1].year and before.endswith(tuple(labels))


def is_marked(match: re.Match[str]) -> bool:
    """Return whether what is said of the time is given marks: 年内无案例不得分."""
    clause = re.split(r"[,。;\s]", match.string[match.end() : match.end() + _LONGEST_CLAUSE], maxsplit=1)[0]
    return any(word in clause for word in load_data("dates")["yearless"]["marks"])

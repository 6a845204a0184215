"""iCalendar (RFC 5545): the deadlines of plans as all-day events.

What is due by a day or within a span stands on its last day, what holds from a day on at that day.  What recurs stands
on the last day of each of its periods: from the start that the plan says, else from the plan's, until its end.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph.store import Store
from queries.content import content_of
from queries.exports.visible import plain
from queries.records import Content, Deadline, Task

if TYPE_CHECKING:
    from icalendar import Event

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_LONGEST = 1200  # months: what is longer than a century recurs in no plan
_EPOCH = date(
    1970, 1, 1
)  # of the stamp of a plan without a date: it must have one, and a clock's would never be the same


@dataclass(frozen=True, slots=True)
class Interval:
    """A recurrence: months, or days."""

    months: int
    days: int

    def after(self, start: date) -> date:
        """Return the day on which the next period begins; one that its month lacks becomes the month's last."""
        month = start.month - 1 + self.months
        year, month = start.year + month // 12, month % 12 + 1
        moved = date(year, month, min(start.day, monthrange(year, month)[1]))
        return moved + timedelta(days=self.days)

    def rule(self, first: date) -> dict[str, object]:
        """Return the parts of an RRULE; a period that ends with a month does so in shorter months too."""
        if not self.months:
            unit, count = ("WEEKLY", self.days // 7) if self.days % 7 == 0 else ("DAILY", self.days)
            return {"FREQ": unit, "INTERVAL": count}
        last = {"BYMONTHDAY": -1} if first.day == monthrange(first.year, first.month)[1] else {}
        if self.months % 12:
            return {"FREQ": "MONTHLY", "INTERVAL": self.months, **last}
        leap = {"BYMONTH": 2, **last} if first.month == 2 else {}
        return {"FREQ": "YEARLY", "INTERVAL": self.months // 12, **leap}


def read_interval(duration: str) -> Interval | None:
    """Return an ISO 8601 duration as an interval; ``None`` if it is none of whole days or mixes months with days.

    >>> read_interval("P3M"), read_interval("P1Y6M"), read_interval("P1W"), read_interval("PT1H")
    (Interval(months=3, days=0), Interval(months=18, days=0), Interval(months=0, days=7), None)
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    interval = Interval(years * 12 + months, weeks * 7 + days)
    return interval if bool(interval.months) != bool(interval.days) and interval.months <= _LONGEST else None


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return all deadlines that have a day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//duban//duban//ZH")
    calendar.add("VERSION", "2.0")
    for plan in (content_of(store, plan) for plan in plans):
        for task in plan.tasks:
            for when in task.deadlines:
                if event := _event(plan, task, when):
                    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(plan: Content, task: Task, when: Deadline) -> "Event | None":
    from icalendar import Event

    times = _times(plan, when)
    if times is None:
        return None
    day, rule = times
    event = Event()
    event.add("UID", when.iri)
    event.add("DTSTAMP", _stamp(plan))
    event.add("DTSTART", day)
    if rule:
        event.add("RRULE", rule)
    holders = "、".join(task.names("lead") or task.names("responsible"))
    event.add("SUMMARY", _text(f"{task.id} {task.title}（{holders}）" if holders else f"{task.id} {task.title}"))
    event.add("DESCRIPTION", _text(f"{when.quote.text}\n\n{task.quote.text}\n\n{plan.title}"))
    event.add("CATEGORIES", [_text(plan.title)])
    event.add("TRANSP", "TRANSPARENT")
    event.add("URL", quote(task.iri, safe="/:%"))
    return event


def _text(text: str) -> str:
    r"""Return a text for a property; the library takes ``\\N`` for a line's end even where it is to be escaped."""
    return plain(text).replace("\\N", "＼N")


def _times(plan: Content, when: Deadline) -> tuple[date, Mapping[str, object]] | None:
    """Return the day of a deadline, and how it recurs; ``None`` where no day is known."""
    start, end = _day(when.start), _day(when.end)
    interval = read_interval(when.recurrence)
    if interval is None:
        day = start if when.kind == "from" else end or start
        return (day, {}) if day else None
    first_year, last_year = _day(f"{plan.start}-01-01"), _day(f"{plan.end}-12-31")
    begins = start or first_year or _day(plan.issued)
    if begins is None:
        return (end, {}) if end else None
    due = interval.after(begins) - timedelta(days=1)
    last = end or last_year
    until = {"UNTIL": last} if last and last >= due else {}
    return due, {**interval.rule(due), **until}


def _stamp(plan: Content) -> datetime:
    day = _day(plan.issued) or _day(f"{plan.start}-01-01") or _EPOCH
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

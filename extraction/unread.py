"""Places that should name bodies and of which none could be read: behind labels, and in columns of tables."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.columns import is_none
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText, trim
from extraction.roles import label_pattern
from extraction.tables import ReadTable
from extraction.tasks import Item

_LONGEST_LABEL = 16
_BEHIND = re.compile(r"[^。\n]{0,80}")
_AROUND = " ,、;。()[]"

Span = tuple[int, int]


def unread_bodies(text: PlanText, items: Sequence[Item], tables: Sequence[ReadTable]) -> Iterator[Span]:
    """Yield where a clean text should say who does something, and nobody could be read."""
    if text.scrambled:
        return
    clauses = [item.clause for item in items if item.clause]
    named = sorted({r.passage.start for clause in clauses for r in clause.responsibilities})
    read = [(clause.start, clause.end) for clause in clauses if clause.responsibilities]
    yield from _labels(text, sorted([*read, *((table.start, table.end) for table in tables)]))
    for start, end in sorted({(c.start, c.end) for t in tables for line in t.lines for _, c in line.holders}):
        if bisect_right(named, end - 1) == bisect_right(named, start - 1):
            yield start, end


def _labels(text: PlanText, read: Sequence[Span]) -> Iterator[Span]:
    for mark in _mark().finditer(text.plain):
        place = bisect_right(read, mark.start(), key=lambda span: span[0]) - 1
        if place >= 0 and mark.start() < read[place][1]:
            continue
        label = _label().search(text.plain, max(0, mark.start() - _LONGEST_LABEL), mark.end("noun"))
        behind = _BEHIND.match(text.plain, mark.end())
        begin, end = trim(text.plain, *behind.span(), _AROUND) if behind else (0, 0)
        if label and begin < end and not is_none(text.plain[begin:end]):
            yield label.start(), end


@cache
def _mark() -> re.Pattern[str]:
    """The end of a label; its noun is looked for first, since labels are slow to search."""
    nouns = any_of(load_data("responsibility")["label"]["nouns"])
    return re.compile(rf"(?P<noun>{nouns})(?:\([^()\n]{{1,20}}\))?\s?[:\]]")


@cache
def _label() -> re.Pattern[str]:
    not_after = "".join(load_data("responsibility")["label"]["not_after"])
    return re.compile(rf"(?<![{not_after}]){label_pattern(whole=True)}$")

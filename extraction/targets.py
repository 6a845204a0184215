"""Targets: what is to be reached, by how much and in which year.

A figure is read by what stands to its left in the same clause: a verb of state (达到), a verb of change (比2015年下降),
an indicator's own name (达标率100), or an action that counts things (取缔2家).  A figure that none of these governs
describes something and is no target.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from extraction.dates import DateMention
from extraction.figures import find_figures
from extraction.lexicon import any_of, load_data
from extraction.phrases import Phrase, split_phrase
from extraction.quantities import find_classes
from extraction.scope import Scope, TargetMention
from extraction.states import find_states


def find_targets(scope: Scope) -> list[TargetMention]:
    """Return the targets in an item, in the order of the text."""
    found = [*find_figures(scope), *_classes(scope)]
    found += find_states(scope, [(mention.start, mention.end) for mention in found])
    found.sort(key=lambda mention: mention.start)
    times = [date for date in scope.dates if date.use == "deadline"]
    return [_dated(mention, scope, times) for mention in found]


def _dated(mention: TargetMention, scope: Scope, times: Sequence[DateMention]) -> TargetMention:
    """Add the year that holds where the target stands, which is the last one said before it, and the base year."""
    within = scope.dates_from(mention.start, mention.end)
    baseline = [d.last.year for d in within if d.use == "baseline" and d.last]
    year, recurrence = None, None
    if said := bisect_left(times, mention.end, key=attrgetter("start")):
        time = times[said - 1]
        day = time.first if time.kind == "from" else time.last
        year, recurrence = day.year if day else None, time.recurrence
    return replace(mention, year=year, recurrence=recurrence, baseline_year=baseline[-1] if baseline else None)


@cache
def _adverbs_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])})*$")


def _classes(scope: Scope) -> Iterator[TargetMention]:
    """Yield the water-quality classes to be reached."""
    indicator = load_data("targets")["class"]["indicator"]
    for grade in find_classes(scope.text, scope.start, scope.end):
        begin = scope.clause_start(grade.start)
        phrase = split_phrase(_adverbs_before().sub("", scope.text.plain[begin : grade.start]))
        subject = phrase.subject if phrase.indicator and indicator.startswith(phrase.indicator) else "".join(phrase)
        about = Phrase(subject, indicator)
        found = TargetMention(begin, grade.end, about, grade.comparator, grade.grade, unit="类", rule="target.class")
        yield replace(found, baseline_value=grade.before)

"""Targets: what is to be reached, by how much and in which year.

A figure is read by what stands to its left in the same clause: a verb of state (达到), a verb of change (比2015年下降),
an indicator's own name (达标率100), or an action that counts things (取缔2家).  A figure that none of these governs
describes something and is no target.
"""

import re
from functools import cache

from extraction.classes import find_classes
from extraction.figures import find_figures
from extraction.lexicon import any_of, load_data
from extraction.quantities import unit_kind
from extraction.scope import Scope, TargetMention
from extraction.states import find_states
from extraction.times import dated, deadlines

_OWNS = "拥有"
_MARKED = re.compile(r"\s?[,，]?的?\s?(?:得|扣|加)\s?\d")  # in the source: what tables tell leaves marks out


def find_targets(scope: Scope) -> list[TargetMention]:
    """Return the targets in an item, in the order of the text."""
    if scope.setting.past:
        return []
    found = [*find_figures(scope), *find_classes(scope)]
    found += find_states(scope, [(mention.start, mention.end) for mention in found])
    found.sort(key=lambda mention: mention.start)
    times = deadlines(scope)
    made = [dated(mention, scope, times) for mention in found]
    return made if scope.text.scrambled else [mention for mention in made if not _told(mention, scope)]


def _told(mention: TargetMention, scope: Scope) -> bool:
    """Whether a figure tells how things are, or what is paid, and sets no target."""
    if mention.value is None:
        return mention.year is None
    if _over(mention, scope):
        return True
    start = scope.sentence_start(mention.start)
    before = scope.text.plain[start : mention.end]
    if mention.phrase.indicator == _OWNS and mention.year is None and not before.lstrip().startswith("每"):
        return True
    told = _tells().search(before)
    status = [date.end for date in scope.dates_from(start, mention.end) if date.use == "status"]
    last = max([start + told.end() if told else start, *status])
    since = scope.dates_from(last, mention.end)
    if last > start and not any(date.use == "deadline" for date in since):
        return True
    since_when = start if mention.rule == "target.named" else mention.start
    if _exists().search(scope.text.plain, since_when, mention.end):
        return True
    return _conditions().search(scope.text.plain, start, mention.end) is not None or _pays(mention, scope, start)


def _over(mention: TargetMention, scope: Scope) -> bool:
    """Whether the year was over when the plan was issued; a duty of each year goes on."""
    issued = scope.setting.issued
    return bool(issued and mention.year and mention.year < issued and mention.recurrence is None)


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(any_of(load_data("targets")["words"]["conditions"]))


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(any_of(load_data("targets")["words"]["told"]))


@cache
def _exists() -> re.Pattern[str]:
    """A word for what is there already, but not in a clause that only says which things are meant."""
    return re.compile(rf"{any_of(load_data('targets')['words']['existing'])}(?![量率]|[^,、]*的)")


@cache
def _paid() -> re.Pattern[str]:
    return re.compile(any_of(load_data("targets")["words"]["paid"]))


def _pays(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a sum or a share is granted, fined or marked."""
    kind = unit_kind(mention.unit)
    if kind == "score" or _MARKED.match(scope.text.source, mention.end):
        return True
    if kind not in ("money", "ratio"):
        return False
    return bool(_paid().search(scope.text.plain, start, scope.sentence_end(mention.end)))

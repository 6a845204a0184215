"""Counts whose verb stands in no list of what is done: a thing and its number at the end of a clause.

The verbs of duties are an open class.  A number with which a clause ends is to be done where the clause opens with a
verb of duties, or stands among goals: behind a time that is set, under goals, or beside another count.
"""

import re
from functools import cache

from extraction.counts import bound_before, counts, object_follows, sets_comparator
from extraction.lexicon import any_of, load_data, openers
from extraction.marks import HAN
from extraction.phrases import Phrase, ends_as_indicator, without_heads
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined

_SHORTEST, _LONGEST = 3, 40
_COUNTS = ("target.count", "target.open-count", "target.listed")
_ENDS = re.compile(rf"\s?(?:\(|$|[^{HAN}\w\s(])|\s(?![{HAN}\w])|\s?(?:以及|和|及|与)")
_NOT_COUNTED = re.compile(
    r"^(?:第[一二三四五六七八九十\d]|每|各|其中|原则|单|组长|成员|由)|(?:第.{1,2}批|组长|主任|成员|副|设|分|占|计|约|等|的|为|是|有|在|至|到)$"
)


@cache
def _acts() -> re.Pattern[str]:
    """A verb of duties with which a clause opens, and what is done it to."""
    data = load_data("targets")["count"]
    known = [word for words in openers().values() for word in words if len(word) > 1]
    verbs = set(data["acts"] + data["strong"] + known) - set(data["no_act"]) - set(load_data("openers")["leads"])
    return re.compile(rf"(?P<verb>{any_of(verbs)}(?:、?{any_of(data['acts'] + data['joined'])})*)(?P<things>.+)")


@cache
def _act_last() -> re.Pattern[str]:
    data = load_data("targets")["count"]
    return re.compile(rf"(?P<things>.+?)(?P<verb>{any_of(data['acts'] + data['strong'])})")


@cache
def _bars() -> re.Pattern[str]:
    data = load_data("targets")
    return re.compile(rf"{any_of(data['words']['existing'])}|^{any_of(data['count']['no_act'])}|{_NOT_COUNTED.pattern}")


@cache
def _adverbs_last() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])})+$")


def find_open_count(scope: Scope, quantity: Quantity, last: TargetMention | None) -> TargetMention | None:
    """Return the target that a number at the end of a clause sets, or ``None`` where it only describes."""
    if scope.text.scrambled or quantity.spelled or not counts(scope, quantity) or object_follows(scope, quantity):
        return None
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start).strip(" ,、")
    bound = bound_before().search(words)
    words = without_heads(words[: bound.start()] if bound else _adverbs_last().sub("", words))
    if not _SHORTEST <= len(words) <= _LONGEST or _bars().search(words) or ends_as_indicator(words):
        return None
    phrase = _phrase(words, counted=unit_kind(quantity.unit) == "count", among=_among_goals(scope, begin, last))
    if phrase is None:
        return None
    comparator = combined(sets_comparator().get(bound["verb"], "=") if bound else "=", quantity.bound, quantity)
    return TargetMention(
        begin,
        quantity.end,
        phrase,
        comparator,
        quantity.value,
        quantity.high,
        quantity.unit,
        rule="target.open-count" if phrase.subject else "target.listed",
    )


def _phrase(words: str, *, counted: bool, among: bool) -> Phrase | None:
    """What is counted and what is done to it; among goals a thing that is counted needs no verb."""
    act = _acts().fullmatch(words) or (_act_last().fullmatch(words) if among else None)
    if act:
        return Phrase(act["things"], act["verb"])
    return Phrase("", words) if among and counted else None


def _among_goals(scope: Scope, begin: int, last: TargetMention | None) -> bool:
    """Whether a clause stands where goals are set."""
    start = scope.sentence_start(begin)
    beside = last is not None and last.start >= start and last.rule in _COUNTS
    if scope.setting.goals or beside:
        return True
    return any(date.use == "deadline" for date in scope.dates_from(start, begin))

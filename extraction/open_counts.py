"""Counts that end their clause: a thing and its number, with a verb that counts nowhere else, or with none.

The verbs of duties are an open class, and most stand before figures that only describe.  A number with which a clause
ends is to be done where the clause opens with a verb of duties, or stands among goals: behind a time that is set, under
goals, or beside another target.
"""

import re
from functools import cache

from extraction.counts import Action, bound_before, counted, counts, sets_comparator, without_bound
from extraction.lexicon import any_of, load_data, openers, word_of
from extraction.marks import HAN
from extraction.phrases import Phrase, ends_as_indicator, without_heads, without_marks
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined
from extraction.things import object_follows

_SHORTEST, _LONGEST = 3, 40
_TIMES = "次"


@cache
def _acts() -> re.Pattern[str]:
    """A verb of duties with which a clause opens, and what is done it to."""
    data = load_data("targets")["count"]
    known = [word for words in openers().values() for word in words if len(word) > 1]
    verbs = (
        set(data["acts"] + data["strong"] + data["raises"] + known)
        - set(data["no_act"])
        - set(load_data("openers")["leads"])
    )
    joined = any_of(data["acts"] + data["joined"] + data["strong"])
    before = rf"(?:{any_of(load_data('targets')['words']['regions'])})?(?:[{HAN}]{{2}}化|新)?"
    return re.compile(rf"{before}(?P<verb>{any_of(verbs)}(?:、?{joined})*)(?!化)(?P<things>.+)")


def _verb_alone() -> re.Pattern[str]:
    return word_of("targets", "count", "acts")


@cache
def _funds() -> re.Pattern[str]:
    """Money that is raised or saved: 争取上级资金15亿元."""
    data = load_data("targets")["count"]
    money = any_of(data["funds"] + data["sums"])
    return re.compile(rf".{{0,8}}?(?P<raised>{any_of(data['raises'])}.*{money})")


@cache
def _act_last() -> re.Pattern[str]:
    data = load_data("targets")["count"]
    return re.compile(rf"(?P<things>.+?)(?P<verb>{any_of(data['acts'] + data['strong'])})")


@cache
def _bars() -> re.Pattern[str]:
    data = load_data("targets")
    return re.compile(
        rf"{any_of(data['words']['existing'])}|^{any_of(data['count']['no_act'])}|{data['count']['not_counted']}"
    )


def find_open_count(scope: Scope, quantity: Quantity, last: TargetMention | None) -> TargetMention | None:
    """Return the target that a number at the end of a clause sets, or ``None`` where it only describes."""
    if scope.text.scrambled or quantity.spelled:
        return None
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start).strip(" ,、")
    bound = bound_before(words)
    comparator = sets_comparator().get(bound["verb"], "=") if bound else "="
    words = without_bound(words, bound)
    if object_follows(scope, quantity):
        action = Action(begin, without_heads(words), "", light=False, comparator=comparator)
        return counted(scope, quantity, action) if _acts_on(action.verb, quantity.unit) else None
    phrase = _read(scope, quantity, words, among=_among_goals(scope, begin, last))
    if phrase is None:
        return None
    return TargetMention(
        begin,
        quantity.end,
        phrase,
        combined(comparator, quantity.bound, quantity),
        quantity.value,
        quantity.high,
        quantity.unit,
        rule="target.listed" if len(phrase.indicator) >= _SHORTEST and not phrase.subject else "target.open-count",
    )


def _acts_on(verb: str, unit: str | None) -> bool:
    """Whether a verb is done to things counted behind it; 每年报送2次 says how often."""
    return unit_kind(unit) == "count" and unit != _TIMES and _verb_alone().fullmatch(verb) is not None


def _read(scope: Scope, quantity: Quantity, said: str, *, among: bool) -> Phrase | None:
    """What is counted and what is done to it; among goals a thing that is counted needs no verb."""
    raised = _funds().fullmatch(without_marks(said)) if unit_kind(quantity.unit) == "money" else None
    words = raised["raised"] if raised else without_heads(said)
    if not (raised or counts(scope, quantity)) or len(words) > _LONGEST:
        return None
    if among and _verb_alone().fullmatch(words):  # 申报50项,立项20项
        return Phrase("", words)
    if len(words) < _SHORTEST:
        return None
    if _bars().search(words) or ends_as_indicator(words):
        return None
    act = _acts().fullmatch(words) or (_act_last().fullmatch(words) if among else None)
    if act:
        return Phrase(act["things"], act["verb"])
    return Phrase("", words) if among and unit_kind(quantity.unit) == "count" else None


def _among_goals(scope: Scope, begin: int, last: TargetMention | None) -> bool:
    """Whether a clause stands where goals are set."""
    start = scope.sentence_start(begin)
    beside = last is not None and last.start >= start
    if scope.setting.goals or beside:
        return True
    return any(date.use == "deadline" for date in scope.dates_from(start, begin))

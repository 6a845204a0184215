"""Counts that go on a list: 800个样区 in 建设50个观测站和800个样区, and parts of the number before."""

import re
from dataclasses import replace
from functools import cache

from extraction.counts import Action, bound_before, counted, counts, verb_before
from extraction.lexicon import any_of, load_data, opens_clause
from extraction.phrases import Phrase, ends_as_indicator, without_heads
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined
from extraction.things import object_follows

PART_OF = "其中"
_GAP = re.compile(r"(?:\([^()]{1,6}\))?[\s、和及与并以]*")


def continue_count(scope: Scope, quantity: Quantity, last: TargetMention | None) -> TargetMention | None:
    """Return the count that goes on a list: 800个样区 in 建设50个观测站和800个样区."""
    if last is None or scope.text.scrambled:
        return None
    if part := _part(scope, quantity, last):
        return part
    if not counts(scope, quantity) and not (last.rule == "target.part" and quantity.unit == last.unit):
        return None
    if yearly := _year_of_part(scope, quantity, last):
        return yearly
    begin = _goes_on(scope, quantity, last) if last.rule in ("target.count", "target.part") else None
    if begin is None:
        return None
    words = scope.words(begin, quantity.start)
    found = counted(scope, quantity, Action(begin, last.phrase.indicator, words, light=False))
    rule = found.rule if counts(scope, quantity) else last.rule
    return replace(found, phrase=_with_own_action(found.phrase, last.phrase), rule=rule)


def _part(scope: Scope, quantity: Quantity, last: TargetMention) -> TargetMention | None:
    """A part of the number before: 其中公共停车位1万个."""
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start).strip()
    own = verb_before().match(words) or bound_before(words) or ends_as_indicator(words)
    if not words.startswith(PART_OF) or own or begin - last.end > 1 or last.unit != quantity.unit:
        return None
    money = unit_kind(quantity.unit) == "money"
    done = last.phrase.indicator if last.rule == "target.count" or money else ""
    comparator = combined("=", quantity.bound, quantity)
    phrase = last.phrase if words == PART_OF else Phrase(without_heads(words), done)
    if not money and not counts(scope, quantity):
        return None
    return TargetMention(
        begin, quantity.end, phrase, comparator, quantity.value, quantity.high, quantity.unit, rule="target.part"
    )


def _year_of_part(scope: Scope, quantity: Quantity, last: TargetMention) -> TargetMention | None:
    """The part of another year: 2024年50公里 after 其中2023年40公里."""
    if last.rule != "target.part" or last.unit != quantity.unit:
        return None
    begin = scope.clause_start(quantity.start)
    between_ = scope.words(last.end, quantity.start).strip(" 、,")
    dated = begin > last.end + 1 and scope.date_before(begin) is not None
    if between_ or not dated:
        return None
    comparator = combined("=", quantity.bound, quantity)
    return replace(last, start=begin, end=quantity.end, comparator=comparator, value=quantity.value, high=quantity.high)


def _goes_on(scope: Scope, quantity: Quantity, last: TargetMention) -> int | None:
    """Where a member of a list of counts begins, or ``None`` where a figure goes on no list."""
    plain, start = scope.text.plain, quantity.start
    if start < last.end:
        return None
    if not plain[last.end : start].strip(" 、,和及与并以"):
        return start if object_follows(scope, quantity) else None
    begin = scope.clause_start(start)
    if begin < last.end or not _GAP.fullmatch(plain, last.end, begin):
        return None
    own = verb_before().match(scope.words(begin, start))
    acts = own and (own["between"] or object_follows(scope, quantity))
    return None if acts or opens_clause(plain, begin) else begin


def _with_own_action(phrase: Phrase, last: Phrase) -> Phrase:
    """Let a member of a list say by its own last word what is done: 退化林修复900万公顷 after 森林抚育."""
    own = _actions_last().search(phrase.subject)
    return Phrase(phrase.subject[: own.start()] or last.subject, own[0]) if own else phrase


@cache
def _actions_last() -> re.Pattern[str]:
    data = load_data("targets")["count"]
    return re.compile(rf"{any_of(data['actions'] + data['strong'])}$")

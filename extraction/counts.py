"""Counts of things to be done: 取缔2家, 完成16家重点行业企业清洁化改造, 每年完成10%的整治任务."""

import re
from dataclasses import dataclass
from functools import cache

from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import trim
from extraction.phrases import Phrase, shorten_list
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, between, combined

_LIST_REACH, _LONGEST_OBJECT = 160, 400


@dataclass(frozen=True, slots=True)
class _Action:
    """The verb that counts.

    Args:
        between: what stands between it and the figure.
        light: whether it leaves it to its object to say what is done, as 完成 does.
    """

    start: int
    verb: str
    between: str
    light: bool


@cache
def _verb_before() -> re.Pattern[str]:
    data = load_data("targets")["count"]
    adverbs = any_of(load_data("openers")["adverbs"] + load_data("targets")["words"]["heads"])
    return re.compile(
        rf"(?:{adverbs})*(?:(?P<light>{any_of(data['light'])})|(?P<strong>{any_of(data['strong'])}))"
        r"(?P<between>[^。;\n]*)$"
    )


@cache
def _existing() -> re.Pattern[str]:
    return re.compile(any_of(load_data("targets")["words"]["existing"]))


@cache
def _actions() -> re.Pattern[str]:
    return re.compile(any_of(load_data("targets")["count"]["actions"]))


def find_count(scope: Scope, quantity: Quantity) -> TargetMention | None:
    """Return the target that a number or a share of things to be done sets, or ``None`` where it only describes."""
    action = _action(scope, quantity)
    if action is None:
        return None
    end = _object_end(scope, quantity.end)
    phrase = _phrase(scope, action, scope.text.plain[quantity.end : end])
    comparator = combined("=", quantity.bound, quantity)
    return TargetMention(
        action.start, end, phrase, comparator, quantity.value, quantity.high, quantity.unit, rule="target.count"
    )


def _action(scope: Scope, quantity: Quantity) -> _Action | None:
    plain, share = scope.text.plain, quantity.unit == "%"
    if share:
        if not plain.startswith(("的", ",的"), quantity.end):
            return None
        floor = max(scope.start, quantity.start - _LIST_REACH)
        begin = max([floor, *(d.end for d in scope.dates_from(floor, quantity.start) if d.end <= quantity.start)])
    else:
        if not _counts(quantity):
            return None
        begin = scope.clause_start(quantity.start)
    found = _verb_before().search(plain, begin, quantity.start)
    if found is None or (share and not found["light"]) or _existing().search(plain, begin, quantity.start):
        return None
    return _Action(found.start(), found["light"] or found["strong"], found["between"], bool(found["light"]))


def _counts(quantity: Quantity) -> bool:
    """Whether a figure says how many or how much is done; 5000平方米以上 says how large something is."""
    kind = unit_kind(quantity.unit)
    return kind == "count" or (kind in ("length", "area", "volume", "mass") and not quantity.bound)


def _object_end(scope: Scope, position: int) -> int:
    """Where the things counted end: before the next clause, date or figure, or at the end of the item."""
    plain = scope.text.plain
    end = min(scope.end, position + _LONGEST_OBJECT)
    dates, quantities = scope.dates_from(position, end), between(scope.quantities, position, end)
    end = min([end, *(d.start for d in dates[:1]), *(q.start for q in quantities[:1])])
    for mark in re.finditer(r"[,、。;\s]+", plain[position:end]):
        ends = re.search(scope.text.sentence_end, mark[0])
        if ends or (mark.start() > 0 and opens_clause(plain, position + mark.end())):
            end = position + mark.start()
            break
    return trim(plain, position, end, " ,、。;")[1]


def _phrase(scope: Scope, action: _Action, things: str) -> Phrase:
    """What is counted and what is done to it."""
    things = re.sub(r"^[,\s]?的", "", things)
    done = list(_actions().finditer(things))[-1:] if action.light else []
    subject = action.between + (things[: done[0].start()] if done else things)
    return Phrase(shorten_list(subject) or scope.title, done[0][0] if done else action.verb)

"""Figures that an indicator is to reach: by a verb of state, by a verb of change, or directly behind its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extraction.counts import find_count
from extraction.lexicon import any_of, load_data
from extraction.phrases import Phrase, ends_as_indicator, share_tail, split_phrase, without_marks
from extraction.quantities import DISTRIBUTES, Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined

_BETWEEN_FIGURES = re.compile(r"[,、\s]?(?:和|及|与|以及)?[,、\s]?")
_BETWEEN_NAMES = re.compile(r"以及|及|和|与|[,、]")


@dataclass(frozen=True, slots=True)
class _Governor:
    """What governs a figure: where the governing words begin, what they are about, and the comparator they set."""

    start: int
    phrase: str
    comparator: str
    rule: str = "target.state"


@cache
def _verbs(kind: str) -> dict[str, str]:
    return {word: sign for sign, words in load_data("targets")[kind].items() for word in words}


@cache
def _verb_before() -> re.Pattern[str]:
    """An indicator's verb at the end of the text to the left: adverbs, then a verb of state or change."""
    data = load_data("targets")
    adverbs, state, change = (
        any_of(data["words"]["adverbs"]),
        any_of(list(_verbs("state"))),
        any_of(list(_verbs("change"))),
    )
    floor = any_of(data["state"][">="] + data["state"][">"])
    return re.compile(rf"(?:{adverbs})*(?:(?P<state>{state})约?|(?P<change>{change})(?:了|幅度)?(?P<floor>{floor})?)$")


def find_figures(scope: Scope) -> Iterator[TargetMention]:
    """Yield the targets that the figures of an item set, a run of figures under one 分别 as so many."""
    last: TargetMention | None = None
    place = 0
    while place < len(scope.quantities):
        run = _run(scope, place)
        for mention in _read(scope, run, last):
            last = mention
            yield mention
        place += len(run)


def _run(scope: Scope, place: int) -> list[Quantity]:
    """The figure at a place, with those that 分别 distributes."""
    plain, run = scope.text.plain, [scope.quantities[place]]
    if DISTRIBUTES not in plain[max(scope.start, run[0].start - 20) : run[0].start]:
        return run
    for quantity in islice(scope.quantities, place + 1, None):
        if not _BETWEEN_FIGURES.fullmatch(plain, run[-1].end, quantity.start):
            break
        run.append(quantity)
    return run


def _read(scope: Scope, run: list[Quantity], last: TargetMention | None) -> Iterator[TargetMention]:
    governor = _governor(scope, run[0], last)
    if governor is None:
        count = find_count(scope, run[0])
        if count:
            yield count
        return
    for quantity, phrase in zip(run, _phrases(scope, governor.phrase, len(run), last), strict=True):
        comparator = combined(governor.comparator, quantity.bound or run[-1].bound, quantity)
        unit = quantity.unit or run[-1].unit
        yield TargetMention(
            governor.start, run[-1].end, phrase, comparator, quantity.value, quantity.high, unit, rule=governor.rule
        )


def _phrases(scope: Scope, words: str, count: int, last: TargetMention | None) -> list[Phrase]:
    """The subject and indicator of each figure of a run; carried over where the clause names none."""
    if not without_marks(words):
        return [last.phrase if last else Phrase("", scope.title)] * count
    parts = [part for part in _BETWEEN_NAMES.split(words) if part] if count > 1 else []
    if len(parts) == count:
        return [split_phrase(part) for part in share_tail(parts)]
    return [split_phrase(words)] * count


def _governor(scope: Scope, quantity: Quantity, last: TargetMention | None) -> _Governor | None:
    """Read the verb or the indicator that governs a figure, or ``None`` where neither does."""
    plain = scope.text.plain
    if plain.startswith(("的", ",的"), quantity.end):  # 超过2万平方米的建筑: the figure describes
        return None
    begin = scope.clause_start(quantity.start)
    words = plain[begin : quantity.start].rstrip(" ,")
    verb = _verb_before().search(words)
    if verb is None:
        named = quantity.unit and words == plain[begin : quantity.start] and ends_as_indicator(words)
        return _Governor(begin, words, "=", "target.named") if named else None
    about = words[: verb.start()]
    baseline = next((d for d in scope.dates_from(begin, begin + len(about)) if d.use == "baseline"), None)
    if baseline:
        about = about[: max(baseline.start - 1 - begin, 0)]
    if verb["change"]:
        change = _verbs("change")[verb["change"]]
        sign = f"{change}>=" if verb["floor"] else f"{change}="
        return (
            _Governor(begin, about, sign, "target.change") if unit_kind(quantity.unit) == "ratio" or baseline else None
        )
    return _state(scope, quantity, _Governor(begin, about, _verbs("state")[verb["state"]]), last)


def _state(scope: Scope, quantity: Quantity, governor: _Governor, last: TargetMention | None) -> _Governor | None:
    """Check that a verb of state is about an indicator: its own, or the one carried over behind a date."""
    if unit_kind(quantity.unit) == "time":
        return None
    if named := without_marks(governor.phrase):
        return governor if quantity.unit or ends_as_indicator(named) else None
    date = scope.date_before(governor.start)
    return _Governor(date.start, "", governor.comparator, "target.carried") if date and last else None

"""Targets: what is to be reached, by how much and in which year.

A figure is read by what stands to its left in the same clause: a verb of state (达到), a verb of change (比2015年下降),
an indicator's own name (达标率100), or an action that counts things (取缔2家).  A figure that none of these governs
describes something and is no target.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extraction.dates import DateMention
from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import PlanText
from extraction.phrases import Phrase, ends_as_indicator, share_tail, shorten_list, split_phrase, without_marks
from extraction.quantities import Quantity, find_classes
from extraction.states import find_states
from ontology.vocabulary import rows

_REACH = 90
_LONG_REACH = 160


@dataclass(frozen=True, slots=True)
class TargetMention:
    """One target in an item, before it knows its section and task."""

    start: int
    end: int
    phrase: Phrase
    comparator: str
    value: Decimal | str | None
    high: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    recurrence: str | None = None
    baseline_year: int | None = None
    baseline_value: Decimal | str | None = None


@dataclass(frozen=True, slots=True)
class _Left:
    """What governs a figure: where the governing words begin, what they are about, and the comparator they set."""

    start: int
    phrase: str
    comparator: str


@cache
def _verbs(kind: str) -> dict[str, str]:
    return {word: sign for sign, words in load_data("targets")[kind].items() for word in words}


@cache
def _governor() -> re.Pattern[str]:
    """An indicator's verb at the end of the text to the left: adverbs, then a verb of state or change."""
    adverbs = any_of(load_data("targets")["words"]["adverbs"])
    state, change = any_of(list(_verbs("state"))), any_of(list(_verbs("change")))
    floor = any_of(load_data("targets")["state"][">="] + load_data("targets")["state"][">"])
    return re.compile(
        rf"(?P<adverbs>(?:{adverbs})*)(?:(?P<state>{state})(?:约)?|(?P<change>{change})(?:了|幅度)?(?P<floor>{floor})?)$"
    )


@cache
def _counting() -> re.Pattern[str]:
    """A verb of action that governs a count, with what stands between the two."""
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


@dataclass(frozen=True, slots=True)
class Scope:
    """The text of one item with what was found in it.

    Args:
        start: where the item's text begins, as ``end`` where it ends.
        title: the item's title, which a duty without an object of its own is about.
        dates: all statements of time in it, as ``quantities`` all figures.
    """

    start: int
    end: int
    title: str
    dates: Sequence[DateMention]
    quantities: Sequence[Quantity]


def find_targets(text: PlanText, scope: Scope) -> list[TargetMention]:
    """Return the targets in an item, in the order of the text."""
    found = [*_Item(text, scope).targets(), *_classes(text, scope.start, scope.end)]
    taken = [(mention.start, mention.end) for mention in found]
    for start, end, phrase in find_states(text, scope.start, scope.end, scope.dates, taken):
        found.append(TargetMention(start, end, phrase, "qualitative", None))
    found.sort(key=lambda mention: mention.start)
    return [_dated(mention, scope.dates) for mention in found]


def _dated(mention: TargetMention, dates: Sequence[DateMention]) -> TargetMention:
    """Add the year that holds where the target stands: the last one said before it."""
    said = [d for d in dates if d.start < mention.end and d.use == "deadline"]
    within = [d for d in dates if mention.start <= d.start < mention.end and d.use == "baseline"]
    baseline = within[-1].last if within else None
    if baseline:
        mention = replace(mention, baseline_year=baseline.year)
    if not said:
        return mention
    last = said[-1]
    day = last.first if last.kind == "from" else last.last
    return replace(mention, year=day.year if day else None, recurrence=last.recurrence)


def _classes(text: PlanText, start: int, end: int) -> Iterator[TargetMention]:
    indicator = load_data("targets")["class"]["indicator"]
    for grade in find_classes(text, start, end):
        begin = _phrase_start(text, start, grade.start)
        adverbs = re.search(
            rf"(?:{any_of(load_data('targets')['words']['adverbs'])})+$", text.plain[begin : grade.start]
        )
        subject = without_marks(text.plain[begin : begin + adverbs.start() if adverbs else grade.start])
        phrase = split_phrase(subject)
        subject = phrase.subject if phrase.indicator in ("水质", "水质类别") else phrase.subject + phrase.indicator
        yield TargetMention(
            begin,
            grade.end,
            Phrase(subject, indicator),
            grade.comparator,
            grade.grade,
            None,
            "类",
            baseline_value=grade.before,
        )


def _phrase_start(text: PlanText, floor: int, position: int) -> int:
    """Where the clause around a position begins: behind the last mark before it."""
    marks = list(re.finditer(r"[,、。;:\s]", text.plain[max(floor, position - _REACH) : position]))
    return max(floor, position - _REACH) + marks[-1].end() if marks else max(floor, position - _REACH)


class _Item:
    """Reads the figures of one item."""

    def __init__(self, text: PlanText, scope: Scope) -> None:
        self.text, self.start, self.end, self.title = text, scope.start, scope.end, scope.title
        self.dates, self.quantities = scope.dates, scope.quantities
        self.last: TargetMention | None = None

    def targets(self) -> Iterator[TargetMention]:
        """Yield the targets, a run of figures under one 分别 as so many."""
        place = 0
        while place < len(self.quantities):
            run = self._run(place)
            for mention in self._read(run):
                self.last = mention
                yield mention
            place += len(run)

    def _run(self, place: int) -> list[Quantity]:
        """The figure at a place, with those that 分别 distributes."""
        run = [self.quantities[place]]
        left = self.text.plain[max(self.start, run[0].start - 20) : run[0].start]
        if "分别" not in left:
            return run
        for quantity in self.quantities[place + 1 :]:
            gap = self.text.plain[run[-1].end : quantity.start]
            if not re.fullmatch(r"[,、\s]?(?:和|及|与|以及)?[,、\s]?", gap):
                break
            run.append(quantity)
        return run

    def _read(self, run: list[Quantity]) -> Iterator[TargetMention]:
        first, last = run[0], run[-1]
        left = self._left(first)
        if left is None:
            yield from self._counted(first)
            return
        phrases = self._phrases(left.phrase, len(run))
        for quantity, phrase in zip(run, phrases, strict=True):
            bound = quantity.bound or last.bound
            unit = quantity.unit or last.unit
            comparator = _combined(left.comparator, bound, quantity)
            yield TargetMention(left.start, last.end, phrase, comparator, quantity.value, quantity.high, unit)

    def _phrases(self, words: str, count: int) -> list[Phrase]:
        """The subject and indicator of each figure of a run; carried over where the clause names none."""
        if not without_marks(words):
            return [self.last.phrase if self.last else Phrase("", self.title)] * count
        if count == 1:
            return [split_phrase(words)]
        parts = [p for p in re.split(r"以及|及|和|与|[,、]", words) if p]
        if len(parts) != count:
            return [split_phrase(words)] * count
        return [split_phrase(part) for part in share_tail(parts)]

    def _left(self, quantity: Quantity) -> _Left | None:
        """Read the verb or the indicator that governs a figure, or ``None`` where neither does."""
        plain = self.text.plain
        begin = self._clause_start(quantity.start)
        words = plain[begin : quantity.start].rstrip(" ,")
        descriptive = plain.startswith("的", quantity.end) or plain.startswith(",的", quantity.end)
        if descriptive:
            return None
        if governor := _governor().search(words):
            return self._governed(begin, words, governor, quantity)
        if ends_as_indicator(words) and quantity.unit and words == plain[begin : quantity.start]:
            return _Left(begin, words, "=")
        return None

    def _governed(self, begin: int, words: str, governor: re.Match[str], quantity: Quantity) -> _Left | None:
        before = words[: governor.start()]
        if baseline := next(
            (d for d in self.dates if d.use == "baseline" and begin <= d.start < begin + len(before)), None
        ):
            before = before[: max(baseline.start - 1 - begin, 0)]
        if governor["change"]:
            if quantity.unit not in ("%", "个百分点", "百分点", "‰") and not baseline:
                return None
            sign = _verbs("change")[governor["change"]]
            return _Left(begin, before, f"{sign}>=" if governor["floor"] else f"{sign}=")
        named = without_marks(before)
        if not named and (self.last is None or self._dateless(begin)):
            return None
        if named and not (quantity.unit or ends_as_indicator(named)):
            return None
        if quantity.unit in ("年", "个月", "小时", "分钟", "岁"):
            return None
        return _Left(begin if named else self._date_start(begin), before, _verbs("state")[governor["state"]])

    def _dateless(self, position: int) -> bool:
        """Whether no date ends where a clause begins."""
        return not any(0 <= position - d.end <= 1 for d in self.dates)

    def _date_start(self, position: int) -> int:
        return next((d.start for d in self.dates if 0 <= position - d.end <= 1), position)

    def _clause_start(self, position: int) -> int:
        """Where the clause before a figure begins: behind the last mark, date or figure."""
        begin = _phrase_start(self.text, self.start, position)
        ends = [d.end for d in self.dates if d.use == "deadline" and begin <= d.end <= position]
        return max([begin, *ends])

    def _counted(self, quantity: Quantity) -> Iterator[TargetMention]:
        """Read a number of things to be done, as in 取缔2家 or 完成10%的整治任务."""
        share = quantity.unit == "%"
        if not share and not _counts(quantity):
            return
        governed = self._action(quantity, reach=_LONG_REACH if share else _REACH)
        if governed is None:
            return
        begin, verb, between, light = governed
        end = self._object_end(quantity.end)
        things = self.text.plain[quantity.end : end]
        phrase = self._counted_phrase(verb, between, things, light=light)
        comparator = _combined("=", quantity.bound, quantity)
        yield TargetMention(begin, end, phrase, comparator, quantity.value, quantity.high, quantity.unit)

    def _action(self, quantity: Quantity, reach: int) -> tuple[int, str, str, bool] | None:
        """The verb that counts: its place, itself, what stands between it and the figure, whether it is light."""
        plain = self.text.plain
        floor = max([self.start, quantity.start - reach, *(d.end for d in self.dates if d.end <= quantity.start)])
        begin = floor if quantity.unit == "%" else max(floor, _phrase_start(self.text, self.start, quantity.start))
        if quantity.unit == "%" and not plain.startswith(("的", ",的"), quantity.end):
            return None
        found = _counting().search(plain, begin, quantity.start)
        if found is None or _existing().search(plain, begin, quantity.start):
            return None
        if quantity.unit == "%" and not found["light"]:
            return None
        return found.start(), found["light"] or found["strong"], found["between"], bool(found["light"])

    def _object_end(self, position: int) -> int:
        """Where the things counted end: before the next clause, date or figure, or at the end of the item."""
        plain, stops = self.text.plain, [d.start for d in self.dates]
        end = min(
            [self.end, *(s for s in stops if s >= position), *(q.start for q in self.quantities if q.start > position)]
        )
        for mark in re.finditer(r"[,、。;\s]+", plain[position:end]):
            at = position + mark.end()
            if re.search(self.text.sentence_end, mark[0]) or (mark.start() > 0 and opens_clause(plain, at)):
                end = position + mark.start()
                break
        return position + len(plain[position:end].rstrip(" ,、。;"))

    def _counted_phrase(self, verb: str, between: str, things: str, *, light: bool) -> Phrase:
        things = re.sub(r"^[,\s]?的", "", things)
        around = between if len(things) < 2 or between.strip() else ""
        action = None
        if light:
            action = next(reversed(list(_actions().finditer(things))), None)
        if action:
            subject, indicator = around + things[: action.start()], action[0]
        else:
            subject, indicator = around + things, verb
        return Phrase(shorten_list(subject) or self.title, without_marks(indicator))


def _counts(quantity: Quantity) -> bool:
    """Whether a figure says how many or how much is done; 5000平方米以上 says how large something is."""
    kind = _unit_kinds().get(quantity.unit or "")
    return kind == "count" or (kind in ("length", "area", "volume", "mass") and not quantity.bound)


@cache
def _unit_kinds() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in rows("units.csv")}


def _combined(comparator: str, bound: str | None, quantity: Quantity) -> str:
    """The comparator of a verb, sharpened by the word behind the figure."""
    if quantity.high is not None:
        return "range"
    if comparator.startswith(("increase", "decrease")):
        return comparator[:8] + {">=": ">=", "~": "~"}.get(bound or "", comparator[8:])
    return bound or comparator

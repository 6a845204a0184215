"""Figures that set no target: that tell how things are, pay or mark, or say how large each thing may be."""

import re
from functools import cache

from extraction.lexicon import any_of, load_data, word_of
from extraction.quantities import unit_kind
from extraction.scope import Scope, TargetMention

_OWNS = "拥有"
_MARKED = re.compile(r"\s?[,，]?的?\s?(?:得|扣|加)\s?\d")  # in the source: what tables tell leaves marks out
_LONGEST_STANDARD, _LONGEST_NOTE, _MOST_NOTES = 12, 160, 12
_NUMBERED = re.compile(r"\s{0,4}\d{1,2}(?=[.、](?!\d))")
_NOTES = re.compile(r"注\s{0,2}:?\s{0,2}1[.、]")
_LAST_NOTE = re.compile(rf"{_NOTES.pattern}[^\n]*$")
_PAST = re.compile(r"(?<![为除到])了(?![解结断])")  # 实现了, 取得了


def tells(mention: TargetMention, scope: Scope) -> bool:
    """Return whether a figure tells how things are, or what is paid, and sets no target."""
    if mention.value is None:
        return mention.year is None
    start = scope.sentence_start(mention.start)
    return (
        _over(mention, scope)
        or (scope.setting.reports and not _still_to_come(mention, scope, start))
        or _told(mention, scope, start)
        or _notes(mention, scope)
        or (not _set(mention, scope, start) and _describes(mention, scope, start))
        or word_of("targets", "words", "conditions").search(scope.text.plain, start, mention.end) is not None
        or _pays(mention, scope, start)
    )


def _told(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether words before a figure say that it is so, or was."""
    before = scope.text.plain[start : mention.end]
    if mention.phrase.indicator == _OWNS and mention.year is None and not before.lstrip().startswith("每"):
        return True
    told = word_of("targets", "words", "told").search(before)
    status = [date.end for date in scope.dates_from(start, mention.end) if date.use == "status"]
    last = max([start + told.end() if told else start, *status])
    since = scope.dates_from(last, mention.end)
    if last > start and not any(date.use == "deadline" for date in since):
        return True
    since_when = start if mention.rule == "target.named" else mention.start
    return _exists().search(scope.text.plain, since_when, mention.end) is not None


def _notes(mention: TargetMention, scope: Scope) -> bool:
    """Whether a figure stands in the numbered notes of a table: 注:1.…, 2.…."""
    plain, at = scope.text.plain, mention.start
    if not _NOTES.search(plain, max(0, at - _MOST_NOTES * _LONGEST_NOTE), at):
        return False
    for _ in range(_MOST_NOTES):
        begin = plain.rfind("\n", max(0, at - _LONGEST_NOTE), at) + 1
        if not begin or (numbered := _NUMBERED.match(plain, begin)) is None or numbered[0].strip() == "1":
            break
        at = begin - 1
    return at != mention.start and _LAST_NOTE.search(plain, max(0, at - _LONGEST_NOTE), at) is not None


def _describes(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a figure that no goal sets says how large a thing may be, what it cost, or what was done."""
    return _is_standard(mention, scope) or _is_invested(mention) or _extends(mention) or _done(mention, scope, start)


def _still_to_come(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a sentence of a report says what is to be, and not what was."""
    said = word_of("targets", "report", "sets").search(scope.text.plain, start, mention.end) is not None
    return said or any(date.use == "deadline" and date.kind == "by" for date in scope.dates_from(start, mention.end))


def _set(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a figure stands among goals: under them, or behind a time that is set."""
    dates = scope.dates_from(start, mention.end)
    return scope.setting.goals or any(date.use == "deadline" and date.kind != "every" for date in dates)


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"每(?:个|一|1)?{any_of(load_data('targets')['words']['pieces'])}(?![^,、。]*[率比])")


def _is_standard(mention: TargetMention, scope: Scope) -> bool:
    """Whether a figure says how large each of some things may be: 每套面积不超过90平方米."""
    floor = max(mention.start, scope.stop_before(mention.end))
    found = _each().search(scope.text.plain, floor, mention.end)
    return found is not None and mention.end - found.end() <= _LONGEST_STANDARD


@cache
def _invests() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('targets')['words']['invests'])}(?:计划|总|预计|概算|估算)*投资(?:额|约)?$")


def _is_invested(mention: TargetMention) -> bool:
    """Whether a sum is what somebody invested in a thing, or what it cost: 公司投资4800万元."""
    return mention.comparator in ("=", "~") and _invests().search("".join(mention.phrase)) is not None


@cache
def _extents() -> re.Pattern[str]:
    return re.compile(rf"^(?!新增|新建|完成|改造).*{any_of(load_data('targets')['words']['extents'])}$")


def _extends(mention: TargetMention) -> bool:
    """Whether a figure only says how large a thing is: 总面积8000平方公里."""
    named = mention.rule in ("target.named", "target.open-count") and mention.comparator == "="
    return named and _extents().search("".join(mention.phrase)) is not None


@cache
def _compares() -> re.Pattern[str]:
    return re.compile(load_data("targets")["words"]["compares"])


@cache
def _once() -> re.Pattern[str]:
    """What follows once a figure is reached: 降雨量达到100毫米以上,启动三级响应."""
    return re.compile(load_data("targets")["words"]["once"])


def _done(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a sentence tells what was done, how it compares with others, or what follows once it is so."""
    plain, end = scope.text.plain, scope.sentence_end(start)
    if _PAST.search(plain, start, end) or _once().match(plain, mention.end):
        return True
    return not mention.comparator.startswith(("increase", "decrease")) and bool(
        _compares().search(plain, mention.end, end)
    )


def _over(mention: TargetMention, scope: Scope) -> bool:
    """Whether the year was over when the plan was issued; a duty of each year goes on."""
    issued = scope.setting.issued
    return bool(issued and mention.year and mention.year < issued and mention.recurrence is None)


@cache
def _exists() -> re.Pattern[str]:
    """A word for what is there already, but not in a clause that only says which things are meant."""
    return re.compile(rf"{any_of(load_data('targets')['words']['existing'])}(?![量率]|[^,、]*的)")


def _pays(mention: TargetMention, scope: Scope, start: int) -> bool:
    """Whether a sum or a share is granted, fined or marked."""
    kind = unit_kind(mention.unit)
    if kind == "score" or _MARKED.match(scope.text.source, mention.end):
        return True
    if kind not in ("money", "ratio"):
        return False
    plain, end = scope.text.plain, scope.sentence_end(mention.end)
    begin = max(start, plain.rfind(";", start, mention.start) + 1)
    stop = plain.find(";", mention.end, end)
    stop = stop if stop >= 0 else end
    return word_of("targets", "words", "paid").search(plain, begin, stop) is not None

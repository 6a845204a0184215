"""What governs a figure: a verb of state or of change before it, an indicator's name, or the clause before."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extraction.counts import counts_things
from extraction.dates import DateMention
from extraction.lexicon import any_of, by_word, load_data
from extraction.marks import HAN
from extraction.phrases import ends_as_indicator, without_heads, without_marks
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, between

_OF_INDICATORS = ("target.state", "target.named", "target.carried")
_SIGNS = "≥≤><="
_FASTER = re.compile(r"[高低快慢]于.{2,}$")  # 贷款增速高于各项贷款增速5个百分点
_AGAINST_OTHERS = re.compile(r"(?:高于|低于|快于|超过|好于).{2,}水平$")  # 增速高于全省平均水平2个百分点
_CALLED = tuple("分划设称视定作改变")  # 分为4个等级


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a figure: where the governing words begin, what they are about, and the comparator they set."""

    start: int
    phrase: str
    comparator: str
    rule: str = "target.state"
    before: Quantity | None = None
    verb: str = ""


@cache
def _verbs(kind: str) -> dict[str, str]:
    """Verbs of a kind with the comparator or direction that they set; 提高到 goes up to its figure, 降至 down."""
    data = load_data("targets")
    found = by_word(data[kind])
    if kind == "state":
        for sign, verbs in data["reach"].items():
            found |= dict.fromkeys((verb + to for verb in verbs for to in data["words"]["to"]), sign)
    return found


@cache
def _verb_before() -> re.Pattern[str]:
    """An indicator's verb at the end of the text to the left: adverbs, then a verb of state or change."""
    data = load_data("targets")
    adverbs, state, change = (
        any_of(data["words"]["adverbs"]),
        any_of(_verbs("state")),
        any_of(_verbs("change")),
    )
    floor = any_of(data["state"][">="] + data["state"][">"])
    about = any_of(data["state"]["~"])
    return re.compile(
        rf"(?:(?!(?:稳定|保持|维持)在){adverbs})*(?:(?P<state>{state})(?:了|{about})?(?P<of>[^\d,、]{{1,14}}的)?(?:每[^\d,、]{{1,4}})?{about}?"
        rf"|(?P<change>{change})(?P<done>了)?(?:幅度|率)?(?:(?P<floor>{floor})|{about})?)$"
    )


@cache
def _compared() -> re.Pattern[str]:
    """What a change is measured against without a date: 较上年, 同比, 比全国平均水平."""
    return re.compile(
        rf"{any_of(load_data('targets')['words']['compared'])}$|(?<!对)(?:比(?![例重率值])|较)[^,、]{{1,14}}$"
    )


def find_governor(scope: Scope, quantity: Quantity, last: TargetMention | None) -> Governor | None:
    """Read the verb or the indicator that governs a figure, or ``None`` where neither does."""
    if _describes(scope, quantity):
        return None
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start).rstrip(" ,")
    verb = _verb_before().search(words)
    bare = not scope.text.scrambled and not words.strip(_SIGNS)
    if verb is None or bare:
        labelled = (_labelled(scope, begin, words) or _dated(scope, quantity, begin, last)) if bare else None
        return labelled if bare else _named(scope, quantity, begin, words)
    about, before = _origin(scope, begin, quantity, words[: verb.start()])
    if not scope.text.scrambled and counts_things(about, quantity):
        return None
    if verb["change"]:
        return _change(scope, quantity, Governor(begin, about, verb["change"], "target.change"), verb, last)
    sign = _verbs("state")[verb["state"]]
    called = about[-1:] in _CALLED or (quantity.spelled and quantity.unit != "%")
    if sign == "=" and called:  # 分为4个等级, 为三个类别
        return None
    return _state(
        scope, quantity, Governor(begin, about or verb["of"] or "", sign, before=before, verb=verb["state"]), last
    )


def _named(scope: Scope, quantity: Quantity, begin: int, words: str) -> Governor | None:
    """Read a figure directly behind an indicator: 达标率100%."""
    beside = not scope.text.scrambled or scope.text.plain[quantity.start - 1 : quantity.start] not in (",", " ")
    named = quantity.unit and beside and ends_as_indicator(words) and not _AGAINST_OTHERS.search(words)
    return Governor(begin, words, "=", "target.named") if named else None


def _labelled(scope: Scope, begin: int, sign: str) -> Governor | None:
    """Read a figure behind a colon or in brackets: 森林覆盖率:45%, 达标率(≥90%)."""
    end = begin
    while end > scope.start and scope.text.plain[end - 1] in " (:":
        end -= 1
    start = scope.clause_start(end)
    words = scope.words(start, end)
    if end == begin or not ends_as_indicator(words):
        return None
    return Governor(start, words, _verbs("state").get(sign, "="), "target.named")


def _dated(scope: Scope, quantity: Quantity, begin: int, last: TargetMention | None) -> Governor | None:
    """Read a figure of which only the year is said by the indicator before it: 2025年规模5000亿元,2026年5700亿元."""
    date = scope.date_before(begin)
    if date is None or last is None or last.unit != quantity.unit or last.start < scope.sentence_start(begin):
        return None
    return Governor(date.start, "", "=", "target.carried") if last.rule in _OF_INDICATORS else None


def _change(
    scope: Scope, quantity: Quantity, governor: Governor, verb: re.Match[str], last: TargetMention | None
) -> Governor | None:
    """Read a change by a share or against a base; 下降了15% tells what has come about."""
    compared = _compared().search(governor.phrase)
    about = governor.phrase[: compared.start()] if compared else governor.phrase
    based = any(scope.is_baseline(date) for date in scope.dates_from(governor.start, quantity.start))
    absolute = not scope.text.scrambled and without_marks(about) and verb["change"] not in _counting_verbs()
    if (
        verb["done"]
        or _FASTER.search(about)
        or not (unit_kind(quantity.unit) == "ratio" or based or compared or absolute)
    ):
        return None
    change = _verbs("change")[verb["change"]]
    if not scope.text.scrambled and not without_marks(about) and not (last and _next_clause(scope, governor, last)):
        return None
    return replace(governor, phrase=about, comparator=f"{change}>=" if verb["floor"] else f"{change}=")


def _describes(scope: Scope, quantity: Quantity) -> bool:
    """Whether a figure tells which things are meant, as 超过2万平方米的建筑 and 20万人以上城市."""
    plain = scope.text.plain
    if plain.startswith(("的", ",的"), quantity.end):
        return scope.text.scrambled or not _goal_words().match(plain, quantity.end)
    if scope.text.scrambled:
        return False
    if _ranks(scope, quantity) or _condition().match(plain, quantity.end, scope.clause_end(quantity.end)):
        return True
    return bool(quantity.bound) and not _ends_figure().match(plain, quantity.end)


def _ranks(scope: Scope, quantity: Quantity) -> bool:
    """Whether a figure says which things another one counts: 营业收入超10亿元企业达到5家."""
    end = scope.clause_end(quantity.end)
    later = between(scope.quantities, quantity.end, end)
    if not later or unit_kind(quantity.unit) not in ("money", "area", "mass", "volume"):
        return False
    return _ranked().match(scope.text.plain, quantity.end, later[0].start) is not None


@cache
def _ranked() -> re.Pattern[str]:
    """Things of the size that a figure says."""
    things = any_of(load_data("targets")["words"]["ranked"])
    return re.compile(rf"以?上?的?[{HAN}“”]{{0,12}}{things}[{HAN}]{{0,8}}$")


def _origin(scope: Scope, begin: int, quantity: Quantity, about: str) -> tuple[str, Quantity | None]:
    """Split off the value that a figure starts from, as 由60% in 由60%提高到75%."""
    if scope.text.scrambled:
        return about, None
    for before in reversed(between(scope.quantities, begin, quantity.start)):
        written = scope.text.plain[before.start : before.end]
        head, found, tail = about.rpartition(written)
        start = max(head.rfind("由"), head.rfind("从"))
        if found and not tail.strip(" ,") and start >= 0:
            return head[:start], before
    return about, None


def _state(scope: Scope, quantity: Quantity, governor: Governor, last: TargetMention | None) -> Governor | None:
    """Check that a verb of state is about an indicator: its own, or the one carried over."""
    named = without_marks(governor.phrase)
    carried = last.phrase.indicator if last and not named and not scope.text.scrambled else named
    if unit_kind(quantity.unit) == "time" and (scope.text.scrambled or not ends_as_indicator(carried)):
        return None
    if governor.verb == "在":  # 总产量在650亿斤以上
        return governor if quantity.bound and ends_as_indicator(named) else None
    if named:
        return governor if quantity.unit or ends_as_indicator(named) else None
    return _carried(scope, governor, last)


def _carried(scope: Scope, governor: Governor, last: TargetMention | None) -> Governor | None:
    """Let a clause that names no indicator be about the one before: behind a date, or in the very next clause."""
    date = scope.date_before(governor.start)
    if last is None or (not scope.text.scrambled and last.start < scope.sentence_start(governor.start)):
        return _named_before(scope, governor, date)
    if date:
        return replace(governor, start=date.start, phrase="")
    return replace(governor, phrase="") if _next_clause(scope, governor, last) else None


def _named_before(scope: Scope, governor: Governor, date: DateMention | None) -> Governor | None:
    """Let a dated clause be about the indicator that the clause before it names: 提高利用率,到2025年达到86%."""
    if date is None or scope.text.scrambled:
        return None
    end = scope.stop_before(date.start) - 1
    begin = scope.clause_start(end)
    words = _raises().sub("", without_heads(scope.words(begin, end)))
    return replace(governor, start=begin, phrase=words) if ends_as_indicator(words) else None


def _next_clause(scope: Scope, governor: Governor, last: TargetMention) -> bool:
    return not scope.text.scrambled and 0 <= governor.start - last.end <= 1


@cache
def _condition() -> re.Pattern[str]:
    """What goes on behind a figure with another condition for the things meant: …超过300万元且通过验收的."""
    return re.compile(rf"(?:且|并且|或|以及|、).{{2,40}}的(?:[{HAN}]{{2,8}})?$")


@cache
def _goal_words() -> re.Pattern[str]:
    return re.compile(rf"的?{any_of(load_data('targets')['words']['goal'])}")


@cache
def _ends_figure() -> re.Pattern[str]:
    """What may follow a figure that is to be reached."""
    data = load_data("targets")["words"]
    return re.compile(rf"\W|$|(?:{any_of(data['goal'] + data['follows'])})")


@cache
def _raises() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(load_data('targets')['words']['improves'])})+")


@cache
def _counting_verbs() -> frozenset[str]:
    return frozenset(load_data("targets")["count"]["strong"])

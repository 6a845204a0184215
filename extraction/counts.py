"""Counts of things to be done: 取缔2家, 完成16家重点行业企业清洁化改造, 建设观测站50个、样区800个."""

import re
from dataclasses import dataclass
from functools import cache

from extraction.lexicon import any_of, by_word, load_data, word_of
from extraction.marks import HAN
from extraction.phrases import Phrase, ends_as_indicator, names_place, shorten_list, without_heads, without_marks
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined
from extraction.things import object_end, object_follows

_LIST_REACH = 160
_LONGEST_ACTION = 60
_AT_LEAST, _ROUND = "至少", "百千万亿"
_MEASURES = ("length", "area", "volume", "mass", "power", "energy", "data")
_WITHIN = re.compile(r"\d\w?不[少低超][于过]$")  # 1支不少于10人的队伍
_OF_PLACES = re.compile(rf"[{HAN}]{{0,4}}[省市县区镇乡村街道旗州]的")  # 覆盖全市16个县区的体系
_SAME = re.compile(r"^\([^()]*\)")  # 新建(改扩建)幼儿园


@dataclass(frozen=True, slots=True)
class Action:
    """The verb that counts.

    Args:
        between: what stands between it and the figure.
        light: whether it leaves it to its object to say what is done, as 完成 does.
        comparator: what a verb before the figure sets, as 培育不少于10家.
        each: what has to do it for itself, as 每个县.
    """

    start: int
    verb: str
    between: str
    light: bool
    comparator: str = "="
    each: str = ""


@cache
def _verb() -> str:
    data = load_data("targets")["count"]
    light, strong, joined = (any_of(data[name]) for name in ("light", "strong", "joined"))
    return rf"(?:(?P<light>{light})|(?P<strong>{strong}(?:、?{joined})*))"


@cache
def verb_before() -> re.Pattern[str]:
    """Return the pattern of a verb that counts, with what stands between it and the figure."""
    words = load_data("targets")["words"]
    adverbs = any_of(load_data("openers")["adverbs"] + words["heads"] + words["adverbs"] + words["regions"])
    return re.compile(rf"(?:{adverbs})*{_verb()}(?P<between>[^。;\n]*)$")


@cache
def _verb_beside() -> re.Pattern[str]:
    """A verb of its own directly before the figure, as in 推动企业建设5个; 新建、改扩建200所 joins two."""
    data = load_data("targets")["count"]
    return re.compile(rf"{any_of(data['strong'])}(?:、?{any_of(data['joined'])})*$")


@cache
def _bounds() -> tuple[str, ...]:
    """Verbs of state that may bound a count; of those of one letter only these, as 为 and 在 do too much else."""
    return (*(word for word in sets_comparator() if len(word) > 1), "约", "近", "超")


@cache
def _bound() -> re.Pattern[str]:
    adverbs = any_of(load_data("targets")["words"]["adverbs"])
    return re.compile(rf"(?:{adverbs})*(?P<verb>{any_of(_bounds())})$")


def bound_before(words: str) -> re.Match[str] | None:
    """Return the verb that bounds the figure behind words, with its adverbs: 不少于."""
    return _bound().search(words) if words.endswith(_bounds()) else None


def _existing() -> re.Pattern[str]:
    return word_of("targets", "words", "existing")


def without_bound(words: str, bound: re.Match[str] | None) -> str:
    """Return the words before a figure without what bounds it, or the adverbs directly before it."""
    return words[: bound.start()] if bound else _adverbs_last().sub("", words)


@cache
def sets_comparator() -> dict[str, str]:
    """Return the comparators that verbs before a figure set."""
    return by_word(load_data("targets")["state"])


def counts_things(words: str, quantity: Quantity) -> bool:
    """Whether the words before a verb of state say what is done to the things counted, as 培育企业达到10家."""
    kind = unit_kind(quantity.unit)
    acts = verb_before().match(words)
    done = acts and (acts["strong"] or not acts["between"] or _actions_last().search(words))
    countable = (kind == "count" or kind in _MEASURES) and not ends_as_indicator(words)
    return countable and bool(done or _verb_beside().search(words))


@cache
def _actions_last() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('targets')['count']['actions'])}$")


def find_count(scope: Scope, quantity: Quantity) -> TargetMention | None:
    """Return the target that a number or a share of things to be done sets, or ``None`` where it only describes."""
    action = _share(scope, quantity) if quantity.unit == "%" else _action(scope, quantity)
    found = counted(scope, quantity, action) if action else None
    if found and not scope.text.scrambled and _means().search(scope.text.plain, quantity.end, found.end):
        return None
    return found


@cache
def _means() -> re.Pattern[str]:
    """以343个单元为重点 says by what the work is done."""
    return re.compile(rf"为{any_of(load_data('targets')['count']['means'])}")


def counted(scope: Scope, quantity: Quantity, action: Action) -> TargetMention:
    """Return the target that an action sets with a figure."""
    end = quantity.end if _closed(scope, quantity) else object_end(scope, quantity.end)
    phrase = _phrase(scope, action, scope.text.plain[quantity.end : end])
    moved = None if scope.text.scrambled else load_data("targets")["count"]["moves"].get(action.verb)
    comparator = combined(f"{moved}=" if moved else action.comparator, quantity.bound, quantity)
    return TargetMention(
        action.start, end, phrase, comparator, quantity.value, quantity.high, quantity.unit, rule="target.count"
    )


def _share(scope: Scope, quantity: Quantity) -> Action | None:
    """The verb of a share of the work: 完成10%的整治任务."""
    if not scope.text.plain.startswith(("的", ",的"), quantity.end):
        return None
    floor = max(scope.start, quantity.start - _LIST_REACH)
    begin = max([floor, *(d.end for d in scope.dates_from(floor, quantity.start) if d.end <= quantity.start)])
    begin = begin if scope.text.scrambled else max(begin, scope.clause_start(quantity.start))
    found = verb_before().search(scope.text.plain, begin, quantity.start)
    if found is None or not found["light"] or _existing().search(scope.text.plain, begin, quantity.start):
        return None
    return Action(found.start(), found["light"], found["between"], light=True)


def _action(scope: Scope, quantity: Quantity) -> Action | None:
    if not counts(scope, quantity):
        return None
    begin = scope.clause_start(quantity.start)
    if scope.text.scrambled:
        found = verb_before().search(scope.text.plain, begin, quantity.start)
        if found is None or _existing().search(scope.text.plain, begin, quantity.start):
            return None
        return Action(found.start(), found["light"] or found["strong"], found["between"], bool(found["light"]))
    return _clean_action(scope, quantity, begin)


def _clean_action(scope: Scope, quantity: Quantity, begin: int) -> Action | None:
    """The verb that counts in a clause that marks bound: the one directly before the figure, else the first."""
    words = scope.words(begin, quantity.start).rstrip()
    if _barred(scope, quantity, words):
        return None
    bound = bound_before(words)
    comparator = sets_comparator().get(bound["verb"], "=") if bound else ">=" if _AT_LEAST in words else "="
    words = without_bound(words, bound)
    beside, first = _verb_beside().search(words), verb_before().search(words)
    if quantity.spelled and (_names_by_number(scope, quantity) or not (beside or _starts(first))):
        return None
    if beside:
        before = words[: beside.start()]
        each = _each(before)
        thing = _thing_before(before) if _closed(scope, quantity) and not each else ""
        return Action(begin, beside[0], thing, light=False, comparator=comparator, each=each)
    if first is None or not _does(scope, quantity, words, first):
        return None
    verb = first["light"] or first["strong"]
    each = _each(words[: first.start()])
    return Action(begin, verb, first["between"], light=bool(first["light"]), comparator=comparator, each=each)


def _barred(scope: Scope, quantity: Quantity, words: str) -> bool:
    """Whether words before a figure say how things are, or of what size one thing is, or quote."""
    quoted = words.count("“") != words.count("”")  # 按照“3年改造1000公里”的部署
    within = _WITHIN.search(words) is not None and scope.text.plain.startswith("的", quantity.end)
    words = without_bound(words, bound_before(words))
    told = _existing().search(words) or _sizes().search(words) or len(words) > _LONGEST_ACTION
    return quoted or within or bool(told)


@cache
def _sizes() -> re.Pattern[str]:
    """Words behind which a figure says how large a thing is: 建成年产10万吨生产线."""
    return re.compile(rf"(?:^|(?<=[{HAN}、])){any_of(load_data('targets')['count']['sizes'])}$")


def _thing_before(words: str) -> str:
    """The thing that the words before a verb name, without a verb of their own: 开展草地 in 开展草地治理33万公顷."""
    opened = verb_before().match(words)
    return opened["between"] if opened else re.sub(r"^(?:其中)?再?$", "", words)


@cache
def _adverbs_last() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])})+$")


def _each(words: str) -> str:
    """What each has to do the counted for itself, as 每个县 in 每个县建成3个."""
    words = _adverbs_last().sub("", without_heads(words))
    return words if words.startswith(("每", "各")) else ""


def _does(scope: Scope, quantity: Quantity, words: str, verb: re.Match[str]) -> bool:
    """Whether a verb before a figure is what is done; in 企业和20万人以上城市 the figure says which cities."""
    follows = object_follows(scope, quantity)
    if follows and verb["between"] and (quantity.bound or _OF_PLACES.match(scope.text.plain, quantity.end)):
        return False
    return follows or _starts(verb) or names_place(words[: verb.start()]) or bool(_each(words[: verb.start()]))


def _starts(verb: re.Match[str] | None) -> bool:
    return verb is not None and verb.start() == 0


def _names_by_number(scope: Scope, quantity: Quantity) -> bool:
    """Whether a number is part of what things are called, and nobody counts them: 三个方面."""
    end = scope.clause_end(quantity.end)
    return word_of("targets", "count", "abstract").search(scope.text.plain, quantity.end, end) is not None


def names_size(scope: Scope, quantity: Quantity) -> bool:
    """Whether a round figure in words only says of what size things are: 百亩示范片, 万人专利拥有量."""
    return quantity.spelled and quantity.unit != "%" and scope.text.plain[quantity.start] in _ROUND


def counts(scope: Scope, quantity: Quantity) -> bool:
    """Whether a figure says how many or how much is done; 5000平方米以上 says how large something is."""
    kind = unit_kind(quantity.unit)
    if kind == "count":
        return True
    if names_size(scope, quantity):
        return False
    if kind == "money":
        return (
            not scope.text.scrambled
            and not scope.text.plain.startswith("的", quantity.end)
            and _fund().search(scope.text.plain, scope.clause_start(quantity.start), scope.clause_end(quantity.end))
            is not None
        )
    sized = quantity.bound or quantity.high is not None
    return kind in _MEASURES and (not sized or (not scope.text.scrambled and _closed(scope, quantity)))


@cache
def _fund() -> re.Pattern[str]:
    """Things that are set up with a sum: 设立100亿元产业基金."""
    data = load_data("targets")["count"]
    return re.compile(rf"{any_of(data['strong'])}.*{any_of(data['funds'])}")


def _closed(scope: Scope, quantity: Quantity) -> bool:
    """Whether nothing that is counted follows the figure, so that it stands before."""
    return not scope.text.scrambled and not object_follows(scope, quantity)


def _phrase(scope: Scope, action: Action, things: str) -> Phrase:
    """What is counted and what is done to it; the subject is empty where a clean text names it elsewhere."""
    things = re.sub(r"^[,\s]?的", "", things)
    done = list(word_of("targets", "count", "actions").finditer(things))[-1:] if action.light else []
    if action.light and not done and (held := _carriers().fullmatch(without_marks(things))):
        return Phrase(held["things"], held["holds"])  # 实现…等58项|事项|异地办理
    subject = shorten_list(_SAME.sub("", action.between) + (things[: done[0].start()] if done else things))
    if action.each:
        return Phrase(action.each, subject or action.verb)
    return Phrase(subject or (scope.title if scope.text.scrambled else ""), done[0][0] if done else action.verb)


@cache
def _carriers() -> re.Pattern[str]:
    """Things by their last word, and what is to hold for them: 事项异地办理."""
    carriers = any_of(load_data("targets")["count"]["carriers"])
    return re.compile(rf"(?P<things>.{{0,12}}?{carriers})(?![庄民级镇])(?P<holds>[^的]{{2,14}})")

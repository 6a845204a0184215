"""Shares of things for which something is to hold: 90%以上的村庄生活垃圾得到治理, 行政村5G网络100%覆盖."""

import re
from functools import cache

from extraction.counts import bound_before, names_size, sets_comparator
from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, trim
from extraction.phrases import Phrase, names_place, shorten_list, without_marks
from extraction.quantities import Quantity, unit_kind
from extraction.scope import Scope, TargetMention, combined

_WHOLE = 100
_LONGEST = 80


@cache
def _opens() -> re.Pattern[str]:
    """What may stand before a share that opens its clause."""
    words = load_data("targets")["words"]
    return re.compile(rf"(?:{any_of(words['heads'] + words['adverbs'] + words['regions'])})*")


@cache
def _holds() -> re.Pattern[str]:
    """The things, and what is to hold for them."""
    return re.compile(
        rf"的?(?P<things>(?!的)[{HAN}A-Za-z()（）、“”]{{1,30}}?)(?P<holds>{any_of(load_data('targets')['share']['holds'])}.*)"
    )


@cache
def _number_holds() -> re.Pattern[str]:
    """As for a share, but only what is done with a thing as a whole."""
    holds = any_of(load_data("targets")["share"]["number_holds"])
    return re.compile(rf"(?P<things>[{HAN}A-Za-z()（）“”]{{2,20}}?)(?P<holds>{holds}[^,。;、]{{0,20}})")


@cache
def _adverbs_last() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])}|全面)+$")


@cache
def _covers() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('targets')['share']['covers'])}$")


@cache
def _covered() -> re.Pattern[str]:
    return re.compile(r"的(?P<holds>[^,。;、]{2,20})")


@cache
def _all_hold() -> re.Pattern[str]:
    return re.compile(rf"(?:地|的)?(?P<holds>{any_of(load_data('targets')['share']['all'])})")


def find_share(scope: Scope, quantity: Quantity) -> TargetMention | None:
    """Return the target that a share or a number of things sets for which something is to hold, or ``None``."""
    if scope.text.scrambled or (quantity.unit != "%" and unit_kind(quantity.unit) != "count"):
        return None
    if names_size(scope, quantity):
        return None
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start)
    bound = bound_before(words)
    words = words[: bound.start()] if bound else words
    end = trim(scope.text.plain, quantity.end, min(scope.clause_end(quantity.end), quantity.end + _LONGEST), " 、")[1]
    found = _read(scope, quantity, words, end)
    if found is None:
        return None
    subject, holds, end = found
    phrase = Phrase(shorten_list(subject), without_marks(holds))
    comparator = combined(sets_comparator()[bound["verb"]] if bound else "=", quantity.bound, quantity)
    rule = "target.share" if quantity.unit == "%" else "target.number-of"
    return TargetMention(begin, end, phrase, comparator, quantity.value, quantity.high, quantity.unit, rule=rule)


def _read(scope: Scope, quantity: Quantity, words: str, end: int) -> tuple[str, str, int] | None:
    """The things meant, what is to hold for them, and where the words for it end."""
    plain, share = scope.text.plain, quantity.unit == "%"
    words = words if share else _listed().sub(r"\1", words)
    if _opens().fullmatch(words) or (share and names_place(words)):
        found = (_holds() if share else _number_holds()).fullmatch(plain, quantity.end, end)
        found = found or (_carried().fullmatch(plain, quantity.end, end) if share else None)
        things = _opens().sub("", words, count=1) + (found["things"] if found else "")
        return (_adverbs_last().sub("", things), found["holds"], end) if found else None
    if not share:
        return None
    if covered := _covers().search(words):
        found = _covered().match(plain, quantity.end, end)
        return (_opens().sub("", words[: covered.start()], count=1), found["holds"], end) if found else None
    found = _all_hold().match(plain, quantity.end, end) if quantity.value == _WHOLE else None
    subject = _closing().sub("", _opens().sub("", words.removeprefix("对"), count=1))
    return (subject, found["holds"], found.end()) if found and subject else None


@cache
def _carried() -> re.Pattern[str]:
    """Things by what they are named after, and what is to hold for them: 事项告知承诺办理."""
    carriers = any_of(load_data("targets")["count"]["carriers"])
    return re.compile(rf"的?(?P<things>[{HAN}]{{0,12}}?{carriers})(?P<holds>[{HAN}“”]{{4,12}})")


@cache
def _listed() -> re.Pattern[str]:
    """A list of some of the things that the number counts: 确保热电厂、水泥厂等20个以上项目建成."""
    return re.compile(rf"^({_opens().pattern})[^,。;]{{2,60}}等$")


@cache
def _closing() -> re.Pattern[str]:
    """Verbs between the things and the share: 行政村5G网络实现100%覆盖."""
    return re.compile(r"(?:全部|基本|均|全面)*(?:实现|做到|达到|进行|开展|完成)$")

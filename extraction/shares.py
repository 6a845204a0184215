"""Shares of things for which something is to hold: 90%以上的村庄生活垃圾得到治理, 行政村5G网络100%覆盖."""

import re
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, trim
from extraction.phrases import Phrase, shorten_list, without_marks
from extraction.quantities import Quantity
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
        rf"的?(?P<things>[{HAN}A-Za-z()（）、“”]{{2,30}}?)(?P<holds>{any_of(load_data('targets')['share']['holds'])}.*)"
    )


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
    """Return the target that a share of things sets, or ``None`` where it sets none."""
    if quantity.unit != "%" or scope.text.scrambled:
        return None
    begin = scope.clause_start(quantity.start)
    words = scope.words(begin, quantity.start)
    end = trim(scope.text.plain, quantity.end, min(scope.clause_end(quantity.end), quantity.end + _LONGEST), " 、")[1]
    if _opens().fullmatch(words):
        found = _holds().fullmatch(scope.text.plain, quantity.end, end)
        subject = found["things"] if found else ""
    elif covered := _covers().search(words):
        found = _covered().match(scope.text.plain, quantity.end, end)
        subject = _opens().sub("", words[: covered.start()], count=1)
    else:
        found = _all_hold().match(scope.text.plain, quantity.end, end) if quantity.value == _WHOLE else None
        subject = _opens().sub("", words, count=1)
        end = found.end() if found else end
    if found is None or words.startswith("对"):
        return None
    phrase = Phrase(shorten_list(subject), without_marks(found["holds"]))
    comparator = combined("=", quantity.bound, quantity)
    return TargetMention(begin, end, phrase, comparator, quantity.value, quantity.high, "%", rule="target.share")

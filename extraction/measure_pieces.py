"""The text of a task cut at its marks into pieces, and what each does among its neighbours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from extraction.dates import DateMention
from extraction.lexicon import any_of, load_data, openers, word_of
from extraction.marks import HAN, PlanText

_BARE = 4  # a verb without an object: 新建, 扩建, 收集
_NUMBER = r"[①-⑳]|\(\d{1,2}\)(?=\D)|(?<=[。;:\n])\s?\d{1,2}[.)、](?=\D)|(?:^|(?<=[。;,:\n]))[一二三四五六七八九十]是"
_WHOLE = r"“[^”\n]{0,80}”|《[^》\n]{0,80}》|\([^()\n]{0,120}\)"  # a mark in it ends nothing
_CUT = re.compile(rf"(?P<apart>{_NUMBER}|[。;!?\n]+)|{_WHOLE}|(?P<comma>,)")
_AT_RANDOM = re.compile(r"(?P<comma>[,\s]+)")
_MARKS, _MARKS_BEFORE = " ,、。;:\n", " ,、。;:\n)"
_TO_DATE = 3

Part = Literal["opens", "leads", "serves", "demands", "bans", "goes on"]


class Piece(NamedTuple):
    """A stretch between two marks.

    Args:
        body: where it begins behind its date.
        part: what it does among its neighbours.
        acts: whether something is done or demanded in it.
        apart: whether a sentence end or a number of a list stands before it.
        verb_first: whether it opens with what is to be done, and not with a thing.
    """

    start: int
    body: int
    end: int
    part: Part
    acts: bool
    apart: bool
    verb_first: bool


def cut(text: PlanText, start: int, end: int, dates: Sequence[DateMention]) -> Iterator[Piece]:
    """Yield the pieces of a stretch of text.

    A mark in brackets or quotation marks cuts nothing.  Where marks stand at random each may end a sentence or nothing.
    """
    plain, unfinished = text.plain, listed("unfinished")
    ends = {date.start: date.end for date in dates}
    last, apart = start, True
    for begin, stop, mark in _stretches(text, start, end):
        words = plain[begin:stop].rstrip(_MARKS)
        left = words.lstrip(_MARKS_BEFORE)
        if left:
            first, behind = begin + len(words) - len(left), begin + len(words)
            goes_on = not apart and plain.endswith(unfinished, 0, last)
            yield _piece(text, first, behind, ends, apart=apart, goes_on=goes_on)
            last, apart = behind, False
        apart = apart or mark


def _stretches(text: PlanText, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield what stands between marks, and whether the mark behind it ends a sentence or begins an item of a list."""
    begin = start
    for mark in (_AT_RANDOM if text.scrambled else _CUT).finditer(text.plain, start, end):
        if mark.lastgroup:
            yield begin, mark.start(), mark.lastgroup == "apart"
            begin = mark.end()
    yield begin, end, True


def _piece(text: PlanText, start: int, end: int, dates: Mapping[int, int], *, apart: bool, goes_on: bool) -> Piece:
    body = _behind_date(text.plain, start, end, dates) if dates else start
    if filler := pattern_of("fillers").match(text.plain, body, end):
        body = filler.end()
    part, acts, verb_first = _part(text.plain[body:end], scrambled=text.scrambled)
    return Piece(start, body, end, "goes on" if goes_on else part, acts, apart, verb_first)


def _behind_date(plain: str, start: int, end: int, dates: Mapping[int, int]) -> int:
    """Where a piece goes on behind the date that it begins with, if it does."""
    for at in range(start, start + _TO_DATE):
        if at in dates and dates[at] <= end:
            rest = plain[dates[at] : end]
            return dates[at] + len(rest) - len(rest.lstrip(_MARKS))
    return start


def _part(words: str, *, scrambled: bool) -> tuple[Part, bool, bool]:
    """What a piece does, whether something is done in it, and whether it opens with that."""
    if len(words) <= _BARE and _is_bare(words):
        return ("goes on" if words else "leads"), False, False
    head = _head(scrambled=scrambled).match(words)
    match head and head.lastgroup:
        case "opens":
            return "opens", True, True
        case "leads":
            acts = not words.endswith(listed("lead_ends")) and _acts(words)
            return "opens" if acts else "leads", acts, _verb(scrambled=scrambled).match(words) is not None
        case "modifies":
            return "leads", False, True
        case "demands" | "bans" | "serves" as part:
            return part, True, part == "serves"
    return _plain_part(words) if head is None else ("goes on", False, False)


def _plain_part(words: str) -> tuple[Part, bool, bool]:
    """What a piece does that opens with a thing: it says what must be done with it, or goes on."""
    demanded = _demanded().search(words)
    if demanded:
        rest = words[demanded.end() :]
        leads = pattern_of("leads").match(rest) and not _acts(rest)
        return ("leads", False, False) if leads else ("opens", True, False)
    return ("leads", False, False) if words.endswith("的") else ("goes on", _acts(words), False)


def _is_bare(words: str) -> bool:
    """Whether a piece is a verb without an object, as in a list: 新建, 扩建, 收集."""
    return not words or (words in openers().get(words[0], ()) and words not in listed("before_quotation"))


def _acts(words: str) -> bool:
    """Whether something is done in a piece, and not only by what the clause before a 的 is about."""
    if words.endswith(_titles()):
        return False
    return _heads().search(words, max(words.rfind("的"), words.rfind("》"), 0) + 1, len(words) - 1) is not None


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return a list of words of ``measures.toml``."""
    return tuple(load_data("measures")["pieces"][name])


def pattern_of(name: str) -> re.Pattern[str]:
    """Return a pattern for any word of a list of ``measures.toml``."""
    return word_of("measures", "pieces", name)


@cache
def _head(*, scrambled: bool) -> re.Pattern[str]:
    """What a piece begins with, by what that makes of it."""
    serves = [*listed("serves"), *(() if scrambled else listed("serves_in_sentence"))]
    adverb = any_of(_adverbs())
    forms = {
        "tail": any_of(listed("tails")),
        "bans": any_of(listed("bans")),
        "demands": "|".join(listed("demands")),
        "serves": any_of(serves),
        "modifies": any_of(listed("attributes")),
        "leads": rf"(?!{adverb}){any_of(listed('leads'))}",
        "opens": _verb(scrambled=scrambled).pattern,
    }
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms.items()))


@cache
def _verb(*, scrambled: bool) -> re.Pattern[str]:
    """What a clause opens with when it has no subject."""
    more = () if scrambled else listed("verbs_in_sentence")
    return re.compile(any_of([*load_data("openers")["verbs"], *_adverbs(), *more]))


def _adverbs() -> list[str]:
    return [word for word in load_data("openers")["adverbs"] if len(word) > 1]  # 应 and 要 alone may begin a noun


@cache
def _demanded() -> re.Pattern[str]:
    words = load_data("measures")["pieces"]
    return re.compile(rf"{words['not_demanded_by']}(?:{'|'.join(words['demands'])})")


@cache
def _heads() -> re.Pattern[str]:
    words = load_data("measures")["pieces"]
    noun = rf"{any_of(words['heads_or_nouns'])}(?!{any_of(words['not_after_head'])})[{HAN}“]{{3}}"
    return re.compile(rf"{any_of(words['heads'])}|{noun}")


@cache
def _titles() -> tuple[str, ...]:
    """What a title ends with."""
    return tuple(load_data("documents")["kinds"])

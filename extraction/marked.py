"""Clauses of responsibility in clean text: between brackets, and behind labels.

Marks can be trusted there: a bracket that names bodies with a role, or a label with bodies behind it, is a clause
whatever the bodies are called.  Names are told from other words by their place, and only then by how they are built.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.bodies import is_body, is_body_for_sure, is_group, unbracketed
from extraction.clauses import BULLETS, ClauseReader, Piece, pieces
from extraction.lexicon import any_of, load_data, word_of
from extraction.marks import PlanText
from extraction.roles import (
    BARE,
    Clause,
    endings,
    label_letters,
    label_pattern,
    other_label_pattern,
    read_label,
    settle,
)

_NUMBER = re.compile(r"(?:\d{1,2}|[①-⑳])(?:[.]|$)")
_DATED = re.compile(r"[于到至]?(?:每年|全年|长期|持续|年底|\d{1,4}年|\d{1,2}月|\d{1,2}日|“?十[三四五]五)")
_BRACKET = re.compile(r"[()\[\]\n]")
_LONGEST = 800


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with the stretch of text that it was read from; ``bare`` where no word says a role."""

    start: int
    end: int
    clause: Clause
    bare: bool = False


def find_marked(text: PlanText, items: Sequence[tuple[int, int]]) -> list[Found]:
    """Return the clauses between brackets and behind labels in the items of a clean text, in order.

    Args:
        items: where the own text of each item lies; what stands behind a label does not go on into the next.
    """
    if not items:
        return []
    outermost = _brackets(text.plain, items[0][0], items[-1][1])
    bracketed = [f for begin, stop in outermost if (f := _bracket(text, begin, stop))]
    labelled = [f for item in items for f in _labelled(text, *item) if not _within(f.start, bracketed)]
    found = [f for f in bracketed if not _within(f.start, labelled)]  # a bracket in a name behind a label
    return sorted([*found, *labelled], key=lambda f: f.start)


def _within(at: int, found: list[Found]) -> bool:
    """Whether a place lies in one of the clauses, which are in order."""
    place = bisect_right(found, at, key=lambda f: f.start) - 1
    return place >= 0 and at < found[place].end


def _brackets(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The contents of the outermost brackets, whichever forms pair."""
    depth, opened = 0, start
    for match in _BRACKET.finditer(plain, start, end):
        if match[0] in "([":
            opened = match.end() if depth == 0 else opened
            depth += 1
        elif match[0] in ")]" and depth:
            depth -= 1
            if depth == 0 and match.start() - opened <= _LONGEST:
                yield opened, match.start()
        elif match[0] == "\n" and plain.startswith("\n", match.end()):
            depth = 0  # a bracket that is never closed


@cache
def _cue() -> re.Pattern[str]:
    """What a bracket with a clause holds: a role, a label, or a rule that makes it one."""
    rules = load_data("responsibility")["standing"]["speaks_of_rules"]
    return re.compile(any_of([*endings(bracketed=True), *rules, *load_data("responsibility")["beside"], ":"]))


@cache
def _last_letters() -> frozenset[str]:
    """What the names of bodies and groups end with, or a bracket in them."""
    data = load_data("bodies")
    return frozenset((*(word[-1] for word in (*data["endings"], *data["group"]["nouns"])), ")"))


def _bracket(text: PlanText, start: int, end: int) -> Found | None:
    """The clause in a bracket, if it is one."""
    if text.plain[end - 1] not in _last_letters() and not _cue().search(text.plain, start, end):
        return None
    if read_label(text.plain[start:end]):
        return None  # 【责任单位】 has the bodies behind it
    reader = ClauseReader(text)
    for piece in pieces(text.plain, start, end):
        if _NUMBER.fullmatch(piece.words) or _DATED.match(piece.words):
            continue
        rule = reader.waiting and word_of("responsibility", "standing", "speaks_of_rules").search(piece.words)
        opened = reader.named or reader.label or reader.other or rule
        if not reader.take(piece) and not opened:
            return None
    known = any(is_group(n.name) or is_body(unbracketed(n.name)) for n in [*reader.named, *reader.waiting])
    reader.close_sentence(ends=False)
    if reader.named and (known or reader.label or any(n.role == "lead" for n in reader.named)):
        return Found(start - 1, end + 1, settle(text, reader.start, reader.end, reader.named))
    return _bare(text, start, end, reader)


def _bare(text: PlanText, start: int, end: int, reader: ClauseReader) -> Found | None:
    """Names of bodies alone in a bracket that ends a line or a sentence: together they are responsible."""
    names = [name._replace(role="responsible") for name in reader.waiting]
    built = sum(is_group(n.name) or is_body(unbracketed(n.name)) for n in names)
    sure = any(is_group(n.name) or is_body_for_sure(unbracketed(n.name)) for n in names)
    apart, last = text.plain[start - 2 : start - 1] in "。;", text.plain[end + 1 : end + 2] in "。;\n"
    placed = (apart or last) if sure else (apart and last)
    if reader.named or not placed or 2 * built < max(len(names), 1):
        return None
    return Found(start - 1, end + 1, settle(text, reader.start, reader.end, names, rule=BARE), bare=True)


@cache
def _label_place() -> re.Pattern[str]:
    """A label at the beginning of a sentence or a line, with a colon, in brackets, or before a blank.

    One of bodies with a colon counts behind other words too, whose line end or mark was lost.
    """
    label, whole, other = label_pattern(), label_pattern(whole=True), other_label_pattern()
    note, not_after = r"(?:\([^()\n]{1,20}\))?\s?:", "".join(load_data("responsibility")["label"]["not_after"])
    blank = r"[ \t]+(?=\S)"
    forms = (
        rf"{label}{note}|[(\[](?:{whole}|{other})[)\]]|{whole}(?:[ \t\n]+(?=\S)|[为是](?=..))|{other}(?:{note}|{blank})"
    )
    forms = rf"(?:(?<=[\n。;,、\s)\]{BULLETS}])|^)(?:{forms})|(?<![{not_after}]){whole}{note}"
    return re.compile(rf"(?=[{label_letters()}(\[])(?:{forms})")


@cache
def _next_label() -> re.Pattern[str]:
    return re.compile(rf"[\s;。,{BULLETS}]*(?={_label_place().pattern})")


def _labelled(text: PlanText, start: int, end: int) -> Iterator[Found]:
    """Clauses behind labels outside brackets; a label on the next line goes on with the same clause."""
    begin = start
    while match := _label_place().search(text.plain, begin, end):
        reader, stop, begin = ClauseReader(text), match.end(), max(match.end(), begin)
        for piece in _block(text.plain, match, end):
            if not (reader.take(piece) or reader.other or _DATED.match(piece.words)):
                begin = max(begin, piece.start)
                break
            stop = piece.end
        else:
            begin = max(begin, stop)
        reader.close_sentence(ends=False)
        if reader.named:
            yield Found(match.start(), stop, settle(text, match.start(), stop, reader.named))


def _block(plain: str, label: re.Match[str], end: int) -> Iterator[Piece]:
    """The pieces of a labelled line and of the labelled lines that follow it."""
    colon, begin = label[0].rstrip()[-1] in ":)]", label.start()
    while begin < end:
        reach = min(end, begin + _LONGEST)
        found = (plain.find(mark, max(begin, label.end()), reach) for mark in "。\n")
        stop = min((at for at in found if at >= 0), default=reach)
        for piece in pieces(plain, begin, stop):
            yield piece if colon or piece.start > label.start() else piece._replace(colon=True)
        behind = _next_label().match(plain, stop + 1, end)
        begin = behind.end() if behind else end

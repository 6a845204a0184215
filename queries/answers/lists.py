"""Lists in a text, and where they begin and end: what a term that stands before or behind them means."""

import re
from itertools import pairwise

MARKS = '、,，.。;；:： 　\n”"“‘’（）()'
_PIECE = re.compile(rf"[^{re.escape(MARKS)}]+")
_JOINED = re.compile(rf"[{re.escape(MARKS)}]|和|与|及|以及")
_NUMBER = re.compile("[0-9一二三四五六七八九十]+")
_REST = re.compile(r"等$")
LONG_PIECE = 14
FEWEST = 3


def keyed(text: str, behind: int, count: int, key: str) -> tuple[int, int] | None:
    """Return the stretch behind a term whose pieces have its last word as often as it counts.

    >>> text = "“三同时”（同时设计、同时施工、同时投产使用）"
    >>> text[slice(*keyed(text, 5, 3, "同时"))]
    '同时设计、同时施工、同时投产使用'
    """
    pieces = [match.span() for match in _PIECE.finditer(text, behind)]
    having = [(start, end) for start, end in pieces if key in text[start:end]]
    if count < 2 or len(having) < count:
        return None
    return having[0][0], having[count - 1][1]


def counted_before(text: str, start: int, end: int, count: int) -> tuple[int, int] | None:
    """Return a term with as many things listed right before it as it counts.

    >>> text = "排放重金属、铬、镉、汞等三类重金属"
    >>> text[slice(*counted_before(text, 12, 17, 3))]
    '铬、镉、汞等三类重金属'
    """
    pieces = _pieces(text, start)
    if count < 2 or len(pieces) < count:
        return None
    chosen = pieces[-count:]
    adjoining = start - chosen[-1][1] <= 2
    short = all(last - first <= LONG_PIECE for first, last in chosen)
    return (chosen[0][0], end) if adjoining and short else None


def listed_before(text: str, start: int, end: int, *, scrambled: bool, plain: bool = False) -> tuple[int, int] | None:
    """Return a term with the list right before it; where marks say nothing, all that stands before it.

    Args:
        plain: whether the term is a mere noun, so that the text must show that what stands before it is a list of such.

    >>> text = "实施改厨、改厕、整理院落“三改一整”工程"
    >>> text[slice(*listed_before(text, 13, 20, scrambled=False))]
    '实施改厨、改厕、整理院落“三改一整”工程'
    """
    pieces = _pieces(text, start)
    chosen: list[tuple[int, int]] = []
    for first, last in reversed(pieces):
        gap = text[last : chosen[-1][0] if chosen else start]
        if last - first > LONG_PIECE or (chosen and not scrambled and not re.search("[、和与及]", gap)):
            break
        chosen.append((first, last))
    joints = sum("、" in text[first[1] : second[0]] for second, first in pairwise(chosen))
    if not scrambled and (joints < FEWEST - 1 or _NUMBER.fullmatch(text[slice(*chosen[-1])])):
        return None
    rest = text[pieces[-1][0] : start] if pieces else ""
    open_end = bool(re.search(rf"等[{re.escape(MARKS)}]*$", rest)) or text[start - 1 : start] in "“\"‘'"
    if len(chosen) < FEWEST or start - chosen[0][1] > 2 or ((scrambled or plain) and not open_end):
        return None
    return chosen[-1][0], end


def _pieces(text: str, end: int) -> list[tuple[int, int]]:
    """Return the pieces before a place, cut at marks and at 和."""
    found, place = [], 0
    for match in [*_JOINED.finditer(text, 0, end), None]:
        stop = match.start() if match else end
        last = stop - (1 if not match or match.end() >= end - 2 else 0) * bool(_REST.search(text[place:stop]))
        if place < last:
            found.append((place, last))
        place = match.end() if match else stop
    return found

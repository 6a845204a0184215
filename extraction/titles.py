"""Where the title of a heading ends, in clean text and in text that lost its line ends and marks."""

import re

from extraction.dates import find_dates
from extraction.lexicon import load_data, openers, opens_clause, word_of
from extraction.marks import PlanText
from extraction.sections import Node

_MARKS = r"[,、。;:\s]"
_SHORT, _LONG, _LIMIT = 6, 8, 44
_PIECE = re.compile(rf"[^{_MARKS[1:-1]}]+")


def find_title(text: PlanText, node: Node, end: int) -> tuple[str, int]:
    """Return the title of a heading and the offset behind it.

    Args:
        end: where the text of the heading's own ends; a clause of responsibility does not belong to it.
    """
    if not text.scrambled:
        return find_line_title(text, node.body, end)
    pieces = [(m.start(), m[0]) for m in _PIECE.finditer(text.plain, node.body, min(end, node.body + 120))]
    if not pieces:
        return "", node.body
    if not node.leaf and end - node.body <= _LIMIT:
        return "，".join(piece for _, piece in pieces), pieces[-1][0] + len(pieces[-1][1])
    if node.style == "han" or not node.leaf:
        return _heading(pieces)
    return _item(pieces)


def find_line_title(text: PlanText, start: int, end: int) -> tuple[str, int]:
    """Return the first line or sentence of a stretch, of a long sentence its first clause, and the offset behind it."""
    start += len(text.plain[start:end]) - len(text.plain[start:end].lstrip())
    stop = min((at for mark in "。:\n" if (at := text.plain.find(mark, start, end)) >= 0), default=end)
    if stop - start > _LIMIT:
        comma = text.plain.find(",", start + _SHORT, start + _LIMIT)
        stop = comma if comma >= 0 else start + _LIMIT
    return text.source[start:stop].strip().rstrip("（(〔［[【"), stop


def _heading(pieces: list[tuple[int, str]]) -> tuple[str, int]:
    """A heading that had a line of its own: its text runs straight into what follows."""
    start, first = pieces[0]
    if known := max((c for c in load_data("titles")["chapters"] if first.startswith(c)), key=len, default=""):
        return known, start + len(known)
    if len(first) < _SHORT and len(pieces) > 1:
        at, second = pieces[1]
        if opens_clause(second, 4) or not opens_clause(second, 0):
            rest, end = (second[:4], at + 4) if opens_clause(second, 4) else _heading(pieces[1:])
            return f"{first}，{rest}", end
    if (dated := next(find_dates(first), None)) and dated.start:
        return first[: dated.start], start + dated.start
    cut = _glued(first)
    return first[:cut], start + cut


def _glued(piece: str) -> int:
    """Where a title ends inside a piece: behind a word that titles end with, best where a clause opens."""
    places = [m.end() for m in word_of("titles", "endings").finditer(piece) if m.end() >= _SHORT]
    opening = [p for p in places if opens_clause(piece, p)]
    if len(piece) <= _LONG or not places:
        return len(piece)
    return opening[0] if opening else max((p for p in places if p <= 2 * _SHORT), default=len(piece))


def _item(pieces: list[tuple[int, str]]) -> tuple[str, int]:
    """An item's title ends at a mark; a short first piece lost the marks of a quotation and goes on."""
    start, title = pieces[0]
    end = start + len(title)
    extended = len(title) < _SHORT or _only_date(title)
    for at, piece in pieces[1:]:
        if not (extended and _goes_on(title, piece)):
            break
        joint = "" if len(piece) <= 4 or _bare_verb(title) or _only_date(title) else "、"
        title, end = f"{title}{joint}{piece}", at + len(piece)
    return title, end


def _goes_on(title: str, piece: str) -> bool:
    """Whether a piece still belongs to the title before it."""
    if _only_date(title) or _bare_verb(title):
        return True
    if opens_clause(piece, 0) or len(title) + len(piece) > _LIMIT:
        return False
    documents = tuple(load_data("titles")["documents"])
    parallel = title.endswith(documents) and piece.endswith(documents)
    return len(title) < _SHORT or len(piece) <= _LONG or parallel


def _bare_verb(title: str) -> bool:
    return title in openers().get(title[:1], ())


def _only_date(title: str) -> bool:
    return any(date.start == 0 and date.end == len(title) for date in find_dates(title))

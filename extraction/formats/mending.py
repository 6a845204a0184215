"""Which printed lines are one paragraph: told from how they are set, since a PDF knows no paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from extraction.formats.lines import Line
from extraction.lexicon import load_data


class Margins:
    """Between which edges the body of a document is set, and in what size."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.em = median(line.em for line in lines for _ in line.text) if lines else 12.0
        body = [line for line in lines if abs(line.em - self.em) < 0.1 * self.em]
        self.right = _usual([line.box.right for line in body], self.em, last=True)
        self.left = _usual([line.box.left for line in body], self.em, last=False)
        self.pitch = median(_pitches(body) or [2 * self.em])


def _usual(values: Sequence[float], em: float, *, last: bool) -> float:
    """The outermost edge that a tenth of the lines keep to: few lines are set beyond the body."""
    counts = Counter(round(value / em) for value in values)
    kept = [edge for edge, count in counts.items() if count >= max(2, len(values) / 10)] or list(counts)
    return em * (max(kept) if last else min(kept)) if kept else 0.0


def _pitches(lines: Sequence[Line]) -> list[float]:
    return sorted(one.box.top - other.box.top for one, other in pairwise(lines) if one.page == other.page)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of ``printed.toml``."""
    return re.compile(load_data("printed")[name])


@cache
def _opening() -> re.Pattern[str]:
    """How a line begins, or is, that is the first of a paragraph: as in every other text, and a document's number."""
    layout = load_data("layout")
    return re.compile("|".join([*layout["beginnings"], *layout["labels"], pattern("document_number").pattern]))


def goes_on(line: Line, after: Line, margins: Margins) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    if _are_rows(line, after) or abs(line.em - after.em) > 0.12 * margins.em or _is_apart(line, after, margins):
        return False
    if _is_centred(line, margins) and _is_centred(after, margins):  # a title of several lines
        return line.em > 1.1 * margins.em and not _opening().match(after.text)
    if line.box.right < margins.right - 2.2 * margins.em:
        return False
    indented = after.box.left > margins.left + 1.2 * margins.em
    if pattern("sentence_end").fullmatch(line.text):
        return not indented and not _opening().match(after.text)
    return not (indented and _opening().match(after.text))


def _are_rows(line: Line, after: Line) -> bool:
    """Whether white parts two lines, as the rows of a table without ruled lines."""
    return min(line.gaps, after.gaps) > 1 or max(line.gaps, after.gaps) > 2


def _is_apart(line: Line, after: Line, margins: Margins) -> bool:
    """Whether more white stands between two lines than within a paragraph."""
    return line.page == after.page and line.box.top - after.box.top > 1.6 * margins.pitch


def _is_centred(line: Line, margins: Margins) -> bool:
    """Whether a line stands in the middle, clear of both edges."""
    before, behind = line.box.left - margins.left, margins.right - line.box.right
    return before > 2.5 * margins.em and abs(before - behind) < 2 * margins.em

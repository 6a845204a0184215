"""The lines of text that the signs on a page form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low

from extraction.formats.glyphs import Box, Glyph

_NARROW = {"latin": 0.25, "han": 0.18, "mixed": 0.18}
"""How much white, in widths of a character, is a blank between two letters; blanks are often left and not drawn."""
_WIDE = 1.2  # parts all signs
_FEWEST = 6  # lines that make columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page.

    Args:
        em: the width of a Chinese character in it.
        gaps: how many times white parts it as it parts the cells of a table.
    """

    text: str
    page: int
    box: Box
    em: float
    gaps: int


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Return the lines that signs form, from the top of the page to its bottom."""
    rows: list[list[Glyph]] = []
    bottom = float("inf")
    for glyph in sorted((g for g in glyphs if g.text), key=lambda g: -(g.box.bottom + g.box.top)):
        if (glyph.box.bottom + glyph.box.top) / 2 < bottom:
            rows.append([])
            bottom = (glyph.box.bottom + glyph.box.top) / 2 - 0.45 * (glyph.box.top - glyph.box.bottom)
        rows[-1].append(glyph)
    inked = [_Row(row) for row in rows if any(glyph.text.strip() for glyph in row)]
    mixed = median_low([gap for row in inked for kind, gap in row.gaps if kind == "mixed"] or [0.0])
    return [Line(row.text(mixed), page, row.box, row.em, len(row.white)) for row in _in_columns(inked)]


def _in_columns(rows: list["_Row"]) -> list["_Row"]:
    """Return lines in the order in which they are read, those of a page set in two columns parted in their middle."""
    middle = _gutter(rows)
    if middle is None:
        return rows
    found, aside = list[_Row](), list[_Row]()
    for row in rows:
        sides = row.parted(middle)
        if len(sides) == 1 and row.box.left < middle < row.box.right:
            found += (*aside, row)
            aside = []
        else:
            found += (side for side in sides if side.box.right <= middle)
            aside += (side for side in sides if side.box.right > middle)
    return [*found, *aside]


def _gutter(rows: Sequence["_Row"]) -> float | None:
    """Where the white between two columns is, ``None`` where a page has one: most lines break there, and fill both."""
    if len(rows) < _FEWEST:
        return None
    left, right = min(row.box.left for row in rows), max(row.box.right for row in rows)
    around = [(start + end) / 2 for row in rows for start, end in row.white]
    inner = [at for at in around if abs(at - (left + right) / 2) < 0.1 * (right - left)]
    if len(inner) < _FEWEST:
        return None
    middle = median(inner)
    parted = [sides for row in rows if len(sides := row.parted(middle)) == 2]
    crossing = sum(row.box.left < middle < row.box.right for row in rows) - len(parted)
    full = max((one.box.right for one, _ in parted), default=0.0)
    filled = sum(full - one.box.right < 2 * one.em and not one.white and not other.white for one, other in parted)
    return middle if len(parted) >= _FEWEST and crossing * 4 <= len(parted) and filled * 3 >= len(parted) * 2 else None


class _Row:
    """The signs of one line."""

    def __init__(self, row: Iterable[Glyph]) -> None:
        self._placed = placed = sorted(row, key=lambda glyph: glyph.box.left)
        self.glyphs = [glyph for glyph in placed if glyph.text.strip()]
        self._spaced = {id(after) for space, after in pairwise(placed) if not space.text.strip()}
        self.em = median(glyph.size for glyph in self.glyphs)
        inner = [(_meeting(*pair), (pair[1].box.left - pair[0].box.right) / self.em) for pair in pairwise(self.glyphs)]
        even = median([gap for kind, gap in inner if kind == "han"] or [0.0])  # a justified line is set wider
        self.white = [
            (one.box.right, other.box.left)
            for (one, other), (_, gap) in zip(pairwise(self.glyphs), inner, strict=True)
            if gap > _WIDE
        ]
        self.gaps = [(kind, gap - even if kind in _NARROW else gap) for kind, gap in inner]

    def text(self, mixed: float) -> str:
        """Return its text, with a blank where one is drawn and where one was left.

        Args:
            mixed: what is left between Han and Latin letters where nobody set a blank.
        """
        parts = [self.glyphs[0].text]
        for glyph, (kind, gap) in zip(self.glyphs[1:], self.gaps, strict=True):
            usual = mixed if kind == "mixed" else 0.0
            apart = id(glyph) in self._spaced or gap - usual > _NARROW.get(kind, _WIDE)
            parts += (" ", glyph.text) if apart else glyph.text
        return "".join(parts)

    def parted(self, at: float) -> list["_Row"]:
        """Return the one or two lines that it is where white at some place parts columns."""
        if not any(start < at < end for start, end in self.white):
            return [self]
        sides = [glyph for glyph in self._placed if glyph.box.left < at], [g for g in self._placed if g.box.left > at]
        return [_Row(side) for side in sides]

    @property
    def box(self) -> Box:
        """The box around its signs."""
        boxes = [glyph.box for glyph in self.glyphs]
        left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
        return Box(left, bottom, max(box.right for box in boxes), max(box.top for box in boxes))


def _meeting(one: Glyph, other: Glyph) -> str:
    """What meets where one sign follows another."""
    latin = one.text.isascii() + other.text.isascii()
    letters = one.text[-1].isalnum() and other.text[0].isalnum()
    return "latin" if latin == 2 else "" if not letters else "mixed" if latin else "han"

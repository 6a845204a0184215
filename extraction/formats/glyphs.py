"""What is drawn on a page of a PDF: signs with their boxes, and ruled lines."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from extraction.lexicon import load_data

_DRAWING = 500  # paths: letters drawn as curves, not set as signs
_THIN = 3.0  # points; what is thinner is a ruled line, however it was drawn
_FEW = 10  # signs: a page's number
_MOST_MARKS = 100  # signs: a water mark is short, and what is longer is text in large print
_UPRIGHT, _QUARTER = 0.1, math.pi / 2  # radians


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, the origin at the bottom left as a reader sees the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "Box") -> bool:
        """Whether the middle of another box lies in this one."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign where it is drawn: its box as wide as it is drawn, and as high as its font.

    Args:
        size: of its font, which is how wide a Chinese character is.
    """

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that a page shows.

    Args:
        garbled: how many signs have no character, so that nobody could copy them.
        pictured: whether it shows a picture, or a drawing as large as one of text.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Box, ...]
    garbled: int
    pictured: bool

    @property
    def unread(self) -> bool:
        """Whether it shows text that cannot be read."""
        return (self.pictured and len(self.glyphs) < _FEW) or self.garbled > len(self.glyphs)


def read_page(page: Any, number: int) -> Drawn:
    """Return what a page of pdfium's shows."""
    import pypdfium2.raw as pdfium

    signs = page.get_textpage()
    angles = [pdfium.FPDFText_GetCharAngle(signs, index) for index in range(signs.count_chars())]
    turn = _Turn(page, angles)
    glyphs = list(_glyphs(signs, angles, turn))
    objects = list(page.get_objects((pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=5))
    rulings = [box for thing in objects if thing.type == pdfium.FPDF_PAGEOBJ_PATH for box in _rulings(thing, turn)]
    return Drawn(
        number=number,
        width=turn.width,
        height=turn.height,
        glyphs=tuple(_without_water_marks([glyph for glyph in glyphs if glyph.text])),
        rulings=tuple(rulings),
        garbled=sum(not glyph.text for glyph in glyphs),
        pictured=any(thing.type == pdfium.FPDF_PAGEOBJ_IMAGE for thing in objects) or len(objects) > _DRAWING,
    )


class _Turn:
    """Turns a page's own coordinates to how it is read: wide tables often lie on their side.

    Args:
        angles: at which the page's signs are drawn, clockwise; most signs stand upright.
    """

    def __init__(self, page: Any, angles: Sequence[float]) -> None:
        turned = Counter(round(-angle / _QUARTER) % 4 for angle in angles if angle >= 0)
        self.quarters = max(turned, key=turned.__getitem__, default=page.get_rotation() // 90)
        width, height = page.get_size()
        swapped = (self.quarters - page.get_rotation() // 90) % 2
        self.width, self.height = (height, width) if swapped else (width, height)

    def shown(self, box: Box) -> Box:
        corners = [self._point(box.left, box.bottom), self._point(box.right, box.top)]
        (left, right), (bottom, top) = (sorted(side) for side in zip(*corners, strict=True))
        return Box(left, bottom, right, top)

    def _point(self, across: float, up: float) -> tuple[float, float]:
        turned = (
            (across, up),
            (up, self.height - across),
            (self.width - across, self.height - up),
            (self.width - up, across),
        )
        return turned[self.quarters]

    def is_upright(self, angle: float) -> bool:
        """Whether a sign drawn at this angle stands upright: water marks do not."""
        return angle < 0 or abs(math.remainder(angle + self.quarters * _QUARTER, 4 * _QUARTER)) < _UPRIGHT


def _glyphs(signs: Any, angles: Sequence[float], turn: _Turn) -> Iterator[Glyph]:
    """Yield the upright signs; one without a character has no text."""
    import pypdfium2.raw as pdfium

    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    across, up = ctypes.c_double(), ctypes.c_double()
    for index, angle in enumerate(angles):
        code = pdfium.FPDFText_GetUnicode(signs, index)
        if pdfium.FPDFText_IsGenerated(signs, index) == 1 or code in {0x0A, 0x0D}:
            continue
        if not turn.is_upright(angle):
            continue
        if pdfium.FPDFText_GetLooseCharBox(signs, index, rect) and pdfium.FPDFText_GetMatrix(signs, index, matrix):
            pdfium.FPDFText_GetCharOrigin(signs, index, across, up)
            box = turn.shown(Box(rect.left, rect.bottom, rect.right, rect.top))
            origin = turn.shown(Box(across.value, up.value, across.value, up.value))
            size = pdfium.FPDFText_GetFontSize(signs, index) * math.hypot(matrix.c, matrix.d)
            garbled = pdfium.FPDFText_HasUnicodeMapError(signs, index) == 1 or _is_garbled(code)
            text = "" if garbled else _character(code)
            yield Glyph(text, _sized(text, box.right, origin, size), size)


def _sized(text: str, right: float, origin: Box, size: float) -> Box:
    """Return a sign's box, told from where it is set and its size, since the boxes that fonts give differ."""
    wide = unicodedata.east_asian_width(text[0]) in "WF" if text else False
    right = max(right, origin.left + size) if wide else right
    return Box(origin.left, origin.bottom - 0.2 * size, right, origin.bottom + 0.8 * size)


def _without_water_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the signs without those of a size that is far beyond the others' and is printed across them."""
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    large = [glyph for glyph in glyphs if glyph.size > 2 * usual]
    small = (
        [glyph for glyph in glyphs if glyph.text.strip() and glyph.size <= 2 * usual]
        if len(large) < _MOST_MARKS
        else []
    )
    across = {glyph.size for glyph in large if any(glyph.box.holds(other.box) for other in small)}
    return [glyph for glyph in glyphs if glyph.size not in across]


def _is_garbled(code: int) -> bool:
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return code < 0x20 or private or 0xD800 <= code <= 0xDFFF or code in {0xFFFD, 0xFFFE, 0xFFFF}


@cache
def _character(code: int) -> str:
    """Return a sign's character; radicals stand for what they look like."""
    sign = chr(code)
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", sign)
    return str(load_data("printed")["radicals"].get(sign, sign))


def _rulings(path: Any, turn: _Turn) -> Iterator[Box]:
    """Yield what is straight and thin of a path: itself, or its lines and the sides of its rectangles."""
    import pypdfium2.raw as pdfium

    try:
        left, bottom, right, top = path.get_bounds()
    except RuntimeError:  # pdfium cannot say of an empty path
        return
    whole = turn.shown(Box(left, bottom, right, top))
    if min(whole.right - whole.left, whole.top - whole.bottom) < _THIN:
        yield whole
        return
    count = min(pdfium.FPDFPath_CountSegments(path), 2000)
    yield from (turn.shown(box) for box in _sides(path, range(count)))


def _sides(path: Any, indices: Iterable[int]) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    matrix, start, before = path.get_matrix(), (0.0, 0.0), (0.0, 0.0)
    across, up = ctypes.c_float(), ctypes.c_float()
    for index in indices:
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(up))
        point = matrix.on_point(across.value, up.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(before, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(point, start)
        before = point


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 1:
        (left, right), (bottom, top) = (sorted(side) for side in zip(one, other, strict=True))
        yield Box(left, bottom, right, top)

"""A source text as it is read for its meaning: lines broken in mid-sentence mended, page marks out, one script.

Extraction runs on the view; its records then go back to the source, in which every offset and passage counts.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from extraction.lexicon import load_data
from extraction.marks import is_scrambled
from extraction.records import Caution, Passage
from ontology.script import is_traditional, simplified

Record = TypeVar("Record")

_NARROW = 60  # characters: lines of print are shorter, paragraphs longer
_FULL = 0.75  # of the width; a line shorter than this was ended on purpose
_LONGEST = 1.15
_QUOTED_CELL = re.compile(r'(?:(?<=\t)|(?<=\n))"([^"\t]{1,400})"(?=\t|\n|\Z)')
_PARAGRAPH = 20
_BRACKETS = re.compile("[（(〔“《）)〕”》]")
_WHITE = " \t\u3000\u00a0"
_AS_WRITTEN = frozenset(
    (
        "title",
        "name",
        "subject",
        "indicator",
        "unit",
        "number",
        "issuer",
        "jurisdiction",
        "about",
        "place",
        "shared",
        "default_responsible",
    )
)
_PIECE = re.compile(r"[\s\ue000-\uf8ff\dA-Za-z０-９Ａ-Ｚａ-ｚ.．%％+＋/／〔〕（）()《》“”-]{1,14}")


@dataclass(frozen=True, slots=True)
class View:
    """What of a source text is read.

    Args:
        source: the text as read from its file.
        text: the view of it.
        starts: offsets into ``text`` at which a stretch begins that runs on in the source …
        origins: … and the offsets into ``source`` at which those stretches begin.
        letters: the source's letter for each of the view, where the source is in traditional characters.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    letters: Mapping[int, str] | None = None

    def origin(self, position: int) -> int:
        """Return where a character of the view stands in the source."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def position(self, origin: int) -> int:
        """Return where the view shows a character of the source; of one that is not read, where the next one is."""
        piece = bisect_right(self.origins, origin) - 1
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + origin - self.origins[piece], end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that a stretch of the view shows."""
        first = self.origin(start)
        return (first, self.origin(end - 1) + 1) if end > start else (first, first)

    def restored(self, record: Record) -> Record:
        """Return a record of the view as one of the source: its passages, and all records in it."""
        if isinstance(record, Passage):
            start, end = self.span(record.start, record.end)
            return Passage(self.source[start:end], start, end)  # type: ignore[return-value]
        if isinstance(record, tuple):
            return tuple(map(self.restored, record))  # type: ignore[return-value]
        return self._restored_fields(record) if is_dataclass(record) else record

    def _restored_fields(self, record: Any) -> Any:
        values: dict[str, Any] = {name: getattr(record, name) for name in _names(record.__class__)}
        changed = {name: value if value is None else self.restored(value) for name, value in values.items()}
        if isinstance(values.get("start"), int):  # of a caution; of a deadline it is a day
            changed["start"], changed["end"] = self.span(values["start"], values["end"])
        if self.letters:
            near = values.get("passage") or Passage("", 0, len(self.text))
            changed |= {name: self._written(value, near) for name, value in values.items() if name in _AS_WRITTEN}
        return type(record)(**changed)

    def _written(self, words: Any, near: Passage) -> Any:
        """Return words of the view as the source writes them, best where they stand in a passage."""
        if not isinstance(words, str):
            return tuple(self._written(each, near) for each in words) if isinstance(words, tuple) else words
        at = self.text.find(words, near.start, near.end)
        if at >= 0:
            return "".join(self.source[self.origin(place)] for place in range(at, at + len(words)))
        return words.translate(self.letters or {})


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, for which the standard library looks slowly."""
    return tuple(field.name for field in fields(kind))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something, without the white space around it."""

    start: int
    end: int
    text: str
    table: bool


def view_of(source: str) -> View:
    """Return what of a source text is read; a text with random marks has no lines to mend."""
    gone = [] if is_scrambled(source) else sorted([*_gone(source), *_within_figures(source)])
    origins = [0, *(end for _, end in gone)]
    ends = [*(start for start, _ in gone), len(source)]
    pieces = [source[start:end] for start, end in zip(origins, ends, strict=True)]
    starts = list(accumulate(map(len, pieces[:-1]), initial=0))
    mended = _lost_point().sub("．", "".join(pieces))
    view = View(source, _unquoted(mended), tuple(starts), tuple(origins))
    return _in_one_script(view) if is_traditional(source) else view


def _in_one_script(view: View) -> View:
    text = simplified(view.text)
    return replace(view, text=text, letters={ord(to): written for to, written in zip(text, view.text, strict=True)})


def guessed_points(source: str) -> Iterator[Caution]:
    """Yield where a sign of the printer's own is read as a decimal point, which the source does not show."""
    for match in re.finditer(
        rf"(?<![\d０-９])[\d０-９]+(?:{load_data('layout')['point']}[ \u3000]*[\d０-９]+)+", source
    ):
        yield Caution("guessed-point", match[0], match.start(), match.end())


def _unquoted(text: str) -> str:
    """Cells that a spreadsheet quoted, as it does where they hold lines, on one line and without the quotes."""
    if '"' not in text or "\t" not in text:
        return text
    return _QUOTED_CELL.sub(lambda cell: f" {cell[1].replace(chr(10), '、')} ", text)


def _within_figures(source: str) -> Iterator[tuple[int, int]]:
    """Yield white space behind the printer's own glyph for a decimal point."""
    return (match.span() for match in re.finditer(load_data("layout")["within_figures"], source))


def _gone(source: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a source that are not read: page marks and breaks in mid-sentence, in order."""
    marks = [match.span() for match in _page_marks().finditer(source)]
    lines = list(_lines(source, marks))
    joints = _Joints(_width(lines), _are_complete(lines))
    held = 0
    for before, after in pairwise(lines):
        within = held
        while held < len(marks) and marks[held][0] < after.start:
            held += 1
        apart = within == held and source.count("\n", before.end, after.start) > 1
        if joints.goes_on(before, after, apart=apart):
            yield before.end, after.start
        else:
            yield from marks[within:held]
    yield from marks[held:]


@cache
def _lost_point() -> re.Pattern[str]:
    return re.compile(rf"{load_data('layout')['point']}(?<=[\d０-９].)(?=[\d０-９])")


@cache
def _page_marks() -> re.Pattern[str]:
    marks = "|".join(load_data("layout")["page_marks"])
    return re.compile(rf"^[{_WHITE}]*(?:{marks})[{_WHITE}]*$", re.MULTILINE)


def _lines(source: str, marks: Iterable[tuple[int, int]]) -> Iterator[_Line]:
    """Yield the lines that hold something and are no page mark."""
    busy = iter(marks)
    mark = next(busy, None)
    at = 0
    for line in source.splitlines(keepends=True):
        start, at = at, at + len(line)
        while mark and mark[1] <= start:
            mark = next(busy, None)
        words = line.strip()
        if words and not (mark and mark[0] <= start):
            begin = start + line.index(words)
            yield _Line(begin, begin + len(words), words, "\t" in line)


def _width(lines: Sequence[_Line]) -> int:
    """The width of print of a text whose sentences run over line ends; 0 where a line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if not line.table)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    broken = sum(not _is_closed(line) for line in lines)
    return width if width <= _NARROW and broken * 3 >= len(lines) else 0


def _are_complete(lines: Sequence[_Line]) -> bool:
    """Whether nearly all paragraphs end with a mark."""
    long = [line for line in lines if len(line.text) > _NARROW and not line.table]
    return sum(line.text[-1] in f"{load_data('layout')['closed']}）)”" for line in long) >= 0.8 * len(long)


def _is_closed(line: _Line) -> bool:
    return line.text[-1] in load_data("layout")["closed"]


def _opened(words: str) -> int:
    """How many brackets and quotations some words open and leave open."""
    return sum(1 if mark in "（(〔“《" else -1 for mark in _BRACKETS.findall(words))


@cache
def _starts(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(load_data("layout")[kind]))


@dataclass(slots=True)
class _Joints:
    """Tells which lines go on in the next one.

    Args:
        width: of the print; 0 where a line is a paragraph.
        complete: whether paragraphs end with a mark, so that one without was broken.
        run: length of the printed line so far, since figures may stand on lines of their own.
        ahead: length of the sentence before it, since one in bold may stand on a line of its own.
        open: brackets and quotations that are open where a line ends.
        inside: whether the line before went on in this one.
    """

    width: int
    complete: bool
    run: int = 0
    ahead: int = 0
    open: int = 0
    inside: bool = False

    def goes_on(self, before: _Line, after: _Line, *, apart: bool) -> bool:
        """Whether a line goes on in the next; ``apart`` where an empty line stands between them."""
        self.run += len(before.text)
        self.open += _opened(before.text)
        piece = self._is_piece(before, after)
        self.inside = self._goes_on(before, after, piece=piece, apart=apart)
        if not self.inside:
            self.ahead, self.run = self.run if before.text[-1] == "。" else 0, 0
            self.open = 0
        elif self._is_full(before) and not piece:
            self.ahead = self.run = 0
        return self.inside

    def _goes_on(self, before: _Line, after: _Line, *, piece: bool, apart: bool) -> bool:
        if before.table or after.table or _starts("beginnings").match(after.text):
            return False
        if _starts("labels").match(after.text) or (apart and self.width):
            return False
        if after.text[0] in load_data("layout")["continues"]:
            return True
        if _is_closed(before):
            return False
        return piece or self._is_full(before) if self.width else self._is_broken_paragraph(before)

    def _is_full(self, line: _Line) -> bool:
        """Whether the printed line that a line ends is as long as the print is wide, or plainly goes on."""
        if self.open > 0 or line.text[-1] in "，、" or self.run >= _FULL * self.width:
            return True
        title = _starts("beginnings").match(line.text)
        return not title and _FULL * self.width <= self.ahead + self.run <= _LONGEST * self.width

    def _is_piece(self, before: _Line, after: _Line) -> bool:
        """Whether one of two lines is a figure or a word of Latin script out of the middle of a printed line."""
        return bool(_PIECE.fullmatch(after.text) or (self.inside and _PIECE.fullmatch(before.text)))

    def _is_broken_paragraph(self, before: _Line) -> bool:
        words = before.text
        if len(words) < _PARAGRAPH or _starts("labels").match(words) or words[-1] in "）)】〕”》":
            return False
        if "。" not in words and (_starts("beginnings").match(words) or not re.search("[，；]", words)):
            return False  # a title, or a line of its own as a signature is
        return words[-1] in "，、" or self.complete

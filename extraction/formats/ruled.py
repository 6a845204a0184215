"""Tables of a printed page, from the lines that are ruled on it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.formats.draft import DraftCell
from extraction.formats.glyphs import Box, Drawn, Glyph
from extraction.formats.lines import lines_of

_NEAR = 3.0  # points that ruled lines may miss each other by
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as it stands on a page.

    Args:
        edges: where its columns begin and end, from the left.
        open_top: whether no line is ruled over it, as where a page break cut a row; ``open_bottom`` under it.
    """

    page: int
    box: Box
    edges: tuple[float, ...]
    cells: tuple[DraftCell, ...]
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """A ruled line: where it lies, and from where to where it goes."""

    at: float
    start: float
    end: float


def tables_on(page: Drawn) -> list[Ruled]:
    """Return the tables of a page, from its top; a frame around text is none."""
    flat = [box for box in page.rulings if box.right - box.left >= box.top - box.bottom]
    steep = [box for box in page.rulings if box.right - box.left < box.top - box.bottom]
    across = _joined(_Rule((box.bottom + box.top) / 2, box.left, box.right) for box in flat)
    down = _joined(_Rule((box.left + box.right) / 2, box.bottom, box.top) for box in steep)
    if max(len(across), len(down)) > _MOST_LINES:  # a drawing, no table
        return []
    found = (_table(rows, columns, page) for rows, columns in _connected(across, down))
    return sorted((table for table in found if table is not None), key=lambda table: -table.box.top)


def _joined(rules: Iterable[_Rule]) -> list[_Rule]:
    """Return ruled lines with those joined that go on from one another, as the sides of neighbouring cells."""
    levels: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not levels or rule.at - levels[-1][0].at > _NEAR:
            levels.append([])
        levels[-1].append(rule)
    joined: list[_Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        spans: list[tuple[float, float]] = []
        for rule in sorted(level, key=lambda rule: rule.start):
            if spans and rule.start <= spans[-1][1] + _NEAR:
                spans[-1] = spans[-1][0], max(spans[-1][1], rule.end)
            else:
                spans.append((rule.start, rule.end))
        joined += (_Rule(at, start, end) for start, end in spans)
    return [rule for rule in joined if rule.end - rule.start > 2 * _NEAR]


def _meet(row: _Rule, column: _Rule) -> bool:
    within = row.start - _NEAR <= column.at <= row.end + _NEAR
    return within and column.start - _NEAR <= row.at <= column.end + _NEAR


def _connected(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Return the ruled lines in groups that hang together."""
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    for column in down:
        met = [row for row in across if _meet(row, column)]
        touched = [group for group in groups if any(row in group[0] for row in met)]
        rows = list(dict.fromkeys([*(row for group in touched for row in group[0]), *met]))
        columns = [*(one for group in touched for one in group[1]), column]
        groups = [group for group in groups if group not in touched] + [(rows, columns)]
    return groups


def _table(rows: Sequence[_Rule], columns: Sequence[_Rule], page: Drawn) -> Ruled | None:
    """Return the table that ruled lines form; its outer sides may be missing."""
    if len(rows) < 2:
        return None
    ends = [rule.start for rule in rows] + [rule.end for rule in rows]
    edges = _distinct([*(rule.at for rule in columns), min(ends), max(ends)])
    tips = [rule.start for rule in columns] + [rule.end for rule in columns]
    levels = _distinct([*(rule.at for rule in rows), min(tips), max(tips)])[::-1]
    if len(edges) < 3 or len(levels) < 2:
        return None
    grid = _Grid(edges, levels, rows, columns)
    cells = grid.cells([glyph for glyph in page.glyphs if grid.box.holds(glyph.box)], page.number)
    if len(cells) < 2:
        return None
    ruled = [rule.at for rule in rows]
    open_top, open_bottom = levels[0] - max(ruled) > _NEAR, min(ruled) - levels[-1] > _NEAR
    return Ruled(page.number, grid.box, tuple(edges), tuple(cells), open_top, open_bottom)


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


class _Grid:
    """The smallest fields between ruled lines; those with no line between them are one cell."""

    def __init__(
        self, edges: list[float], levels: list[float], rows: Sequence[_Rule], columns: Sequence[_Rule]
    ) -> None:
        self._edges, self._levels = edges, levels
        self._rows, self._columns = rows, columns
        self.box = Box(edges[0], levels[-1], edges[-1], levels[0])

    def cells(self, glyphs: Sequence[Glyph], page: int) -> list[DraftCell]:
        """Return the cells with the text of the signs that stand in them."""
        owners = self._owners()
        inside: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            inside.setdefault(owners[self._field(glyph)], []).append(glyph)
        fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for field, owner in owners.items():
            fields.setdefault(owner, []).append(field)
        return [
            DraftCell(
                cell_text(inside.get((row, column), ()), page),
                row,
                column,
                max(down for down, _ in covered) - row + 1,
                max(right for _, right in covered) - column + 1,
            )
            for (row, column), covered in fields.items()
        ]

    def _field(self, glyph: Glyph) -> tuple[int, int]:
        up, across = (glyph.box.bottom + glyph.box.top) / 2, (glyph.box.left + glyph.box.right) / 2
        row = bisect_left([-level for level in self._levels], -up) - 1
        column = bisect_left(self._edges, across) - 1
        return min(max(row, 0), len(self._levels) - 2), min(max(column, 0), len(self._edges) - 2)

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each field the field at the top left of its cell."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row, (top, bottom) in enumerate(pairwise(self._levels)):
            for column, (left, right) in enumerate(pairwise(self._edges)):
                owner = (row, column)
                if column and not _crossed(self._columns, left, (top + bottom) / 2):
                    owner = owners[row, column - 1]
                elif row and not _crossed(self._rows, top, (left + right) / 2):
                    owner = owners[row - 1, column]
                owners[row, column] = owner
        return owners


def _crossed(rules: Iterable[_Rule], at: float, where: float) -> bool:
    """Whether a ruled line lies at one coordinate and passes another."""
    return any(abs(rule.at - at) <= _NEAR and rule.start <= where <= rule.end for rule in rules)


def cell_text(glyphs: Sequence[Glyph], page: int) -> str:
    """Return a cell's text: a line that fills the cell goes on in the next, after a shorter one a space stands."""
    lines = lines_of(glyphs, page)
    widest = max((line.box.right - line.box.left for line in lines), default=0.0)
    text = ""
    for line in lines:
        text += line.text
        full = line.box.right - line.box.left > widest - 1.6 * line.em
        latin = line.text[-1].isascii() and line.text[-1].isalpha()
        text += "" if full and not latin else " "
    return text.strip()

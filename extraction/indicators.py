"""Tables of indicators: what each row is to reach, by the columns of its years."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extraction.columns import Column, words_of
from extraction.document import Cell
from extraction.figure_cells import FigureCell, Indicator, changed, multiplied, read_figure, read_indicator
from extraction.marks import PlanText
from extraction.phrases import split_phrase
from extraction.scope import TargetMention
from extraction.tables import Line, ReadTable
from extraction.tasks import Item

_NAMES = ("indicator", "content", "name", "")


@dataclass(frozen=True, slots=True)
class Years:
    """What a document says of the years of its tables' figures.

    Args:
        issued: the year of its issue; what an earlier one had is what is compared with.
        last: the last year of its period, of figures whose column says none.
    """

    issued: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class _Base:
    """What a row's indicator was before."""

    year: int | None = None
    value: FigureCell | None = None


def find_indicators(text: PlanText, tables: Sequence[ReadTable], years: Years) -> Iterator[TargetMention]:
    """Yield the targets that the rows of the tables of indicators set."""
    for table in tables:
        columns = _with_base(table.columns, years)
        if any(column.kind == "figure" and column.use != "base" for column in columns):
            for line in table.lines:
                yield from _targets(text, columns, line, years)


def _with_base(columns: tuple[Column, ...], years: Years) -> tuple[Column, ...]:
    """The columns, the first year's taken for what is compared with where no column says that it is that.

    It is so if it lies before the year of issue, or else closes the five years before.
    """
    dated = [c for c in columns if c.kind == "figure" and c.use == "goal" and c.year]
    if len(dated) < 2 or any(column.use == "base" for column in columns):
        return columns
    first, year = dated[0], dated[0].year or 0
    before = year < years.issued if years.issued else year % 5 == 0
    return tuple(Column("figure", "base", year) if column == first and before else column for column in columns)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says besides its figures: what they are of, where it names that, and what that was before."""

    named: Cell
    indicator: Indicator
    unit: str | None
    base: _Base


def _targets(text: PlanText, columns: tuple[Column, ...], line: Line, years: Years) -> Iterator[TargetMention]:
    named = _named(text.plain, columns, line)
    if named is None:
        return
    cell, indicator = named
    units = (words_of(text.plain, c) for c in _in(columns, line, "unit"))
    unit = indicator.unit or next((words for words in units if read_figure(words) is None), None)
    row = _Row(cell, indicator, unit, _base(text.plain, columns, line))
    for place, stated in sorted(line.cells.items()):
        column, figure = columns[place], read_figure(words_of(text.plain, stated))
        if column.kind == "figure" and column.use != "base" and figure:
            yield _target(row, stated, figure, _comparator(row, column, figure), column.year or years.last)


def _named(plain: str, columns: tuple[Column, ...], line: Line) -> tuple[Cell, Indicator] | None:
    """The cell that names the row's indicator, the last one of the first kind of column that the row has."""
    for kind in _NAMES:
        for cell in reversed(list(_in(columns, line, kind))):
            if found := read_indicator(words_of(plain, cell)):
                return cell, found
    return None


def _in(columns: tuple[Column, ...], line: Line, kind: str) -> Iterator[Cell]:
    return (cell for place, cell in sorted(line.cells.items()) if columns[place].kind == kind)


def _base(plain: str, columns: tuple[Column, ...], line: Line) -> _Base:
    for place, column in enumerate(columns):
        if column.kind == "figure" and column.use == "base":
            cell = line.cells.get(place)
            return _Base(column.year, read_figure(words_of(plain, cell)) if cell else None)
    return _Base()


def _comparator(row: _Row, column: Column, figure: FigureCell) -> str:
    """What a figure sets; one that adds years up is a change where the same row has a state as well."""
    way = row.indicator.change
    if way is None and (column.use == "change" or figure.summed) and row.base.value:
        way = "increase"
    if way and not figure.comparator.startswith(("increase", "decrease", "range", "class")):
        return changed(way, figure.comparator)
    return figure.comparator


def _target(row: _Row, stated: Cell, figure: FigureCell, comparator: str, year: int | None) -> TargetMention:
    """One figure of a row."""
    is_change = comparator.startswith(("increase", "decrease"))
    figure = multiplied(figure, row.unit)
    before = multiplied(row.base.value, row.unit) if row.base.value and not is_change else None
    return TargetMention(
        min(row.named.start, stated.start),
        max(row.named.end, stated.end),
        split_phrase(row.indicator.name),
        comparator,
        figure.value,
        figure.high,
        figure.unit,
        year=year,
        baseline_year=row.base.year if is_change or before else None,
        baseline_value=before.value if before else None,
        rule="target.table",
    )


def in_place(mentions: Iterable[TargetMention], items: Sequence[Item]) -> Iterator[tuple[Item | None, TargetMention]]:
    """Yield each target with the item that it stands in, ``None`` where it stands in none.

    Args:
        items: in the order of the text.
    """
    by_id = {item.id: item for item in items}
    for mention in mentions:
        at = bisect_right(items, mention.start, key=attrgetter("start")) - 1
        item = items[at] if at >= 0 else None
        while item and item.clause and item.end <= mention.start:  # a task that ended before the table
            item = by_id.get(item.parent or "")
        yield item, mention

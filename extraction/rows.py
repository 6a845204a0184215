"""Rows of tables as items of the plan: those that head others as sections, those that name who does them as tasks."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from extraction.columns import read_index
from extraction.dates import DateMention
from extraction.distinct import Distinct
from extraction.document import Cell
from extraction.holders import read_holders
from extraction.marks import PlanText
from extraction.scope import TargetMention, between
from extraction.sections import Node
from extraction.tables import Line, ReadTable, split_number
from extraction.tasks import Item
from extraction.titles import find_line_title

_FORMS = ("part", "bracketed", "arabic", "in_arabic", "path")  # the outermost first


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rows stand: the id that theirs begin with, and how far out the number of what heads them is."""

    id: str | None
    rank: int

    def under(self, number: str) -> str:
        """Return the id of what has this number here; 2.1 says itself that it stands under 2."""
        if self.id is None:
            return number
        around, _, last = self.id.rpartition(".")
        head, _, rest = number.partition(".")
        if rest and head == last:
            return f"{around}.{number}" if around else number
        return f"{self.id}.{number}"


def with_rows(
    full: PlanText, told: PlanText, items: Sequence[Item], tables: Sequence[ReadTable], nodes: Sequence[Node]
) -> list[Item]:
    """Return the items of a plan with those that the rows of its tables are, in the order of the text.

    Args:
        told: the text with what its tables tell, of ``full``.
        items: what stands outside the tables, as ``nodes`` the headings.
    """
    once, ends = Distinct(), dict[str, int]()
    for item in items:
        once(item.id)
    rows: list[Item] = []
    by_id = {node.id: node for node in nodes}
    for table in tables:
        if table.assigns:
            chain = _chain(nodes, by_id, table.start)
            rows += _Reader(full, told, table, chain[0] if chain else None, once).items()
            ends |= dict.fromkeys(chain, rows[-1].end)
    extended = [replace(item, end=ends[item.id]) if ends.get(item.id, 0) > item.end else item for item in items]
    return sorted([*extended, *rows], key=attrgetter("start"))


def _chain(nodes: Sequence[Node], by_id: Mapping[str, Node], start: int) -> list[str]:
    """The ids of the headings that a place stands under, the innermost first."""
    at = bisect_right(nodes, start, key=attrgetter("start")) - 1
    node = nodes[at] if at >= 0 and start < nodes[at].own_end else None
    chain: list[str] = []
    while node is not None:
        chain.append(node.id)
        node = by_id.get(node.parent or "")
    return chain


class _Reader:
    """Makes the items of one table."""

    def __init__(self, full: PlanText, told: PlanText, table: ReadTable, around: str | None, once: Distinct) -> None:
        self.full, self.told, self.table, self.once = full, told, table, once
        self.places = [_Place(around, -1)]
        self.counts: dict[str | None, int] = {}
        self.ends: dict[str | None, int] = {}
        self.numbered = any(line.index and not line.group for line in table.lines)
        self.name = self._name_column()

    def items(self) -> list[Item]:
        """Return the items, those that head others ending where these do."""
        found = [item for entry in self._entries() for item in self._of(entry)]
        heads = {item.parent for item in found}
        return [self._ended(item, section=item.clause is None or item.id in heads) for item in found]

    def _ended(self, item: Item, *, section: bool) -> Item:
        end = self.ends.get(item.id, item.end)
        return item if (end, section) == (item.end, item.section) else replace(item, end=end, section=section)

    def _entries(self) -> Iterator[list[Line]]:
        """The rows of one number each; one without a number goes on with the one above it."""
        entry: list[Line] = []
        for line in self.table.lines:
            goes_on = entry and self.numbered and line.index is None and not line.group and not entry[0].group
            if entry and not goes_on:
                yield entry
                entry = []
            entry.append(line)
        if entry:
            yield entry

    def _of(self, entry: list[Line]) -> Iterator[Item]:
        first = entry[0]
        if first.group:
            yield self._group(first)
            return
        place = self.places[-1]
        number = first.index[1] if first.index else self._count(place.id)
        whole = self._item(entry, self.once(place.under(number)), place.id, self.name)
        if sum(line.own for line in entry) > 1:  # several rows of one number, each with bodies of its own
            yield replace(whole, own_end=whole.start, clause=None, when=None)  # its rows tell what it says
            for part, line in enumerate(entry, 1):
                yield self._item([line], self.once(f"{whole.id}.{part}"), whole.id, name=None)
        else:
            yield whole

    def _group(self, line: Line) -> Item:
        cells = [cell for place, cell in sorted(line.cells.items())]
        number, begin = split_number(self.full.plain, cells[0])
        read = line.index or read_index(number)
        if line.index and len(cells) > 1:
            number, begin = self.full.source[cells[0].start : cells[0].end], cells[1].start
        rank = _FORMS.index(read[0]) if read else 0
        while self.places[-1].rank >= rank:
            self.places.pop()
        around = self.places[-1]
        own = self.once(around.under(read[1] if read else self._count(around.id)))
        self.places.append(_Place(own, rank))
        item = self._item([line], own, around.id, self.name)
        ends = next(cell.end for cell in cells if cell.end > begin)
        return replace(item, number=number, title=self.full.source[begin:ends].strip())

    def _count(self, around: str | None) -> str:
        """The position of a row that has no number."""
        self.counts[around] = self.counts.get(around, 0) + 1
        return str(self.counts[around])

    def _item(self, lines: list[Line], own: str, parent: str | None, name: int | None) -> Item:
        start, end = lines[0].start, lines[-1].end
        for place in self.places:
            self.ends[place.id] = end
        title, body = self._title(lines[0], name)
        said = next((line for line in lines if line.own), lines[0])
        timed = next((line for line in lines if line.when in line.cells.values()), said)  # not one of a row above
        when = timed.when
        return Item(
            id=own,
            number=self._number(lines[0]),
            title=title,
            parent=parent,
            start=start,
            body=body,
            own_end=end,
            end=end,
            clause=read_holders(self.full, said.holders),
            section=False,
            row=True,
            when=(when.start, when.end) if when else None,
        )

    def _number(self, line: Line) -> str:
        cells = (c for p, c in sorted(line.cells.items()) if self.table.columns[p].kind == "index")
        cell = next(cells, None)
        return self.full.source[cell.start : cell.end] if cell else ""

    def _title(self, line: Line, name: int | None) -> tuple[str, int]:
        """The title of a row, in the column that names tasks if there is one, and where what it says to do begins."""
        cell = line.cells.get(name) if name is not None else None
        after = next(self._cells(line, "content", "indicator"), None)
        if cell is None or cell.end == cell.start:
            cell = after or next(self._cells(line, "name", "", "group", "nature"), None)
        if cell is None:
            return "", line.start
        _, begin = split_number(self.full.plain, cell)
        title, _ = find_line_title(self.told if cell is after else self.full, begin, cell.end)
        return title, begin if cell is after or after is None else after.start

    def _cells(self, line: Line, *kinds: str) -> Iterator[Cell]:
        held = {cell for _, cell in line.holders}
        for kind in kinds:
            for place, cell in sorted(line.cells.items()):
                if self.table.columns[place].kind == kind and cell not in held:
                    yield cell

    def _name_column(self) -> int | None:
        """The last column that names each task; one that is empty in some rows stands for several of them."""
        firsts = [line for line in self.table.lines if not line.group and (line.index or not self.numbered)]
        for place in reversed(range(len(self.table.columns))):
            if self.table.columns[place].kind == "name" and firsts:
                cells = [line.cells.get(place) for line in firsts]
                held = {cell for line in firsts for _, cell in line.holders}
                if all(cell and cell.end > cell.start and cell not in held for cell in cells):
                    return place
        return None


def dated_by_row(mention: TargetMention, item: Item, dates: Sequence[DateMention]) -> TargetMention:
    """Return a target of a row that names no year with the one that the row's column of time says."""
    if mention.year is not None or item.when is None:
        return mention
    times = [date for date in between(dates, *item.when) if date.use == "deadline"]
    years = [day.year for date in times if (day := date.last or date.first)]
    return replace(mention, year=years[-1]) if years else mention

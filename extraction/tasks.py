"""Items of a plan: which headings are tasks, with their titles, extents and statements of time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.dates import DateMention
from extraction.distinct import Distinct
from extraction.marks import PlanText
from extraction.responsibilities import Clause
from extraction.sections import Node
from extraction.titles import find_title

_REACH_OF_A_DATE = 160


@dataclass(frozen=True, slots=True)
class Item:
    """A heading with the text of its own, read as far as its clause.

    Args:
        body: where the text behind the title begins.
        own_end: where its own text ends: before its clause, or before the next heading.
        end: where it ends with its clause, or with all that stands under it.
        clause: who does it; a task is an item with a clause.
        section: whether it is a heading as well, with other items under it or no clause.
    """

    id: str
    number: str
    title: str
    parent: str | None
    start: int
    body: int
    own_end: int
    end: int
    clause: Clause | None
    section: bool


def find_items(text: PlanText, nodes: Sequence[Node], clauses: Mapping[str, list[Clause]]) -> list[Item]:
    """Return all headings as items, and paragraphs of one heading with a clause each as items under it.

    Args:
        clauses: the responsibility clauses in the own text of each heading, by its id.
    """
    return list(_apart(item for node in nodes for item in _items(text, node, clauses[node.id])))


def _apart(items: Iterable[Item]) -> Iterator[Item]:
    """Give an id that stood before a letter, as where paragraphs with clauses of their own are numbered."""
    once = Distinct()
    for item in items:
        unique = once(item.id)
        yield item if unique == item.id else replace(item, id=unique)


def _items(text: PlanText, node: Node, clauses: list[Clause]) -> Iterator[Item]:
    number = text.source[node.start : node.body].strip()
    if len(clauses) <= 1:
        clause = clauses[0] if clauses else None
        own_end = clause.start if clause else node.own_end
        title, body = find_title(text, node, own_end)
        end = node.end if not clause or not node.leaf else _closed(text, clause.end)
        yield Item(
            node.id,
            number,
            title,
            node.parent,
            node.start,
            body,
            own_end,
            _trimmed(text, node.start, end),
            clause,
            not node.leaf or clause is None,
        )
        return
    title, body = find_title(text, node, clauses[0].start)
    yield Item(
        node.id, number, title, node.parent, node.start, body, body, _trimmed(text, node.start, node.end), None, True
    )
    start = body
    for place, clause in enumerate(clauses, 1):
        part = replace(
            node, id=f"{node.id}.{place}", start=start, body=start, own_end=clause.start, leaf=True, style="arabic"
        )
        name, after = find_title(text, part, clause.start)
        start += len(text.plain[start : clause.start]) - len(text.plain[start : clause.start].lstrip(" ,、。;:\n)"))
        end = _closed(text, clause.end)
        yield Item(part.id, "", name, node.id, start, after, clause.start, end, clause, False)
        start = end


def _closed(text: PlanText, end: int) -> int:
    """The end of a clause with its closing bracket."""
    return end + 1 if text.plain[end : end + 1] == ")" else end


def _trimmed(text: PlanText, start: int, end: int) -> int:
    return start + len(text.plain[start:end].rstrip(" ,、。;:\n("))


def deadlines_of(text: PlanText, item: Item, dates: Sequence[DateMention]) -> list[DateMention]:
    """Return an item's statements of time; a recurrence belongs to the date said before it in the same sentence."""
    found: list[DateMention] = []
    for date in dates:
        if date.use != "deadline" or not item.start <= date.start < item.own_end:
            continue
        if date.kind == "every" and found and _same_sentence(text, found[-1], date):
            found[-1] = replace(found[-1], recurrence=date.recurrence, end=date.end)
        else:
            found.append(date)
    return found


def _same_sentence(text: PlanText, date: DateMention, recurrence: DateMention) -> bool:
    between = text.plain[date.end : recurrence.start]
    return date.recurrence is None and len(between) <= _REACH_OF_A_DATE and not set("。;\n") & set(between)

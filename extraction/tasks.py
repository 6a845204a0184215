"""Items of a plan: which headings are tasks, with their titles, extents and statements of time."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from extraction.dates import DateMention
from extraction.distinct import Distinct
from extraction.headings import has_lines
from extraction.lexicon import load_data
from extraction.marks import HAN, PlanText, trim
from extraction.roles import Clause, time_label_pattern
from extraction.sections import Node
from extraction.titles import find_title

_REACH_OF_A_DATE = 160
_AROUND = " ,、。;:\n"
_REACH_OF_A_BRACKET = 160
_CLOSING = re.compile(rf"(?:[^()\[\]]|[(\[][^()\[\]]{{0,40}}[)\]]){{0,{_REACH_OF_A_BRACKET}}}[)\]]")
_REACH_OF_WORDS = 12
_SENTENCE = re.compile(rf"(?:[^{HAN}]*[{HAN}]){{4}}")


@dataclass(frozen=True, slots=True)
class Item:
    """A heading with the text of its own, read as far as its clause.

    Args:
        body: where the text behind the title begins.
        own_end: where its own text ends: before its clause, or before the next heading.
        end: where it ends with its clause, or with all that stands under it.
        clause: who does it; a task is an item with a clause.
        section: whether it is a heading as well, with other items under it or no clause.
        row: whether it is a row of a table, whose title says what is to be reached as well as its text.
        when: where its time is said apart from its text: the cell of a row, which may be one above, or its clause.
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
    row: bool = False
    when: tuple[int, int] | None = None


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
    """The item of a heading; where its text has several clauses, those of its paragraphs under it."""
    clause, under = _shared_out(text, clauses)
    several = bool(under) and clause is None
    before = min(clauses[0].start, node.own_end) if clauses and clauses[0].closes else node.own_end
    title, body = find_title(text, node, before)
    limit = under[0].start if under else node.own_end
    own_end, end = _extent(text, clause, limit) if clause and node.leaf else (before, node.end)
    if clause and node.leaf and _opens_with(text, node, clause, limit):
        body, own_end, end = end, *(trim(text.plain, end, limit, _AROUND)[1],) * 2
    yield Item(
        id=node.id,
        number=text.source[node.start : node.body].strip(),
        title=title,
        parent=node.parent,
        start=node.start,
        body=body,
        own_end=body if several else own_end,
        end=trim(text.plain, node.start, end, f"{_AROUND}(")[1],
        clause=clause,
        section=clause is None or not node.leaf or bool(under),
        when=_when(text, clause, limit),
    )
    if under:
        own_line = text.scrambled or text.plain.startswith(("\n", "。\n"), body)  # or it begins the first paragraph
        yield from _paragraphs(text, node, under, end if not several else body if own_line else node.body)


def _opens_with(text: PlanText, node: Node, clause: Clause, limit: int) -> bool:
    """Whether a clause stands on lines of its own between a title and what is to be done."""
    plain = text.plain
    led, behind = plain[node.body : clause.start], plain[clause.end : limit].lstrip(" )")
    return "\n" in led and "。" not in led and behind.startswith("\n") and "。" in behind


def _shared_out(text: PlanText, clauses: list[Clause]) -> tuple[Clause | None, list[Clause]]:
    """The clause of a heading itself, and those of the paragraphs under it."""
    if len(clauses) < 2 or _is_introduced(text, clauses[0]):
        return (clauses[0] if clauses else None), clauses[1:]
    return None, clauses


def _is_introduced(text: PlanText, clause: Clause) -> bool:
    """Whether what stands behind a clause is said to carry it out: 具体措施：."""
    behind = _closed(text, clause, len(text.plain))
    words = text.plain[behind : behind + _REACH_OF_WORDS].lstrip(_AROUND)
    return words.startswith(tuple(load_data("headings")["introductions"]))


def _paragraphs(text: PlanText, node: Node, clauses: list[Clause], start: int) -> Iterator[Item]:
    """The unnumbered paragraphs of a heading, each with a clause of its own, numbered in their order."""
    for place, (clause, after) in enumerate(zip_longest(clauses, clauses[1:]), 1):
        if not clause.closes:
            start = text.plain.rfind("\n", start, clause.start) + 1 or start
        limit = text.plain.rfind("\n", clause.end, after.start) if after else node.own_end
        own_end, end = (
            _extent(text, clause, limit) if limit >= 0 else (clause.start, _closed(text, clause, after.start))
        )
        part = replace(node, id=f"{node.id}.{place}", start=start, body=start, leaf=True, style="arabic")
        title, body = find_title(text, part, own_end)
        yield Item(
            id=part.id,
            number="",
            title=title,
            parent=node.id,
            start=trim(text.plain, start, own_end, f"{_AROUND})")[0],
            body=body,
            own_end=own_end,
            end=end,
            clause=clause,
            section=False,
            when=_when(text, clause, max(end, clause.end)),
        )
        start = end


def _when(text: PlanText, clause: Clause | None, limit: int) -> tuple[int, int] | None:
    """The clause of a task if it says a time as well, as a block of labels does: 完成时限：2024年10月底前."""
    if clause is None or not clause.closes or text.scrambled:
        return None
    end = _closed(text, clause, limit)
    return (clause.start, end) if _time().search(text.plain, clause.start, end) else None


@cache
def _time() -> re.Pattern[str]:
    return re.compile(rf"{time_label_pattern()}\s?[:\])]|\d\s?[年月日]|年底|每[年月季]|季度")


def _extent(text: PlanText, clause: Clause, limit: int) -> tuple[int, int]:
    """Where a task's own text ends, and where the task ends.

    A clause ends its task, with the bracket around it, unless more is said behind it on the same line; a duty in prose
    opens its task, which goes on to the end of the paragraph or the item.
    """
    plain, end = text.plain, clause.end
    if not clause.closes:
        return (trim(plain, end, limit, _AROUND)[1],) * 2
    end = _closed(text, clause, limit)
    rest = plain[end:limit].partition("\n")[0].rstrip() if has_lines(text) else ""
    return (end + len(rest),) * 2 if _SENTENCE.search(rest) else (clause.start, end)


def _closed(text: PlanText, clause: Clause, limit: int) -> int:
    """The end of a clause with its closing bracket."""
    plain, end = text.plain, clause.end
    if plain[clause.start - 1 : clause.start] in ("(", "[") and (bracket := _CLOSING.match(plain, end, limit)):
        return bracket.end()
    return end + 1 if plain[end : end + 1] == ")" else end


def deadlines_of(text: PlanText, dates: Sequence[DateMention]) -> list[DateMention]:
    """Return the deadlines among an item's dates; a recurrence belongs to the date before it in the same sentence."""
    found: list[DateMention] = []
    for date in dates:
        if date.use != "deadline":
            continue
        if date.kind == "every" and found and _same_sentence(text, found[-1], date):
            found[-1] = replace(found[-1], recurrence=date.recurrence, end=date.end)
        else:
            found.append(date)
    return found


def _same_sentence(text: PlanText, date: DateMention, recurrence: DateMention) -> bool:
    between = text.plain[date.end : recurrence.start]
    return (
        date.kind in ("in", "from")
        and date.recurrence is None
        and len(between) <= _REACH_OF_A_DATE
        and not set("。;\n") & set(between)
    )

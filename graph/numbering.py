"""Gaps and repetitions in a plan's numbering, told from the numbers as the text writes them.

Only siblings with one form of number are compared, numbers may begin anew, and a number that stands somewhere between
two headings is not missing: it was written, and only not read as a heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from extraction.numerals import read_numeral
from extraction.records import Passage, Plan
from graph import iri
from graph.statements import Statements
from graph.things import write_passage

_NUMBERED = re.compile(
    r"(?P<before>[（(第]?)\s*(?:\d{1,2}[.．])*(?:(?P<arabic>\d{1,3})|(?P<han>[一二三四五六七八九十百零]{1,5})|(?P<circled>[①-⑳]))"
    r"(?!\d)\s*(?P<behind>[)）章节条部]?)"
)
_HAN_DIGITS = "零一二三四五六七八九"
_MARKS = r"\s、。．，；：,.;:)）"
_LONGEST_HEADING, _MOST_MISSING = 40, 3
_ENDS_HEADING = re.compile("[。；\n]")

_Form = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A section or task that begins with a number.

    Args:
        form: what its siblings' numbers have in common with its own.
        task: whether it is a task and no section.
    """

    id: str
    number: int
    form: _Form
    passage: Passage
    task: bool

    @property
    def parent(self) -> str:
        """The id of what it stands in, empty at the top."""
        return self.id.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a number.

    Args:
        before: the sibling before it, whose number it repeats or after which numbers are missing; ``None`` where
            the first of all siblings has not the first number.
        missing: the numbers that are missing; none where the number is repeated.
    """

    item: Numbered
    before: Numbered | None
    missing: tuple[int, ...]


def write_numbering(plan: Plan, plan_id: str, statements: Statements) -> None:
    """State where numbers of sections and tasks are missing or repeated."""
    for fault in find_faults(plan):
        node = _write_item(plan, plan_id, fault.item, statements)
        before = _write_item(plan, plan_id, fault.before, statements) if fault.before else None
        statements.add(node, "numberedAfter" if fault.missing else "repeatsNumberOf", before)
        for number in fault.missing:
            statements.add(node, "missingNumber", number)


def _write_item(plan: Plan, plan_id: str, item: Numbered, statements: Statements) -> NamedNode:
    node = (iri.task if item.task else iri.section)(plan_id, item.id)
    start, end = item.passage.start, min(item.passage.end, item.passage.start + _LONGEST_HEADING)
    stop = _ENDS_HEADING.search(plan.text, start + 1, end)
    end = stop.start() if stop else end
    statements.add(node, "heading", write_passage(Passage(plan.text[start:end], start, end), plan_id, statements))
    return node


def find_faults(plan: Plan) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of a plan, in the order of the text."""
    runs: dict[tuple[str, _Form], dict[int, Numbered]] = {}
    highest: dict[tuple[str, _Form], Numbered] = {}
    reached: set[_Form] = set()
    numbered = _numbered(plan)
    own = {item.id: item for item in numbered}
    for item in numbered:
        key = item.parent, item.form
        run = {} if item.number == 1 else runs.get(key, {})
        runs[key], before = run, highest.get(key) if run else _elder(own.get(item.parent), item)
        if item.number in run:
            yield Fault(item, run[item.number], ())
        elif missing := _missing(plan, item, before, counts_on=item.form in reached):
            yield Fault(item, before, missing)
        run.setdefault(item.number, item)
        highest[key] = item if before is None or item.number > before.number else before
        reached.add(item.form)


def _elder(parent: Numbered | None, item: Numbered) -> Numbered | None:
    """The item under which one was read that only a gap keeps from being its next sibling: 2 and, under it, 4."""
    return parent if parent and parent.form == item.form and item.number > parent.number + 1 else None


def _numbered(plan: Plan) -> list[Numbered]:
    """The sections and tasks whose ids are the numbers that they begin with, in the order of the text."""
    found: dict[str, Numbered] = {}
    for task, items in ((False, plan.sections), (True, plan.tasks)):
        for item in items:
            head = _NUMBERED.match(item.passage.text)
            own = re.match(r"\d+", item.id.rpartition(".")[2])
            written = head and (head["arabic"] or head["han"] or head["circled"])
            if head is None or own is None or read_numeral(written or "") != int(own[0]) or item.id in found:
                continue
            form = (head["before"], "arabic" if head["arabic"] else "han" if head["han"] else "circled", head["behind"])
            found[item.id] = Numbered(item.id, int(own[0]), form, item.passage, task)
    return sorted(found.values(), key=lambda item: item.passage.start)


def _missing(plan: Plan, item: Numbered, before: Numbered | None, *, counts_on: bool) -> tuple[int, ...]:
    """The numbers missing before one: few, and none of them written anywhere between.

    Args:
        counts_on: whether numbers of its form stood before, from which it may count on.
    """
    if before is None and (counts_on or not plan.text[: item.passage.start].strip()):  # a part of a text begins so
        return ()
    numbers = tuple(range((before.number if before else 0) + 1, item.number))
    if not 0 < len(numbers) <= _MOST_MISSING:
        return ()
    start = before.passage.start if before else _start_of(plan, item.parent)
    between = plan.text[start : item.passage.start]
    return () if any(_written(number, item.form).search(between) for number in numbers) else numbers


def _start_of(plan: Plan, section: str) -> int:
    return next((each.passage.start for each in plan.sections if each.id == section), 0)


def _written(number: int, form: _Form) -> re.Pattern[str]:
    """How a number would stand in the text."""
    before, script, behind = form
    digits = {"arabic": str(number), "han": _han(number), "circled": chr(ord("①") + number - 1)}[script]
    ahead = rf"[{before}（(]\s*" if before else r"(?<![\d一二三四五六七八九十百零第])"
    return re.compile(rf"{ahead}{digits}\s*(?:[{behind or _MARKS}]|[)）]|$)")


def _han(number: int) -> str:
    """A number in Han numerals.

    >>> _han(7), _han(10), _han(12), _han(30)
    ('七', '十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" if tens else ""
    return ten + (_HAN_DIGITS[ones] if ones or not tens else "")

"""The annexes of a plan as tables, before they become a sheet or a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.wording import say
from queries.annex_words import LANGUAGE
from queries.annexes import Annexes, Assignment, Heading

JOINT = "、"
WIDTHS = {
    "order": 8,
    "title": 22,
    "measures": 46,
    "aims": 24,
    "lead": 13,
    "participant": 22,
    "responsible": 18,
    "guidance": 13,
    "default": 13,
    "indicator": 24,
    "subject": 26,
    "figure": 15,
    "unit": 8,
    "year": 14,
    "baseline": 14,
    "passage": 44,
}
"""Columns by their relative widths; for a sheet, in characters of ASCII."""
CENTRED = frozenset({"order", "lead", "figure", "unit", "year", "baseline"})


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    Args:
        rows: texts, one for each column; a heading has one row of one text, which stands over all columns.
        shared: numbers of the columns whose first text is for all rows of the block.
        depth: of a heading, counted from 1; 0 for what is none.
    """

    rows: tuple[tuple[str, ...], ...]
    shared: frozenset[int] = frozenset()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """An annex.

    Args:
        label: what it is called before its title, as ``附件1``.
        subtitle: what kind of table it is.
        columns: keys of its columns; their headings are in ``annexes.toml``.
    """

    label: str
    title: str
    subtitle: str
    columns: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands over the columns."""
        return tuple(say(f"annexes.column-{column}", LANGUAGE) for column in self.columns)


def tables_of(annexes: Annexes) -> tuple[Table, ...]:
    """Return the annexes of a plan; one that would be empty is left out, unless both would."""
    both = (_targets(annexes), _tasks(annexes))
    return tuple(table for table in both if table.blocks) or both


def _targets(annexes: Annexes) -> Table:
    rows = (
        (str(n), g.indicator or g.subject, g.subject, g.figure, g.unit, g.year, g.baseline, g.passage.text)
        for n, g in enumerate(annexes.goals, start=1)
    )
    return Table(
        label=say("annexes.annex-targets", LANGUAGE),
        title=annexes.title,
        subtitle=say("annexes.targets-title", LANGUAGE),
        columns=("order", "indicator", "subject", "figure", "unit", "year", "baseline", "passage"),
        blocks=tuple(Block((row,)) for row in rows),
    )


def _tasks(annexes: Annexes) -> Table:
    blocks: list[Block] = []
    above: Sequence[Heading] = ()
    for number, task in enumerate(annexes.tasks, start=1):
        blocks += [Block(((heading.text,),), depth=heading.depth) for heading in task.headings if heading not in above]
        blocks.append(_block(number, task, annexes.roles))
        above = task.headings
    return Table(
        label=say("annexes.annex-tasks", LANGUAGE),
        title=annexes.title,
        subtitle=say("annexes.tasks-title", LANGUAGE),
        columns=("order", "title", "measures", "aims", *annexes.roles),
        blocks=tuple(blocks),
    )


def _block(number: int, task: Assignment, roles: Sequence[str]) -> Block:
    """A task over its measures, each with its own dates and figures where all of them are some measure's."""
    bodies = tuple(JOINT.join(task.bodies[role]) for role in roles)
    aims, steps = "\n".join(task.aims), task.steps
    first = (str(number), task.title)
    if aims and steps:
        rows = tuple((*first, step.text, "\n".join(step.aims), *bodies) for step in steps)
    else:
        rows = tuple((*first, measure.text, aims, *bodies) for measure in task.measures) or (
            (*first, "", aims, *bodies),
        )
    own = {2, 3} if aims and steps else {2}
    return Block(rows, shared=frozenset(range(len(first) + 2 + len(roles))) - own)

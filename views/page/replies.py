"""What an answer looks like: a table, or a few figures by themselves."""

from collections.abc import Mapping
from typing import NamedTuple

from ontology.wording import Language, say
from queries.answers.answer import Answer
from views.page.words import concept, heading


class Grid(NamedTuple):
    """Headings, and rows of texts under them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grid_of(answer: Answer, plans: Mapping[str, str]) -> Grid | None:
    """Return an answer as a table, or ``None`` where it is mere figures.

    Args:
        plans: titles by the plans' short ids.
    """
    columns, rows = answer.grid()
    if list(columns) == ["value"]:
        return None
    headings = tuple(heading(column, answer.language) for column in columns)
    cells = (tuple(_cell(*pair, answer.language, plans) for pair in zip(columns, row, strict=True)) for row in rows)
    return Grid(headings, tuple(cells))


def figures_of(answer: Answer) -> list[str]:
    """Return the figures of an answer that is nothing else."""
    return [_cell("value", values["value"], answer.language, {}) for values in answer.answers]


def _cell(column: str, value: object, language: Language, plans: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("terminal.yes" if value else "terminal.no", language)
    if column == "comparator":
        return concept("comparators", str(value), language)
    return plans.get(str(value), str(value)) if column == "plan" else str(value)

"""Cells of vocabulary files that must name or be something: a body, a rank, a date …, checked while they are read."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ontology.vocabulary import names_in
from ontology.wording import DubanError


@dataclass(frozen=True, slots=True)
class Form:
    """How what stands in a cell is written.

    Args:
        examples: for the message, as ``2018, 2018-03``.
    """

    pattern: re.Pattern[str]
    examples: str


DATE = Form(re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?"), "2018, 2018-03, 2018-03-17")
RANK = Form(re.compile("[1-9][0-9]*"), "1, 2, 3")
NUMBER = Form(re.compile(r"[0-9]+(?:\.[0-9]+)?"), "1, 1000, 666.666667")
QUDT_UNIT = Form(re.compile("[A-Za-z0-9_-]+"), "M2, KiloGM, M3-PER-SEC")
SDG_TARGET = Form(re.compile("[1-9][0-9]?[.](?:[1-9][0-9]?|[a-d])"), "6.3, 10.b")


def written(file: str, row: Mapping[str, str], column: str, form: Form) -> tuple[str, ...]:
    """Return what a cell lists, all of which must be written in one form.

    Raises:
        DubanError: the cell lists something that is not.
    """
    found = names_in(row[column])
    for value in found:
        if not form.pattern.fullmatch(value):
            first = next(iter(row.values()))
            given = {"file": file, "row": first, "column": column, "value": value}
            raise DubanError("graph.vocabulary-form", **given, examples=form.examples)
    return found


def named(file: str, row: Mapping[str, str], column: str, known: Collection[str], where: str) -> tuple[str, ...]:
    """Return what a cell lists, all of which must be known.

    Args:
        known: what may stand in the cell.
        where: the file that has it, for the message.

    Raises:
        DubanError: the cell names something else.
    """
    found = names_in(row[column])
    for name in found:
        if name not in known:
            first = next(iter(row.values()))
            raise DubanError("graph.vocabulary-unknown", file=file, row=first, column=column, name=name, where=where)
    return found


def check_end(file: str, name: str, above: Mapping[str, str]) -> None:
    """See to it that the way up from an entry ends.

    Args:
        above: what each entry is part of; empty at the top.

    Raises:
        DubanError: the way leads back to where it was.
    """
    passed: set[str] = set()
    while name in above:
        if name in passed:
            raise DubanError("graph.vocabulary-circle", file=file, row=name)
        passed.add(name)
        name = above[name]

"""Cells of vocabulary files that must name something: a body, a domain, a rank …, checked while they are read."""

from collections.abc import Collection, Mapping

from ontology.vocabulary import names_in
from ontology.wording import DubanError


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

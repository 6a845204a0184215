"""Workbooks (.xlsx, ISO/IEC 29500): the annexes of plans to print, and the ledger of their tasks to fill in."""

import io
from collections.abc import Sequence

from graph.store import Store
from ontology.wording import say
from queries.annex_words import LANGUAGE
from queries.annexes import read_annexes
from queries.exports.annex_sheets import add_annex
from queries.exports.ledger_sheet import add_ledger
from queries.exports.packages import fixed
from queries.exports.tables import tables_of
from queries.ledgers.progress import read_progress

LONGEST_NAME = 31
"""Characters in the name of a sheet."""


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return the annexes and ledgers of plans as a workbook, the same bytes for the same statements.

    Args:
        plans: their short ids, at least one.

    Raises:
        DubanError: the store has no such plan.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, plan in enumerate(plans, start=1):
        annexes = read_annexes(store, plan)
        suffix = f" ({number})" if len(plans) > 1 else ""
        for table in tables_of(annexes):
            add_annex(workbook.create_sheet(_name(f"{table.label} {table.subtitle}", suffix)), table)
        if annexes.tasks:
            sheet = workbook.create_sheet(_name(say("annexes.ledger-title", LANGUAGE), suffix))
            add_ledger(sheet, annexes, read_progress(store, plan))
    workbook.properties.creator = "duban"
    content = io.BytesIO()
    workbook.save(content)
    return fixed(content.getvalue())


def _name(text: str, suffix: str) -> str:
    return text[: LONGEST_NAME - len(suffix)] + suffix

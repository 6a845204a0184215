"""Word documents (.docx, ISO/IEC 29500): the annexes of plans to print."""

import io
from collections.abc import Sequence
from typing import Any

from graph.store import Store
from queries.annexes import read_annexes
from queries.exports.packages import fixed
from queries.exports.pages import add_annex, set_fonts
from queries.exports.tables import tables_of


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return the annexes of plans as a document, a section each, the same bytes for the same statements.

    Args:
        plans: their short ids, at least one.

    Raises:
        DubanError: the store has no such plan.
    """
    from docx import Document

    document: Any = Document()
    set_fonts(document)
    first = True
    for plan in plans:
        for table in tables_of(read_annexes(store, plan)):
            add_annex(document, table, first=first)
            first = False
    document.core_properties.author = "duban"
    document.core_properties.comments = ""
    content = io.BytesIO()
    document.save(content)
    return fixed(content.getvalue())

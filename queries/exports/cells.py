"""Texts put into cells so that no spreadsheet takes one for a formula.

A text that a plan or a person wrote may begin like a formula.  OWASP, "CSV Injection", lists the characters; their
full-width forms are added, which programs set to Chinese or Japanese take for the same, and the minus of mathematics.
"""

import re
from typing import Any

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_SIGNS = "=+-@＝＋－＠−"
_CONTROLS = "\t\r\n"
_UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def begins_formula(text: str) -> bool:
    r"""Return whether a spreadsheet might take a text for a formula.

    >>> [begins_formula(text) for text in ("=1+1", "　＝1", "\t1", "≥85%", "")]
    [True, True, True, False, False]
    """
    return text[:1] in tuple(_CONTROLS) or text.lstrip()[:1] in tuple(_SIGNS)


def quoted(text: str) -> str:
    """Return a text for a cell of a CSV file, with an apostrophe before what might be taken for a formula.

    >>> quoted("=1+1"), quoted("区农委")
    ("'=1+1", '区农委')
    """
    return "'" + text if begins_formula(text) else text


def fitted(text: str) -> str:
    """Return a text as a cell can hold it: without characters that XML cannot hold, and cut where it is too long."""
    return _UNHELD.sub("", text)[:LONGEST]


def put_text(cell: Any, text: str) -> None:
    """Put a text into a cell of an openpyxl sheet, fitted, and as text whatever it begins with."""
    text = fitted(text)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    if begins_formula(text):
        cell.quotePrefix = True

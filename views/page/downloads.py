"""Tables as files."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return a table as CSV that Excel reads: UTF-8 with its mark, and no cell that would be run as a formula.

    >>> as_csv(["a"], [["=1+1"]]).decode("utf-8-sig")
    "a\r\n'=1+1\r\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell

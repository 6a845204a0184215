"""Rows of a table in a text whose one cell goes on in the next line, with the cells behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.columns import Column, fit_all, read_index, words_of
from extraction.grids import Row


def whole_rows(plain: str, columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows under some columns; two that are the halves of one are one."""
    numbered = any(column.kind == "index" for column in columns)
    held: Row = ()
    for row in rows:
        if numbered and (joined := _joined(plain, columns, held, row)):
            held = joined
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def _joined(plain: str, columns: Sequence[Column], first: Row, last: Row) -> Row:
    """One row of two if together they fill the columns and each cell fits its own; else nothing."""
    if not 1 < len(first) < len(columns) == len(first) + len(last) - 1:
        return ()
    if read_index(words_of(plain, first[0])) is None or read_index(words_of(plain, last[0])):
        return ()
    if first[-1].end == first[-1].start or last[0].end == last[0].start:
        return ()
    joined = (*first[:-1], replace(first[-1], end=last[0].end), *last[1:])
    return joined if fit_all(plain, columns, joined) else ()

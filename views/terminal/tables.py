"""Tables and texts for a terminal, in the reader's language."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ontology.wording import Language, find_message, say

PIPE_WIDTH = 120


def show(*things: RenderableType) -> None:
    """Print on standard output; to a pipe in a fixed width and without the spaces that fill lines up."""
    piped = not sys.stdout.isatty()
    fixed = PIPE_WIDTH if piped and "COLUMNS" not in os.environ else None
    console = Console(width=fixed, highlight=False, markup=False, emoji=False)
    if not piped:
        console.print(*things)
        return
    with console.capture() as captured:
        console.print(*things)
    for line in captured.get().splitlines():
        print(line.rstrip())


def show_table(headings: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    show(table)


def show_rows(rows: Sequence[Sequence[object]]) -> None:
    """Print rows, one or more, that explain themselves."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in rows[0]:
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    show(table)


def show_fields(language: Language, fields: Mapping[str, object]) -> None:
    """Print named values below each other, leaving out what has none."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in fields.items():
        if value not in (None, "", ()):
            table.add_row(say(f"terminal.{name}", language), Text(str(value)))
    show(table)


def show_line(text: str) -> None:
    """Print a text, folded to the width there is."""
    show(Text(text))


def show_heading(text: str) -> None:
    """Print a line that stands over something."""
    show(Text(text, style="bold"))


def headings_of(names: Iterable[str], language: Language) -> list[str]:
    """Return headings in one language, by their names in ``terminal.toml``; one that is not there stands for itself."""
    return [say(f"terminal.{name}", language) if find_message(f"terminal.{name}") else name for name in names]


def joined(names: Iterable[str], language: Language) -> str:
    """Return names in a row, as the language writes it."""
    return say("terminal.separator", language).join(names)

"""Who is named in the cells of a table's role columns."""

import re
from collections.abc import Iterator, Sequence

from extraction.bodies import could_be_named, is_body, is_body_for_sure, is_group
from extraction.clauses import ClauseReader, Piece, is_person, pieces
from extraction.document import Cell
from extraction.marks import PlanText
from extraction.records import Role
from extraction.roles import COLUMN, Clause, Named, settle


def read_holders(text: PlanText, cells: Sequence[tuple[Role, Cell]]) -> Clause | None:
    """Return who the cells of a row name, each cell in the role of its column; ``None`` where they name nobody."""
    named = [found for role, cell in cells for found in _in_cell(text, role, cell)]
    if not named:
        return None
    return settle(text, named[0].start, max(found.end for found in named), named, rule=COLUMN)


def _in_cell(text: PlanText, role: Role, cell: Cell) -> list[Named]:
    """The names of a cell in the role of its column, but for what role words or labels in it say; no people."""
    reader = ClauseReader(text, label=role)
    for piece in _mended(text.plain, cell):
        reader.take(piece)
        reader.label = reader.label or role  # a sentence ended
    reader.close_sentence(ends=True)
    named = [name._replace(role=role) if name.role == "responsible" else name for name in reader.named]
    return [name for name in named if not is_person(name.name)] or named


def _mended(plain: str, cell: Cell) -> Iterator[Piece]:
    """The pieces of a cell; two that a line end parted in the middle of a name are one."""
    held: Piece | None = None
    for piece in pieces(plain, cell.start, cell.end):
        if held and _is_one(held, piece):
            held = held._replace(words=plain[held.start : piece.end], colon=piece.colon)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _is_one(first: Piece, last: Piece) -> bool:
    """Whether two pieces with nothing but blanks between them are one name, and not two."""
    if last.before.strip() or is_group(first.words) or (is_body(first.words) and is_body(last.words)):
        return False
    if is_body_for_sure(last.words) and could_be_named(first.words):
        return False
    return is_body(re.sub(r"\s", "", first.words + last.words))

"""Who is named in the cells of a table's role columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.bodies import MAX_NAME, is_body, is_group, names_within
from extraction.columns import is_none
from extraction.document import Cell
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.records import Passage, Responsibility, Role
from extraction.responsibilities import find_clauses
from extraction.roles import Clause

_PIECE = re.compile(r"(?:[^,、。;:\s()/|]|\([^()]{1,24}\))+")
_SHORTEST, _LONGEST_PERSON = 2, 3


def _is_holder(name: str) -> bool:
    return is_body(name) or is_group(name)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a role, between two offsets."""

    name: str
    role: Role
    start: int
    end: int


def read_holders(text: PlanText, cells: Sequence[tuple[Role, Cell]]) -> Clause | None:
    """Return who the cells of a row name, each cell in the role of its column; ``None`` where they name nobody."""
    named = [found for role, cell in cells for found in _in_cell(text, role, cell)]
    if not named:
        return None
    leads, alone = any(found.role == "lead" for found in named), len(named) == 1
    given = []
    for found in named:
        role = found.role
        if role == "responsible":
            role = "participant" if leads else "lead" if alone else "responsible"
        passage = Passage(text.source[found.start : found.end], found.start, found.end)
        given.append(Responsibility(found.name, role, is_group(found.name), passage, "role.column"))
    return Clause(min(found.start for found in named), max(found.end for found in named), tuple(given))


def _in_cell(text: PlanText, role: Role, cell: Cell) -> Iterator[_Named]:
    """The names of a cell; where role words stand in it, as a clause has them."""
    clauses = find_clauses(text, cell.start, cell.end)
    for said in (given for clause in clauses for given in clause.responsibilities):
        yield _Named(said.name, said.role, said.passage.start, said.passage.end)
    if not clauses:
        found = [named for start, end in _pieces(text.plain, cell) for named in _names(text, role, start, end)]
        sure = any(_is_holder(named.name) for named in found)
        yield from (named for named in found if not sure or len(named.name) > _LONGEST_PERSON or _is_holder(named.name))


def _pieces(plain: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """Stretches between marks; two that a line end parted in the middle of a name are one."""
    held: tuple[int, int] | None = None
    for match in _PIECE.finditer(plain, cell.start, cell.end):
        start, end = match.span()
        if held and _broken(plain, held, start, end):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _broken(plain: str, held: tuple[int, int], start: int, end: int) -> bool:
    first, last = plain[held[0] : held[1]], plain[start:end]
    if plain[held[1] : start].strip() or (is_body(first) and is_body(last)):
        return False
    return not is_group(first) and is_body(_squeezed(first + last))


def _names(text: PlanText, role: Role, start: int, end: int) -> Iterator[_Named]:
    words = text.plain[start:end]
    said = _role_in_brackets().search(words)
    if said:
        role, words = said.lastgroup, words[: said.start()]  # type: ignore[assignment]
    words = _beside().sub("", words)
    for name in names_within(_squeezed(words)) if words else ():
        if _SHORTEST <= len(name) <= 2 * MAX_NAME and not is_none(name):
            at = start + max(words.find(name), 0)
            stop = at + len(name) if name in words else start + len(words)
            yield _Named(_squeezed(text.source[at:stop]), role, at, stop)


@cache
def _role_in_brackets() -> re.Pattern[str]:
    """A role behind a name: 省经信厅(牵头)."""
    data = load_data("responsibility")
    roles = "|".join(f"(?P<{role}>{any_of(data[role])})" for role in ("lead", "participant", "guidance"))
    return re.compile(rf"\((?:{roles})(?:单位|部门)?\)$")


@cache
def _beside() -> re.Pattern[str]:
    """What stands behind the last name and belongs to none: 等, 按职责分工负责."""
    data = load_data("responsibility")
    return re.compile(rf"(?:\(?(?:{any_of(data['fillers'])})+(?:{any_of(data['responsible'])})?\)?)$")


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)

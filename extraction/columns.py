"""What the columns of a table hold, by its header; and which cell of a row stands in which of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extraction.bodies import is_body, is_body_for_sure, is_group, names_within
from extraction.document import Cell
from extraction.grids import Row
from extraction.lexicon import any_of, load_data
from extraction.numerals import read_numeral
from extraction.records import ROLES, Role

FigureUse = Literal["base", "goal", "change"]

_LONGEST_LABEL, _MOST_COLUMNS, _LONGEST_TIME = 20, 16, 40
_ONE_MISFIT = 2
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[分%]?")
_VALUE = re.compile(r"[^\d\u4e00-\u9fff]{0,3}\d.{0,12}|[/—\-]+")
INDEX = re.compile(
    r"第?(?P<part>[一二三四五六七八九十百]{1,4})(?:部分|[章节类条])?[、,.:]?|\((?P<bracketed>[一二三四五六七八九十]{1,3})\)"
    r"|(?P<arabic>\d{1,4})[、.)]?|\((?P<in_arabic>\d{1,3})\)|(?P<path>\d{1,3}(?:[.-]\d{1,3}){1,3})"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        kind: as the tables of ``tables.toml`` name it, ``figure``, or ``""`` where the label is not known.
        use: of figures, whether they are to be reached or were the state before.
        year: the year of such figures, where the label says one.
        limit: whether a time in it is the last one.
    """

    kind: str
    use: FigureUse = "goal"
    year: int | None = None
    limit: bool = False


Filled = dict[int, Cell]
"""The cells of a row by column, the empty ones too."""


def words_of(plain: str, cell: Cell) -> str:
    """Return the text of a cell."""
    return plain[cell.start : cell.end]


@cache
def _role_labels() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    data = load_data("tables")
    ending = any_of(data["holders"])
    return tuple((role, re.compile(rf".{{0,8}}{any_of(data['role'][role])}.{{0,6}}{ending}")) for role in ROLES)


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(forms))) for kind, forms in load_data("tables")["column"].items())


@cache
def _figures() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(form) for name, form in load_data("tables")["figure"].items()}


@cache
def read_column(label: str) -> Column | None:
    """Return what a column with this label holds, ``None`` where the label is not known.

    >>> read_column("牵头单位").kind, read_column("完 成 时 限").limit, read_column("2020年目标").year
    ('lead', True, 2020)
    >>> read_column("县水利局") is None
    True
    """
    if not 0 < len(label) <= _LONGEST_LABEL:
        return None
    open_label = re.sub(r"[\s()\[\]]|\d$", "", label)
    bare = _IN_BRACKETS.sub("", label) or open_label
    if figure := _figure_column(bare) or _figure_column(open_label):
        return figure
    if roles := [role for role, form in _role_labels() if form.fullmatch(bare)]:
        return Column("responsible" if {"lead", "participant"} <= set(roles) else roles[0])
    kind = next((kind for kind, form in _labels() if form.fullmatch(bare)), None)
    limits = load_data("tables")["time"]["limits"]
    return Column(kind, limit=kind == "time" and any(word in bare for word in limits)) if kind else None


def _figure_column(label: str) -> Column | None:
    forms = _figures()
    if dated := forms["dated"].fullmatch(label):
        uses: tuple[FigureUse, ...] = ("goal", "base", "change")
        use = next((use for use in uses if forms[use].fullmatch(dated["what"])), None)
        years = load_data("dates")["five_year_plan"].get(dated["plan"], (None, None))
        return Column("figure", use, int(dated["year"]) if dated["year"] else years[1]) if use else None
    for name, use in (("undated_base", "base"), ("undated_goal", "goal"), ("change", "change")):
        if forms[name].fullmatch(label):
            return Column("figure", use)  # type: ignore[arg-type]
    return None


def read_header(plain: str, row: Row) -> tuple[Column, ...] | None:
    """Return the columns that a row heads, ``None`` where it is no header: most of its cells are known labels."""
    words = [words_of(plain, cell) for cell in row]
    said = [word for word in words if word]
    found = [read_column(word) for word in words]
    known = sum(column is not None for column in found)
    if known < 2 or known * 2 <= len(said) or max(map(len, said)) > _LONGEST_LABEL or len(row) > _MOST_COLUMNS:
        return None
    return tuple(column or Column("") for column in found)


def with_second_row(plain: str, columns: tuple[Column, ...], row: Row) -> tuple[Column, ...] | None:
    """Return the columns with those that a second header row divides, ``None`` where the row is no such row."""
    subs = [read_column(words_of(plain, cell)) if cell.end > cell.start else None for cell in row]
    if not any(subs) or any(cell.end > cell.start and not sub for cell, sub in zip(row, subs, strict=True)):
        return None
    if len(row) == len(columns):
        return tuple(sub or column for sub, column in zip(subs, columns, strict=True))
    divided = [sub for sub in subs if sub]
    parents = ("responsible", "lead") if divided[0].kind in ROLES else ("figure", "content", "")
    at = next((i for kind in parents for i, column in enumerate(columns) if column.kind == kind), None)
    return None if at is None else (*columns[:at], *divided, *columns[at + 1 :])


def aligned(plain: str, columns: Sequence[Column], row: Row, after: int) -> Filled:
    """Return the cells of a row by column.

    Where merged cells were left out in the text the row is shorter than the header, and where a label stands over two
    cells it is longer: the cells are shifted to where they fit best.

    Args:
        after: the number of the row before; one that counts on is a row's number, any other may be marks.
    """
    words = [words_of(plain, cell) for cell in row]
    places = list(range(min(len(row), len(columns))))
    if len(row) <= _MOST_COLUMNS and min(_fit(columns, words, places, after), default=0) < 0:
        shifts = [places, *_shifted(len(row), len(columns), filled=len([w for w in words if w]))]
        whole = _ONE_MISFIT if len(row) == len(columns) else 0  # a row of full length may hold one odd cell
        places = max(shifts, key=lambda shift: sum(_fit(columns, words, shift, after)) + whole * (shift is places))
    return dict(zip(places, row, strict=False))


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
    return joined if _fit_all(plain, columns, joined) else ()


def _fit_all(plain: str, columns: Sequence[Column], row: Row) -> bool:
    """Whether each cell of a row fits the column that it stands in."""
    return all(_fits(column.kind, words_of(plain, cell)) >= 0 for column, cell in zip(columns, row, strict=True))


def _fit(columns: Sequence[Column], words: list[str], places: list[int], after: int) -> Iterator[int]:
    """How well each of a row's words fits the column that it is set in."""
    for word, place in zip(words, places, strict=False):
        kind = columns[place].kind
        skips = kind == "index" and word.isdigit() and int(word) not in (1, after + 1)
        yield -1 if skips else _fits(kind, word)


def _shifted(cells: int, columns: int, *, filled: int) -> Iterator[list[int]]:
    """Ways to set cells into columns in order: some columns passed over at one place, or one column with more cells."""
    for by in range(1, columns - cells + 1):
        for at in range(cells):
            yield [place + by * (place >= at) for place in range(cells)]
    for by in range(1, 3):
        for at in range(1, filled - by):
            places = [place if place <= at else max(at, place - by) for place in range(cells)]
            yield [place for place in places if place < columns]


def _fits(kind: str, words: str) -> int:
    """How well words fit a kind of column: 1, 0 where nothing can be said, or -1."""
    if not words or kind in ("", "note", "group", "person", "unit", "nature"):
        return 0
    if kind in ROLES:
        fit = is_none(words) or is_same(words) or any(_is_holder(name) for name in re.split(r"[,、;\s]+", words))
    elif kind == "index":
        fit = INDEX.fullmatch(words) is not None
    elif kind == "marks":
        fit = _NUMBER.fullmatch(words) is not None
    elif kind == "time":
        fit = is_none(words) or (len(words) <= _LONGEST_TIME and _time().search(words) is not None)
    elif kind == "figure":
        return int(_VALUE.match(words) is not None or is_none(words))
    else:
        fit = _NUMBER.fullmatch(words) is None and not is_none(words)
    return 1 if fit else -1


@cache
def _time() -> re.Pattern[str]:
    return re.compile(load_data("tables")["time"]["said"])


def _is_holder(name: str) -> bool:
    return any(is_body(part) or is_group(part) for part in names_within(name)) if name else False


def is_none(words: str) -> bool:
    """Whether a cell says that there is nothing.

    >>> is_none("/"), is_none("无"), is_none("县水利局")
    (True, True, False)
    """
    return words in load_data("tables")["cell"]["none"]


def is_same(words: str) -> bool:
    """Whether a cell says that the one above it goes on."""
    return words in load_data("tables")["cell"]["same"]


def is_sure_body(words: str) -> bool:
    """Whether a cell is the name of a body and nothing else."""
    return is_body_for_sure(re.sub(r"\s", "", words))


def read_index(words: str) -> tuple[str, str] | None:
    """Return the form and the value of a number that a row begins with.

    >>> read_index("一、"), read_index("(十二)"), read_index("17."), read_index("2-1")
    (('part', '1'), ('bracketed', '12'), ('arabic', '17'), ('path', '2.1'))
    """
    found = INDEX.fullmatch(words)
    if found is None or found.lastgroup is None:
        return None
    number = found[found.lastgroup]
    if found.lastgroup == "path":
        return "path", number.replace("-", ".")
    value = read_numeral(number)
    return (found.lastgroup, str(value)) if value is not None else None

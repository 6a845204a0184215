"""Names of bodies and other term lists, from ``ontology/vocabulary/*.csv``.

A folder named by the environment variable ``DUBAN_VOCABULARY`` overlays the shipped one: in a file of the same name, a
row with the same first column replaces the shipped row, any other is added.
"""

import csv
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ontology.wording import DubanError

_LIST_MARK = "|"


@dataclass(frozen=True, slots=True)
class Body:
    """One body of the list, without the level of government that it belongs to.

    Args:
        key: stable name of the entry, as ``agriculture``.
        name: the full name, as 农业委员会.
        short: the usual short name, as 农委.
        kind: ``government``, ``party``, ``park`` …; ``national`` bodies take no level.
    """

    key: str
    name: str
    short: str
    aliases: tuple[str, ...]
    english: str
    english_aliases: tuple[str, ...]
    kind: str

    @property
    def names(self) -> tuple[str, ...]:
        """All Chinese names, the short one first, without repetitions."""
        return tuple(dict.fromkeys((self.short, self.name, *self.aliases)))

    @property
    def english_names(self) -> tuple[str, ...]:
        """All English names, the usual one first."""
        return (self.english, *self.english_aliases)


def bodies() -> tuple[Body, ...]:
    """Return the list of bodies in the order of the file, the user's overlay applied.

    Raises:
        DubanError: the file misses a column or gives one name to two bodies.
    """
    return _bodies("bodies.csv", overlay())


def find_group(name: str) -> Body | None:
    """Return what the list says of a group such as 相关镇街, or ``None``.

    >>> group = find_group("各乡镇")
    >>> group.english if group else None
    'All Towns and Subdistricts'
    """
    return _index("groups.csv", overlay()).get(name)


def split_level(name: str) -> tuple[str, str]:
    """Split the level of government, or the place, off a body's name.

    >>> split_level("区农委"), split_level("市政园林局"), split_level("区市政园林局")
    (('区', '农委'), ('', '市政园林局'), ('区', '市政园林局'))
    >>> split_level("重庆市永川区人民政府"), split_level("区板桥镇"), split_level("凤凰湖工业园区")
    (('重庆市永川区', '人民政府'), ('区', '板桥镇'), ('', '凤凰湖工业园区'))
    """
    known = _index("bodies.csv", overlay())
    for cut in range(max(0, len(name) - _longest(overlay())), len(name)):
        if name[cut:] in known and (cut == 0 or _is_level(name[:cut])):
            return name[:cut], name[cut:]
    match = _level_first(overlay()).match(name)
    return (match.group(), name[match.end() :]) if match else ("", name)


def find_body(name: str) -> Body | None:
    """Return the body that a name means, with its level or without, or ``None`` where the list has none.

    >>> body = find_body("区城乡建委")
    >>> body.key if body else None
    'construction-commission'
    """
    return _index("bodies.csv", overlay()).get(split_level(name)[1])


def english_name(name: str) -> str | None:
    """Return the usual English name of a body, its level first, or ``None`` where the list has none.

    >>> english_name("区农委"), english_name("市农业局"), english_name("凤凰湖工业园区")
    ('District Agriculture Commission', 'Municipal Agriculture Bureau', None)
    """
    level, base = split_level(name)
    body = _index("bodies.csv", overlay()).get(base)
    if group := find_group(name):
        return group.english
    if body is None:
        return None
    prefix = next((english for ending, english in levels().items() if level.endswith(ending)), "")
    return f"{prefix} {_english_form(body, base)}".strip()


def levels() -> Mapping[str, str]:
    """Return what ends the name of each level of government, with the level in English."""
    return {row["ending"]: row["english"] for row in rows("levels.csv")}


def level_words() -> frozenset[str]:
    """Return the words for levels of government that open a body's name or end that of its area: 市, 州, 自治州 …."""
    return frozenset(row[column] for row in rows("levels.csv") for column in ("level", "ending"))


def national_levels() -> frozenset[str]:
    """Return the levels that all mean the nation's government: 国家, 国务院 …."""
    return frozenset(row["ending"] for row in rows("levels.csv") if row["national"])


def areas(place: str) -> Mapping[str, str]:
    """Return the areas that a place lies in, by what ends their names, the smallest last.

    >>> areas("重庆市永川区"), areas("江西省景德镇市")
    ({'市': '重庆市', '区': '重庆市永川区'}, {'省': '江西省', '市': '江西省景德镇市'})
    """
    return {match.group(1): place[: match.end()] for match in _area(overlay()).finditer(place)}


def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one vocabulary file, the user's overlay applied.

    Raises:
        DubanError: the user's file is not UTF-8, or lacks a column or a cell that the shipped one has throughout.
    """
    return _rows(name, overlay())


def names_in(cell: str) -> tuple[str, ...]:
    """Return the names that a cell of a vocabulary file lists.

    >>> names_in("农业局|农牧局"), names_in("")
    (('农业局', '农牧局'), ())
    """
    return tuple(name.strip() for name in cell.split(_LIST_MARK) if name.strip())


def overlay() -> Path | None:
    """Return the user's vocabulary folder, if one is named.

    Raises:
        DubanError: it is not there.
    """
    folder = os.environ.get("DUBAN_VOCABULARY")
    return _folder(folder) if folder else None


def digest() -> str:
    """Return the SHA-256 of all that the vocabulary says, in hexadecimal; the user's overlay counts."""
    found = hashlib.sha256(files("ontology").joinpath("plan.ttl").read_bytes())
    for source in _sources():
        content = source.read_bytes()
        found.update(f"{source.name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _is_level(prefix: str) -> bool:
    """Whether what stands before a body's name is a level of government or names a place; 市县 and 各市 do neither."""
    named = prefix in areas(prefix).values() and not _levels_only(overlay()).fullmatch(prefix)
    return named or prefix in levels()


@cache
def _level_first(user: Path | None) -> re.Pattern[str]:
    """A level at the beginning of a name, and not the first character of another word, as in 市场 or 区域."""
    levels = [
        re.escape(row["level"]) + (f"(?![{row['not_before']}])" if row["not_before"] else "")
        for row in _rows("levels.csv", user)
    ]
    return re.compile(f"(?:{'|'.join(sorted(levels, key=len, reverse=True))})(?=..)")


@cache
def _endings(user: Path | None) -> str:
    """What ends the names of places, as a pattern, the longest first."""
    endings = [row["ending"] for row in _rows("levels.csv", user) if not row["national"]]
    return "|".join(sorted(endings, key=len, reverse=True))


@cache
def _area(user: Path | None) -> re.Pattern[str]:
    """A name and its ending; an ending before another one belongs to the name, as in 新乡市."""
    endings = _endings(user)
    return re.compile(rf".+?({endings})(?!(?!\1)(?:{endings}))")


@cache
def _levels_only(user: Path | None) -> re.Pattern[str]:
    return re.compile(f"(?:各|{_endings(user)})+")


def _english_form(body: Body, base: str) -> str:
    form = next((row["english"] for row in rows("forms.csv") if base.endswith(row["ending"])), None)
    if form is None or base == body.short:
        return body.english
    return next((english for english in body.english_names if english.endswith(form)), body.english)


def _sources() -> Iterator[Traversable]:
    user = overlay()
    for shipped in sorted(files("ontology").joinpath("vocabulary").iterdir(), key=lambda entry: entry.name):
        yield shipped
        if user is not None and (user / shipped.name).is_file():
            yield user / shipped.name


@cache
def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise DubanError("graph.vocabulary-missing", path=folder)
    return folder


@cache
def _rows(name: str, user: Path | None) -> tuple[Mapping[str, str], ...]:
    columns, shipped = _read(files("ontology").joinpath("vocabulary", name))
    merged = {row[columns[0]]: row for row in shipped}
    if user is not None and (user / name).is_file():
        filled = [column for column in columns if all(row[column] for row in shipped)]
        for row in _read_users(user / name, columns, filled):
            merged[row[columns[0]]] = row
    return tuple(merged.values())


def _read_users(path: Path, columns: Sequence[str], filled: Iterable[str]) -> list[dict[str, str]]:
    """Read a user's file, which must have the columns of the shipped one and something in those that are filled."""
    try:
        found, given = _read(path)
    except UnicodeDecodeError:
        raise DubanError("graph.vocabulary-encoding", path=path) from None
    if found != columns or any(list(row) != columns or None in row.values() for row in given):
        raise DubanError("graph.vocabulary-columns", path=path, columns=", ".join(columns))
    for row in given:
        if empty := next((column for column in filled if not row[column].strip()), None):
            raise DubanError("graph.vocabulary-cell", path=path, column=empty, row=",".join(row.values()))
    return given


def _read(source: Traversable) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(source.read_text("utf-8-sig").splitlines())
    return list(reader.fieldnames or ()), list(reader)


@cache
def _bodies(name: str, user: Path | None) -> tuple[Body, ...]:
    return tuple(
        Body(
            key=row["key"],
            name=row["name"],
            short=row["short"],
            aliases=names_in(row["aliases"]),
            english=row["english"],
            english_aliases=names_in(row["english_aliases"]),
            kind=row["kind"],
        )
        for row in _rows(name, user)
    )


@cache
def _index(file: str, user: Path | None) -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for body in _bodies(file, user):
        for name in body.names:
            other = found.setdefault(name, body)
            if other.key != body.key:
                raise DubanError("graph.vocabulary-name-twice", name=name, first=other.key, second=body.key)
    return found


@cache
def _longest(user: Path | None) -> int:
    """The length of the longest name in the list, past which no end of a stretch of text needs a look."""
    return max(map(len, _index("bodies.csv", user)))

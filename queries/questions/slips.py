"""Names of bodies written with a slip: one character wrong, missing, too many or in the wrong place.

Nobody is taken for meant: the question is asked back with the names that it may be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from queries.index import Index
from queries.questions.english.slips import english_slip
from queries.questions.names import Names
from queries.questions.request import Refusal
from queries.questions.scan import Scan, names_read
from queries.questions.words import Item

LEVELS = frozenset("省市区县镇")
OFFICES = frozenset("局委办厅部会院")
SHORTEST, LONGEST = 2, 14
MOST_READINGS = 4


def slip_in(found: Scan, text: str, index: Index) -> Refusal | None:
    """Return the names that a question may have meant, ``None`` if nothing in it looks like a slip.

    Args:
        text: the question as it was cut up.
    """
    if found.language == "en":
        return english_slip(found, text, index)
    for word in _suspects(found.items):
        if near := nearest(word, index):
            return Refusal("did-you-mean", (("word", word),), near)
    return None


def _suspects(items: Sequence[Item]) -> Iterator[str]:
    """Yield stretches that may be a name: they begin with a level of government, or end with a word for an office."""
    for place, item in enumerate(items):
        if item.kind != "topic":
            continue
        before, after = items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None
        yield from (item.text[start:] for start, char in enumerate(item.text) if char in LEVELS)
        if item.text[-1] in OFFICES or (after is not None and after.end - after.start > 0 and len(item.text) > 2):
            yield item.text
        if before is not None and before.kind == "body" and before.end == item.start and item.text[0] in OFFICES:
            yield before.text + item.text[0]
        if after is not None and after.kind == "body" and item.end == after.start and len(item.text) == 1:
            yield item.text + after.text


def nearest(word: str, index: Index) -> tuple[str, ...]:
    """Return the labels of the bodies whose name is one slip away from a word."""
    if not SHORTEST < len(word) <= LONGEST and not (len(word) == SHORTEST and word[0] in LEVELS):
        return ()
    table = _table(names_read(index, "zh"))
    shapes = {word, *_without_one(word)}
    close = sorted({name for shape in shapes for name in table.shapes.get(shape, ()) if _one_slip(word, name)})
    meant = [name for name in close if _is_likely(word, name, table, index)]
    found = dict.fromkeys(index.department[iri].label for name in meant for iri in table.names[name])
    return tuple(found) if len(found) <= MOST_READINGS else ()


@dataclass(frozen=True, slots=True)
class Table:
    """Names of departments, by themselves and by what is left of them without one character."""

    names: Mapping[str, tuple[str, ...]]
    bare: frozenset[str]
    shapes: Mapping[str, tuple[str, ...]]


_TABLES: dict[int, tuple[Names, Table]] = {}


def _table(names: Names) -> Table:
    """Return the table of names, made once for each state of the store."""
    known, table = _TABLES.get(id(names), (None, None))
    if table is None or known is not names:
        _TABLES.clear()
        table = _new_table(names)
        _TABLES[id(names)] = names, table
    return table


def _new_table(names: Names) -> Table:
    own = {name: iris for name, iris in names.forms.items() if not name.isascii() and 1 < len(name) <= LONGEST}
    shapes: dict[str, list[str]] = {}
    for name in own:
        for shape in {name, *_without_one(name)}:
            shapes.setdefault(shape, []).append(name)
    return Table(own, frozenset(names.bare), {shape: tuple(found) for shape, found in shapes.items()})


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_slip(word: str, name: str) -> bool:
    """Whether one character is another one, missing or too many, or two neighbours have changed places.

    >>> _one_slip("区农位", "区农委"), _one_slip("区务水局", "区水务局"), _one_slip("区农", "区农委")
    (True, True, True)
    >>> _one_slip("区农委", "区农委"), _one_slip("农区位", "区农委")
    (False, False)
    """
    if len(word) == len(name):
        other = [place for place in range(len(word)) if word[place] != name[place]]
        swapped = len(other) == 2 and other[1] - other[0] == 1 and word[other[0]] == name[other[1]]
        return len(other) == 1 or (swapped and word[other[1]] == name[other[0]])
    return abs(len(word) - len(name)) == 1 and (name in _without_one(word) or word in _without_one(name))


def _is_likely(word: str, name: str, table: Table, index: Index) -> bool:
    """Whether a word is a slip for a name, and no word of the plans; one without a level must sound like the name."""
    if word in index.letters and not name.startswith(word):
        return False
    if name[0] in LEVELS and word[0] in LEVELS:
        return True
    if len(name) < 3 or (len(word) < len(name) and name not in table.bare):
        return name[0] in LEVELS and len(word) >= len(name)
    if word[-1] in OFFICES and word[-1] == name[-1] and len(word) == len(name):
        return True
    return sounds_like(word, name)


def sounds_like(word: str, name: str) -> bool:
    """Whether two words sound the same but for the tones.

    >>> sounds_like("环宝局", "环保局"), sounds_like("环保税", "环保局")
    (True, False)
    """
    from pypinyin import lazy_pinyin  # takes long to load, and slips are few

    return len(word) == len(name) and lazy_pinyin(word) == lazy_pinyin(name)

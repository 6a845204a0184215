"""English names of bodies, put together by rule: a level of government, what the body is of, and a word for a body."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ontology.vocabulary import bodies, levels, split_level
from queries.index import DepartmentEntry
from queries.questions.english.inflection import general_words
from queries.questions.english.romanised import may_be_pinyin
from queries.questions.english.wordlist import has
from queries.questions.words import Item, plain

STEM = 5
LONGEST = 9
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
_JOINTS = frozenset({"and", "&", "of", "for", "the"})
_BETWEEN = re.compile(r"[ ,-]+")


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of ``data/offices.toml``."""

    units: frozenset[str]
    soft: frozenset[str]
    loose: frozenset[str]
    national: frozenset[str]
    fillers: frozenset[str]
    levels: frozenset[str]
    bounds: frozenset[str]
    leveled: frozenset[str]
    asked: frozenset[str]
    same: Mapping[str, str]
    same_level: Mapping[str, str]

    @property
    def any(self) -> frozenset[str]:
        """All words for a body."""
        return self.units | self.soft | self.leveled


@cache
def _forms() -> Forms:
    data = tomllib.loads((files("queries") / "questions" / "data" / "offices.toml").read_text("utf-8"))
    same, same_level = data.pop("same"), data.pop("same_level")
    return Forms(same=same, same_level=same_level, **{name: frozenset(held) for name, held in data.items()})


def field(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of what a body is of, alike for all ways to write its name.

    >>> field("bureau of environmental protection".split()) == field("environment protection agency".split())
    True
    """
    forms = _forms()
    said = " ".join(forms.same.get(word, word) for word in words)
    left = [word for word in re.split("[ ,-]+", said) if word not in forms.any | forms.fillers]
    return frozenset(word[:STEM] for word in left if word)


@dataclass(frozen=True, slots=True)
class Office:
    """A body of the plans, or those of several areas that are called the same, under one of its English names."""

    iris: tuple[str, ...]
    key: str
    level: str
    words: frozenset[str]
    field: frozenset[str]


@dataclass(frozen=True)
class Offices:
    """The bodies of the plans by what they are of."""

    departments: tuple[DepartmentEntry, ...]

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """Every department under each of its English names, with words for a level in what it is of and without."""
        names = {body.key: body.english_names for body in bodies()}
        alike: dict[tuple[str, str, str, str], list[str]] = {}
        for entry in self.departments:
            own = "" if entry.key else entry.iri
            alike.setdefault((entry.key, entry.english, _level(entry), own), []).append(entry.iri)
        found = [
            Office(tuple(iris), key, level, frozenset(_words(name)), of)
            for (key, english, level, _), iris in alike.items()
            for name in dict.fromkeys((*names.get(key, ()), *filter(None, [english])))
            for of in dict.fromkeys((field(_unlevelled(_words(name))), field(_words(name))))
        ]
        return tuple(office for office in found if office.field)

    @cached_property
    def others(self) -> frozenset[frozenset[str]]:
        """What bodies of the list are of that no plan has."""
        held = {entry.key for entry in self.departments}
        return frozenset(
            field(_words(name)) for body in bodies() if body.key not in held for name in body.english_names
        )

    def find(self, text: str) -> Iterator[Item]:
        """Yield bodies that a question names in a way that no list has, and such as no plan names."""
        if not self.departments:
            return
        tokens = [Token(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(text)]
        for place, token in enumerate(tokens):
            if token.word in _forms().any and (not place or tokens[place - 1].word not in _forms().asked):
                yield from self._at(tokens, text, place)

    def _at(self, tokens: Sequence["Token"], text: str, place: int) -> Iterator[Item]:
        """Yield the longest name that a word for a body ends or begins, or the stranger that it makes."""
        first, last = _reach(text, tokens, place)
        if not all(self._is_word(token.word) or self._is_place(token.word) for token in tokens[first : last + 1]):
            return
        before = place
        while before > first and tokens[before - 1].word in _forms().levels:
            before -= 1
        runs = [tokens[before : end + 1] for end in range(last, place + 1, -1)]
        runs += [tokens[start : end + 1] for start in range(first, place) for end in dict.fromkeys((last, place))]
        runs = [run for run in runs if not {run[0].word, run[-1].word} & _JOINTS and _says_what(run)]
        for run in runs:
            if iris := self.meant([token.word for token in run], tokens[place].word):
                yield Item("body", run[0].start, run[-1].end, text[run[0].start : run[-1].end], iris)
                break
        strange = [run for run in runs if _is_body(run, tokens[place].word) and not self._is_place(run[0].word)]
        yield from (Item("stranger", run[0].start, run[-1].end, text[run[0].start : run[-1].end]) for run in strange)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of English names of bodies."""
        return frozenset(word for body in bodies() for name in body.english_names for word in _words(name))

    def _is_word(self, word: str) -> bool:
        """Whether a word is one at all, and no slip."""
        return word in self.words or word in _forms().same or word == "&" or has(word)

    def _is_place(self, word: str) -> bool:
        return may_be_pinyin(word) and word not in self.words

    def meant(self, words: Sequence[str], unit: str) -> tuple[str, ...]:
        """Return the departments that the words of a name mean."""
        forms = _forms()
        said = [forms.same_level.get(word, word) for word in words if word in forms.levels]
        for own, wanted in ((field(words), []), (field(_unlevelled(words)), said)):
            fits = [office for office in self.offices if _fits(office, wanted, unit)] if own else []
            equal = [office for office in fits if office.field == own]
            if not equal and (unit in forms.loose or own not in self.others):
                equal = [office for office in fits if own < office.field]
            if len({office.key or office.iris for office in equal}) > 1:
                equal = [office for office in equal if unit in office.words]
            if len({office.key or office.iris for office in equal}) == 1:
                return tuple(dict.fromkeys(iri for office in equal for iri in office.iris))
        return ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question and where it stands."""

    start: int
    end: int
    word: str


def _says_what(run: Sequence[Token]) -> bool:
    return bool(field(_unlevelled(token.word for token in run)))


def _is_body(run: Sequence[Token], unit: str) -> bool:
    """Whether a name is one of a body, whichever it is, and of but one."""
    forms = _forms()
    levelled = unit in forms.leveled and any(token.word in forms.levels for token in run)
    named = run[-1].word == unit or run[1].word == "of"
    return named and (unit in forms.units or levelled) and not any(token.word in _JOINTS - {"of"} for token in run)


def _unlevelled(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _forms().levels]


def _words(name: str) -> list[str]:
    return _TOKEN.findall(plain(name))


def _level(entry: DepartmentEntry) -> str:
    level = split_level(entry.label)[0]
    return next((word.lower() for ending, word in levels().items() if level.endswith(ending)), "")


def _fits(office: Office, wanted: Sequence[str], unit: str) -> bool:
    """Whether a name's level and its word for a body may be this one's."""
    forms = _forms()
    national = not office.words.isdisjoint(forms.national)
    if unit in forms.national or (national and unit in forms.units):
        return national and unit in forms.national
    return all(word == (office.level or "national") for word in wanted)


def _reach(text: str, tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Return the first and the last word that may belong to the name with its word for a body at a place."""
    bounds, first, last = _forms().bounds | general_words(), place, place
    while first > 0 and place - first < LONGEST and tokens[first - 1].word not in bounds | {"the"}:
        if not _close(text, tokens[first - 1], tokens[first]):
            break
        first -= 1
    after = [token.word for token in tokens[place + 1 : place + 2]]
    while after and after[0] in ("of", "for") and last + 1 < len(tokens) and last - place < LONGEST:
        joined = [token.word for token in tokens[last + 1 : last + 3]] == ["and", "the"]
        if joined or tokens[last + 1].word in bounds or not _close(text, tokens[last], tokens[last + 1]):
            break
        last += 1
    return first, last


def _close(text: str, one: Token, other: Token) -> bool:
    return bool(_BETWEEN.fullmatch(text, one.end, other.start))

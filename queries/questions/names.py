"""Which departments of the graph a question names, in either language, by full, short or other name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from ontology.vocabulary import Body, bodies, levels, split_level
from ontology.wording import Language
from queries.index import DepartmentEntry, Index
from queries.questions.english.offices import Offices
from queries.questions.lookup import Lookup
from queries.questions.memory import remembered
from queries.questions.places import area_of, place_names
from queries.questions.words import Item, alternation, plain

ANYBODY = frozenset({"部门", "单位", "机构"})  # a question that says so names nobody
OFFICES = ("局", "委", "厅", "办")  # 环保局 is 环保部门 to those who speak of it
NATIONAL = ("国家", "国务院")
LONGEST_AREA = 16
_LATIN = re.compile("[a-z]")
GOVERNMENT = ("government", "party", "provincial", "national")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of departments as questions write them, and names of bodies that no plan of the store has.

    Args:
        forms: the departments that a name stands for, those without their level of government among the names.
        short: names without their level, as they follow the name of an area (永川农委).
        latin: the names in Latin letters; most Chinese questions have none and need no pattern for them.
        areas: what areas are called, with the beginnings of the IRIs of their departments, or these IRIs.
        bare: names that lack the level of government, and so must not follow another level's.
    """

    forms: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    chinese: Lookup
    after_area: Lookup
    areas: Mapping[str, frozenset[str]]
    bare: Mapping[str, frozenset[str]]
    latin: tuple[str, ...]
    strangers: re.Pattern[str]
    offices: Offices

    def find(self, text: str) -> Iterator[Item]:
        """Yield every name in a question."""
        for start, end, departments in self._known(text):
            if not _follows_other_level(text[:start], self.bare.get(text[start:end])):
                yield Item("body", start, end, text[start:end], departments)
        for start, end in self._strangers(text):
            yield Item("stranger", start, end, text[start:end])
        yield from self.offices.find(text)

    def _known(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        place = 0
        while place < len(text):
            size, departments = max(self._of_area(text, place), self._at(text, place), key=lambda found: found[0])
            if size:
                yield place, place + size, departments
            place += size or 1
        if self.latin and _LATIN.search(text):
            found = _pattern_of(self.latin).finditer(text)
            yield from ((*match.span(), self.forms[match.group()]) for match in found)

    def _at(self, text: str, start: int) -> tuple[int, tuple[str, ...]]:
        name = self.chinese.at(text, start)
        return len(name), self.forms.get(name, ())

    def _of_area(self, text: str, start: int) -> tuple[int, tuple[str, ...]]:
        """Return the length of an area's name with a department's after it, and the departments of that area."""
        found: tuple[int, tuple[str, ...]] = (0, ())
        for end in range(start + 1, min(len(text), start + LONGEST_AREA) + 1):
            areas = self.areas.get(text[start:end])
            name = self.after_area.at(text, end) if areas else ""
            if areas and name:
                own = tuple(iri for iri in self.short[name] if not areas.isdisjoint((area_within(iri), iri)))
                found = (end - start + len(name), own) if own else found
        return found

    def _strangers(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield names of bodies that no plan has, those of a city's among them where plans have a district's."""
        yield from (match.span() for match in self.strangers.finditer(text))
        for city in re.finditer("市", text):
            own = self.chinese.at(text, city.end())
            if len(own) > 1:
                yield city.start(), city.end() + len(own)


@remembered
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(list(names), "en"))


def area_within(iri: str) -> str:
    """Return what tells whose a department is: its IRI without its own name."""
    return iri.rsplit("/", 1)[0]


def names_of(index: Index, language: Language) -> Names:
    """Return all names of the store's departments, for questions in a language, which may name them in the other."""
    whole: dict[str, list[tuple[str, ...]]] = {}
    short: dict[str, list[tuple[str, ...]]] = {}
    bare: dict[str, set[str]] = {}
    exact = _Exact(index)
    national = "中国" in {area_of(plan) for plan in index.plans}
    by_key = {body.key: body for body in bodies()}
    spoken: tuple[Language, ...] = ("zh", "en")
    for entries, tongue in product(_alike(index), spoken):
        entry, iris = entries[0], tuple(entry.iri for entry in entries)
        own, shorts = _forms(entry, by_key.get(entry.key), tongue, national=national)
        for name in own:
            whole.setdefault(name, []).append(iris)
        for name, level in shorts:
            bare.setdefault(name, set()).add(level)
            whole.setdefault(name, []).append(_unless_others(iris, exact[name]))
            if level and tongue == "zh":
                short.setdefault(name, []).append(_of_level(entries, level))
    known, following = _joined(whole), _joined(short)
    return Names(
        known,
        following,
        Lookup.of(name for name in known if not name.isascii()),
        Lookup.of(following),
        _areas(index),
        {name: frozenset(level) for name, level in bare.items()},
        tuple(name for name in known if name.isascii()),
        re.compile(_strangers(known, language)),
        Offices(index.departments if language == "en" else ()),
    )


def _alike(index: Index) -> list[list[DepartmentEntry]]:
    """Return the departments, those of several areas together that are called the same."""
    found: dict[tuple[object, ...], list[DepartmentEntry]] = {}
    for entry in index.departments:
        found.setdefault((entry.label, entry.english, entry.key, entry.names, entry.group), []).append(entry)
    return list(found.values())


def _of_level(entries: Sequence[DepartmentEntry], level: str) -> tuple[str, ...]:
    return tuple(entry.iri for entry in entries if not entry.place or entry.place.endswith(level))


class _Exact(dict[str, dict[str, set[str]]]):
    """For a name, by area, the departments that have it in full; worked out where it is asked for."""

    def __init__(self, index: Index) -> None:
        self._named: dict[str, list[list[DepartmentEntry]]] = {}
        for entries in _alike(index):
            for name in {plain(name) for name in entries[0].names}:
                self._named.setdefault(name, []).append(entries)

    def __missing__(self, name: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in chain.from_iterable(self._named.get(name, ())):
            found.setdefault(area_within(entry.iri), set()).add(entry.iri)
        self[name] = found
        return found


def _unless_others(iris: tuple[str, ...], exact: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the departments in whose area no other one has a name in full that they have without their level."""
    return tuple(iri for iri in iris if iri in exact.get(area_within(iri), {iri})) if exact else iris


def _joined(found: Mapping[str, list[tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    every = ((name, some[0] if len(some) == 1 else tuple(dict.fromkeys(chain(*some)))) for name, some in found.items())
    return {name: iris for name, iris in every if iris}


def _areas(index: Index) -> dict[str, frozenset[str]]:
    """Return whose departments follow the name of an area; where only a title says the area, the departments."""
    found: dict[str, set[str]] = {}
    for within, place in {area_within(entry.iri): entry.place for entry in index.departments if entry.place}.items():
        for name in place_names(place):
            found.setdefault(name, set()).add(within)
    titled = tuple(dict.fromkeys(area_of(plan) for plan in index.plans))
    for entry in (entry for entry in index.departments if not entry.place):
        level = split_level(entry.label)[0]
        for name in (name for area in titled if level and area.endswith(level) for name in place_names(area)):
            found.setdefault(name, set()).add(entry.iri)
    return {name: frozenset(within) for name, within in found.items()}


def _forms(
    entry: DepartmentEntry, body: Body | None, language: Language, *, national: bool
) -> tuple[set[str], set[tuple[str, str]]]:
    """Names with the level of government, and names without it beside the level that they lack."""
    level = split_level(entry.label)[0]
    if language == "en":
        own = {plain(entry.english)} if entry.english else set()
        english = next((word for ending, word in levels().items() if level.endswith(ending)), "").lower()
        shorts = {plain(name) for name in body.english_names} if body else set()
        stripped = {name.removeprefix(english + " ") for name in own}
        joined = {f"{english} {name}" for name in shorts | stripped} if english else set()
        return own | joined, {(name, english) for name in shorts | stripped}
    own = {plain(name) for name in entry.names if not name.isascii()}
    if entry.group:
        own |= {short for name in own if len(short := re.sub("^(?:各?相关|有关|各)", "", name)) > 1} - ANYBODY
    shorts = {split_level(name)[1] for name in own} | (set(body.names) if body else set())
    shorts |= {name[:-1] + "部门" for name in shorts if len(name) > 2 and name.endswith(OFFICES)}
    joined = {level + name for name in shorts}
    state = {before + name for name in shorts for before in NATIONAL} if national and not level else set()
    return own | joined | state, {(name, level) for name in shorts}


def _follows_other_level(before: str, missing: frozenset[str] | None) -> bool:
    if missing is None:
        return False
    if before.endswith(("市", "省", "县", "镇", "国", "部", "市级", "省级", "中央", *NATIONAL)):
        return True
    word = before.rstrip().rsplit(" ", 1)[-1]
    others = {english.lower() for english in levels().values()} | {"city", "county"}
    return word in others - missing


def _strangers(known: Mapping[str, tuple[str, ...]], language: Language) -> str:
    """A pattern for the bodies of the list that no plan of the store names."""
    if language == "en":
        english = {plain(name) for body in bodies() for name in body.english_names if body.kind in GOVERNMENT}
        others = alternation([name for name in english if name not in known and " " in name] or ["\0"], "en")
        return (
            others
            + r"|(?<![a-z])(?:municipal|city|provincial|county|national) "
            + alternation([name for name in known if name.isascii()] or ["\0"], "en")
        )
    chinese = {name for body in bodies() for name in body.names if body.kind in GOVERNMENT}
    left = [name for name in chinese if name not in known and len(name) > 2]
    return "[国省市区县]?" + alternation(left or ["\0"], "zh")

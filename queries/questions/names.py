"""Which departments of the graph a question names, in either language, by full, short or other name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from ahocorasick_rs import AhoCorasick, MatchKind

from ontology.vocabulary import Body, bodies, levels, split_level
from ontology.wording import Language
from queries.index import DepartmentEntry, Index
from queries.questions.offices import Offices
from queries.questions.places import area_of, place_names
from queries.questions.words import Item, alternation, plain

OFFICES = ("局", "委", "厅", "办")  # 环保局 is 环保部门 to those who speak of it
NATIONAL = ("国家", "国务院")
GOVERNMENT = ("government", "party", "provincial", "national")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of departments as questions write them, and names of bodies that no plan of the store has.

    Args:
        forms: the departments that a name stands for.
        bare: names that lack the level of government, and so must not follow another level's.
    """

    forms: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, frozenset[str]]
    chinese: AhoCorasick
    english: re.Pattern[str]
    strangers: re.Pattern[str]
    offices: Offices

    def find(self, text: str) -> Iterator[Item]:
        """Yield every name in a question."""
        for start, end in self._known(text):
            name = text[start:end]
            if not _follows_other_level(text[:start], self.bare.get(name)):
                yield Item("body", start, end, name, self.forms[name])
        for start, end in self._strangers(text):
            yield Item("stranger", start, end, text[start:end])
        yield from self.offices.find(text)

    def _known(self, text: str) -> Iterator[tuple[int, int]]:
        yield from ((start, end) for _, start, end in self.chinese.find_matches_as_indexes(text))
        yield from (match.span() for match in self.english.finditer(text))

    def _strangers(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield names of bodies that no plan has, those of a city's among them where plans have a district's."""
        yield from (match.span() for match in self.strangers.finditer(text))
        for city in re.finditer("市", text):
            own = self.chinese.find_matches_as_indexes(text[city.end() :])[:1]
            if own and own[0][1] == 0 and own[0][2] > 1:
                yield city.start(), city.end() + own[0][2]


def names_of(index: Index, language: Language) -> Names:
    """Return all names of the store's departments, for questions in a language, which may name them in the other."""
    by_key = {body.key: body for body in bodies()}
    forms: dict[str, list[str]] = {}
    bare: dict[str, set[str]] = {}
    exact = {plain(name): entry.iri for entry in index.departments for name in entry.names}
    areas = tuple(dict.fromkeys(area_of(plan) for plan in index.plans))
    spoken: tuple[Language, ...] = ("zh", "en")
    for entry, tongue in product(index.departments, spoken):
        own, short = _forms(entry, by_key.get(entry.key), tongue, (entry.place,) if entry.place else areas)
        for name in own:
            forms.setdefault(name, []).append(entry.iri)
        for name, level in short:
            bare.setdefault(name, set()).add(level)
            if exact.get(name, entry.iri) == entry.iri:
                forms.setdefault(name, []).append(entry.iri)
    found = {name: tuple(dict.fromkeys(iris)) for name, iris in forms.items()}
    return Names(
        found,
        {name: frozenset(level) for name, level in bare.items()},
        AhoCorasick([name for name in found if not name.isascii()] or ["\0"], matchkind=MatchKind.LeftmostLongest),
        re.compile(alternation([name for name in found if name.isascii()] or ["\0"], "en")),
        re.compile(_strangers(found, language)),
        Offices(index.departments if language == "en" else ()),
    )


def _forms(
    entry: DepartmentEntry, body: Body | None, language: Language, areas: tuple[str, ...]
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
        own |= {short for name in own if len(short := re.sub("^(?:各?相关|有关|各)", "", name)) > 1}
    shorts = {split_level(name)[1] for name in own} | (set(body.names) if body else set())
    shorts |= {name[:-1] + "部门" for name in shorts if len(name) > 2 and name.endswith(OFFICES)}
    places = {name for area in areas if level and area.endswith(level) for name in place_names(area)}
    joined = {level + name for name in shorts} | {place + name for place in places for name in shorts}
    national = {before + name for name in shorts for before in NATIONAL if not level and "中国" in areas}
    return own | joined | national, {(name, level) for name in shorts}


def _follows_other_level(before: str, missing: frozenset[str] | None) -> bool:
    if missing is None:
        return False
    if before.endswith(("市", "省", "县", "镇", "国", "部", "市级", "省级")):
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

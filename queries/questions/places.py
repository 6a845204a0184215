"""Which section, task or plan a question points at by number or by the plan's own title."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.vocabulary import rows
from ontology.wording import Language
from queries.index import Index, PlanTitle
from queries.questions.lookup import Lookup
from queries.questions.plan_parts import PlanParts, any_of, kind_pattern, parts_of, plan_words
from queries.questions.times import number
from queries.questions.words import Item, plain

_KIND = "(?:行动|实施|工作|专项|攻坚战?|三年)*(?:方案|计划|规划|意见|通知|措施)"
_BETWEEN = "(?:污染|防治|产业|高质量|发展|创新)*"
_ENGLISH_KIND = rf"(?:'s)? (?:\w+ )?{any_of(plan_words('en').kinds)}\b"
_TAIL = re.compile(rf"的?(?P<kind>{_BETWEEN}{_KIND}|{_ENGLISH_KIND})?(?P<joint> (?:on|for|about) (?:the )?)?》?")
_NATION = "中国"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One way to write the number of a section or a task."""

    language: Language
    pattern: re.Pattern[str]


@cache
def _patterns() -> tuple[NumberPattern, ...]:
    tables = tomllib.loads((files("queries") / "questions" / "data" / "numbers.toml").read_text("utf-8"))["number"]
    return tuple(NumberPattern(table["language"], re.compile(table["pattern"])) for table in tables)


def find_numbers(text: str, language: Language, index: Index) -> Iterator[Item]:
    """Yield every section and task that a question names by its number; a number that the plans lack yields no IRI."""
    for way in _patterns():
        for match in way.pattern.finditer(text) if way.language == language else ():
            said = {name: value for name, value in match.groupdict().items() if value}
            wanted = _wanted(said)
            sections = tuple(entry.iri for entry in index.sections if wanted.fullmatch(entry.id))
            tasks = tuple(entry.iri for entry in index.tasks if wanted.fullmatch(entry.id))
            kind = "task" if tasks and not sections else "section"
            yield Item(kind, match.start(), match.end(), match.group(), tasks if kind == "task" else sections)


def _wanted(said: Mapping[str, str]) -> re.Pattern[str]:
    if "id" in said:
        return re.compile(re.escape(said["id"]))
    if lone := said.get("lone") or said.get("lone2"):
        return re.compile(rf"\d+\.{count_of(lone)}")
    return re.compile(re.escape(".".join(str(count_of(said[name])) for name in "abc" if name in said)))


def count_of(word: str) -> int:
    """Return a number up to 99 in digits, Chinese or English.

    >>> count_of("十二"), count_of("二十"), count_of("4")
    (12, 20, 4)
    """
    if "十" not in word:
        return number(word)
    tens, ones = word.split("十", 1)
    return 10 * (number(tens) if tens else 1) + (number(ones) if ones else 0)


@dataclass(frozen=True, slots=True)
class PlanNames:
    """How questions name the plans of a store, and their areas.

    Args:
        titles: plans by their title, by what it is about, and by their area and subject.
        areas: plans by the names of their area.
        names: all of these.
        parts: plans by parts of their titles.
        kinds: the titles of plans, which end in the kind of document.
    """

    titles: Mapping[str, tuple[str, ...]]
    areas: Mapping[str, tuple[str, ...]]
    names: Lookup

    parts: PlanParts
    kinds: Mapping[str, str]

    def find(self, text: str) -> Iterator[Item]:
        """Yield every place where a question names a plan or its area; a mere subject names none in particular."""
        yield from self.parts.find(text)
        place = 0
        while place < len(text):
            start = place + (text[place] == "《")
            name = self.names.at(text, start)
            tail = _TAIL.match(text, start + len(name)) if name else None
            if tail:
                yield from self._named(text, place, start, name, tail)
            place = tail.end() if tail else place + 1

    def _named(self, text: str, opening: int, start: int, name: str, tail: re.Match[str]) -> Iterator[Item]:
        end = start + len(name)
        if name in self.titles and (tail["kind"] or name.endswith(("）", ")", "案", "划", "见", "知", "施"))):
            yield self._plan(text, opening, self.titles[name], tail)
        elif tail["kind"] and name in self.areas:
            yield self._plan(text, opening, self.areas[name], tail)
        elif name in self.titles and len(name) > 3 and not name.isascii():
            yield Item("plan", start, end, name)
        if name in self.areas:
            yield Item("place", start, end, name, self.areas[name])

    def _plan(self, text: str, opening: int, plans: tuple[str, ...], tail: re.Match[str]) -> Item:
        """Return a plan by the kind of document that it is said to be, and by what it is said to be about."""
        kind = kind_pattern().search(tail["kind"] or "")
        of_kind = tuple(iri for iri in plans if kind and kind["kind"] in self.kinds.get(iri, "")) or plans
        subject = self.names.at(text, tail.end()) if tail["joint"] else ""
        about = tuple(iri for iri in self.titles.get(subject, ()) if iri in of_kind)
        end = tail.end() + len(subject) if about else tail.start("joint") if tail["joint"] else tail.end()
        return Item("plan", opening, end, text[opening:end], about or of_kind)


def plan_names(index: Index) -> PlanNames:
    """Return what the plans of a store are called."""
    titles: dict[str, list[str]] = {}
    places: dict[str, list[str]] = {}
    for entry in index.plans:
        for name in _title_names(entry):
            titles.setdefault(name, []).append(entry.iri)
        for name in (*place_names(area_of(entry)), *re.findall("^[a-z]{4,}(?=-)", entry.id)):
            places.setdefault(name, []).append(entry.iri)
    return PlanNames(
        {name: tuple(iris) for name, iris in titles.items()},
        {name: tuple(iris) for name, iris in places.items()},
        Lookup.of((*titles, *places)),
        parts_of(index.plans),
        {entry.iri: entry.title for entry in index.plans},
    )


def area_of(entry: PlanTitle) -> str:
    """Return a plan's area; where nobody has said whose the plan is, the one that its title begins with."""
    opening = re.match(r"[\u4e00-\u9fff]{2,6}?[省市区县]", entry.title)
    return entry.place or (opening.group() if opening else "")


def _title_names(entry: PlanTitle) -> set[str]:
    """Return a plan's title, what it is about, and the words of the vocabulary for its subject."""
    title = plain(entry.title)
    core = re.sub(_KIND + "$", "", re.sub(r"[（(].*?[）)]", "", title))
    area = area_of(entry)
    subject = core.removeprefix(plain(area))
    cues = {row["cue"] for row in rows("subjects.csv") if row["cue"] in subject}
    named = {place + cue for place in place_names(area) for cue in {*cues, subject}}
    words = [word for word in entry.id.split("-")[1:] if word.isalpha()]
    latin = {word for word in words if len(word) > 3} | {" ".join(words)}
    named |= {*plan_words("zh").national, *plan_words("en").national} if area == _NATION else set()
    return {name for name in {title, core, subject, *cues, *named, *latin} if len(name) > 1}


def plans_named(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the plans that items name by title or by area; a question may name one in both ways."""
    named = [item.iris for item in items if item.kind in ("plan", "place") and item.iris]
    shared = [iri for iri in named[0] if all(iri in other for other in named)] if named else []
    return tuple(shared or dict.fromkeys(iri for iris in named for iri in iris))


def place_names(place: str) -> tuple[str, ...]:
    """Return how a plan's area is called: in full, by its last part, and without 区.

    >>> place_names("重庆市永川区")
    ('重庆市永川区', '永川区', '永川')
    """
    last = re.split(r"(?<=[省市州])(?=.)", place)[-1]
    names = (place, last, last.rstrip("区县市省") if len(last) > 2 else last)
    return tuple(dict.fromkeys(name for name in names if name))

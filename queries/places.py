"""Which section, task or plan a question points at by number or by the plan's own title."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.wording import Language
from queries.index import Index
from queries.times import number
from queries.words import Item, plain

_KIND = "(?:行动|实施|工作|专项|攻坚战?|三年)*(?:方案|计划|规划|意见|通知)"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One way to write the number of a section or a task."""

    language: Language
    pattern: re.Pattern[str]


@cache
def _patterns() -> tuple[NumberPattern, ...]:
    tables = tomllib.loads((files("queries") / "data" / "numbers.toml").read_text("utf-8"))["number"]
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
        return re.compile(rf"\d+\.{_count(lone)}")
    return re.compile(re.escape(".".join(str(_count(said[name])) for name in "abc" if name in said)))


def _count(word: str) -> int:
    """Return a number up to 99 in digits, Chinese or English.

    >>> _count("十二"), _count("二十"), _count("4")
    (12, 20, 4)
    """
    if "十" not in word:
        return number(word)
    tens, ones = word.split("十", 1)
    return 10 * (number(tens) if tens else 1) + (number(ones) if ones else 0)


def find_plans(text: str, index: Index) -> Iterator[Item]:
    """Yield every place where a question names a plan by its title, in full or shortened."""
    for entry in index.plans:
        title = re.sub(r"[（(].*?[）)]", "", plain(entry.title))
        core = re.sub(_KIND + "$", "", title)
        subject = core.removeprefix(plain(entry.place))
        starts = "|".join(re.escape(name) for name in (core, subject) if len(name) > 1)
        for match in re.finditer(f"《?(?:{plain(entry.title)}|(?:{starts}){_KIND})》?", text) if starts else ():
            yield Item("plan", match.start(), match.end(), match.group(), (entry.iri,))
        if len(subject) > 3:
            yield from (Item("plan", m.start(), m.end(), subject) for m in re.finditer(re.escape(subject), text))
        for name in place_names(entry.place):
            yield from (Item("place", m.start(), m.end(), name) for m in re.finditer(re.escape(name), text))


def place_names(place: str) -> tuple[str, ...]:
    """Return how a plan's area is called: in full, by its last part, and without 区.

    >>> place_names("重庆市永川区")
    ('重庆市永川区', '永川区', '永川')
    """
    last = re.split(r"(?<=[省市州])(?=.)", place)[-1]
    names = (place, last, last.rstrip("区县市") if len(last) > 2 else last)
    return tuple(dict.fromkeys(name for name in names if name))

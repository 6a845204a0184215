"""Plans that a question names by a part of their title, or by the number of the document."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ontology.wording import Language
from queries.index import PlanTitle
from queries.questions.words import Item, bare

LONGEST = 24
SHORTEST = 3
_BEFORE_KIND = frozenset("的”\"》'")
_OPENING = frozenset('，,、；;。的和与及跟在从按据问看对比是“”"《》（）() ')
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}[〔\[【（(]?\d{4}[〕\]】）)]?第?\d+号(?:文件?)?")


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The words of ``data/plans.toml`` for one language."""

    kinds: tuple[str, ...]
    national: tuple[str, ...]
    before: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@cache
def plan_words(language: Language) -> PlanWords:
    """Return how a language names plans.

    Raises:
        TypeError: the file has an unknown key, or lacks one.
    """
    data = tomllib.loads((files("queries") / "questions" / "data" / "plans.toml").read_text("utf-8"))
    return PlanWords(**{key: tuple(words) for key, words in data[language].items()})


def any_of(words: Sequence[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def kind_pattern() -> re.Pattern[str]:
    """Return a pattern for the kind of a document in Chinese."""
    words = plan_words("zh")
    return re.compile(f"{any_of(words.before)}*(?P<kind>{any_of(words.kinds)})》?")


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(f"{any_of(plan_words('zh').empty)}+")


@cache
def _author() -> re.Pattern[str]:
    return re.compile(f'{any_of(plan_words("zh").national)}的?[“"《]?$')


@dataclass(frozen=True)
class PlanParts:
    """The plans of a store, to be found by parts of their titles."""

    plans: tuple[PlanTitle, ...]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles without marks."""
        return tuple(bare(plan.title) for plan in self.plans)

    @cached_property
    def all_titles(self) -> str:
        """All titles in one string."""
        return "\n".join(self.titles)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Plans by the number of their document, without marks."""
        return {bare(plan.number): plan.iri for plan in self.plans if plan.number}

    def find(self, text: str) -> Iterator[Item]:
        """Yield every place where a part of a title stands before the kind of document, and every document's number."""
        for match in kind_pattern().finditer(text):
            start, part = self._longest(text, match.start())
            if len(part) >= SHORTEST and not _empty().fullmatch(part):
                author = _author().search(text[:start])
                start = author.start() if author else start
                yield Item("plan", start, match.end(), text[start : match.end()], self._having(part))
        for match in _NUMBER.finditer(text):
            said = bare(match.group()).replace("第", "").rstrip("文件")
            named = tuple(iri for number, iri in self.numbers.items() if said.endswith(number))
            if named:
                yield Item("plan", match.start(), match.end(), match.group(), named)

    def _longest(self, text: str, end: int) -> tuple[int, str]:
        """Return where the longest part of a title begins that ends at a place, and the part without marks."""
        while end and text[end - 1] in _BEFORE_KIND:
            end -= 1
        found = (end, "")
        for start in range(end - 1, max(end - LONGEST, -1), -1):
            part = bare(text[start:end])
            if part and part not in self.all_titles:
                break
            if start == 0 or text[start - 1] in _OPENING:
                found = (start, part)
        return found

    def _having(self, part: str) -> tuple[str, ...]:
        return tuple(plan.iri for plan, title in zip(self.plans, self.titles, strict=True) if part in title)


def parts_of(plans: Sequence[PlanTitle]) -> PlanParts:
    """Return plans ready to be found."""
    return PlanParts(tuple(plans))

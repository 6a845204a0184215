"""How many there must be of something, read by the patterns of ``queries/questions/data/bounds.toml``."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from ontology.wording import Language
from queries.questions.places import count_of
from queries.questions.request import Bound, Comparator
from queries.questions.words import Item

KEYS = {"language", "comparator", "pattern"}


@dataclass(frozen=True, slots=True)
class BoundPattern:
    """One way to say how many."""

    language: Language
    comparator: Comparator
    pattern: re.Pattern[str]


@cache
def patterns(language: Language) -> tuple[BoundPattern, ...]:
    """Return the patterns of a language in the order of the file.

    Raises:
        ValueError: a pattern has an unknown comparator or is no regular expression.
    """
    tables = tomllib.loads((files("queries") / "questions" / "data" / "bounds.toml").read_text("utf-8"))["bound"]
    found = []
    for table in tables:
        if table.keys() != KEYS or table["comparator"] not in get_args(Comparator):
            raise ValueError(f"bounds.toml: {table}: the comparators are {', '.join(get_args(Comparator))}")
        if table["language"] != language:
            continue
        try:
            found.append(BoundPattern(table["language"], table["comparator"], re.compile(table["pattern"])))
        except re.error as error:
            raise ValueError(f"bounds.toml: {table['pattern']}: {error}") from error
    return tuple(found)


def find_bounds(text: str, language: Language) -> Iterator[Item]:
    """Yield every bound in a question; they may overlap.

    >>> [item.bound for item in find_bounds("牵头超过10项的部门", "zh")]
    [Bound(comparator='>', value=10, most=None)]
    """
    for way in patterns(language):
        for match in way.pattern.finditer(text):
            numbers = [count_of(word) for word in match.groups() if word]
            most = numbers[1] if len(numbers) > 1 else None
            bound = Bound(way.comparator, numbers[0], most)
            yield Item("bound", match.start(), match.end(), match.group(), bound=bound)

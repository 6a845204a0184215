"""Chinese for English words, from CC-CEDICT (CC BY-SA 4.0): looked up in its text where no list of ours has a word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from queries.questions.english.inflection import plain_forms, roots
from queries.questions.english.wordlist import entries

WHOLE, HEAD, ROOT, PART = 0, 1, 2, 3
LONGEST_GLOSS = 4
_LINE = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")
_ASIDE = re.compile(r"\([^)]*\)")
_OPENING = re.compile(r"^(?:to be|to|a|an|the|sb's|one's) ")
_OBJECT = re.compile(r" (?:sth|sb|into sth|from sth|of sth|up|out)$")
# Entries that only point at another one, and glosses that say no meaning of today.
_POINTER = re.compile(
    r"\b(?:variant of|surname|idiom|archaic|proverb|abbr\. for|see also|see |CL:|old name|literary|slang|dialect)"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """A Chinese word for an English one; the lower its rank, the closer."""

    word: str
    rank: int


@lru_cache(maxsize=1 << 10)
def senses(phrase: str) -> tuple[Sense, ...]:
    """Return the Chinese words that have an English word or phrase among their meanings, the closest first.

    >>> [sense.word for sense in senses("vaccines")][:1]
    ['疫苗']
    """
    first, *others = phrase.split()[::-1]
    rest = " ".join(reversed(others))
    forms = tuple(f"{rest} {form}".strip() for form in plain_forms(first))
    found = _searched(forms, 0)
    if not rest and not any(sense.rank == WHOLE for sense in found):
        found += _searched(roots(first), ROOT)
    best: dict[str, int] = {}
    for sense in found:
        best[sense.word] = min(sense.rank, best.get(sense.word, sense.rank))
    return tuple(Sense(word, rank) for word, rank in sorted(best.items(), key=lambda entry: (entry[1], -len(entry[0]))))


def _searched(forms: Iterable[str], least: int) -> list[Sense]:
    wanted = frozenset(forms)
    found = []
    for line in sorted({line for form in wanted for line in entries(frozenset(form.split()))}):
        matched = _LINE.match(line)
        if matched is None:
            continue
        ranks = [rank for gloss in matched[3].split("/") if (rank := _rank(gloss, wanted)) is not None]
        if ranks:
            found.append(Sense(matched[1], max(least, min(ranks))))
    return found


def _rank(gloss: str, wanted: frozenset[str]) -> int | None:
    """Return how close a gloss is to the words looked for: it is one, ends with one, or begins with one."""
    if _POINTER.search(gloss):
        return None
    said = _OPENING.sub("", " ".join(_ASIDE.sub(" ", gloss).lower().replace("-", " ").split()))
    if said in wanted or _OBJECT.sub("", said) in wanted:
        return WHOLE
    if said.count(" ") >= LONGEST_GLOSS:
        return None
    if any(said.endswith(" " + word) for word in wanted):
        return HEAD
    return PART if said.count(" ") == 1 and any(said.startswith(word + " ") for word in wanted) else None

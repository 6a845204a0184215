"""Words for the subjects of plans: English ones with the Chinese for them, and Chinese ones beside those of plans."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ontology.vocabulary import rows
from queries.questions.english.inflection import plain_forms
from queries.questions.words import Item, bare, plain

LONGEST = 10
ENDINGS = ("", "s", "es", "d", "ed", "led", "ing", "ling")


@cache
def english_terms() -> Mapping[str, tuple[str, ...]]:
    """Return English terms, in lower case, with the Chinese words that each may stand for."""
    indicators = {plain(row["english"]): (row["name"],) for row in rows("indicators.csv") if row["english"]}
    terms = {row["english"]: tuple(row["chinese"].split("|")) for row in rows("terms.csv")}
    return {name.replace("-", " "): forms for name, forms in (indicators | terms).items()}


def find_terms(text: str) -> Iterator[Item]:
    """Yield every English term in a text, in the singular or with an ending; they may overlap.

    >>> [item.forms for item in find_terms("township sewage")][:2]
    [('乡镇', '镇'), ('乡镇生活污水',)]
    """
    words = list(re.finditer(r"[a-z0-9]+(?:[.&][a-z0-9]+)*", text))
    for first, opening in enumerate(words):
        for closing in words[first : first + LONGEST]:
            said = text[opening.start() : closing.end()]
            if forms := _forms(re.sub(r"[\s-]+", " ", said)):
                yield Item("term", opening.start(), closing.end(), said, forms=forms)


def _forms(said: str) -> tuple[str, ...]:
    known = english_terms()
    for ending in ENDINGS:
        if said.endswith(ending) and (forms := known.get(said.removesuffix(ending))):
            return forms
    first, _, others = said.partition(" ")
    before, _, last = said.rpartition(" ")
    inflected = [f"{before} {form}".strip() for form in plain_forms(last)]
    inflected += [f"{form} {others}" for form in plain_forms(first) if others]
    return next((known[form] for form in inflected if form in known), ())


@cache
def _synonyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return Chinese words with those that say the same, the longest first."""
    same = {bare(row["word"]): tuple(row["means"].split("|")) for row in rows("synonyms.csv")}
    for row in rows("indicators.csv"):
        same |= {bare(alias): (row["name"],) for alias in row["aliases"].split("|") if alias}
    return tuple(sorted(same.items(), key=lambda entry: (-len(entry[0]), entry[0])))


def chinese_forms(text: str) -> tuple[str, ...]:
    """Return the ways to say a Chinese topic: as it was said, and with words that plans use instead.

    >>> chinese_forms("污水厂")
    ('污水厂', '污水处理厂')
    """
    found = [bare(text)]
    for word, same in _synonyms():
        if word in found[0]:
            found += [bare(found[0].replace(word, other)) for other in same if other not in found[0]]
    return tuple(dict.fromkeys(found))

"""Places in English questions, written in pinyin: areas of plans, bodies called after a place, and places in texts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.vocabulary import split_level
from queries.index import Index
from queries.questions.english.romanised import may_be_pinyin, names_read_as
from queries.questions.english.wordlist import entries
from queries.questions.places import area_of, place_names
from queries.questions.words import Item

TOWNS = {
    "town": "镇",
    "township": "乡",
    "subdistrict": "街道",
    "street": "街道",
    "village": "村",
    "county": "县",
    "district": "区",
}
LEVELS = frozenset({"county", "district", "city", "province", "municipality", "township", "town"})


def place_item(start: int, end: int, text: str, following: Sequence[Item], index: Index) -> Item | None:
    """Return what a word in pinyin names: the area of plans, a body together with the word after it, or a place.

    Args:
        following: the items after the word, the first of which may belong to the name.
    """
    word = text[start:end]
    if not may_be_pinyin(word):
        return None
    after = next((item for item in following if text[end : item.start].strip(" -") == ""), None)
    if plans := _plans_of(word, index):
        return Item("place", start, end, word, plans)
    if body := _body_of(word, text[end:].split(" ")[1:2], after, index):
        return Item("body", start, after.end if after else end, text[start : after.end if after else end], body)
    forms = names_read_as(word, index.letters)
    if after is not None and after.kind == "body":
        return _before_body(Item("term", start, end, word, forms=forms), after, index)
    return Item("term", start, end, word, forms=forms) if forms else None


def _plans_of(word: str, index: Index) -> tuple[str, ...]:
    """Return the plans whose area has a name that is read so."""
    areas = {entry.iri: place_names(area_of(entry)) for entry in index.plans}
    read = set(names_read_as(word, "\n".join(name for names in areas.values() for name in names)))
    parts = {iri: {part for name in names for part in (name, name[:-1])} for iri, names in areas.items()}
    whole = {iri: {name[cut:] for name in names for cut in range(len(name))} for iri, names in parts.items()}
    return tuple(iri for iri, names in whole.items() if read & names)


def _body_of(word: str, said: Sequence[str], after: Item | None, index: Index) -> tuple[str, ...]:
    """Return the departments called after a place: 凤凰湖工业园区, 板桥镇."""
    labels = [(entry.iri, name) for entry in index.departments for name in {entry.label, split_level(entry.label)[1]}]
    found = [
        iri
        for name in names_read_as(word, "\n".join(label for _, label in labels))
        for iri, label in labels
        if label.startswith(name) and _ends(label.removeprefix(name), said, after, index)
    ]
    return tuple(dict.fromkeys(found))


def _ends(rest: str, said: Sequence[str], after: Item | None, index: Index) -> bool:
    """Whether the word after the place is what a body's name ends with."""
    if not rest or (said and TOWNS.get(said[0].strip("?.,")) == rest):
        return True
    if after is None:
        return False
    if after.kind == "body":
        return any(index.department[iri].label.endswith(rest) for iri in after.iris)
    return any(form and (form in rest or rest in form) for form in after.forms)


def _before_body(item: Item, after: Item, index: Index) -> Item | None:
    """Return a place before a body: one thing with it in the texts (港桥工业园区), or a level that needs no saying."""
    labels = {split_level(index.department[iri].label)[1] for iri in after.iris}
    both = tuple(form + label for form in item.forms for label in labels if form + label in index.letters)
    if both:
        return replace(item, end=after.end, forms=both)
    known = any(area_of(plan) for plan in index.plans)
    return replace(item, kind="stop") if not known and _has_towns_of(item.text, index) else None


def _has_towns_of(area: str, index: Index) -> bool:
    """Whether a plan that does not say whose it is names towns as bodies that the dictionary places in an area."""
    towns = {matched[1] for line in entries(frozenset({area})) if (matched := re.match(r"\S+ (\S{2,}) \[", line))}
    return any(entry.label.startswith(town) for entry in index.departments for town in towns)


def with_levels(text: str, items: Sequence[Item]) -> list[Item]:
    """Return items, the level after the name of a place being a part of the name (Shicheng County)."""
    found: list[Item] = []
    for item in sorted(items, key=lambda item: item.start):
        before = found[-1] if found else None
        if before and before.kind == "place" and item.text in LEVELS and not text[before.end : item.start].strip():
            found[-1] = replace(before, end=item.end, text=text[before.start : item.end])
        else:
            found.append(item)
    return found

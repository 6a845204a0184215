"""Plans named in English by what their titles say: the bonded zones opinions, the notice on supervision."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from ontology.vocabulary import bodies
from queries.index import Index, PlanTitle
from queries.questions.words import Item, plain

NAMING = frozenset({"term", "topic", "place", "plan", "body", "stranger"})
_JOINED = re.compile(r"[\s,\"“”'-]*(?:(?:and|of|the|for|in)\s+)*")
_BEFORE = re.compile(r"[\s\"“”-]*")


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    """Return the English words for kinds of documents, with the Chinese ones that end their titles."""
    data = tomllib.loads((files("queries") / "questions" / "data" / "titles.toml").read_text("utf-8"))
    return {word: tuple(kinds) for word, kinds in data["nouns"].items()}


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_nouns(), key=len, reverse=True))})\b")


def with_plans(text: str, items: Sequence[Item], index: Index) -> tuple[Item, ...]:
    """Return the items of a question, those that name plans by words of their titles being one item each."""
    for found in _noun().finditer(text):
        over = [item for item in items if item.start < found.end() and found.start() < item.end]
        if any(item.end > found.end() and item.kind != "plan" for item in over):
            continue
        rest = [item for item in items if item not in over]
        for run in sorted(_runs(text, rest, found, over), key=len, reverse=True):
            if plans := tuple(entry.iri for entry in index.plans if _has(entry, run, found.group())):
                start, end = min(run[0].start, found.start()), max(run[-1].end, found.end())
                kept = [item for item in items if item.end <= start or end <= item.start]
                return tuple(sorted([*kept, Item("plan", start, end, text[start:end], plans)], key=lambda i: i.start))
    return tuple(items)


def _runs(text: str, items: Sequence[Item], noun: re.Match[str], over: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the words right before a noun, and those after it and "on"."""
    start = min([noun.start(), *(item.start for item in over)])
    before: list[Item] = []
    for item in reversed([item for item in items if item.end <= start]):
        if item.kind not in NAMING or not _JOINED.fullmatch(text, item.end, before[0].start if before else start):
            break
        before.insert(0, item)
    if before and _BEFORE.fullmatch(text, before[-1].end, start):
        yield from (before[cut:] for cut in range(len(before)))
    after: list[Item] = []
    opening = re.compile(r"\s+(?:on|for|about|concerning|regarding|to)\s+(?:the\s+)?").match(text, noun.end())
    place = opening.end() if opening else -1
    for item in [item for item in items if item.start >= place >= 0]:
        if item.kind in ("stop", "and"):
            continue
        if item.kind not in NAMING or not _JOINED.fullmatch(text, place, item.start):
            break
        after.append(item)
        place = item.end
    yield from ([*before, *after[:cut]] for cut in range(len(after), 0, -1))


def _has(entry: PlanTitle, run: Sequence[Item], noun: str) -> bool:
    """Whether a plan is of the kind that a noun says, and its title has all that is said of it."""
    title = plain(entry.title)
    return any(kind in title for kind in _nouns()[noun]) and all(_says(item, entry, title) for item in run)


def _says(item: Item, entry: PlanTitle, title: str) -> bool:
    if item.kind in ("place", "plan") and item.iris:
        return entry.iri in item.iris
    named = {name for body in bodies() for name in body.names if item.text in map(plain, body.english_names)}
    return any(plain(form) in title for form in (*item.forms, *named) if len(form) > 1)

"""From a question to the stretches in it that mean something: cues, names, dates, numbers, topics."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ontology.wording import Language
from queries.index import Index
from queries.questions.bounds import find_bounds
from queries.questions.english.remainder import read_rest
from queries.questions.names import Names, names_of
from queries.questions.places import PlanNames, find_numbers, plan_names
from queries.questions.terms import chinese_forms, find_terms
from queries.questions.times import find_dates
from queries.questions.words import Cue, Item, Lexicon, bare, language_of, lexicon, plain

SHORTEST_TITLE = 4
TITLE_CONTENT = 2
MOST_SCANNED, MOST_READERS = 8, 4
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_PARTING = frozenset("的要应须需将了把")
# Spaces in a Chinese question part only words of Latin letters and numbers.
_SPACE = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
HEADS = frozenset({"targets", "tasks", "departments", "times"})


@dataclass(frozen=True, slots=True)
class Scan:
    """A question, cut up.

    Args:
        items: what was recognised, in the order of the question.
        unknown: words that were not understood; with the items they are all that carries meaning.
        absent: words that were understood, but that no plan of the store has.
    """

    language: Language
    items: tuple[Item, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """What is needed to cut up questions of one language over one state of the store."""

    index: Index
    words: Lexicon
    names: Names
    plans: PlanNames
    titles: str
    openings: frozenset[str]
    period: tuple[date, date] | None
    scanned: dict[str, Scan] = field(default_factory=dict)

    def again(self, question: str) -> Scan:
        """Cut up a question that is likely to be the one before, or a part of it."""
        found = self.scanned.get(question)
        if found is None:
            while len(self.scanned) >= MOST_SCANNED:
                self.scanned.pop(next(iter(self.scanned)), None)
            found = self.scanned[question] = self.scan(question)
        return found

    def scan(self, question: str) -> Scan:
        """Cut up a question."""
        text = plain(question)
        text = _SPACE.sub("", text) if self.words.language == "zh" else text
        items = list(chosen(self._candidates(text)))
        if self.words.language == "zh":
            return Scan("zh", tuple(whole_words(self._with_topics(text, items))), ())
        rest = read_rest(text, items, self.index)
        return Scan("en", rest.items, rest.unknown, rest.absent)

    def _candidates(self, text: str) -> Iterator[Item]:
        fixed = [
            *self.names.find(text),
            *self.plans.find(text),
            *find_dates(text, self.words.language, self.period),
            *find_numbers(text, self.words.language, self.index),
            *find_bounds(text, self.words.language),
        ]
        cues = list(self.words.find(text))
        counted = any(cue.kind == "count" for cue in cues)
        each = {(cue.start, cue.end) for cue in cues if counted and cue.kind == "each"}  # 各部门 each, not the group
        yield from (item for item in fixed if item.kind != "body" or (item.start, item.end) not in each)
        yield from cues
        if self.words.language == "en":
            yield from find_terms(text)
            yield from (
                Item("topic", found.start(), found.end(), found[0], forms=chinese_forms(found[0]))
                for found in _CHINESE.finditer(text)
            )
        else:
            yield from self._title_parts(text, [*fixed, *cues])

    def _title_parts(self, text: str, others: Iterable[Item]) -> Iterator[Item]:
        """Yield stretches that stand in a title and say more than cues, names and dates do."""
        known = {place for item in others for place in range(item.start, item.end)}
        for start in range(len(text) - SHORTEST_TITLE + 1):
            end = start + SHORTEST_TITLE
            if text[start:end] not in self.openings or "\n" in text[start:end]:
                continue
            while end < len(text) and text[start : end + 1] in self.titles:
                end += 1
            end = self._without_head(text, start, end, others)
            if end - start < SHORTEST_TITLE:
                continue
            if sum(place not in known for place in range(start, end)) >= TITLE_CONTENT:
                yield Item("topic", start, end, text[start:end], forms=chinese_forms(text[start:end]))

    def _without_head(self, text: str, start: int, end: int, others: Iterable[Item]) -> int:
        """Return where a part of a title ends without the noun that tells what is asked (水质目标 without 目标)."""
        whole = f"\n{text[start:end]}\n" in f"\n{self.titles}\n"
        heads = [item.start for item in others if item.end == end and item.kind in HEADS]
        return end if whole or not heads else max(start, min(heads))

    def _with_topics(self, text: str, items: Sequence[Item]) -> Iterator[Item]:
        """Yield the items, and what lies between them as topics."""
        kept = [item for item in items if not (item.soft and self._is_part_of_word(text, item, items))]
        place = 0
        for item in [*kept, Item("end", len(text), len(text), "")]:
            yield from self._topic(text, place, item.start)
            if item.kind != "end":
                yield item
            place = item.end

    def _is_part_of_word(self, text: str, item: Item, items: Sequence[Item]) -> bool:
        """Whether a cue hangs together with a neighbour that nothing covers, as 标准 does in 标准化."""
        covered = {place for other in items for place in range(other.start, other.end)}
        sides = [(item.end, item.end - 1), (item.start - 1, item.start - 1)][: 1 if item.soft == "after" else 2]
        return any(
            0 <= free < len(text)
            and free not in covered
            and text[free] not in self.words.edge | self.words.weak
            and text[first : first + 2] in self.index.pairs
            for free, first in sides
        )

    def _topic(self, text: str, start: int, end: int) -> Iterator[Item]:
        while start < end and self._drops(text[start], text[start : start + 2]):
            start += 1
        while start < end and self._drops(text[end - 1], text[end - 2 : end]):
            end -= 1
        cut = next((place for place in range(start + 1, end - 1) if self._parts(text[place - 1 : place + 2])), end)
        if start < cut:
            yield Item("topic", start, cut, text[start:cut], forms=chinese_forms(text[start:cut]))
        if cut < end:
            yield from self._topic(text, cut, end)

    def _parts(self, three: str) -> bool:
        """Whether the middle one of three characters parts two words, as 的 does unless the plan writes it there."""
        return three[1] in _PARTING and not {three[:2], three[1:]} & self.index.pairs

    def _drops(self, char: str, pair: str) -> bool:
        return char in self.words.edge or (char in self.words.weak and (len(pair) < 2 or pair not in self.index.pairs))


_READERS: dict[tuple[int, Language], Reader] = {}


def scan(question: str, index: Index, more: tuple[Cue, ...] = (), language: Language | None = None) -> Scan:
    """Cut up a question of either language over what the plans name.

    Args:
        more: cues to look for besides those of the language.
        language: of the question, where only a part of it is given; else told by its words.
    """
    reader = _reader(index, language or language_of(question))
    if not more:
        return reader.again(question)
    return replace(reader, words=replace(reader.words, cues=more + reader.words.cues)).scan(question)


def names_read(index: Index, language: Language) -> Names:
    """Return the names of bodies that questions of a language are searched for."""
    return _reader(index, language).names


def _reader(index: Index, language: Language) -> Reader:
    found = _READERS.pop((id(index), language), None)
    if found is None or found.index is not index:
        found = _new_reader(index, language)
    for key in list(_READERS)[: 1 - MOST_READERS]:  # another thread may do the same
        _READERS.pop(key, None)
    _READERS[id(index), language] = found  # the last one asked for stays longest
    return found


def _new_reader(index: Index, language: Language) -> Reader:
    titles = [plain(title) for title in dict.fromkeys(entry.title for entry in (*index.tasks, *index.sections))]
    years = [int(year[:4]) for plan in index.plans for year in (plan.start, plan.end) if year]
    period = (date(min(years), 1, 1), date(max(years), 12, 31)) if years else None
    blob = "\n".join((*titles, *(bare(title) for title in titles)))
    openings = frozenset(blob[place : place + SHORTEST_TITLE] for place in range(len(blob)))
    return Reader(index, lexicon(language), names_of(index, language), plan_names(index), blob, openings, period)


def whole_words(items: Iterable[Item]) -> list[Item]:
    """Return items, a topic of one character being a part of the topic that it stands beside (处理 and 率)."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else item
        beside = (last.kind, item.kind) == ("topic", "topic") and last.end == item.start
        if beside and 1 in (last.end - last.start, item.end - item.start):
            text = last.text + item.text
            found[-1] = Item("topic", last.start, item.end, text, forms=chinese_forms(text))
        else:
            found.append(item)
    return found


def _precedence(item: Item) -> tuple[int, bool, int, bool, bool]:
    """Return what goes first: the longest, a date rather than words beside it (fall in 2016), what begins first."""
    return item.start - item.end, item.kind != "date", item.start, item.kind != "body", item.kind == "stop"


def chosen(candidates: Iterable[Item]) -> Iterator[Item]:
    """Yield items that do not overlap, in the order of the text, the longest having been taken first."""
    taken: set[int] = set()
    found = []
    for item in sorted(candidates, key=_precedence):
        places = range(item.start, item.end)
        if item.start < item.end and taken.isdisjoint(places):
            taken.update(places)
            found.append(item)
    return iter(sorted(found, key=lambda item: item.start))

"""Answers that are the passage in which a plan says what a term means, or lists what it stands for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from pyoxigraph import Literal

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.evidence import Evidence
from queries.answers.lists import counted_before, keyed, listed_before
from queries.answers.passage_queries import extents_query, measures_query, texts_query
from queries.answers.plan_facts import body_of
from queries.answers.reply import Answer
from queries.answers.stretches import MARKS, spaced
from queries.index import Index, text_of
from queries.questions.definitions import wording
from queries.questions.request import Request

LONGEST = 240
ENDS = "。；;\n"
OPENING, CLOSING = "“\"‘'「『", "”\"’'」』"
NUMERALS = "零一二三四五六七八九十"
CLASSIFIERS = "大个类条项种家座级"
TELLING = 4
MOST = 12  # places of a term that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text that has a term.

    Args:
        text: the sentence, measure or section around it.
        start: where the term begins in it, as ``end`` where it ends.
        behind: where what follows begins, behind quotation marks and nouns such as 行业.
        offset: where the stretch begins in the plan's text.
        count: how many things the term counts, 0 for none; ``key`` is what it counts.
        scrambled: whether the marks of the text say nothing.
        plain: whether it is but a short noun.
    """

    text: str
    start: int
    end: int
    behind: int
    offset: int
    count: int
    key: str
    scrambled: bool
    plain: bool


Rule = Callable[[Place], tuple[int, int] | None]


def answer_definition(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer what a term means, by the shortest stretch that says it; declined where no plan does."""
    ends = tuple(dict.fromkeys(form[-2:] for form in request.words[0]))
    query = texts_query(request.plans, ends)
    rows = {text_of(row, "plan"): row for row in store.select(query)}
    found = [said for row in rows.values() if (said := _defined(store, row, request))]
    if not found:
        return replace(answer, sparql=query, notes=(say("kinds.not-defined", answer.language, term=request.topic),))
    return replace(
        answer,
        status="answered",
        kind="passages",
        sparql=query,
        answers=tuple({"text": said.text, "plan": said.plan} for said in found),
        evidence=tuple(found),
        plans=tuple(said.plan for said in found),
    )


def _defined(store: Store, row: Row, request: Request) -> Evidence | None:
    text = text_of(row, "text")
    said = [(match, form) for form in request.words[0] for match in _term(request.number, form).finditer(text)]
    if not said:
        return None
    parts = _Parts(store, text_of(row, "plan"))
    places = [_place(parts, text, match, form, request.number) for match, form in said[:MOST]]
    for rule in _RULES:
        for place in places:
            stretch = rule(place)
            if stretch and 0 < stretch[1] - stretch[0] <= LONGEST:
                start, end = place.offset + stretch[0], place.offset + stretch[1]
                return Evidence(text[start:end], start, end, text_of(row, "pid"))
    return None


@lru_cache(maxsize=256)
def _term(count: int, form: str) -> re.Pattern[str]:
    """A term as a text may have it, with other words between its number and what it counts (4大重点水系)."""
    if not count or form[0] in NUMERALS + "两0123456789":
        return re.compile(spaced(form))
    tens, ones = divmod(count, 10)
    word = NUMERALS[count] if count <= 10 else NUMERALS[tens][tens == 1 :] + "十" + NUMERALS[ones][: ones > 0]
    return re.compile(rf"(?<!\d)(?:{count}|{word})[{CLASSIFIERS}]?[^\W_]{{0,4}}?{MARKS}{spaced(form)}")


class _Parts:
    """The sections and tasks of a plan, and their measures; looked up where they are wanted, once."""

    def __init__(self, store: Store, plan: str) -> None:
        self._store, self._plan = store, plan
        self._measures: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def extents(self) -> Sequence[Row]:
        """Where each section and task begins and ends."""
        return self._store.select(extents_query(self._plan))

    def measures(self, part: str) -> list[tuple[int, int]]:
        """Return where the measures of a section or task begin and end."""
        if part not in self._measures:
            rows = self._store.select(measures_query((part,), (), ()))
            self._measures[part] = [(int(text_of(row, "from")), int(text_of(row, "to"))) for row in rows]
        return self._measures[part]


def _place(parts: _Parts, text: str, match: re.Match[str], form: str, number: int) -> Place:
    start, end = match.span()
    first, last, scrambled = _around(parts, text, start, end)
    behind = _heads().match(text, end, last)
    numeral = re.match(rf"(?:\d+|[{NUMERALS}两]+)[{CLASSIFIERS}]", match.group())
    key = re.sub(rf"^(?:\d+|[{NUMERALS}两]+)[{CLASSIFIERS}]?", "", form) or form
    told = text[end:last].count(key) >= max(number, 2)
    return Place(
        text=text[first:last],
        start=start - first,
        end=end - first,
        behind=(behind.end() if behind else end) - first,
        offset=first,
        count=number if numeral or told else 0,
        key=key,
        scrambled=scrambled,
        plain=len(form) < TELLING and not number,
    )


def _around(parts: _Parts, text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the stretch to look in: the sentence, and where marks say nothing the measure or section."""
    if len(re.findall("[,.]", text)) > len(re.findall("[，。]", text)):
        return *_holder(parts, text, start, end), True
    first = max(text.rfind(mark, 0, start) + 1 for mark in ENDS)
    last = min((at for mark in ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return first + len(text[first:start]) - len(text[first:start].lstrip()), last, False


def _holder(parts: _Parts, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the smallest of sections, tasks and measures that a stretch stands in, without its title."""
    around = [row for row in parts.extents if int(text_of(row, "from")) <= start and end <= int(text_of(row, "to"))]
    if not around:
        return max(0, start - LONGEST), min(len(text), end + LONGEST)
    part = min(around, key=lambda row: int(text_of(row, "to")) - int(text_of(row, "from")))
    within = [span for span in parts.measures(text_of(part, "part")) if span[0] <= start and end <= span[1]]
    if within:
        return within[0]
    first, last = int(text_of(part, "from")), int(text_of(part, "to"))
    said = body_of({**part, "exact": Literal(text[first:last])})
    return (said.start, said.end) if said.start <= start else (first, last)


@cache
def _heads() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, wording()["heads"]))
    return re.compile(rf"[{CLOSING}]?(?:[,，.。、 ]?(?:{nouns}))?[{CLOSING}]?")


@cache
def _saying(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, wording()[name]))})[:：,，]?(?=.{{2}})")


def _with_quote(place: Place) -> int:
    return place.start - (place.start > 0 and place.text[place.start - 1] in OPENING)


def _says(place: Place) -> tuple[int, int] | None:
    """X是指…, and at the beginning of a sentence X是…, X包括…."""
    opens = not place.text[: place.start].strip(OPENING + " 　") and not place.scrambled
    told = _saying("says").match(place.text, place.behind) or (
        _saying("opening").match(place.text, place.behind) if opens else None
    )
    return (_with_quote(place), len(place.text)) if told else None


def _in_brackets(place: Place) -> tuple[int, int] | None:
    """“X”（…）."""
    match = re.compile(r"[（(][^（()）]{2,}[）)]").match(place.text, place.behind)
    return (_with_quote(place), match.end()) if match else None


def _behind_colon(place: Place) -> tuple[int, int] | None:
    """X：甲、乙、丙."""
    match = re.compile(r"[：:].{4,}").match(place.text, place.behind)
    return (_with_quote(place), match.end()) if match else None


_RULES: tuple[Rule, ...] = (
    _says,
    _in_brackets,
    _behind_colon,
    lambda place: keyed(place.text, place.end, place.count, place.key),
    lambda place: counted_before(place.text, place.start, place.behind, place.count),
    lambda place: listed_before(place.text, place.start, place.behind, scrambled=place.scrambled, plain=place.plain),
)

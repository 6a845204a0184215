"""Answers that are the passage in which a plan says what a term means, or lists what it stands for."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.evidence import Evidence
from queries.answers.lists import counted_before, keyed, listed_before
from queries.answers.passage_queries import holders_query, texts_query
from queries.answers.plan_facts import body_of
from queries.answers.reply import Answer
from queries.answers.stretches import bared
from queries.index import Index, text_of
from queries.questions.definitions import wording
from queries.questions.request import Request

LONGEST = 240
ENDS = "。；;\n"
OPENING, CLOSING = "“\"‘'「『", "”\"’'」』"
NUMERALS = "零一二三四五六七八九十"


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
    """

    text: str
    start: int
    end: int
    behind: int
    offset: int
    count: int
    key: str
    scrambled: bool


Rule = Callable[[Place], tuple[int, int] | None]


def answer_definition(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer what a term means, by the shortest stretch that says it; declined where no plan does."""
    ends = tuple(dict.fromkeys(form[-2:] for form in request.words[0]))
    query = texts_query(request.plans, ends)
    texts = {text_of(row, "pid"): text_of(row, "text") for row in store.select(query)}
    holders = store.select(holders_query(request.plans, ends)) if texts else []
    found = [said for pid, text in texts.items() if (said := _defined(pid, text, holders, request))]
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


def _defined(pid: str, text: str, holders: Sequence[Row], request: Request) -> Evidence | None:
    own = [row for row in holders if text_of(row, "pid") == pid]
    places = [place for form in request.words[0] for place in _places(text, form, request, own)]
    for rule in _RULES:
        for place in places:
            stretch = rule(place)
            if stretch and 0 < stretch[1] - stretch[0] <= LONGEST:
                start, end = place.offset + stretch[0], place.offset + stretch[1]
                return Evidence(text[start:end], start, end, pid)
    return None


def _places(text: str, form: str, request: Request, holders: Sequence[Row]) -> Iterator[Place]:
    found = bared(text)
    literal = not request.number or form[0] in NUMERALS + "两0123456789"
    key = re.sub(rf"^(?:\d+|[{NUMERALS}两]+)[大个类条项种家座级]?", "", form) or form
    for match in re.finditer(re.escape(form) if literal else _counting(request.number, form), found.letters):
        start, end = found.places[match.start()], found.places[match.end() - 1] + 1
        first, last, scrambled = _around(text, start, end, holders)
        behind = _heads().match(text, end, last)
        classified = bool(re.match(rf"(?:\d+|[{NUMERALS}两]+)[大个类条项种家座级]", match.group()))
        told = text[end:last].count(key) >= max(request.number, 2)
        count = request.number if classified or not literal or told else 0
        after = behind.end() if behind else end
        yield Place(text[first:last], start - first, end - first, after - first, first, count, key, scrambled)


def _counting(count: int, key: str) -> str:
    tens, ones = divmod(count, 10)
    word = (
        NUMERALS[count]
        if count <= 10
        else ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")
    )
    return rf"(?<!\d)(?:{count}|{word})[大个类条项种家座级]?\w{{0,4}}?{re.escape(key)}"


def _around(text: str, start: int, end: int, holders: Sequence[Row]) -> tuple[int, int, bool]:
    """Return the stretch to look in: the sentence, and where marks say nothing the measure or section."""
    scrambled = len(re.findall("[,.]", text)) > len(re.findall("[，。]", text))
    spans = [(0, len(text))]
    for row in holders:
        said = body_of(row) if "value" in row else None
        span = (said.start, said.end) if said else (int(text_of(row, "from")), int(text_of(row, "to")))
        spans += [span] if span[0] <= start and end <= span[1] else []
    first, last = min(spans, key=lambda span: span[1] - span[0])
    if not scrambled:
        first = max([first, *(text.rfind(mark, 0, start) + 1 for mark in ENDS)])
        last = min([last, *(at for mark in ENDS if (at := text.find(mark, end)) >= 0)])
    first += len(text[first:start]) - len(text[first:start].lstrip())
    return first, last, scrambled


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
    lambda place: listed_before(place.text, place.start, place.behind, scrambled=place.scrambled),
)

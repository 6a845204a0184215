"""Sentences of a plan that stand outside its tasks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads

from graph.store import Row, Store
from queries.answers.evidence import Evidence
from queries.answers.passage_queries import texts_query
from queries.answers.units import SHORTEST, Unit, fitting
from queries.index import text_of
from queries.questions.request import Request
from queries.questions.words import bare

MOST, LONGEST = 6, 300
_SENTENCE = re.compile(r"[^。；;\n!！?？]+[。；;!！?？]?")


def sentences_with(store: Store, request: Request) -> tuple[str, Sequence[Unit]]:
    """Return the sentences of the texts that have all words of a request and do what it asks for."""
    cues = tuple(cue for kind in request.modalities for cue in _cues().get(kind, ()))
    heavy = tuple(dict.fromkeys(form for forms in request.words[:1] for form in forms))
    wanted = cues or heavy
    query = texts_query(request.plans, wanted)
    rows = store.select(query) if wanted else []
    units = [unit for row in _once(rows) for unit in _sentences(row, cues)]
    if cues:
        return query, fitting(request.words, units) if request.words else units
    told = [unit for unit in units if _says_all(request.words, unit)]
    return query, told if len(told) <= MOST else ()


def _says_all(words: Sequence[tuple[str, ...]], unit: Unit) -> bool:
    """Whether a whole sentence has each word as it stands; a heading is none."""
    text = unit.said.text
    said = bare(text)
    return (
        text[-1] in "。；;！!" and len(text) <= LONGEST and all(any(form in said for form in forms) for forms in words)
    )


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    found: set[str] = set()
    for row in rows:
        if text_of(row, "pid") not in found:
            found.add(text_of(row, "pid"))
            yield row


def _sentences(row: Row, cues: Sequence[str]) -> Iterator[Unit]:
    for match in _SENTENCE.finditer(text_of(row, "text")):
        text = match[0].strip()
        if len(text) >= SHORTEST and (not cues or any(cue in text for cue in cues)):
            start = match.start() + match[0].index(text)
            yield Unit(Evidence(text, start, start + len(text), text_of(row, "pid")), "", "", "")


@cache
def _cues() -> dict[str, list[str]]:
    return loads((files("queries") / "answers" / "data" / "modalities.toml").read_text("utf-8"))

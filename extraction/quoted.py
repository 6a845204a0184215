"""Brackets around names: 《》 around documents, 〔〕 around the year of a number, “” around terms that plans quote."""

import re
from functools import cache

from extraction.gaps import Gaps
from extraction.lexicon import any_of, load_data, openers, opens_clause
from extraction.records import Citation

_YEAR = re.compile(r"(\d{4})[\W_]+\d+[\W_]*号$")
_STANDARD = re.compile(r"[A-Z]{2,3}(?P<t>[\W_]{0,2}T)?[\W_]?\d{2,6}(?:\.\d+)?[\W_](?P<year>\d{4})$")
_LONGEST_TITLE = 40


def put_citation(gaps: Gaps, citation: Citation) -> None:
    """Put a title in 《》, its number behind it in （）, the year of a number in 〔〕."""
    start, end = citation.passage.start, citation.passage.end
    number = _put_number(gaps, citation)
    if not citation.title or number is None or not gaps.at(number).free or gaps.at(start).mark:
        return
    for gap in gaps.within(start, number - 1):
        gap.put("")
    _open_title(gaps, start)
    gaps.at(number).closing, gaps.at(number).opening = "》", "（"
    gaps.at(number).put("")
    gaps.at(end).closing = "）"
    if gaps.source.startswith(tuple(load_data("quoted")["behind_number"]), gaps.at(end).end):
        gaps.at(end).put("")


def _put_number(gaps: Gaps, citation: Citation) -> int | None:
    """Put the marks of a document's number and return where it begins; ``None`` where it has none."""
    start, end = citation.passage.start, citation.passage.end
    if year := _YEAR.search(gaps.source, start, end):
        office = (citation.number or "").split("〔")[0]
        gaps.at(year.start()).put("〔")
        gaps.at(year.end(1)).put("〕")
        return gaps.at(year.start()).start - len(office)
    if standard := _STANDARD.search(gaps.source, start, end):
        gaps.at(standard.start("year")).put("—")
        if standard["t"]:
            gaps.at(standard.end("t") - 1).put("/")
        return standard.start()
    return None


def _open_title(gaps: Gaps, start: int) -> None:
    gap = gaps.at(start)
    gap.opening = "《"
    if gaps.source.endswith(tuple(load_data("documents")["leads"]), 0, gap.start):
        gap.put("")


def put_quotations(gaps: Gaps, plain: str) -> None:
    """Put “” around known terms that have a mark on either side."""
    for match in _quoted().finditer(plain):
        before, after = gaps.at(match.start()), gaps.at(match.end())
        if before.free and after.free:
            before.opening, after.closing = "“", "”"
            before.put("、" if before.closing else "")
            if not opens_clause(plain, after.end) and not _quoted().match(plain, after.end):
                after.put("")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(rf"(?<=[,\s]){any_of(load_data('quoted')['terms'])}(?=[,\s])")


def put_titles(gaps: Gaps) -> None:
    """Put 《》 around documents that a verb alone stands before, and those joined to them: 编制 应急预案."""
    for before, verb, after in zip(gaps.marked, gaps.marked[1:], gaps.marked[2:], strict=False):
        words, title = gaps.source[before.end : verb.start], gaps.source[verb.end : after.start]
        joined = before.closing == "》" and words in load_data("responsibility")["joints"]
        named = verb.free and after.free and title.endswith(_kinds()) and len(title) <= _LONGEST_TITLE
        if named and (joined or verb.closing == "》" or words in openers().get(words[:1], ())):
            verb.put("、" if verb.closing else "")
            verb.opening, after.closing = "《", "》"
            if joined:
                before.put("")


@cache
def _kinds() -> tuple[str, ...]:
    return (*load_data("documents")["kinds"], *load_data("titles")["documents"])

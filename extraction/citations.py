"""Documents that a plan names: by number (渝府发〔2015〕69号), by title (《…》) or by standard (HJ/T 433—2008)."""

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, PlanText, trim
from extraction.records import Citation, Passage

_NUMBER = re.compile(r"\s*(?:\[|\(|[,\s]\s?)\s*(?P<year>(?:19|20)\d\d)\s*(?:\]|\)|[,\s]\s?)\s*(?P<n>\d{1,4})\s*号")
_ISSUER = re.compile(rf"[{HAN}]{{2,14}}$")
_QUOTED = re.compile(r"《(?P<title>[^《》]{2,60}(?:《[^《》]{2,40}》[^《》]{0,20})?)》")
_QUOTED_BEFORE = re.compile(r"《(.*)》[(\s]*$", re.DOTALL)
_TITLE_REACH = 90
_LONGEST_OFFICE = 8


@cache
def _standard() -> re.Pattern[str]:
    letters = any_of(load_data("documents")["standards"])
    return re.compile(
        rf"(?<![A-Z])(?P<kind>{letters})(?P<t>[\s,/]{{0,2}}T)?\s?(?P<n>\d{{2,6}}(?:\.\d+)?)\s?[—\-,.]\s?(?P<year>(?:19|20)\d\d)"
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(any_of(load_data("documents")[name]))


def find_citations(text: PlanText, body: int) -> list[Citation]:
    """Return the documents that the plan names, in order, each number once.

    Args:
        body: where the first heading stands; documents named as grounds before it are the plan's basis.
    """
    found = sorted([*_numbers(text, body), *_standards(text)], key=lambda c: c.passage.start)
    numbered = [(c.passage.start, c.passage.end) for c in found]
    found += [c for c in _titles(text) if not any(s <= c.passage.end + 2 and c.passage.start <= e for s, e in numbered)]
    seen: set[tuple[str | None, str | None]] = set()
    kept = []
    for citation in sorted(found, key=lambda c: c.passage.start):
        key = (citation.number, None if citation.number else citation.title)
        if key not in seen:
            seen.add(key)
            kept.append(citation)
    return kept


def _numbers(text: PlanText, body: int) -> Iterator[Citation]:
    for match in _NUMBER.finditer(text.plain):
        before = _ISSUER.search(text.plain, max(0, match.start() - 14), match.start())
        issuer = before and _office(before[0])
        if not before or not issuer:
            continue
        begin = before.end() - len(issuer)
        number = f"{issuer}〔{match['year']}〕{match['n']}号"
        title, start = _title_before(text, begin)
        grounds = text.plain[max(0, start - 12) : start + 4]
        basis = match.end() <= body and _words("basis").search(grounds) is not None
        yield Citation(number, title, basis, Passage(text.source[start : match.end()], start, match.end()))


def _office(words: str) -> str | None:
    """The short name of the issuing office: the last letters before the year, as 渝府发 or 永川府办发."""
    cut = max((kind.end() for kind in _words("kinds").finditer(words)), default=0)
    return words[cut:] if 1 < len(words) - cut <= _LONGEST_OFFICE else None


def _title_before(text: PlanText, position: int) -> tuple[str | None, int]:
    """The title that stands directly before a number, and where it begins."""
    base = max(0, position - _TITLE_REACH)
    left = text.plain[base:position]
    if quoted := _QUOTED_BEFORE.search(left):
        return text.source[base + quoted.start(1) : base + quoted.end(1)], base + quoted.start()
    if not text.scrambled or not re.search(rf"{_words('kinds').pattern}[,\s]*$", left):
        return None, position
    about = left.rfind("关于")  # 重庆市人民政府 关于印发贯彻落实…的通知 holds such a word itself
    leads = [m.end() for m in _words("leads").finditer(left) if about < 0 or m.end() <= about]
    if not leads:
        return None, position
    begin, _ = trim(text.plain, base + leads[-1], position, ", ")
    return re.sub(r"[,\s]", "", text.plain[begin:position]), begin


def _standards(text: PlanText) -> Iterator[Citation]:
    for match in _standard().finditer(text.plain):
        number = f"{match['kind']}{'/T' if match['t'] else ''} {match['n']}-{match['year']}"
        title, start = _title_before(text, match.start())
        yield Citation(number, title, False, Passage(text.source[start : match.end()], start, match.end()))


def _titles(text: PlanText) -> Iterator[Citation]:
    for match in _QUOTED.finditer(text.plain):
        if re.search(rf"{_words('kinds').pattern}(?:\(.{{1,12}}\))?$", match["title"]):
            start, end = match.span()
            yield Citation(None, match["title"], False, Passage(text.source[start:end], start, end))

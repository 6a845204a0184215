"""Documents that a plan names: by number (渝府发〔2015〕69号), by title (《…》) or by standard (HJ/T 433—2008)."""

import re
from collections.abc import Iterator

from extraction.marks import HAN, PlanText
from extraction.records import Citation, Passage

_NUMBER = re.compile(
    rf"(?P<issuer>[{HAN}]{{2,14}})\s*(?:\[|\(|[,\s]\s?)\s*(?P<year>(?:19|20)\d\d)\s*(?:\]|\)|[,\s]\s?)\s*(?P<n>\d{{1,4}})\s*号"
)
_STANDARD = re.compile(
    r"(?<![A-Z])(?P<kind>GB|HJ|CJ|DB|SL|NY|JT)(?P<t>[\s,/]{0,2}T)?\s?(?P<n>\d{2,6}(?:\.\d+)?)\s?[—\-,.]\s?(?P<year>(?:19|20)\d\d)"
)
_KINDS = "通知|方案|计划|规划|意见|办法|条例|规定|纲要|决定|目录|细则|标准|要求|决议|公告|法"
_QUOTED = re.compile(r"《(?P<title>[^《》]{2,60}(?:《[^《》]{2,40}》[^《》]{0,20})?)》")
_BASIS = re.compile(r"根据|按照|依据|为贯彻|为落实|贯彻落实|为深入贯彻|为认真")
_BASIS_REACH = 120


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
        begin, issuer = _issuer(match)
        if issuer is None:
            continue
        number = f"{issuer}〔{match['year']}〕{match['n']}号"
        title, start = _title_before(text, begin)
        if match.start() < body and not title and match.start() < _BASIS_REACH:
            continue  # the plan's own number in its head
        before = text.plain[max(0, start - 12) : start]
        basis = match.end() <= body and _BASIS.search(before + text.plain[start : start + 4]) is not None
        yield Citation(number, title, basis, Passage(text.source[start : match.end()], start, match.end()))


def _issuer(match: re.Match[str]) -> tuple[int, str | None]:
    """The short name of the issuing office: the last letters before the year, as 渝府发 or 永川府办发."""
    words = match["issuer"]
    cut = max(
        (words.rfind(w) + len(w) for w in ("通知", "意见", "方案", "办法", "规定", "计划", "规划", "的") if w in words),
        default=0,
    )
    issuer = words[cut:]
    return match.start() + cut, issuer if 1 < len(issuer) <= 8 else None


def _title_before(text: PlanText, position: int) -> tuple[str | None, int]:
    """The title that stands directly before a number, and where it begins."""
    left = text.plain[max(0, position - 90) : position]
    base = max(0, position - 90)
    if quoted := re.search(r"《(.*)》[(\s]*$", left, re.DOTALL):
        return text.source[base + quoted.start(1) : base + quoted.end(1)], base + quoted.start()
    if not text.scrambled or not re.search(rf"(?:{_KINDS})[,\s]*$", left):
        return None, position
    leads = list(re.finditer(r"根据|按照|依据|贯彻落实|贯彻|落实|执行", left))
    if "关于" in left:  # 重庆市人民政府 关于印发贯彻落实…的通知
        about = left.rfind("关于")
        leads = [lead for lead in leads if lead.end() <= about]
    if not leads:
        return None, position
    begin = base + leads[-1].end()
    begin += len(text.plain[begin:position]) - len(text.plain[begin:position].lstrip(", "))
    return re.sub(r"[,\s]", "", text.plain[begin:position]), begin


def _standards(text: PlanText) -> Iterator[Citation]:
    for match in _STANDARD.finditer(text.plain):
        number = f"{match['kind']}{'/T' if match['t'] else ''} {match['n']}-{match['year']}"
        title, start = _title_before(text, match.start())
        yield Citation(number, title, False, Passage(text.source[start : match.end()], start, match.end()))


def _titles(text: PlanText) -> Iterator[Citation]:
    for match in _QUOTED.finditer(text.plain):
        if re.search(rf"(?:{_KINDS})(?:\(.{{1,12}}\))?$", match["title"]):
            start, end = match.span()
            yield Citation(None, match["title"], False, Passage(text.source[start:end], start, end))

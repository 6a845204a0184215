"""Documents that a plan names: by number (渝府发〔2015〕69号), by title (《…》) or by standard (HJ/T 433—2008)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extraction.lexicon import any_of, load_data, word_of
from extraction.marks import HAN, PlanText, bare, trim
from extraction.records import Citation

_DIGITS = r"(?P<year>(?:19|20)\s?\d\s?\d)"
_GAP = r"\s{0,3}"  # bounded: where tables are blanked, white space is long
_NUMBER = re.compile(
    rf"(?=[\s\[(,]){_GAP}(?:\[|\(|[,\s]\s?){_GAP}{_DIGITS}{_GAP}年?{_GAP}(?:\]|\)|[,\s]\s?){_GAP}第?(?P<n>\d{{1,4}}){_GAP}号"
)
_OFFICE = re.compile(rf"(?:[{HAN}]\s?){{2,14}}$")
_ORDER = re.compile(rf"令\s*\(?\s*[{HAN}]{{0,4}}?第\s*(?P<n>\d{{1,4}})\s*号")
_QUOTED = re.compile(r"《(?P<title>[^《》]{2,90}(?:《[^《》]{2,60}》[^《》]{0,40})?)》")
_QUOTED_BEFORE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)?)》[(\s,]*$")
_NESTED = re.compile(r"关于(?:印发|发布|转发)[《〈](.+)[》〉]的通知$")
_IN_BRACKETS = r"(?:\([^()]{1,24}\))?$"
_TITLE_REACH = 130
_LONGEST_OFFICE = 8
_SENTENCE = 240


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place that names a document; ``end`` is that of its number, or of its title where it has none."""

    number: str | None
    title: str | None
    start: int
    end: int
    rule: str


@cache
def _standard() -> re.Pattern[str]:
    letters = any_of(load_data("documents")["standards"])
    return re.compile(
        rf"(?=[A-Z])(?<![A-Za-z])(?P<kind>{letters}|DB\s?\d{{2}})(?P<t>[\s,/]{{0,2}}T)?[\s/]?(?P<n>\d{{2,6}}(?:\.\d+)?)"
        r"(?:\s?[—\-,.]{1,2}\s?(?P<year>(?:19|20)\d\d|[6-9]\d)(?!\d)|(?<=[\d]{4})(?![\d.]))"
    )


@cache
def _named() -> re.Pattern[str]:
    """The end of what is the title of a document, and of no newspaper, book or work."""
    return re.compile(rf"{any_of(load_data('documents')['kinds'])}{_IN_BRACKETS}")


def find_citations(text: PlanText, body: int) -> list[Citation]:
    """Return the documents that the plan names, in order, each once with all places that name it.

    Args:
        body: where the first heading stands; documents named as grounds before it are the plan's basis.
    """
    numbered = sorted([*_numbers(text), *_orders(text), *_standards(text)], key=lambda m: m.start)
    mentions = sorted([*numbered, *_titles(text, numbered)], key=lambda m: m.start)
    return [_citation(text, group, body) for group in _documents(mentions)]


def _citation(text: PlanText, group: list[_Mention], body: int) -> Citation:
    passages = [text.passage(m.start, m.end) for m in group]
    return Citation(
        number=next((m.number for m in group if m.number), None),
        title=next((m.title for m in group if m.title), None),
        basis=any(_is_basis(text, mention, body) for mention in group),
        passage=passages[0],
        others=tuple(passages[1:]),
        rule=group[0].rule,
    )


def _documents(mentions: Iterable[_Mention]) -> list[list[_Mention]]:
    """Put the mentions of one document together: those of one number, or of one title."""
    groups: list[list[_Mention]] = []
    by_name: dict[str, list[_Mention]] = {}
    for mention in mentions:
        names = [name for name in (mention.number, mention.title and _core(mention.title)) if name]
        group = next((by_name[name] for name in names if name in by_name), None)
        if group is None or (mention.number and any(m.number not in (None, mention.number) for m in group)):
            group = []
            groups.append(group)
        group.append(mention)
        by_name |= dict.fromkeys(names, group)
    return groups


def _core(title: str) -> str:
    """The title of what a notice brings: 关于印发《…》的通知 and 《…》 are one document."""
    nested = _NESTED.search(title)
    return nested[1] if nested else title


def _is_basis(text: PlanText, mention: _Mention, body: int) -> bool:
    """Whether the plan says that it was made under the document: before its first heading, or in so many words."""
    start, end = _sentence(text, mention)
    grounds = [m.start() for m in word_of("documents", "basis").finditer(text.plain, start, mention.start + 4)]
    if not grounds:
        return False
    return mention.end <= body or word_of("documents", "made").search(text.plain, mention.end, end) is not None


def _sentence(text: PlanText, mention: _Mention) -> tuple[int, int]:
    if text.scrambled:  # no mark ends a sentence for sure: only what stands directly before counts
        return max(0, mention.start - 12), mention.end
    start = max(text.plain.rfind(mark, max(0, mention.start - _SENTENCE), mention.start) for mark in "。\n")
    end = text.plain.find("。", mention.end, mention.end + _SENTENCE)
    return max(start + 1, mention.start - _SENTENCE), end if end >= 0 else mention.end + _SENTENCE


def _numbers(text: PlanText) -> Iterator[_Mention]:
    for match in _NUMBER.finditer(text.plain):
        before = _OFFICE.search(text.plain, max(0, match.start() - 20), match.start())
        office = before and _office(before[0])
        if not before or not office:
            continue
        begin = before.end() - len(office)
        number = f"{bare(office)}〔{bare(match['year'])}〕{match['n']}号"
        title, start = _title_before(text, begin)
        yield _Mention(number, title, start, match.end(), "citation.number")


def _office(words: str) -> str | None:
    """The short name of the issuing office: the last letters before the year, as 渝府发 or 永川府办发."""
    cut = max(
        (m.end() for name in ("kinds", "leads", "before_office") for m in word_of("documents", name).finditer(words)),
        default=0,
    )
    office = words[cut:].lstrip()
    return office if 1 < len(bare(office)) <= _LONGEST_OFFICE else None


def _title_before(text: PlanText, position: int) -> tuple[str | None, int]:
    """The title that stands directly before a number, and where it begins."""
    base = max(0, position - _TITLE_REACH)
    left = text.plain[base:position]
    if quoted := _QUOTED_BEFORE.search(left):
        return _title(text, base + quoted.start(1), base + quoted.end(1)), base + quoted.start()
    if not text.scrambled or not re.search(rf"{word_of('documents', 'kinds').pattern}[,\s]*$", left):
        return None, position
    about = left.rfind("关于")  # 重庆市人民政府 关于印发贯彻落实…的通知 holds such a word itself
    leads = [m.end() for m in word_of("documents", "leads").finditer(left) if about < 0 or m.end() <= about]
    if not leads:
        return None, position
    begin, _ = trim(text.plain, base + leads[-1], position, ", ")
    return re.sub(r"[,\s]", "", text.plain[begin:position]), begin


def _title(text: PlanText, start: int, end: int) -> str:
    """A title as written; a line break in it is none of its characters."""
    return re.sub(r"\s*\n\s*", "", text.source[start:end]).strip()


def _orders(text: PlanText) -> Iterator[_Mention]:
    """Orders by which laws and rules are issued: 国务院令第722号."""
    for match in _ORDER.finditer(text.plain):
        before = _OFFICE.search(text.plain, max(0, match.start() - 20), match.start())
        if office := before and _office(before[0]):
            title, start = _title_before(text, match.start() - len(office))
            yield _Mention(f"{bare(office)}令第{match['n']}号", title, start, match.end(), "citation.order")


def _standards(text: PlanText) -> Iterator[_Mention]:
    for match in _standard().finditer(text.plain):
        year = f"-{match['year']}" if match["year"] else ""
        number = f"{bare(match['kind'])}{'/T' if match['t'] else ''} {match['n']}{year}"
        title, start = _title_before(text, match.start())
        yield _Mention(number, title, start, match.end(), "citation.standard")


def _titles(text: PlanText, numbered: Iterable[_Mention]) -> Iterator[_Mention]:
    """Titles in 《》 that no number follows."""
    taken = {mention.start for mention in numbered}
    for match in _QUOTED.finditer(text.plain):
        if match.start() not in taken and _named().search(match["title"]):
            title = _title(text, match.start("title"), match.end("title"))
            yield _Mention(None, title, match.start(), match.end(), "citation.title")

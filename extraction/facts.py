"""What a plan says of itself in its head: title, issuer, date of issue, own number, period, place."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, PlanText
from extraction.moments import NUMBER, YEAR, read_day, read_said_year
from extraction.numerals import read_numeral
from extraction.plan_title import find_plan_title
from extraction.terms import Issue

_HEAD_REACH = 3000
_SIGNATURE_REACH = 60
_LONGEST_OFFICE, _LONGEST_DAY = 8, 40
_BEHIND_A_DAY = ("", *" \n,、。()")
_YEAR_FIRST = re.compile(r"^(?:19|20)\d\d年度?")
_RULED = rf"(?:(?P<ruled>[^\w\s]|[{HAN}])(?:\s*(?P=ruled)){{5,}}\s*)?"  # a ruled line that a PDF drew with letters
_COUNTIES, _BELOW_COUNTIES = ("县", "区", "旗"), ("镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class Facts:
    """The head of a plan."""

    title: str
    issuer: str | None
    issued: date | None
    document_number: str | None
    period: tuple[int, int] | None
    jurisdiction: str | None

    @property
    def issue(self) -> Issue:
        """What the relative times of the plan count from."""
        number = re.search(r"(?:19|20)\d\d", self.document_number or "")
        return Issue(self.issued, self.period, int(number[0]) if number else None)


@dataclass(frozen=True, slots=True)
class _Signature:
    """The day under a document, and where it stands."""

    day: date
    start: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_data("documents")
    offices, ends = any_of(data["issuers"]), any_of(data["place_ends"])
    body = rf"(?:[{HAN}]{{2,18}}?{offices}|{offices}|[{HAN}]{{2,14}}[局厅部委院])"
    several = rf"{body}(?:[\s、]{{1,20}}{body}){{0,8}}"
    day = rf"(?P<year>{YEAR})\s*年\s*(?P<month>{NUMBER})\s*月\s*(?P<day>{NUMBER})\s*日"
    patterns = {
        "named": rf"{any_of(data['issuing'])}[\]】]?\s*:?\s*(?P<issuer>{several})\s*$",
        "issued_by": rf"(?<!\S)(?P<issuer>{several})\s*(?=关于|印发)",
        "masthead": rf"^[^\S\n]*(?P<issuer>{body})文件[^\S\n]*$",
        "signed": rf"(?P<issuer>{several})[,、。.(\s]*\Z",
        "day": day,
        "day_ends": rf"{day}\Z",
        "line_ends": r"日\s*\)?\s*(?:\(此件|\(\s*联系人|$)",
        "alone": r"(?:^|\n)[\s(]*\Z",
        "printed": r"日\s*印发",
        "dated": rf"{any_of(data['dated'])}\s*:?\s*"
        rf"(?P<year>{YEAR})\s*[年\-/.]\s*(?P<month>{NUMBER})\s*[月\-/.]\s*(?P<day>{NUMBER})",
        "number": rf"(?P<office>[{HAN}]{{2,10}})\s*[\[(]\s*(?P<year>{YEAR})\s*[\])]\s*"
        rf"第?\s*(?P<n>\d{{1,4}})\s*{_RULED}号",
        "period": rf"(?P<first>{YEAR})\s*年?\s*[—~至到,\s\-]+\s*(?P<last>{YEAR})\s*年",
        "annual": rf"(?P<year>{YEAR})\s*年",
        "place": rf"[{HAN}]{{1,4}}?(?:{ends})(?!市|村)|[{HAN}]{{1,9}}?(?:{any_of(data['place_ends_long'])})",
    }
    return {name: re.compile(pattern, re.MULTILINE) for name, pattern in patterns.items()}


def find_facts(text: PlanText, body: int) -> Facts:
    """Read what a plan says of itself.

    Args:
        body: where the head ends and the first heading begins.
    """
    head = min(body, _HEAD_REACH)
    signature = _signature(text.plain, head)
    issuer = _issuer(text.plain, head, signature)
    years = _period(text.plain, head) if text.scrambled else None
    title = find_plan_title(text, body, years)
    return Facts(
        title=title,
        issuer=issuer,
        issued=signature.day if signature else None,
        document_number=_own_number(text.plain, head),
        period=years or _period_of_title(title),
        jurisdiction=_jurisdiction(issuer, title),
    )


def _signature(plain: str, head: int) -> _Signature | None:
    """The day under the notice or the plan, else the day of printing, else the one in the lines about the document."""
    patterns = _patterns()
    candidates = itertools.chain(
        filter(_signs, patterns["day"].finditer(plain, 0, head)),
        filter(_signs, _days_before(plain, head, "line_ends")),
        _days_before(plain, 0, "printed"),
        patterns["dated"].finditer(plain, 0, head),
    )
    return next(filter(None, map(_read_signature, candidates)), None)


def _days_before(plain: str, start: int, name: str) -> Iterator[re.Match[str]]:
    """The days behind which something stands, found by their last letter, as most letters are none."""
    for end in _patterns()[name].finditer(plain, start):
        if day := _patterns()["day_ends"].search(plain, max(start, end.start() - _LONGEST_DAY), end.start() + 1):
            yield day


def _signs(match: re.Match[str]) -> bool:
    """Whether a day stands under a name, in brackets under the title, or on a line of its own."""
    before = match.string[max(0, match.start() - _SIGNATURE_REACH) : match.start()]
    if _patterns()["signed"].search(before):
        return match.string[match.end() : match.end() + 1] in _BEHIND_A_DAY
    ends_line = _patterns()["line_ends"].match(match.string, match.end() - 1)
    return ends_line is not None and _patterns()["alone"].search(before) is not None


def _read_signature(match: re.Match[str]) -> _Signature | None:
    year, month, day = read_said_year(match["year"]), read_numeral(match["month"]), read_numeral(match["day"])
    found = read_day(year, month, day) if year and month and day else None
    return _Signature(found, match.start()) if found else None


def _issuer(plain: str, head: int, signature: _Signature | None) -> str | None:
    """Who issued the plan, best by a name that says of which place: 市人民政府关于… is signed in full."""
    patterns = _patterns()
    found = [patterns[name].search(plain, 0, head) for name in ("issued_by", "masthead", "named")]
    if signature:
        before = plain[max(0, signature.start - _SIGNATURE_REACH) : signature.start]
        found.append(patterns["signed"].search(before))
    names = [re.sub(r"[\s、]+", "、", match["issuer"]) for match in found if match]
    levels = tuple(load_data("documents")["place_ends"])
    return next((name for name in names if not name.startswith(levels)), names[0] if names else None)


def _own_number(plain: str, head: int) -> str | None:
    """The number of the document itself, which stands by its title, before the first sentence."""
    stop = plain.find("。", 0, head)
    match = _patterns()["number"].search(plain, 0, stop if stop >= 0 else head)
    cited = match and _cited(plain[plain.rfind("\n", 0, match.start()) + 1 : match.start()] + match["office"])
    office = _office(match["office"]) if match and not cited else None
    return f"{office}〔{read_said_year(match['year'])}〕{match['n']}号" if match and office else None


def _cited(words: str) -> bool:
    """Whether a number behind some words is that of another document: 根据《…》(国办发[2019]5号)."""
    leads = load_data("documents")["leads"]
    return "》(" in words or any(word in words for word in leads)


def _period(plain: str, head: int) -> tuple[int, int] | None:
    """The first two years in a text that belong together as a period."""
    for match in _patterns()["period"].finditer(plain, 0, head):
        first, last = read_said_year(match["first"]), read_said_year(match["last"])
        if first and last and first < last:
            return first, last
    return None


def _period_of_title(title: str) -> tuple[int, int] | None:
    """The years that a title names: of a period, of a five-year plan, or one year twice."""
    plain = title.translate({ord("（"): "(", ord("）"): ")", ord("－"): "-"})
    if found := _period(plain, len(plain)):
        return found
    for name, (first, last) in load_data("dates")["five_year_plan"].items():
        if name in title:
            return first, last
    year = _patterns()["annual"].search(plain)
    return (int(year["year"]),) * 2 if year and year["year"].isascii() else None


def _jurisdiction(issuer: str | None, title: str) -> str | None:
    """The place whose government issued the plan or that the title opens with; 中国 for the State Council."""
    data = load_data("documents")
    for name in filter(None, (issuer, _YEAR_FIRST.sub("", title))):
        if name.startswith(tuple(data["national"])):
            return "中国"
        if place := _place(name.removeprefix("中共")):
            return place
    if issuer is None:
        return None
    if issuer.endswith(tuple(data["ministries"])) and not issuer.startswith(tuple(data["place_ends"])):
        return "中国"
    place, found = re.subn(rf"{any_of(data['offices'])}$", "", issuer)
    return place if found and place else None


def _place(name: str) -> str:
    """The place that a name opens with, as 重庆市永川区; empty where none."""
    data, at = load_data("documents"), 0
    while link := _patterns()["place"].match(name, at):
        word = link[0]
        none = any(word == w or (len(w) > 2 and word.endswith(w)) for w in data["not_places"])
        none = none or (name[:at].endswith(_COUNTIES) and not word.endswith(_BELOW_COUNTIES))
        if none or any(w in word for w in data["not_in_place"]):
            break
        at = link.end()
    return name[:at]


def _office(words: str) -> str | None:
    """The short name of the issuing office at the end of the words before a number, as 国办发."""
    kinds = list(re.finditer(any_of(load_data("documents")["kinds"] + load_data("documents")["titles"]), words))
    office = words[kinds[-1].end() if kinds else 0 :]
    return office if 1 < len(office) <= _LONGEST_OFFICE else None

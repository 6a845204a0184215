"""What a plan says of itself in its head: title, issuer, date of issue, own number, period, place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extraction.dates import DateMention
from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, PlanText
from extraction.records import Citation

_HEAD_REACH = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """The head of a plan."""

    title: str
    issuer: str | None
    issued: date | None
    document_number: str | None
    period: tuple[int, int] | None
    jurisdiction: str | None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_data("documents")
    government, kinds = rf"[{HAN}]{{2,18}}?{any_of(data['issuers'])}|{any_of(data['issuers'])}", any_of(data["plans"])
    patterns = {
        "issued_by": rf"^\s*(?P<issuer>{government}|[{HAN}]{{2,14}}[局厅部委])\s*(?=关于|印发)",
        "signed": rf"(?P<issuer>{government})[,、。.\s]*$",
        "printed": rf"印发[《,\s]*(?P<title>[^《》\n]{{4,60}}?{kinds})",
        "headed": rf"^\s*(?P<title>[{HAN}“”\"\d—\s]{{4,60}}?{kinds})(?=\s|$|[(,])",
        "office": rf"{any_of(data['offices'])}$",
    }
    return {name: re.compile(pattern, re.MULTILINE) for name, pattern in patterns.items()}


def find_facts(text: PlanText, body: int, dates: Sequence[DateMention], citations: Sequence[Citation]) -> Facts:
    """Read the head of a plan, which ends where the first heading begins."""
    head = [d for d in dates if d.start < body]
    days = [(d.first, d.last) for d in head if d.first and d.last]
    period = next(((first.year, last.year) for first, last in days if first.year < last.year), None)
    issued = next((d for d in head if d.kind == "in" and d.first == d.last), None)
    issuer = _issuer(text, issued)
    own = next((c for c in citations if not c.title and c.passage.end < min(body, _HEAD_REACH)), None)
    return Facts(
        title=_title(text, body, period),
        issuer=issuer,
        issued=issued.first if issued else None,
        document_number=own.number if own else None,
        period=period,
        jurisdiction=_jurisdiction(issuer),
    )


def _issuer(text: PlanText, issued: DateMention | None) -> str | None:
    found = _patterns()["issued_by"].match(text.plain)
    if not found and issued:
        found = _patterns()["signed"].search(text.plain, max(0, issued.start - 40), issued.start)
    return found["issuer"] if found else None


def _jurisdiction(issuer: str | None) -> str | None:
    """The place whose government issued the plan; 中国 for the State Council."""
    if issuer is None:
        return None
    if issuer.startswith("国务院"):
        return "中国"
    place, found = _patterns()["office"].subn("", issuer)
    return place if found and place else None


def _title(text: PlanText, body: int, period: tuple[int, int] | None) -> str:
    """The title as printed over the plan itself, which is fuller than in 印发…的通知; else the first line."""
    if printed := _patterns()["printed"].search(text.plain, 0, body):
        core = printed["title"]
        full = re.findall(rf"[{HAN}]*{re.escape(core)}", text.plain[printed.end() : body])
        title = max([core, *(f for f in full if "印发" not in f)], key=len)
    elif headed := _patterns()["headed"].search(text.plain[: body or _HEAD_REACH]):
        title = headed["title"]
    else:
        title = text.plain.strip().split("\n", 1)[0][:40]
    title = re.sub(r"\s", "", title)
    return f"{title}（{period[0]}—{period[1]}年）" if period else title

"""What a plan says of itself in its head: title, issuer, date of issue, own number, period, place."""

import re
from dataclasses import dataclass
from datetime import date

from extraction.dates import DateMention
from extraction.marks import HAN, PlanText

_KINDS = "(?:实施方案|行动方案|工作方案|方案|行动计划|计划|规划|实施意见|意见|若干措施|措施|办法|细则|纲要|要点|任务分工|分工)"
_GOVERNMENT = rf"[{HAN}]{{2,18}}?(?:人民政府(?:办公厅|办公室)?|国务院(?:办公厅)?|委员会|办公厅|办公室)"
_ISSUED_BY = re.compile(
    rf"^\s*(?P<issuer>{_GOVERNMENT}|国务院(?:办公厅)?|[{HAN}]{{2,14}}(?:局|厅|部|委))\s*(?:关于|印发)"
)
_SIGNED = re.compile(rf"(?P<issuer>{_GOVERNMENT}|国务院(?:办公厅)?)[,、。.\s]*$")
_PRINTED = re.compile(rf"印发[《,\s]*(?P<title>[^《》\n]{{4,60}}?{_KINDS})")
_HEAD_TITLE = re.compile(rf"^\s*(?P<title>[{HAN}“”\"\d—\s]{{4,60}}?{_KINDS})(?=\s|$|[(,])", re.MULTILINE)
_OWN_NUMBER = re.compile(rf"(?P<issuer>[{HAN}]{{2,8}})\s*\[\s*(?P<year>\d{{4}})\s*\]\s*(?P<n>\d{{1,4}})\s*号")
_OFFICE = re.compile(r"(?:人民政府)?(?:办公厅|办公室)?$")
_OWN_NUMBER_REACH = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """The head of a plan."""

    title: str
    issuer: str | None
    issued: date | None
    document_number: str | None
    period: tuple[int, int] | None
    jurisdiction: str | None


def find_facts(text: PlanText, body: int, dates: list[DateMention]) -> Facts:
    """Read the head of a plan, which ends where the first heading begins."""
    head = [d for d in dates if d.start < body]
    period = next(
        ((d.first.year, d.last.year) for d in head if d.first and d.last and d.first.year < d.last.year), None
    )
    issued = next((d for d in head if d.kind == "in" and d.first == d.last), None)
    issuer = _issuer(text, issued)
    number = _OWN_NUMBER.search(text.plain, 0, min(body, _OWN_NUMBER_REACH))
    return Facts(
        title=_title(text, body, period),
        issuer=issuer,
        issued=issued.first if issued else None,
        document_number=f"{number['issuer']}〔{number['year']}〕{number['n']}号" if number else None,
        period=period,
        jurisdiction=_jurisdiction(issuer),
    )


def _issuer(text: PlanText, issued: DateMention | None) -> str | None:
    if found := _ISSUED_BY.search(text.plain):
        return found["issuer"]
    if issued and (signed := _SIGNED.search(text.plain, max(0, issued.start - 40), issued.start)):
        return signed["issuer"]
    return None


def _jurisdiction(issuer: str | None) -> str | None:
    if issuer is None:
        return None
    if issuer.startswith("国务院"):
        return "中国"
    return _OFFICE.sub("", issuer) or None if issuer.endswith(("政府", "办公厅", "办公室")) else None


def _title(text: PlanText, body: int, period: tuple[int, int] | None) -> str:
    """The title as printed over the plan itself, which is fuller than in 印发…的通知; else the first line."""
    printed = _PRINTED.search(text.plain, 0, body)
    if printed:
        core = printed["title"]
        full = re.findall(rf"[{HAN}]*{re.escape(core)}", text.plain[printed.end() : body])
        title = max([core, *(f for f in full if "印发" not in f)], key=len)
    elif found := _HEAD_TITLE.search(text.plain[:body] or text.plain[:80]):
        title = found["title"]
    else:
        title = text.plain.strip().split("\n", 1)[0][:40]
    title = re.sub(r"\s", "", title)
    return f"{title}（{period[0]}—{period[1]}年）" if period else title

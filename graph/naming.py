"""The short id of a plan: issuer, subject and first year, in Latin letters."""

import re

from extraction.records import Plan
from ontology.vocabulary import areas, rows
from ontology.wording import DubanError

_ID = re.compile(r"\w[\w.-]{0,80}")
_LATIN = re.compile(r"[^a-z0-9]+")
# What stands in most titles and says nothing of the subject.
_COMMON = re.compile(
    r"[《》“”（(].*?[》”）)]|.*?(?:关于|印发)|(?:贯彻)?(?:落实|实施|加强|推进|推动|深入|开展|促进|加快|支持|进一步|做好)"
    r"|[^\u4e00-\u9fff]+"
)
_SUBJECT_LENGTH = 4


def default_id(plan: Plan) -> str:
    """Return the id of a plan that was given none, as ``yongchuan-water-2016``.

    The first part is the plan's area in pinyin, without its level; the second is the subject that the vocabulary has
    for the first cue in the title, else the title's first keyword in pinyin; the third is the first year of the period,
    else the year of issue.  Parts that the plan does not say are left out.
    """
    start = plan.period[0] if plan.period else plan.issued.year if plan.issued else None
    parts = [_pinyin(_area(plan.jurisdiction)), _subject(plan), "" if start is None else str(start)]
    return "-".join(filter(None, parts)) or "plan"


def check_id(plan_id: str) -> str:
    """Return an id that a user gave, if it can be one.

    Raises:
        DubanError: it holds other than letters, digits, dots, hyphens and underscores, or is too long.
    """
    if not _ID.fullmatch(plan_id):
        raise DubanError("graph.bad-plan-id", plan=plan_id)
    return plan_id


def _area(jurisdiction: str | None) -> str:
    """Return the name of the smallest area without its level.

    >>> _area("重庆市永川区"), _area("浙江省"), _area("中国"), _area("北京市东城区")
    ('永川', '浙江', '中国', '东城')
    """
    if not jurisdiction:
        return ""
    found = list(areas(jurisdiction).items())
    if not found:
        return jurisdiction
    (ending, area), outer = found[-1], found[-2][1] if len(found) > 1 else ""
    return area.removeprefix(outer).removesuffix(ending)


def _subject(plan: Plan) -> str:
    title = plan.title.removeprefix(plan.jurisdiction or "")
    cues = [(title.find(row["cue"]), -len(row["cue"]), row["subject"]) for row in rows("subjects.csv")]
    found = min((cue for cue in cues if cue[0] >= 0), default=None)
    return found[2] if found else _pinyin(_COMMON.sub("", title)[:_SUBJECT_LENGTH])


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin  # 50 ms that only a plan without an id needs

    return _LATIN.sub("", "".join(lazy_pinyin(text, errors="ignore")).lower())

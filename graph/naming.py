"""The short id of a plan: issuer, subject and first year, in Latin letters."""

import re

from extraction.records import Plan
from ontology.vocabulary import areas, rows
from ontology.wording import DubanError

_ID = re.compile(r"\w[\w.-]{0,80}")
_OTHER = re.compile(r"[^a-z0-9]+")
_YEAR_OF_NUMBER = re.compile(r"〔(\d{4})〕")
# Quotations, what comes before 关于, and all but Chinese: none of it says what a title is about.
_NO_SUBJECT = re.compile(r"[《“（(].*?[》”）)]|.*?(?:关于|印发)|[^\u4e00-\u9fff]+")
_SUBJECT_LENGTH = 4


def default_id(plan: Plan) -> str:
    """Return the id of a plan that was given none, as ``yongchuan-water-2016``.

    The first part is the plan's area in Latin letters, without its level; the second is the subject that the vocabulary
    has for the first cue in the title, else the title's first keyword in pinyin; the third is the first year of the
    period, else the year of issue, else that of the document number.  Parts that the plan does not say are left out.
    """
    parts = [_latin(_area(plan.jurisdiction or "")), _subject(plan), _year(plan)]
    return "-".join(filter(None, parts)) or "plan"


def check_id(plan_id: str) -> str:
    """Return an id that a user gave, if it can be one.

    Raises:
        DubanError: it holds other than letters, digits, dots, hyphens and underscores, or is too long.
    """
    if not _ID.fullmatch(plan_id):
        raise DubanError("graph.bad-plan-id", plan=plan_id)
    return plan_id


def _area(jurisdiction: str) -> str:
    """Return the name of the smallest area without its level.

    >>> _area("重庆市永川区"), _area("浙江省"), _area("中国"), _area("北京市东城区")
    ('永川', '浙江', '中国', '东城')
    """
    found = list(areas(jurisdiction).items())
    if not found:
        return jurisdiction
    (ending, area), outer = found[-1], found[-2][1] if len(found) > 1 else ""
    return area.removeprefix(outer).removesuffix(ending)


def _subject(plan: Plan) -> str:
    title = plan.title.removeprefix(plan.jurisdiction or "")
    cues = [(title.find(row["cue"]), -len(row["cue"]), row["subject"]) for row in rows("subjects.csv")]
    found = min((cue for cue in cues if cue[0] >= 0), default=None)
    return found[2] if found else _latin(_keyword(title))


def _keyword(title: str) -> str:
    words = "|".join(re.escape(row["word"]) for row in rows("title_words.csv"))
    return re.sub(words, "", _NO_SUBJECT.sub("", title))[:_SUBJECT_LENGTH]


def _year(plan: Plan) -> str:
    if plan.period:
        return str(plan.period[0])
    if plan.issued:
        return str(plan.issued.year)
    number = _YEAR_OF_NUMBER.search(plan.document_number or "")
    return number.group(1) if number else ""


def _latin(text: str) -> str:
    """Write a name in Latin letters: as the list of areas has it, else in pinyin."""
    known = {row["area"]: row["latin"] for row in rows("areas.csv")}
    if text in known:
        return known[text]
    from pypinyin import lazy_pinyin  # 50 ms that only a plan without an id needs

    return _OTHER.sub("", "".join(lazy_pinyin(text, errors="ignore")).lower())

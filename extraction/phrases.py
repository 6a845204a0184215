"""What a figure is about: the words before it, split into a subject and an indicator."""

import re
from functools import cache
from typing import NamedTuple

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN
from ontology.indicators import indicator_names

_LONG_LIST = 20
_SHORTEST, _LONGEST_ALIKE = 2, 3
_BETWEEN_NAMES = re.compile(r"以及|(?<![普涉惠波])及(?![时格早其])|(?<![总饱共中调])和(?![谐平解睦])|(?<!参)与|[,、]")
_TOGETHER = re.compile(r"^[两二三四五](?:级|区|类|地|市|县|省|项|种)")


class Phrase(NamedTuple):
    """Subject and indicator of a figure, marks and white space removed."""

    subject: str
    indicator: str


@cache
def _heads() -> re.Pattern[str]:
    words = load_data("targets")["words"]
    return re.compile(rf"^(?:(?!{any_of(words['not_heads'])}){any_of(words['heads'])})+")


@cache
def _existing() -> re.Pattern[str]:
    """A clause that only says which things are meant: 已划定饮用水源保护区的…."""
    return re.compile(rf"^{any_of(load_data('targets')['words']['existing'])}.*的")


@cache
def _subject() -> re.Pattern[str]:
    endings = any_of(load_data("targets")["words"]["subject_endings"])
    named = any_of(load_data("targets")["words"]["not_indicators"])
    return re.compile(rf"^(.*{endings})((?!(?<=地区)生产总值|{named})[^)）].+)$", re.DOTALL)


@cache
def _indicator_ending() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}]{{0,2}}(?P<ending>{any_of(load_data('targets')['words']['indicator_endings'])})$")


def ends_as_indicator(words: str) -> bool:
    """Whether words end as the name of an indicator does: 达标率, 有效利用系数."""
    return _indicator_ending().search(words) is not None


@cache
def _place() -> re.Pattern[str]:
    endings = any_of(load_data("targets")["words"]["subject_endings"] + load_data("targets")["words"]["place_endings"])
    return re.compile(rf"{endings}$")


def names_place(words: str) -> bool:
    """Whether words only name a place or a class of things: 京津冀区域, 县城."""
    return _place().search(re.sub(r"\([^()]*\)$", "", without_marks(words))) is not None


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('targets')['words']['thing_endings'])}$")


def names_things(words: str) -> bool:
    """Whether words name things that can be counted themselves, and no place where others are: 加工企业."""
    return _things().search(without_marks(words)) is not None


def split_phrase(words: str) -> Phrase:
    """Split what stands before a figure and its verb.

    >>> split_phrase("确保乡镇污水收集率")
    Phrase(subject='乡镇', indicator='污水收集率')
    >>> split_phrase("新建城区硬化路面的可渗透面积")
    Phrase(subject='新建城区硬化路面', indicator='可渗透面积')
    """
    words = without_heads(words)
    if known := next((name for name in indicator_names() if words.endswith(name)), None):
        subject = words[: -len(known)].removesuffix("的")
        return Phrase(_existing().sub("", subject), known)
    if "的" in words[1:-2]:
        subject, _, indicator = words.rpartition("的")
        return Phrase(subject, indicator)
    found = _subject().match(words)
    return Phrase(found[1], found[2]) if found else Phrase("", words)


def without_heads(words: str) -> str:
    """Remove marks and the words of the sentence that stand before a subject.

    >>> without_heads("确保乡镇污水收集率")
    '乡镇污水收集率'
    """
    words = without_marks(words)
    return _heads().sub("", words) or words


def names_in(words: str) -> list[str]:
    """Return the members of a list; 普及率 and 中和 join none.

    >>> names_in("城市和县城污水处理率"), names_in("普及率、总和及参与人次")
    (['城市', '县城污水处理率'], ['普及率', '总和', '参与人次'])
    """
    return [part for part in _BETWEEN_NAMES.split(words) if part]


def share_tail(parts: list[str]) -> list[str]:
    """Give every member of 万元国内生产总值及万元工业增加值用水量 the tail that only the last one states.

    >>> share_tail(["全区万元国内生产总值", "万元工业增加值用水量"])
    ['全区万元国内生产总值用水量', '万元工业增加值用水量']
    """
    last = parts[-1]
    shared = split_phrase(last)
    if shared.subject and names_place(shared.subject) and all(names_place(part) for part in parts[:-1]):
        return [part + shared.indicator for part in parts[:-1]] + [last]
    if _shares(parts, shared.subject):  # 小学、初中、高中入学率
        return [part + shared.indicator for part in parts[:-1]] + [last]
    if tail := _rest(parts[:-1], last):
        return [part + tail for part in parts[:-1]] + [last]
    for tail in sorted(load_data("targets")["words"]["indicator_endings"], key=len, reverse=True):
        if last.endswith(tail):
            known = {part: _completed(part, tail) for part in parts[:-1]}
            return [known[part] or part for part in parts[:-1]] + [last]
    return parts


def _rest(others: list[str], last: str) -> str:
    """What the last member of a list says behind a word as long as the others are, or of their rank.

    >>> _rest(["用水"], "用气报装时间"), _rest(["县", "乡"], "村三级文化中心覆盖率"), _rest(["国家级"], "省级示范社")
    ('报装时间', '文化中心覆盖率', '示范社')
    """
    level = levels()
    if all(map(level.fullmatch, others)) and (rank := level.match(last)):
        return last[rank.end() :]
    alike = len(others[0])
    if alike > _LONGEST_ALIKE or any(len(other) != alike or ends_as_indicator(other) for other in others):
        return ""
    return _TOGETHER.sub("", last[alike:])


@cache
def levels() -> re.Pattern[str]:
    """Return the pattern of a rank: 国家级."""
    return re.compile(any_of(load_data("targets")["words"]["levels"]))


def _shares(parts: list[str], subject: str) -> bool:
    """Whether the subject of the last part is one of a list that the other parts make, none an indicator itself."""
    others = parts[:-1]
    return len(subject) >= _SHORTEST and all(
        abs(len(part) - len(subject)) <= 1 and not ends_as_indicator(part) for part in others
    )


def _names_indicator(part: str) -> bool:
    """Whether a part is an indicator by itself: 综合能耗, but not 化学需氧量 before 氨氮排放总量."""
    found = _indicator_ending().search(part)
    return found is not None and (len(found["ending"]) > 1 or found["ending"] == "率")


def _completed(part: str, tail: str) -> str | None:
    """The part with the tail, where the vocabulary knows the two together or the part is no indicator by itself."""
    if any((part + tail).endswith(name) and len(name) > len(tail) + 1 for name in indicator_names()):
        return part + tail
    return None if _names_indicator(part) else part + tail


def without_marks(words: str) -> str:
    """Remove separating marks and white space.

    >>> without_marks("，十一大 企业")
    '十一大企业'
    """
    return re.sub(r"[,，、。;；:：\s]|\.(?!\d)", "", words)


def shorten_list(subject: str) -> str:
    """Shorten a long enumeration that ends with 等X to its first member and X.

    >>> shorten_list("机动车清洗业，机动车维修厂，餐饮，宾馆，学校，综合大楼及住宅小区等单位 场所")
    '机动车清洗业等单位场所'
    """
    first, found, last = re.split(r"[,，、\s]", subject, maxsplit=1)[0], "等" in subject, subject.rpartition("等")[2]
    if found and len(subject) > _LONG_LIST and "等" not in first:
        return without_marks(f"{first}等{last}")
    return without_marks(subject)

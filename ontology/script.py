"""Traditional characters and Taiwan's wording read as simplified ones, by OpenCC."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SAMPLE = 4000
_SHARE = 50  # one character in so many
_PHRASES, _CHARACTERS = "tw2sp", "t2s"


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, most of which GB 2312 lacks.

    >>> is_traditional("區環境保護局牽頭，區水務局參與"), is_traditional("区环境保护局牵头，区水务局参与")
    (True, False)
    """
    sample = text[:_SAMPLE]
    beyond = sum("\u4e00" <= character <= "\u9fff" and not _in_gb2312(character) for character in sample)
    return beyond * _SHARE > len(sample)


def simplified(text: str) -> str:
    """Return a text in simplified characters, as many as it has itself.

    Taiwan's words become the mainland's where they are as long (資訊 → 信息), line by line.

    >>> simplified("臺北市資訊計畫"), simplified("区农委")
    ('台北市信息计划', '区农委')
    """
    if _in_gb2312(text):
        return text
    lines = text.split("\n")
    phrases, characters = _converted(lines, _PHRASES), _converted(lines, _CHARACTERS)
    kept = zip(lines, phrases, characters, strict=True)
    return "\n".join(next(to for to in (*made, line) if len(to) == len(line)) for line, *made in kept)


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _converted(lines: list[str], way: str) -> list[str]:
    return [_converter(way).convert(line) for line in lines]


@cache
def _converter(way: str) -> "OpenCC":
    from opencc import OpenCC  # seldom needed

    return OpenCC(way)

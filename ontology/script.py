"""Traditional characters read as simplified ones, by OpenCC."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SAMPLE = 4000
_SHARE = 50  # one character in so many


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, most of which GB 2312 lacks.

    >>> is_traditional("區環境保護局牽頭，區水務局參與"), is_traditional("区环境保护局牵头，区水务局参与")
    (True, False)
    """
    sample = "".join(re.findall("[\u4e00-\u9fff]+", text[:_SAMPLE]))
    beyond = len(sample) - len(sample.encode("gb2312", "ignore")) // 2
    return beyond * _SHARE > len(sample)


def simplified(text: str) -> str:
    """Return a text in simplified characters, as many as it has itself.

    Words stay: OpenCC's phrases for Taiwan make 指标 a pointer (指针) and 核心 a kernel (内核).

    >>> simplified("臺北市資訊計畫"), simplified("区农委")
    ('台北市资讯计划', '区农委')
    """
    if _in_gb2312(text):
        return text
    made = _converter().convert(text)
    return made if len(made) == len(text) else "".join(map(_converter().convert, text))


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # seldom needed

    return OpenCC("t2s")

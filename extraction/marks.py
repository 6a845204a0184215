"""The plan's text with its marks in one form, and how far those marks can be trusted.

Everything here maps one character to one character, so an offset into ``PlanText.plain`` is an offset into the source.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from extraction.records import Passage

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ONE_FORM = dict(zip("〔［【〕］】　\u00a0–―～∼〜", "[[[]]]  ——~~~", strict=True))
_TABLE = _FULL_WIDTH | _ONE_FORM
_SCRAMBLED = _TABLE | dict.fromkeys("、。.，． 　\u00a0;:；：", ",")

HAN = "\u4e00-\u9fff"

_DOT_IN_HAN = re.compile(rf"[{HAN}]\.(?=[{HAN}])")
_MARKS = "、。.,，;:；："
_STRONG_MARKS = "：；（）()《》“”〔〕%"


@dataclass(frozen=True, slots=True)
class PlanText:
    """A source text and its plain form.

    Args:
        source: the text as read.
        plain: the same length; full-width forms folded and, in a scrambled text, every mark a comma.
        scrambled: whether the marks were replaced at random, as one public document site does.
    """

    source: str
    plain: str
    scrambled: bool

    def passage(self, start: int, end: int) -> Passage:
        """Return the passage between two offsets."""
        return Passage(self.source[start:end], start, end)

    @property
    def sentence_end(self) -> str:
        """Regular expression for what ends a sentence; matches nothing where marks mean nothing."""
        return r"(?!)" if self.scrambled else r"[。;\n]"


@lru_cache(1)
def is_scrambled(source: str) -> bool:
    """Whether punctuation stands at random: full stops of Latin script between Han characters, hardly any bracket.

    >>> is_scrambled("区环保局牵头.区水务局。相关镇街参与 完成治理,加强监测.")
    True
    >>> is_scrambled("（区环保局牵头，区水务局、相关镇街参与）完成治理；加强监测。")
    False
    """
    marks, strong = (sum(map(source.count, chars)) for chars in (_MARKS, _STRONG_MARKS))
    return strong * 20 < marks and len(_DOT_IN_HAN.findall(source)) * 20 > marks


def blanked(text: PlanText, spans: Iterable[tuple[int, int]]) -> PlanText:
    """Return a text with blanks for some stretches of it, in order; lines stay lines."""
    parts, at = list[str](), 0
    for start, end in spans:
        lines = text.plain[start:end].split("\n")
        parts += text.plain[at:start], "\n".join(" " * len(line) for line in lines)
        at = end
    return replace(text, plain="".join([*parts, text.plain[at:]]))


def trim(plain: str, start: int, end: int, marks: str) -> tuple[int, int]:
    """Return a stretch without the marks and white space at its ends.

    >>> trim("，整治。", 0, 4, "，。")
    (1, 3)
    """
    words = plain[start:end]
    return start + len(words) - len(words.lstrip(marks)), start + len(words.rstrip(marks))


def bare(words: str) -> str:
    """Return words without white space, as names are kept.

    >>> bare("某 区　水厂")
    '某区水厂'
    """
    return "".join(words.split())


def read_marks(source: str) -> PlanText:
    """Return the text in the form that every other component reads."""
    scrambled, plain = is_scrambled(source), source
    for mark, form in (_SCRAMBLED if scrambled else _TABLE).items():  # several times as quick as str.translate
        plain = plain.replace(mark, form)
    return PlanText(source, plain, scrambled)

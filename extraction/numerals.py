"""Chinese and Arabic numerals of headings, dates and figures."""

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"○": 0, "〇": 0, "Ｏ": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_WELL_FORMED = re.compile(
    r"(?:[一二三四五六七八九]?千)?零?(?:[一二三四五六七八九]?百)?零?(?:[一二三四五六七八九]?十)?[一二三四五六七八九两]?"
)

ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V"}
"""Water-quality classes of GB 3838 written with one character, and their ASCII form."""


def read_numeral(text: str) -> int | None:
    """Return the value of a numeral, or ``None`` where it is none.

    >>> read_numeral("十七"), read_numeral("二十"), read_numeral("12"), read_numeral("一百零三")
    (17, 20, 12, 103)
    >>> read_numeral("③")
    3
    >>> read_numeral("十三五") is None
    True
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if not text or not _WELL_FORMED.fullmatch(text):
        return None
    total, digit = 0, 0
    for char in text:
        if char in _UNIT:
            total += (digit or 1) * _UNIT[char]
            digit = 0
        else:
            digit = _DIGIT[char]
    return total + digit


def read_year(text: str) -> int | None:
    """Return a year written in digits, Arabic or Han.

    >>> read_year("2017"), read_year("二○○七")
    (2017, 2007)
    """
    if text.isascii():
        return int(text)
    digits = [_DIGIT.get(c) for c in text]
    if len(digits) != 4 or None in digits:
        return None
    return int("".join(str(d) for d in digits))

"""Chinese and Arabic numerals of headings, dates and figures."""

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"○": 0, "〇": 0, "Ｏ": 0, "两": 2}
_UNIT, _LARGE = {"十": 10, "百": 100, "千": 1000}, {"万": 10**4, "亿": 10**8}
_WELL_FORMED = re.compile(
    r"(?:[一二三四五六七八九]?千)?零?(?:[一二三四五六七八九]?百)?零?(?:[一二三四五六七八九]?十)?[一二三四五六七八九两]?"
)

GRADE = "劣?(?:I{1,3}|IV|VI?|[ⅠⅡⅢⅣⅤ])"
"""Regular expression for a water-quality class of GB 3838."""
_ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V"}


def grade_of(words: str) -> str:
    """Return a water-quality class in ASCII letters.

    >>> grade_of("劣Ⅴ")
    '劣V'
    """
    return "".join(_ROMAN.get(char, char) for char in words)


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
    return read_number(text)


def read_number(words: str) -> int | None:
    """Return the value of a number in words, however large, or ``None`` where they are none.

    >>> read_number("三百五十"), read_number("两千万"), read_number("百"), read_number("一千零十五")
    (350, 20000000, 100, 1015)
    >>> read_number("三五") is None
    True
    """
    if not words:
        return None
    total = section = digit = 0
    for char in words:
        if char in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[char]
        elif char in _UNIT:
            section += (digit or 1) * _UNIT[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return total + section + digit


def digits_of(words: str) -> str:
    """Return the digits that Han digits stand for, one by one.

    >>> digits_of("二五")
    '25'
    """
    return "".join(str(_DIGIT[char]) for char in words if char in _DIGIT)


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

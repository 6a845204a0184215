"""Numbers as Word and web pages write them before list items, and as their markup gives them."""

from collections.abc import Callable, Mapping

_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def whole(value: str | None) -> int | None:
    """Return the whole number that an attribute gives, ``None`` where it gives none, or none that counts anything.

    >>> whole("12"), whole("x"), whole("9" * 5000)
    (12, None, None)
    """
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else None


def counting(number: int) -> str:
    """Return a number as Chinese counts.

    >>> [counting(number) for number in (3, 10, 12, 20, 101, 110, 2016)]
    ['三', '十', '十二', '二十', '一百零一', '一百一十', '二千零一十六']
    """
    said, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + unit
        gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said


def roman(number: int) -> str:
    """Return a Roman numeral.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    said = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        said += sign * (number // value)
        number %= value
    return said


def letters(number: int) -> str:
    """Return a letter, doubled after Z, as Word goes on.

    >>> letters(2), letters(28)
    ('B', 'BB')
    """
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(series: str) -> Callable[[int], str]:
    """Numbers that have one character each; beyond the last, digits."""
    return lambda number: series[number - 1] if 0 < number <= len(series) else str(number)


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(length))


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
        ),
        counting,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda number: counting(number).translate(_LEGAL)
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        lambda number: str(number).translate(str.maketrans("0123456789", "〇" + _DIGITS[1:])),
    ),
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from(_run("①", 20))),
    "decimalEnclosedParen": _from(_run("⑴", 20)),
    "decimalEnclosedFullstop": _from(_run("⒈", 20)),
    "ideographEnclosedCircle": _from(_run("㊀", 10)),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda number: str(number).translate({0x30 + n: 0xFF10 + n for n in range(10)}),
    ),
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "none": lambda _: "",
}


def written(number: int, form: str) -> str:
    """Return a number in one of Word's forms; in one that is not known here, in digits.

    >>> written(3, "chineseCounting"), written(2, "decimalEnclosedCircle"), written(7, "decimal")
    ('三', '②', '7')
    """
    if not 0 < number < 10_000:
        return str(number)
    return _FORMS.get(form, str)(number)

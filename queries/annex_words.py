"""How annexes write headings, figures and years."""

import re
from collections.abc import Mapping
from decimal import Decimal

from ontology.wording import Language, find_message, say

LANGUAGE: Language = "zh"
"""Annexes are in the language of the plan."""


def line_text(text: str) -> str:
    r"""Return a text on one line; where a line breaks between Chinese characters, nothing is put in.

    >>> line_text("建设污水\n处理厂 3 座")
    '建设污水处理厂 3 座'
    """
    joined = re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff])", "", text)
    return re.sub(r"[\n\t]+", " ", joined).strip()


def heading_text(number: str, title: str, depth: int) -> str:
    """Write a heading as official documents number them (GB/T 9704—2012, 7.3.3), whatever marks its number has lost.

    >>> heading_text("四,", "主要任务", 1), heading_text("六", "污染防治", 2), heading_text("2、", "生活污染", 3)
    ('四、主要任务', '（六）污染防治', '2.生活污染')
    >>> heading_text("第二节", "主要目标", 2)
    '第二节　主要目标'
    """
    core = re.sub(r"[^\w]", "", number)
    if re.fullmatch(r"[一二三四五六七八九十百]+", core):
        return f"{core}、{title}" if depth == 1 else f"（{core}）{title}"
    if re.fullmatch(r"\d+", core):
        return f"{core}.{title}"
    return f"{number}　{title}" if core else title


def figure_text(figures: Mapping[str, str]) -> str:
    """Write the figure of a target with sign and unit, as ``≥85%``."""
    comparator = figures["comparator"]
    if comparator == "qualitative":
        return say("annexes.figure-qualitative", LANGUAGE)
    most = f"—{_number(figures['value_max'])}" if figures["value_max"] else ""
    figure = (_number(figures["value"]) or figures["class"]) + most + figures["unit"]
    return say(f"annexes.figure-{comparator}", LANGUAGE, figure=figure)


def year_text(year: str, recurrence: str) -> str:
    """Write when a target is to hold; both may be empty, the recurrence is an ISO 8601 duration."""
    known = find_message(f"annexes.every-{recurrence}")
    every = known[LANGUAGE] if known else recurrence
    if year and every:
        return say("annexes.year-from", LANGUAGE, year=year, every=every)
    return every or (say("annexes.year", LANGUAGE, year=year) if year else "")


def baseline_text(figures: Mapping[str, str]) -> str:
    """Write what a target is measured against: a year, a figure, both or neither."""
    year, figure = year_text(figures["baseline_year"], ""), figures["baseline_value"]
    figure = _number(figure) + figures["unit"] if figure else ""
    return say("annexes.baseline", LANGUAGE, year=year, figure=figure) if year and figure else year or figure


def _number(figure: str) -> str:
    """Write a large number with 万 or 亿 where that is shorter.

    >>> _number("420000000"), _number("31000"), _number("12345"), _number("85.5"), _number("III")
    ('4.2亿', '3.1万', '12345', '85.5', 'III')
    """
    for zeros, name in ((8, "亿"), (4, "万")):
        if re.fullmatch(rf"\d+0{{{zeros - 2}}}", figure) and int(figure) >= 10**zeros:
            return f"{Decimal(figure).scaleb(-zeros).normalize():f}{name}"
    return figure

"""Places where a heading or an item may begin: a numeral in one of the forms that plans number with."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import PlanText
from extraction.numerals import read_numeral

BEGINS, _BEHIND_A_MARK, _LINE = 1.5, 0.6, 150
_NUMERAL = {"han": "[一二三四五六七八九十百零]{1,5}", "arabic": r"\d{1,3}"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A numeral that may number a heading.

    Args:
        style: the form of numbering, a table of ``headings.toml``.
        number: its value.
        start: where the number begins.
        end: where the title begins.
        weight: what passing it over costs; the more it looks like a heading, the higher.
        path: the numbers of all headings around it and its own, where it says them, as 2.3.1.
    """

    style: str
    number: int
    start: int
    end: int
    weight: float
    path: str | None = None


@cache
def ranks() -> dict[str, int]:
    """Return the forms of numbering with their ranks, the outermost first."""
    return {style: rank for rank, style in enumerate(load_data("headings")["style"])}


@cache
def _pattern(*, scrambled: bool) -> re.Pattern[str]:
    data = load_data("headings")
    not_glued_to = rf"(?<![{''.join(data['not_after'])}\d])"
    forms = []
    for name, entry in data["style"].items():
        if scrambled and not entry.get("bare"):
            continue
        form = entry["pattern"].replace("?P<n>", f"?P<n_{name}>").replace("{words}", any_of(entry.get("words", ["-"])))
        for numeral, digits in _NUMERAL.items():
            form = form.replace(f"{{{numeral}}}", digits)
        forms.append(f"(?P<{name}>{not_glued_to if entry.get('bare') else ''}{form})")
    words = "".join(sorted({word[0] for entry in data["style"].values() for word in entry.get("words", [])}))
    # one look at most places is quicker than all forms
    first = rf"(?=[第(\d一二三四五六七八九十百①-⑳]|(?<![^\n ])[{words}])"
    return re.compile(rf"{first}(?:{'|'.join(forms)})(?!\s*{any_of(data['not_before'])}|[,、.\s]*$)")


@cache
def _after_clause() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('headings')['clause_ends'])}[,、。\s)]{{0,2}}$")


def find_headings(text: PlanText, start: int, end: int) -> Iterator[Heading]:
    """Yield every numeral of a part of the text that may number a heading, in order."""
    lines = frozenset(name for name, entry in load_data("headings")["style"].items() if entry.get("line"))
    lined, notes = has_lines(text), _notes(text, start, end)
    for match in _pattern(scrambled=text.scrambled).finditer(text.plain, start, end):
        style = match.lastgroup or ""
        path, _, last = match[f"n_{style}"].rpartition(".")
        number = read_numeral(last)
        weight = _weight(text, match.start(), match.end(), first=number == 1)
        begins = text.plain[match.start() - 1 : match.start()] in ("", "\n", " ")
        glued = not begins if style in lines else lined and weight < _BEHIND_A_MARK
        if number and weight and not glued and not _within(notes, match.start()):
            yield Heading(style, number, match.start(), match.end(), weight, f"{path}.{last}" if path else None)


def _notes(text: PlanText, start: int, end: int) -> list[tuple[int, int]]:
    """The lines that are notes under a table, whose numbers head nothing."""
    return [] if text.scrambled else [match.span() for match in _note().finditer(text.plain, start, end)]


@cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"^[ ]*{any_of(load_data('headings')['notes'])}:.*", re.MULTILINE)


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the spans, which are in order."""
    place = bisect_right(spans, (position, sys.maxsize)) - 1
    return place >= 0 and position < spans[place][1]


@lru_cache(1)
def has_lines(text: PlanText) -> bool:
    """Whether the paragraphs of a text are lines; some texts are one line, or lost their line ends and marks."""
    return not text.scrambled and text.plain.count("\n") * _LINE > len(text.plain)


def _weight(text: PlanText, start: int, end: int, *, first: bool) -> float:
    """How much the place looks like the start of a heading; 0 where it can't be one."""
    plain, opens = text.plain, opens_clause(text.plain, end)
    before = plain[start - 1 : start].strip(" ")
    if not before or before in "\n)。;":
        weight = BEGINS
    elif before in ",、.: ":
        weight = _BEHIND_A_MARK
    elif first or opens or not text.scrambled:
        weight = 0.4  # glued to the heading before it, whose line end was lost
    else:
        return 0.0
    after_clause = _after_clause().search(plain, max(0, start - 5), start) is not None
    return weight + 1.4 * after_clause + 0.6 * opens

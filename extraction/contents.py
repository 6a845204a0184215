"""The table of contents of a plan, whose headings stand again in the plan itself."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extraction.headings import Heading
from extraction.lexicon import load_data
from extraction.marks import HAN, PlanText

_TITLE = re.compile(rf"[^{HAN}\n]*([{HAN}]{{2,6}})")
_REACH, _LONGEST_ENTRY = 400, 80


def without_contents(text: PlanText, headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings without those of a table of contents, which says its name and is short between headings."""
    named = _name(text.plain)
    first = next((place for place, h in enumerate(headings) if named and h.start >= named.end() - 1), None)
    if first is None or named is None or headings[first].start - named.end() > _REACH:
        return list(headings)
    entry = _entry(text, headings[first])
    for place in range(first + 1, len(headings)):
        if _entry(text, headings[place]) == entry and entry[2]:
            short = headings[place].start - headings[first].start <= _LONGEST_ENTRY * (place - first)
            return [*headings[:first], *headings[place:]] if short else list(headings)
    return list(headings)


@lru_cache(1)
def _name(plain: str) -> re.Match[str] | None:
    """Where the table is named; each part of a document asks for it."""
    names = "|".join(r"[^\S\n]*".join(name) for name in load_data("headings")["contents"])
    return re.search(rf"(?m)^[^\S\n]*(?:{names})", plain)


def _entry(text: PlanText, heading: Heading) -> tuple[str, int, str]:
    """What a heading and its entry have in common: number and first words."""
    words = _TITLE.match(text.plain, heading.end, heading.end + _LONGEST_ENTRY)
    return heading.style, heading.number, words[1] if words else ""

"""Where the things that a figure counts stand: behind it, up to the next clause, date or figure."""

import re

from extraction.lexicon import opens_clause
from extraction.marks import HAN, trim
from extraction.quantities import Quantity
from extraction.scope import Scope, between

_LONGEST_OBJECT = 400
_THING = re.compile(rf"\s?(?!和|及|与|以及|并|且|、)[{HAN}“\"《A-Za-z0-9]")
_JOINS = re.compile(r"(?:、|,|以及|和|及|与|并)$")


def object_follows(scope: Scope, quantity: Quantity) -> bool:
    """Return whether what is counted follows the figure."""
    return _THING.match(scope.text.plain, quantity.end) is not None


def object_end(scope: Scope, position: int) -> int:
    """Return where the things counted end: before the next clause, date or figure, or at the end of the item."""
    plain = scope.text.plain
    end = min(scope.end, position + _LONGEST_OBJECT)
    if not scope.text.scrambled:
        end = min(end, scope.clause_end(position))
    dates, quantities = scope.dates_from(position, end), between(scope.quantities, position, end)
    if not scope.text.scrambled:  # 10家产值超亿元的企业
        quantities = [q for q in quantities if not plain.startswith("的", q.end)]
    end = min([end, *(d.start for d in dates[:1]), *(q.start for q in quantities[:1])])
    for mark in re.finditer(r"[,、。;\s]+", plain[position:end]):
        ends = re.search(scope.text.sentence_end, mark[0])
        if ends or (mark.start() > 0 and opens_clause(plain, position + mark.end())):
            end = position + mark.start()
            break
    end = trim(plain, position, end, " ,、。;")[1]
    return end if scope.text.scrambled else end - len(_joined(plain[position:end]))


def _joined(words: str) -> str:
    found = _JOINS.search(words)
    return found[0] if found else ""

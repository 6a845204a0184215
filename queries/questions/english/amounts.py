"""Numbers in English questions, as Chinese plans write them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from queries.questions.words import Item

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_AFTER = r"(?: ?(?P<unit>%|percent|per cent)|[ -](?P<many>thousand|million|billion|trillion))?"
_AMOUNT = re.compile(rf"(?<![\w.,-]){_NUMBER}{_AFTER}(?![\w-])")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_STEPS = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def find_amounts(text: str) -> Iterator[Item]:
    """Yield every number as a term, with the ways in which plans may write it.

    >>> [item.forms for item in find_amounts("reach 85% and 120 million yuan")]
    [('85%',), ('1.2亿', '12000万', '120000000')]
    """
    for found in _AMOUNT.finditer(text):
        number = found["number"].replace(",", "")
        if _YEAR.fullmatch(found.group()):
            continue
        if found["unit"]:
            forms = [f"{number}%"]
        else:
            amount = Decimal(number) * _TIMES.get(found["many"] or "", 1)
            steps = [(amount / step, word) for step, word in _STEPS if amount >= step]
            forms = [f"{part.normalize():f}{word}" for part, word in steps] + [f"{amount.normalize():f}"]
        yield Item("term", found.start(), found.end(), found.group(), forms=tuple(forms))

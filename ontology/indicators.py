"""Names of indicators, from ``ontology/vocabulary/indicators.csv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary import names_in, overlay, rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the list: something that targets measure."""

    name: str
    aliases: tuple[str, ...]
    english: str


def find_indicator(name: str) -> Indicator | None:
    """Return the indicator that a name or alias means, or ``None`` where the list has none.

    >>> found = find_indicator("城市污水处理率")
    >>> found.name if found else None
    '污水处理率'
    """
    return _indicators(overlay()).get(name)


def indicator_names() -> tuple[str, ...]:
    """Return every name and alias of the list, the longest first."""
    return _longest_first(overlay())


@cache
def _longest_first(user: Path | None) -> tuple[str, ...]:
    return tuple(sorted(_indicators(user), key=len, reverse=True))


@cache
def _indicators(_user: Path | None) -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in rows("indicators.csv"):
        indicator = Indicator(row["name"], names_in(row["aliases"]), row["english"])
        found |= dict.fromkeys((indicator.name, *indicator.aliases), indicator)
    return found

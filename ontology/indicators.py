"""Indicators, from ``indicators.csv``, ``more_indicators.csv`` and ``indicator_relations.csv`` of the vocabulary.

The names of the first file tell extraction where a subject ends and its indicator begins, as in 城区污水收集率; those
of the second only name what was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.references import SDG_TARGET, check_end, named, written
from ontology.topics import topics
from ontology.units import units
from ontology.vocabulary import names_in, overlay, rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the list: something that targets measure."""

    name: str
    aliases: tuple[str, ...]
    english: str
    unit: str


@dataclass(frozen=True, slots=True)
class Relations:
    """What an indicator belongs to.

    Args:
        topic: key of the topic that it measures, if there is one.
        broader: name of a wider indicator, if there is one.
        sdg: targets of the Sustainable Development Goals that it bears on, as ``6.3``.
    """

    topic: str | None
    broader: str | None
    sdg: tuple[str, ...]


def find_indicator(name: str) -> Indicator | None:
    """Return the indicator that a name or alias means, or ``None`` where the list has none.

    >>> found = find_indicator("城市污水处理率")
    >>> found.name if found else None
    '污水处理率'
    """
    return _indicators(overlay()).get(name)


def indicators() -> tuple[Indicator, ...]:
    """Return all indicators, those of ``indicators.csv`` first.

    Raises:
        DubanError: a row names a unit that there is not.
    """
    return tuple(dict.fromkeys(_indicators(overlay()).values()))


def relations() -> Mapping[str, Relations]:
    """Return what indicators belong to, by their names.

    Raises:
        DubanError: a row names an indicator or topic that there is not, or what is no target of the goals, or an
            indicator is broader than itself.
    """
    return _relations(overlay())


def indicator_names() -> tuple[str, ...]:
    """Return every name and alias by which a subject and its indicator are told apart, the longest first."""
    return _longest_first(overlay())


@cache
def _longest_first(user: Path | None) -> tuple[str, ...]:
    return tuple(sorted(_named("indicators.csv", user), key=len, reverse=True))


@cache
def _indicators(user: Path | None) -> Mapping[str, Indicator]:
    return {**_named("indicators.csv", user), **_named("more_indicators.csv", user)}


@cache
def _named(file: str, _user: Path | None) -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in rows(file):
        unit = next(iter(named(file, row, "unit", units(), "units.csv")), "")
        indicator = Indicator(row["name"], names_in(row["aliases"]), row["english"], unit)
        found |= dict.fromkeys((indicator.name, *indicator.aliases), indicator)
    return found


@cache
def _relations(_user: Path | None) -> Mapping[str, Relations]:
    file, where = "indicator_relations.csv", "indicators.csv, more_indicators.csv"
    known = {indicator.name for indicator in indicators()}
    above = {row["name"]: row["broader"] for row in rows(file)}
    found = {}
    for row in rows(file):
        named(file, row, "name", known, where)
        topic = next(iter(named(file, row, "topic", topics(), "topics.csv")), None)
        broader = next(iter(named(file, row, "broader", known, where)), None)
        check_end(file, row["name"], above)
        found[row["name"]] = Relations(topic, broader, written(file, row, "sdg", SDG_TARGET))
    return found

"""Topics of plans, from ``ontology/vocabulary/topics.csv``: a small scheme with the words that tell each topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.references import named
from ontology.vocabulary import names_in, overlay, rows
from ontology.wording import DubanError


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    Args:
        broader: key of the topic that it is part of, ``None`` at the top.
        words: words that tell it in a text.
        sdg: targets of the Sustainable Development Goals that it serves, as ``6.3``.
    """

    key: str
    chinese: str
    english: str
    broader: str | None
    words: tuple[str, ...]
    sdg: tuple[str, ...]


def topics() -> Mapping[str, Topic]:
    """Return the topics by their keys, the user's overlay applied.

    Raises:
        DubanError: a topic is part of one that there is not, or of itself.
    """
    return _topics(overlay())


def broader_topics(key: str) -> tuple[str, ...]:
    """Return the topics that one is part of, the nearest first.

    >>> broader_topics("sludge")
    ('sewage', 'water-pollution', 'water')
    """
    upper = topics()[key].broader
    return (upper, *broader_topics(upper)) if upper else ()


@cache
def _topics(_user: Path | None) -> Mapping[str, Topic]:
    listed = rows("topics.csv")
    known = {row["key"]: row for row in listed}
    found = {}
    for row in listed:
        broader = next(iter(named("topics.csv", row, "broader", known, "topics.csv")), None)
        _check_end(row["key"], known)
        words, sdg = names_in(row["keywords"]), names_in(row["sdg"])
        found[row["key"]] = Topic(row["key"], row["zh"], row["en"], broader, words, sdg)
    return found


def _check_end(key: str, known: Mapping[str, Mapping[str, str]]) -> None:
    """See to it that the way up from a topic ends."""
    passed: list[str] = []
    while key in known:
        if key in passed:
            raise DubanError("graph.vocabulary-circle", file="topics.csv", row=key)
        passed.append(key)
        key = known[key]["broader"]

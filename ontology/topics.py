"""Topics of plans, from ``ontology/vocabulary/topics.csv``: a small scheme with the words that tell each topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.references import SDG_TARGET, check_end, named, written
from ontology.vocabulary import names_in, overlay, rows


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
        DubanError: a topic is part of one that there is not, or of itself, or names what is no target of the goals.
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
    above = {row["key"]: row["broader"] for row in rows("topics.csv")}
    found = {}
    for row in rows("topics.csv"):
        broader = next(iter(named("topics.csv", row, "broader", above, "topics.csv")), None)
        check_end("topics.csv", row["key"], above)
        words, sdg = names_in(row["keywords"]), written("topics.csv", row, "sdg", SDG_TARGET)
        found[row["key"]] = Topic(row["key"], row["zh"], row["en"], broader, words, sdg)
    return found

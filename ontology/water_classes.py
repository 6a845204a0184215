"""Classes of surface water (GB 3838—2002), from ``ontology/vocabulary/water_classes.csv``, the best first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.references import RANK, written
from ontology.vocabulary import overlay, rows


@dataclass(frozen=True, slots=True)
class WaterClass:
    """One class of water quality.

    Args:
        key: as targets have it, in ASCII: ``III``.
        rank: its place in the order, 1 the best.
        uses_chinese: what such water is good for.
    """

    key: str
    chinese: str
    english: str
    rank: int
    standard: str
    uses_chinese: str
    uses_english: str


def water_classes() -> Mapping[str, WaterClass]:
    """Return the classes by their keys.

    Raises:
        DubanError: a rank is no number.

    >>> water_classes()["III"].rank < water_classes()["劣V"].rank
    True
    """
    return _classes(overlay())


@cache
def _classes(_user: Path | None) -> Mapping[str, WaterClass]:
    found = {}
    for row in rows("water_classes.csv"):
        (rank,) = written("water_classes.csv", row, "rank", RANK)
        found[row["key"]] = WaterClass(
            row["key"], row["zh"], row["en"], int(rank), row["standard"], row["uses_zh"], row["uses_en"]
        )
    return found

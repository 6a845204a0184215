"""Units of measure, from ``ontology/vocabulary/units.csv``, with what QUDT calls them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ontology.references import NUMBER, QUDT_UNIT, written
from ontology.vocabulary import overlay, rows

_QUDT = "http://qudt.org/vocab/unit/"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the list as plans write it.

    Args:
        kind: ``count``, ``ratio``, ``time`` ….
        qudt: IRI of the QUDT unit that figures are converted to, ``None`` where QUDT has none.
        multiplier: how much of that unit one of this is.
    """

    kind: str
    qudt: str | None
    multiplier: Decimal


def find_unit(name: str) -> Unit | None:
    """Return the unit that a name means, or ``None`` where the list has none.

    >>> found = find_unit("亩")
    >>> (found.qudt, found.multiplier) if found else None
    ('http://qudt.org/vocab/unit/M2', Decimal('666.666667'))
    """
    return _units(overlay()).get(name)


def units() -> Mapping[str, Unit]:
    """Return all units by their names.

    Raises:
        DubanError: a QUDT unit or a multiplier cannot be one.
    """
    return _units(overlay())


@cache
def _units(_user: Path | None) -> Mapping[str, Unit]:
    return {row["unit"]: _unit(row) for row in rows("units.csv")}


def _unit(row: Mapping[str, str]) -> Unit:
    qudt = next(iter(written("units.csv", row, "qudt", QUDT_UNIT)), None)
    multiplier = next(iter(written("units.csv", row, "multiplier", NUMBER)), "1")
    return Unit(row["kind"], _QUDT + qudt if qudt else None, Decimal(multiplier))

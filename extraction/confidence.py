"""How far an extracted item can be trusted: how often its rule was right on the plans that people annotated.

``data/confidence.csv`` counts, for each rule, what it made on those plans and how much of it was right; ``make
evaluate`` counts anew.  The confidence is the lower end of the 95% interval of that share (Wilson 1927), so that a
rule seen seldom is trusted less than one seen often.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from statistics import NormalDist

_DEVIATIONS = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Confidence:
    """What a rule made on the annotated plans, and how much of it was right."""

    right: int
    made: int

    @property
    def lower(self) -> float:
        """Lower end of the 95% Wilson interval of the share that is right.

        >>> round(Confidence(98, 100).lower, 3), round(Confidence(4, 4).lower, 3)
        (0.93, 0.51)
        """
        share, spread = self.right / self.made, _DEVIATIONS**2 / self.made
        centre = share + spread / 2
        return (centre - sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)


def find_confidence(rule: str) -> Confidence | None:
    """Return how far a rule can be trusted, or ``None`` where it made nothing on the annotated plans.

    >>> find_confidence("no.rule") is None
    True
    """
    return rules().get(rule)


@cache
def rules() -> Mapping[str, Confidence]:
    """Return what is known of each rule.

    Raises:
        ValueError: a line of ``confidence.csv`` is none.
    """
    source = files("extraction").joinpath("data", "confidence.csv").read_text(encoding="utf-8")
    found = {
        row["rule"]: Confidence(int(row["right"]), int(row["made"])) for row in csv.DictReader(source.splitlines())
    }
    if wrong := [rule for rule, known in found.items() if not 0 <= known.right <= known.made != 0]:
        raise ValueError(f"confidence.csv: {wrong[0]}: more right than made, or none made")
    return found

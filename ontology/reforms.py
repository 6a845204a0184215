"""Which bodies took over from which in the reforms of government, from ``reforms.csv`` and ``rounds.csv``.

A round is one reform of the whole state, which reaches each rank at its own time; each row of ``reforms.csv`` says
what it did at some ranks.  Dates are as exact as they are known, ``2018-03`` or ``2014``: by when it was done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ontology.ranks import RANKS
from ontology.references import DATE, named, written
from ontology.vocabulary import bodies, names_in, overlay, rows

_KINDS = ("new", "into", "part")


@dataclass(frozen=True, slots=True)
class Round:
    """One reform of the whole state, as that of 2018.

    Args:
        order: its place among the rounds.
        dates: by when it was done, by rank.
        source: what the dates rest on.
    """

    key: str
    order: int
    chinese: str
    english: str
    dates: Mapping[str, str]
    source: str

    @property
    def first(self) -> str:
        """When it was done where it was done first."""
        return min(filter(None, self.dates.values()), default="")


@dataclass(frozen=True, slots=True)
class Reform:
    """What one round did with some bodies at some ranks.

    Args:
        kind: ``new``: the originals end and the results begin; ``into``: they end, and their functions go to others
            that were there; ``part``: they go on, and lose functions.
        areas: where it happened, beginnings of the names of places; everywhere if there are none.
        dated: by when it was done, where that is not the date of the round.
    """

    key: str
    round: Round
    ranks: tuple[str, ...]
    kind: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    areas: tuple[str, ...]
    dated: str
    note: str

    def date(self, rank: str) -> str:
        """Return by when it was done at a rank, as ``2018-03``."""
        return self.dated or self.round.dates[rank]

    def holds(self, rank: str, area: str) -> bool:
        """Return whether it happened at a rank in an area."""
        return rank in self.ranks and (not self.areas or area.startswith(self.areas))


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body at one rank.

    Args:
        results: keys of the bodies that took over, the main one first.
        date: by when, as ``2018-03``.
    """

    reform: Reform
    results: tuple[str, ...]
    date: str

    @property
    def in_part(self) -> bool:
        """Whether only some functions were taken over, and the body went on."""
        return self.reform.kind == "part"


def reforms() -> tuple[Reform, ...]:
    """Return all reforms of the list, the user's overlay applied.

    Raises:
        DubanError: a row names a body, round or rank that there is not, or has a date or kind that is none.
    """
    return _reforms(overlay())


def successors(key: str, rank: str, area: str = "") -> tuple[Succession, ...]:
    """Return what became of a body at a rank: first what took its place, then what took over some of its functions.

    Args:
        key: the body's key in ``bodies.csv``.
        area: where it is; what holds for this place alone counts before what holds everywhere.

    >>> [(found.results, found.date) for found in successors("environmental-protection", "county") if not found.in_part]
    [(('ecology-environment',), '2019-03')]
    """
    found = [reform for reform in _of_original(overlay()).get(key, ()) if reform.holds(rank, area)]
    local = {(reform.round.key, reform.kind == "part") for reform in found if reform.areas}
    kept = [r for r in found if r.areas or r.kind == "part" or (r.round.key, False) not in local]
    kept.sort(key=lambda reform: reform.kind == "part")
    return tuple(Succession(reform, reform.results, reform.date(rank)) for reform in kept)


def has_ended(key: str, rank: str, area: str, on: date) -> bool:
    """Return whether a body had been done away with at a rank by a day."""
    return any(not s.in_part and is_before(s.date, on) for s in successors(key, rank, area))


def begins(key: str, rank: str, area: str) -> Reform | None:
    """Return the reform with which a body began at a rank, ``None`` where it is older than the list."""
    found = _of_result(overlay()).get(key, ())
    return next((reform for reform in found if reform.kind == "new" and reform.holds(rank, area)), None)


def is_before(moment: str, on: date) -> bool:
    """Return whether a month or year was over on a day.

    >>> is_before("2018-03", date(2018, 4, 1)), is_before("2018", date(2018, 12, 31))
    (True, False)
    """
    return on.isoformat()[: len(moment)] > moment


@cache
def _of_original(user: Path | None) -> Mapping[str, tuple[Reform, ...]]:
    keys = {key for reform in _reforms(user) for key in reform.originals}
    return {key: tuple(reform for reform in _reforms(user) if key in reform.originals) for key in keys}


@cache
def _of_result(user: Path | None) -> Mapping[str, tuple[Reform, ...]]:
    keys = {key for reform in _reforms(user) for key in reform.results}
    return {key: tuple(reform for reform in _reforms(user) if key in reform.results) for key in keys}


@cache
def _reforms(user: Path | None) -> tuple[Reform, ...]:
    rounds, known = _rounds(user), {body.key for body in bodies()}
    return tuple(_reform(row, rounds, known) for row in rows("reforms.csv"))


def _reform(row: Mapping[str, str], rounds: Mapping[str, Round], known: set[str]) -> Reform:
    (key,) = named("reforms.csv", row, "round", rounds, "rounds.csv") or ("",)
    (kind,) = named("reforms.csv", row, "kind", _KINDS, ", ".join(_KINDS)) or ("",)
    (dated,) = written("reforms.csv", row, "date", DATE) or ("",)
    return Reform(
        key=row["key"],
        round=rounds[key],
        ranks=named("reforms.csv", row, "ranks", RANKS, ", ".join(RANKS)),
        kind=kind,
        originals=named("reforms.csv", row, "originals", known, "bodies.csv"),
        results=named("reforms.csv", row, "results", known, "bodies.csv"),
        areas=names_in(row["area"]),
        dated=dated,
        note=row["note"],
    )


@cache
def _rounds(_user: Path | None) -> Mapping[str, Round]:
    found = {}
    for order, row in enumerate(rows("rounds.csv")):
        dates = {rank: next(iter(written("rounds.csv", row, rank, DATE)), "") for rank in RANKS[:-1]}
        found[row["round"]] = Round(row["round"], order, row["zh"], row["en"], dates, row["source"])
    return found

"""Which body bears a domain at which rank of government, and when: 区农委, 市农委, 农业部.

``domains.csv`` has a row a domain and a column a rank, with the bodies that bear it, the newest first; what
``ontology.reforms`` knows tells which of them there was when.  ``local_bodies.csv`` has what is otherwise somewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ontology.ranks import NATION, RANKS, municipality_of, rank_of
from ontology.references import named
from ontology.reforms import begins, has_ended, is_before, successors
from ontology.vocabulary import Body, areas, bodies, names_in, overlay, rows

_FORM = "="


@dataclass(frozen=True, slots=True)
class Office:
    """A body as it bears a domain at one rank.

    Args:
        name: what it is usually called there, without its level.
    """

    key: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of government.

    Args:
        offices: the bodies that bear it, by rank, the newest first.
    """

    key: str
    chinese: str
    english: str
    offices: Mapping[str, tuple[Office, ...]]


def domains() -> tuple[Domain, ...]:
    """Return the list of domains, the user's overlay applied.

    Raises:
        DubanError: a row names a body that ``bodies.csv`` has not.
    """
    return _domains(overlay())


def domains_of(key: str) -> tuple[Domain, ...]:
    """Return the domains that a body bears, the main one first."""
    return _by_body(overlay()).get(key, ())


def find_office(key: str, rank: str, *, area: str = "", on: date | None = None) -> Office | None:
    """Return the usual one of ``find_offices``, ``None`` where there are none.

    >>> office = find_office("agriculture", "province", on=date(2020, 1, 1))
    >>> office.key if office else None
    'agriculture-rural-department'
    """
    return next(iter(find_offices(key, rank, area=area, on=on)), None)


def find_offices(key: str, rank: str, *, area: str = "", on: date | None = None) -> tuple[Office, ...]:
    """Return the bodies that bear at a rank what another one bears at its own, the usual one first.

    Args:
        key: key of the other body in ``bodies.csv``.
        rank: one of ``RANKS``.
        area: the area of the one that is looked for.
        on: the day for which it is asked; else the time of the other body, before the reform that ended it.
    """
    for domain in domains_of(key):
        found = _offices(domain, rank, area)
        there = [office for office in found if _is_in_force(office.key, rank, area, key, on)]
        # where nothing else is in force, one that came before its time, as some did, is its own counterpart
        early = [office for office in found if office.key == key and not _is_over(key, rank, area, key, on)]
        if there or early:
            return tuple(sorted(there or early, key=lambda office: office.key != key))
    return ()


def are_counterparts(first: str, second: str) -> bool:
    """Return whether two bodies bear one domain, at whatever ranks and times.

    >>> are_counterparts("ministry-environment", "ecology-environment"), are_counterparts("finance", "audit")
    (True, False)
    """
    return first == second or bool(
        {domain.key for domain in domains_of(first)} & {domain.key for domain in domains_of(second)}
    )


def full_name(office: Office, area: str) -> str:
    """Return what an office is called in an area.

    >>> office = find_office("agriculture", "nation")
    >>> full_name(office, "中国") if office else None
    '农业部'
    """
    if rank_of(area) == "nation":
        body = _bodies(overlay())[office.key]
        return (
            body.name if body.kind == "national" else _national_names(overlay()).get(office.key, "国家" + office.name)
        )
    return _level(area) + office.name


def list_name(key: str, area: str) -> str:
    """Return the name of a listed body of an area that its IRI has, whichever of its names a plan uses."""
    return ("" if area == NATION else _level(area)) + _bodies(overlay())[key].short


def get_body(key: str) -> Body:
    """Return the body with a key.

    Raises:
        KeyError: the list has none.
    """
    return _bodies(overlay())[key]


def _level(area: str) -> str:
    return next(reversed([*areas(area)]), "")


def _offices(domain: Domain, rank: str, area: str) -> tuple[Office, ...]:
    """The bodies that bear a domain; in a municipality and its districts they have the same names."""
    for place, ranks, local, offices in _local(overlay()):
        if local == domain.key and rank in ranks and area in place:
            return offices
    column = "municipality" if rank == "municipality" or (rank == "county" and municipality_of(area)) else rank
    return domain.offices.get(column, ())


def _is_in_force(key: str, rank: str, area: str, beside: str, on: date | None) -> bool:
    return _has_begun(key, rank, area, beside, on) and not _is_over(key, rank, area, beside, on)


def _has_begun(key: str, rank: str, area: str, beside: str, on: date | None) -> bool:
    reform = begins(key, rank, area)
    if reform is None:
        return True
    if on is None or reform.round.order <= _first_round(beside, on):
        return reform.round.order < _last_round(beside)
    return is_before(reform.date(rank), on)


def _is_over(key: str, rank: str, area: str, beside: str, on: date | None) -> bool:
    ended = [s for s in successors(key, rank, area) if not s.in_part]
    if any(s.reform.round.order <= _first_round(beside, on) for s in ended):
        return True
    if on is None:
        return any(s.reform.round.order < _last_round(beside) for s in ended)
    return has_ended(key, rank, area, on)


def _first_round(key: str, on: date | None) -> int:
    """The order of the round with which a body began, at whatever rank; -1 where it is older.

    A round counts from its first day on, since its bodies are named before it is done everywhere.
    """
    found = [reform.round for rank in RANKS if (reform := begins(key, rank, ""))]
    return max((each.order for each in found if on is None or each.first <= on.isoformat()), default=-1)


def _last_round(key: str) -> int:
    """The order of the round that ended a body, at whatever rank; beyond all where it goes on."""
    found = [s.reform.round.order for rank in RANKS for s in successors(key, rank) if not s.in_part]
    return min(found, default=1_000)


@cache
def _bodies(_user: Path | None) -> Mapping[str, Body]:
    return {body.key: body for body in bodies()}


@cache
def _national_names(user: Path | None) -> Mapping[str, str]:
    known = _bodies(user)
    found = rows("national_names.csv")
    return {key: row["name"] for row in found for key in named("national_names.csv", row, "key", known, "bodies.csv")}


@cache
def _by_body(user: Path | None) -> Mapping[str, tuple[Domain, ...]]:
    found: dict[str, tuple[Domain, ...]] = {}
    for domain in _domains(user):
        for key in dict.fromkeys(office.key for offices in domain.offices.values() for office in offices):
            found[key] = (*found.get(key, ()), domain)
    return found


@cache
def _domains(user: Path | None) -> tuple[Domain, ...]:
    return tuple(
        Domain(
            row["domain"],
            row["zh"],
            row["en"],
            {rank: _read_offices("domains.csv", row, rank, row["domain"], user) for rank in RANKS if rank in row},
        )
        for row in rows("domains.csv")
    )


@cache
def _local(user: Path | None) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str, tuple[Office, ...]], ...]:
    """What is otherwise in some places: the areas, the ranks, the domain and the bodies."""
    known = {domain.key for domain in _domains(user)}
    found = []
    for row in rows("local_bodies.csv"):
        (domain,) = named("local_bodies.csv", row, "domain", known, "domains.csv")
        ranks = named("local_bodies.csv", row, "ranks", RANKS, ", ".join(RANKS))
        offices = _read_offices("local_bodies.csv", row, "bodies", domain, user)
        found.append((names_in(row["area"]), ranks, domain, offices))
    return tuple(found)


def _read_offices(file: str, row: Mapping[str, str], column: str, domain: str, user: Path | None) -> tuple[Office, ...]:
    known = _bodies(user)
    entries = [entry.partition(_FORM) for entry in names_in(row[column])]
    keys = {**row, column: "|".join(key for key, _, _ in entries)}
    named(file, keys, column, known, "bodies.csv")
    return tuple(Office(key, form or known[key].short, domain) for key, _, form in entries)

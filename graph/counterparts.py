"""What the authority list says of the departments of a plan: their record, their counterparts, who came after them.

Bodies that the plan does not name are stated as implied ones, and have ``rdfs:label``, not the names by which questions
find departments.
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from pyoxigraph import NamedNode

from extraction.records import Plan
from graph import iri
from graph.departments import Department, departments_of
from graph.statements import Statements, Value, chinese, english, partial_date
from ontology.authority import Office, find_office, find_offices, full_name, get_body, list_name
from ontology.ranks import ABOVE, governments, rank_of
from ontology.reforms import successors
from ontology.vocabulary import english_name

_Named = Mapping[tuple[str, str], Department]


def write_counterparts(plan: Plan, statements: Statements) -> None:
    """State what the authority list says of each department that it has."""
    listed = [d for d in dict.fromkeys(departments_of(plan).values()) if d.key and not d.group and d.jurisdiction]
    named = {(department.jurisdiction, department.key or ""): department for department in listed}
    own = governments(plan.jurisdiction or "")
    for department in listed:
        writer = _Writer(department, named, _day_of(plan), statements)
        writer.write(own)


def _day_of(plan: Plan) -> date | None:
    """The day as of which bodies are named: that of issue, else the first of the plan's period."""
    return plan.issued or (date(plan.period[0], 1, 1) if plan.period else None)


class _Writer:
    """States what the list says of one department."""

    def __init__(self, department: Department, named: _Named, day: date | None, statements: Statements) -> None:
        self._key, self._area = department.key or "", department.jurisdiction
        self._node = iri.body(department.jurisdiction, department.name)
        self._named, self._day, self._statements = named, day, statements
        self._department = department

    def write(self, own: Mapping[str, str]) -> None:
        """State its record, its counterparts one level up and down, and its successors.

        Args:
            own: the governments over the plan's area, by their ranks.
        """
        self._statements.add(self._node, "org:classification", iri.listed("authority", self._key))
        above = governments(self._area)
        if self._area in above.values():
            self._climb(self._node, self._key, list(above.items()))
        below = list(own.items())
        at = next((i for i, (_, area) in enumerate(below) if area == self._area), len(below))
        for (upper, _), (lower, area) in pairwise(below[at : at + 2]):
            if office := self._office_below(upper, lower, area):
                self._statements.add(self._node, "lowerCounterpart", self._state(office, area))
        self._write_successors()

    def _climb(self, node: NamedNode, key: str, above: list[tuple[str, str]]) -> None:
        """State the counterparts of a body one level up, and of those in turn.

        Args:
            above: the governments over the body and its own, by their ranks, the nation first.
        """
        *rest, (rank, _) = above
        if not rest or rest[-1][0] not in ABOVE[rank]:
            return
        if office := self._office(key, *rest[-1]):
            upper = self._state(office, rest[-1][1])
            self._statements.add(node, "upperCounterpart", upper)
            self._climb(upper, office.key, rest)

    def _office_below(self, upper: str, lower: str, area: str) -> Office | None:
        return self._office(self._key, lower, area) if upper in ABOVE[lower] else None

    def _office(self, key: str, rank: str, area: str) -> Office | None:
        """The counterpart of a body in an area: the one that the plan names, else the usual one."""
        offices = find_offices(key, rank, area=area, on=self._day)
        named = (office for office in offices if (area, office.key) in self._named)
        return next(named, next(iter(offices), None))

    def _write_successors(self) -> None:
        rank = rank_of(self._area) or ""
        for found in successors(self._key, rank, self._area):
            if found.in_part:
                continue
            event = iri.change(self._area, self._department.name, found.reform.key)
            values: dict[str, Value] = {
                "org:originalOrganization": self._node,
                "dcterms:date": partial_date(found.date),
                "reform": iri.reform(found.reform.key, rank),
            }
            self._statements.state(event, "org:ChangeEvent", values)
            self._statements.add(self._node, "org:changedBy", event)
            for key in found.results:
                after = self._state(_own_office(key, rank, self._area), self._area)
                self._statements.add(event, "org:resultingOrganization", after)
                self._statements.add(after, "org:resultedFrom", event)

    def _state(self, office: Office, area: str) -> NamedNode:
        """State a body unless the plan names it, and return its name."""
        if known := self._named.get((area, office.key)):
            return iri.body(known.jurisdiction, known.name)
        node = iri.body(area, list_name(office.key, area))
        label = full_name(office, area)
        values: dict[str, Value] = {
            "rdfs:label": chinese(label),
            "org:classification": iri.listed("authority", office.key),
        }
        self._statements.state(node, "ImpliedBody", values)
        name = english_name(label)
        self._statements.add(node, "rdfs:label", english(name) if name else None)
        return node


def _own_office(key: str, rank: str, area: str) -> Office:
    """Return a body as it is called at its own rank."""
    found = find_office(key, rank, area=area)
    return found if found and found.key == key else Office(key, get_body(key).short, "")

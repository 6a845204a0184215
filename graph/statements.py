"""Statements of one graph as they are made, from plain values."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from graph import iri
from ontology import PLAN
from ontology.namespaces import RDF, XSD

Value = NamedNode | Literal | str | int | bool | Decimal | date | None

RDF_TYPE = NamedNode(RDF + "type")


class Statements:
    """The statements of one graph; ``quads`` keeps the order in which they were made and holds none twice."""

    def __init__(self, graph: NamedNode) -> None:
        self._graph = graph
        self._found: dict[Quad, None] = {}

    @property
    def quads(self) -> list[Quad]:
        """What was stated."""
        return list(self._found)

    def state(self, node: NamedNode, kind: str, values: Mapping[str, Value]) -> bool:
        """State what a thing is and its values, those that are there, unless it was stated before.

        Its superclasses are stated too, so that the data can be queried and validated without reasoning.

        Args:
            kind: the class, by its name in ``PLAN``.
            values: values by the names of their properties in ``PLAN``; ``None`` is no statement.

        Returns:
            Whether the thing is new.
        """
        typed = [Quad(node, RDF_TYPE, each, self._graph) for each in _kinds(kind)]
        if typed[0] in self._found:
            return False
        self._found |= dict.fromkeys(typed)
        for name, value in values.items():
            self.add(node, name, value)
        return True

    def add(self, node: NamedNode, name: str, value: Value) -> None:
        """State one value of a thing; ``None`` is no statement."""
        if value is not None:
            self._found[Quad(node, term(name), _object(value), self._graph)] = None


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Quads (W3C Recommendation of 2014-02-25)."""
    content = serialize(quads, format=RdfFormat.N_QUADS)
    assert content is not None  # noqa: S101 - as it is without a file to write to
    return content


@cache
def term(name: str) -> NamedNode:
    """Return a term of ``plan.ttl``."""
    return NamedNode(PLAN[name])


@cache
def _kinds(name: str) -> tuple[NamedNode, ...]:
    return tuple(map(NamedNode, PLAN.kinds(name)))


def concept(scheme: str, notation: str) -> NamedNode:
    """Return the concept that the records write as ``notation``."""
    return NamedNode(PLAN.concept(scheme, notation))


def year(number: int | None) -> Literal | None:
    """Return a year as ``xsd:gYear``."""
    return None if number is None else _typed(f"{number:04d}", "gYear")


def duration(text: str | None) -> Literal | None:
    """Return an ISO 8601 duration as ``xsd:duration``."""
    return None if text is None else _typed(text, "duration")


def write_scheme(name: str, zh: str, en: str, statements: Statements) -> None:
    """State a list of the vocabulary as a concept scheme."""
    node = iri.scheme(name)
    statements.state(node, "skos:ConceptScheme", {"skos:prefLabel": chinese(zh)})
    statements.add(node, "skos:prefLabel", english(en))


def write_concept(
    scheme: str, key: str, zh: str, en: str, statements: Statements, *, kind: str = "skos:Concept"
) -> NamedNode:
    """State an entry of a list as a concept of its scheme, and return its name."""
    node = iri.listed(scheme, key)
    values: dict[str, Value] = {"skos:inScheme": iri.scheme(scheme), "skos:notation": key}
    statements.state(node, kind, {**values, "skos:prefLabel": chinese(zh)})
    statements.add(node, "skos:prefLabel", english(en) if en else None)
    return node


def partial_date(text: str) -> Literal:
    """Return a year, a month or a day as the type of XML Schema that is as exact.

    >>> partial_date("2018-03").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    return _typed(text, ("gYear", "gYearMonth", "date")[text.count("-")])


def moment(time: datetime) -> Literal:
    """Return a moment as ``xsd:dateTime``, in milliseconds."""
    return _typed(time.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "dateTime")


def chinese(text: str) -> Literal:
    """Return a text in Chinese."""
    return Literal(text, language="zh")


def english(text: str) -> Literal:
    """Return a text in English."""
    return Literal(text, language="en")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def _object(value: NamedNode | Literal | str | int | bool | Decimal | date) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, Decimal):
        return _typed(_plain(value), "decimal")
    if isinstance(value, date):
        return _typed(value.isoformat(), "date")
    return Literal(value)


def _plain(value: Decimal) -> str:
    """Write a number as the canonical mapping of XML Schema 1.1 has it.

    >>> _plain(Decimal("31000")), _plain(Decimal("20.50")), _plain(Decimal("3E4")), _plain(Decimal("-0.0"))
    ('31000', '20.5', '30000', '0')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text

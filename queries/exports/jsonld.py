"""JSON-LD 1.1 (W3C Recommendation of 2020-07-16): all graphs of plans, with the context in the file."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pyoxigraph as ox

from graph.iri import BASE
from graph.store import Store
from ontology import NAMESPACE, PLAN
from ontology.context import context
from queries.exports.statements import graphs

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NATIVE = {f"{_XSD}integer": re.compile(r"0|-?[1-9][0-9]{0,14}"), f"{_XSD}boolean": re.compile("true|false")}

Json = object


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return all graphs of plans, each under its name."""
    held = [{"@id": _name(graph.value), "@graph": _nodes(triples)} for graph, triples in graphs(store, plans)]
    document = {"@context": context(), "@graph": held}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(triples: Iterable[ox.Triple]) -> list[dict[str, Json]]:
    found: dict[str, dict[str, list[Json]]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            key, value = _statement(triple)
            found.setdefault(triple.subject.value, {}).setdefault(key, []).append(value)
    return [
        {"@id": _name(subject), **{key: values[0] if len(values) == 1 else values for key, values in held.items()}}
        for subject, held in found.items()
    ]


def _statement(triple: ox.Triple) -> tuple[str, Json]:
    predicate, value = triple.predicate.value, triple.object
    if isinstance(value, ox.NamedNode):
        if predicate == _TYPE:
            return "@type", _term(value.value)
        return _term(predicate), _reference(value.value, _coercion(predicate))
    if isinstance(value, ox.Literal):
        return _term(predicate), _literal(value, _coercion(predicate))
    raise ValueError(f"a plan's graph holds {value!r}, which is neither an IRI nor a literal")


def _reference(name: str, coercion: str) -> Json:
    if coercion == "@vocab":
        return _term(name)
    return _name(name) if coercion == "@id" else {"@id": _name(name)}


def _literal(value: ox.Literal, coercion: str) -> Json:
    datatype = value.datatype.value
    if value.language:
        return {"@language": value.language, "@value": value.value}
    if coercion:
        same = datatype == coercion.replace("xsd:", _XSD)
        return value.value if same else {"@type": _name(datatype), "@value": value.value}
    if datatype == f"{_XSD}string":
        return value.value
    if datatype in _NATIVE and _NATIVE[datatype].fullmatch(value.value):
        return json.loads(value.value)
    return {"@type": _name(datatype), "@value": value.value}


def _name(iri: str) -> str:
    """Shorten the name of a thing of ours; ``duban`` is a prefix of the context."""
    return "duban:" + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def _term(iri: str) -> str:
    """Shorten the name of a term: one of ours to its local name, another to its prefixed name."""
    return _terms().get(iri, iri)


@cache
def _terms() -> Mapping[str, str]:
    return {iri: iri.removeprefix(NAMESPACE) if iri.startswith(NAMESPACE) else name for name, iri in PLAN.items()}


def _coercion(predicate: str) -> str:
    """Return how the context has the values of a property: ``@id``, ``@vocab``, a datatype, or not at all."""
    return _coercions().get(_term(predicate), "")


@cache
def _coercions() -> Mapping[str, str]:
    return {
        name: str(entry["@type"]) for name, entry in context().items() if isinstance(entry, dict) and "@type" in entry
    }

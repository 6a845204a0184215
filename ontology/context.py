"""The JSON-LD context of plans, made from ``plan.ttl`` and ``shapes.ttl``.

``python -m ontology.context`` writes it anew to ``ontology/context.jsonld``; a test sees that it is current.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology import NAMESPACE, PLAN
from ontology.namespaces import OWL, RDF, RDFS, SH, SKOS, XSD

_BASE = NAMESPACE.removesuffix("ontology#")
_TYPE = RDF + "type"
_UNCOERCED = {"string", "integer", "boolean"}  # JSON has values of these


@cache
def context() -> Mapping[str, Any]:
    """Return the context: prefixes, and how the values of each property are to be read."""
    return {
        "@version": 1.1,
        "@vocab": NAMESPACE,
        "duban": _BASE,
        **dict(sorted(_prefixes().items())),
        **dict(sorted(_properties())),
    }


def as_json() -> str:
    """Return the context as the content of its file."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


def _prefixes() -> dict[str, str]:
    named = {name.partition(":")[0]: iri for name, iri in PLAN.items() if ":" in name}
    local = {name.partition(":")[0]: name.partition(":")[2] for name in PLAN if ":" in name}
    return {prefix: iri.removesuffix(local[prefix]) for prefix, iri in named.items()} | {"xsd": XSD}


def _properties() -> Iterator[tuple[str, dict[str, str]]]:
    datatypes, concepts = _datatypes(), _values(RDFS + "range", SKOS + "Concept")
    objects = _values(_TYPE, OWL + "ObjectProperty")
    for name, iri in PLAN.items():
        entry = {"@id": iri.replace(XSD, "xsd:")}
        if iri in concepts:
            yield name, {**entry, "@type": "@vocab"}
        elif iri in objects:
            yield name, {**entry, "@type": "@id"}
        elif iri in datatypes:
            yield name, {**entry, "@type": f"xsd:{datatypes[iri]}"}


def _values(predicate: str, value: str) -> set[str]:
    wanted = ox.NamedNode(predicate), ox.NamedNode(value)
    found = (triple.subject for triple in PLAN.triples() if (triple.predicate, triple.object) == wanted)
    return {subject.value for subject in found if isinstance(subject, ox.NamedNode)}


def _datatypes() -> Mapping[str, str]:
    """Return the datatypes of properties for which the shapes allow but one, where JSON has no such values."""
    shapes = ox.Store()
    shapes.load(files("ontology").joinpath("shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    query = f"""PREFIX sh: <{SH}> PREFIX rdf: <{RDF}>
      SELECT DISTINCT ?path ?type {{ ?shape sh:path ?path ; (sh:or/rdf:rest*/rdf:first)?/sh:datatype ?type }}"""
    found: dict[str, set[str]] = {}
    for row in shapes.query(query):  # type: ignore[union-attr]
        found.setdefault(row["path"].value, set()).add(row["type"].value.removeprefix(XSD))
    single = {path: types.pop() for path, types in found.items() if len(types) == 1}
    return {path: name for path, name in single.items() if name not in _UNCOERCED}


if __name__ == "__main__":
    Path(__file__).with_name("context.jsonld").write_text(as_json(), "utf-8", newline="\n")

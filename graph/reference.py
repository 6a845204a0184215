"""Whether the graph of a plan holds to its shapes, asked of pySHACL, which others trust.

``graph.validate`` gives the same answers sooner.  pySHACL and rdflib take a third of a second to import.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.validate import SHAPES, Violation

if TYPE_CHECKING:
    import rdflib


def reference_violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Validate statements as ``graph.validate.violations`` does."""
    from pyshacl import validate
    from rdflib import Graph

    # inplace: pySHACL would else copy the graph, which nothing needs after it
    conforms, report, _ = validate(_rdflib_graph(quads), shacl_graph=_shapes(), inference="none", inplace=True)
    if conforms:
        return []
    if not isinstance(report, Graph):
        raise ValueError(f"the shapes could not be applied: {report}")
    return sorted(set(_read(report)), key=lambda violation: (violation.shape, violation.focus, violation.value or ""))


def _read(report: "rdflib.Graph") -> Iterable[Violation]:
    from rdflib import RDF, SH, Literal

    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape, value = report.value(result, SH.sourceShape), report.value(result, SH.value)
        # not sh:resultMessage, which has no language where a SPARQL-based constraint is violated
        messages = _shapes().objects(shape, SH.message)
        yield Violation(
            shape=str(shape).removeprefix(SHAPES),
            focus=str(report.value(result, SH.focusNode)),
            value=None if value is None else str(value),
            messages=tuple(sorted((str(m.language), str(m)) for m in messages if isinstance(m, Literal))),
        )


def _rdflib_graph(quads: Iterable[ox.Quad]) -> "rdflib.Graph":
    """Copy statements term by term: serialising and parsing them takes rdflib twice as long."""
    from rdflib import Graph, Literal, URIRef

    @cache
    def rdflib_term(term: object) -> "URIRef | Literal":
        if isinstance(term, ox.NamedNode):
            return URIRef(term.value)
        if isinstance(term, ox.Literal):
            if term.language:
                return Literal(term.value, lang=term.language)
            return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
        raise ValueError(f"a plan's graph holds {term!r}, which is neither an IRI nor a literal")

    graph = Graph()
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))
    return graph


@cache
def _shapes() -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")

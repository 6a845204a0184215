"""Whether the graph of a plan holds to ``ontology/shapes.ttl``.

pySHACL and rdflib take a third of a second to import and are imported when something is validated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.iri import BASE
from ontology.wording import DubanError, Language, say

if TYPE_CHECKING:
    import rdflib

SHAPES = "https://w3id.org/duban/shapes#"


@dataclass(frozen=True, slots=True)
class Violation:
    """One shape that one thing does not hold to.

    Args:
        shape: local name of the shape, as ``DeadlineStart``.
        focus: IRI of the thing.
        value: the value that is not as it should be, if one is.
        messages: what the shape demands, by language.
    """

    shape: str
    focus: str
    value: str | None
    messages: tuple[tuple[str, str], ...]

    def text(self, language: Language) -> str:
        """Return what the shape demands in one language."""
        return dict(self.messages)[language]


class ViolationError(DubanError):
    """A plan that was not written since its statements violate a shape.

    Args:
        title: the plan's title.
        found: the violations, at least one; the first is told.
    """

    def __init__(self, title: str, found: Sequence[Violation]) -> None:
        first = found[0]
        super().__init__(
            "graph.shape-violated",
            plan=title,
            thing=first.focus.removeprefix(BASE),
            shape=first.shape,
            demand=first.text("en"),
            value="–" if first.value is None else first.value,
            count=len(found),
        )
        self._title, self.violations = title, tuple(found)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._title, self.violations)

    def text(self, language: Language) -> str:
        """Return the message in one language, the shape's demand too."""
        return say(self.key, language, **{**self.values, "demand": self.violations[0].text(language)})


def violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Validate the statements of a plan against the shapes (SHACL Core, W3C Recommendation of 2017-07-20).

    Args:
        quads: statements; in which graphs they stand does not matter.

    Returns:
        What does not hold, ordered by shape and thing; nothing for a graph that conforms.
    """
    from pyshacl import validate
    from rdflib import Graph

    # inplace: pySHACL would else copy the graph, which nothing needs after it
    conforms, report, _ = validate(_rdflib_graph(quads), shacl_graph=_shapes(), inference="none", inplace=True)
    if conforms:
        return []
    if not isinstance(report, Graph):
        raise ValueError(f"the shapes could not be applied: {report}")
    return sorted(_read(report), key=lambda violation: (violation.shape, violation.focus, violation.value or ""))


def _read(report: "rdflib.Graph") -> Iterable[Violation]:
    from rdflib import RDF, SH, Literal

    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = report.objects(result, SH.resultMessage)
        value = report.value(result, SH.value)
        yield Violation(
            shape=str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
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
            return Literal(term.value, datatype=URIRef(term.datatype.value))
        raise ValueError(f"a plan's graph holds {term!r}, which is neither an IRI nor a literal")

    graph = Graph()
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))
    return graph


@cache
def _shapes() -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")

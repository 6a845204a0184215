"""The vocabulary of the project: terms, bodies, places, subjects and wording.

``PLAN`` resolves names against ``plan.ttl``, so that a misspelt term raises where it is used.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files

import pyoxigraph as ox

from ontology.namespaces import RDF, RDFS, SKOS

NAMESPACE = "https://w3id.org/duban/ontology#"
_SUBCLASS = RDFS + "subClassOf"
_TYPE = RDF + "type"


class Terms(Mapping[str, str]):
    """Names of a Turtle vocabulary, and what they stand for.

    A term of the vocabulary itself goes by its local name (``Task``), one that it takes over from another vocabulary
    by its prefixed name (``dcterms:title``).

    >>> PLAN["hasResponsibility"]
    'https://w3id.org/duban/ontology#hasResponsibility'
    >>> PLAN["dcterms:title"]
    'http://purl.org/dc/terms/title'
    >>> PLAN["hasResponsability"]
    Traceback (most recent call last):
        ...
    KeyError: "plan.ttl has no term 'hasResponsability'"
    """

    def __init__(self, resource: str) -> None:
        self._resource = resource

    def __getitem__(self, name: str) -> str:
        try:
            return self._terms[name]
        except KeyError:
            raise KeyError(f"{self._resource} has no term {name!r}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def concept(self, scheme: str, notation: str) -> str:
        """Return the IRI of the concept of a scheme that is written as ``notation`` in JSON.

        Raises:
            KeyError: the scheme has no such concept.

        >>> PLAN.concept("comparators", "decrease>=")
        'https://w3id.org/duban/ontology#decreaseAtLeast'
        """
        try:
            return self._concepts[self[scheme], notation]
        except KeyError:
            raise KeyError(f"{self._resource}: {scheme} has no concept {notation!r}") from None

    def notation(self, concept: str) -> str:
        """Return how JSON writes the concept with this IRI.

        Raises:
            KeyError: no concept has this IRI.

        >>> PLAN.notation(PLAN["atMost"])
        '<='
        """
        return self._notations[concept]

    def notations(self, scheme: str) -> tuple[str, ...]:
        """Return how JSON writes the concepts of a scheme, in the order of the file.

        >>> PLAN.notations("deadlineKinds")
        ('in', 'by', 'from', 'every')
        """
        return tuple(notation for (own, notation) in self._concepts if own == self[scheme])

    def kinds(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of a class and of all that it is a kind of, itself first.

        >>> [kind.rpartition("#")[2] for kind in PLAN.kinds("WaterBody")]
        ['WaterBody', 'Place', 'http://purl.org/dc/terms/Location']
        """
        found = [self[name]]
        for kind in found:  # grows as it is read
            found += [o for s, p, o in self._values() if s == kind and p == _SUBCLASS and o not in found]
        return tuple(found)

    def triples(self) -> tuple[ox.Triple, ...]:
        """Return the statements of the vocabulary, without blank nodes, in the order of the file."""
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[tuple[ox.Triple, ...], dict[str, str]]:
        source = files("ontology").joinpath(self._resource).read_bytes()
        parser = ox.parse(source, format=ox.RdfFormat.TURTLE)
        triples = tuple(quad.triple for quad in parser)
        return triples, parser.prefixes

    @cached_property
    def _terms(self) -> dict[str, str]:
        triples, prefixes = self._parsed
        found: dict[str, str] = {}
        for triple in triples:
            if triple.predicate.value == _TYPE and isinstance(triple.subject, ox.NamedNode):
                iri = triple.subject.value
                base = next((p for p, start in prefixes.items() if iri.startswith(start)), None)
                if base is not None:
                    local = iri[len(prefixes[base]) :]
                    found[f"{base}:{local}" if base else local] = iri
        return found

    @cached_property
    def _notations(self) -> dict[str, str]:
        return {s: o for s, p, o in self._values() if p == SKOS + "notation"}

    @cached_property
    def _concepts(self) -> dict[tuple[str, str], str]:
        schemes = {s: o for s, p, o in self._values() if p == SKOS + "inScheme"}
        return {(schemes[concept], notation): concept for concept, notation in self._notations.items()}

    def _values(self) -> Iterator[tuple[str, str, str]]:
        for triple in self.triples():
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield triple.subject.value, triple.predicate.value, triple.object.value


PLAN = Terms("plan.ttl")

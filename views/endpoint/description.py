"""What the endpoint is and gives, in RDF (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator

import pyoxigraph as ox

from graph.statements import RDF_TYPE
from ontology.namespaces import RDFS
from ontology.wording import LANGUAGES, say
from queries.foreign.inquiry import Limits, Statements
from queries.foreign.writing import STATEMENTS

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
GIVEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def describe(address: str, limits: Limits, form: Statements) -> bytes:
    """Return the description of the service at an address."""
    prefixes = {"sd": SD, "formats": FORMATS, "rdfs": RDFS} if form in ("ttl", "rdf") else None
    return ox.serialize(_statements(address, limits), format=STATEMENTS[form], prefixes=prefixes) or b""


def _statements(address: str, limits: Limits) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(address)
    service, dataset, graph = (ox.NamedNode(f"{address}#{part}") for part in ("service", "dataset", "union"))
    yield ox.Triple(service, RDF_TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), endpoint)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in GIVEN:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, RDF_TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, RDF_TYPE, _sd("Graph"))
    for language in LANGUAGES:
        said = say("endpoint.limits", language, rows=limits.rows, seconds=f"{limits.seconds:g}")
        yield ox.Triple(service, ox.NamedNode(RDFS + "comment"), ox.Literal(said, language=language))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)

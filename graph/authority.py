"""The authority list as statements: bodies, the domains that they bear, and the reforms that they went through.

They are the same for all plans and stand in the graph of the vocabulary, the lists as concept schemes (SKOS).
"""

from graph import iri
from graph.statements import Statements, Value, chinese, english, partial_date, write_concept, write_scheme
from ontology.authority import Domain, domains, domains_of
from ontology.reforms import Reform, reforms
from ontology.vocabulary import Body, bodies


def write_bodies(statements: Statements) -> None:
    """State the list of bodies, that of domains, and the reforms.

    Raises:
        DubanError: a list cannot be used.
    """
    write_scheme("authority", "机构名录", "Bodies", statements)
    write_scheme("domain", "职能领域", "Domains of government", statements)
    for domain in domains():
        write_concept("domain", domain.key, domain.chinese, domain.english, statements)
    for body in bodies():
        _write_body(body, statements)
    for domain in domains():
        _relate(domain, statements)
    for reform in reforms():
        for rank in reform.ranks:
            _write_reform(reform, rank, statements)


def _write_body(body: Body, statements: Statements) -> None:
    node = write_concept("authority", body.key, body.name, body.english, statements, kind="ListedBody")
    for name in (name for name in body.names if name != body.name):
        statements.add(node, "skos:altLabel", chinese(name))
    for name in body.english_aliases:
        statements.add(node, "skos:altLabel", english(name))
    for domain in domains_of(body.key):
        statements.add(node, "bearsDomain", iri.listed("domain", domain.key))
        for rank in (rank for rank, offices in domain.offices.items() if any(o.key == body.key for o in offices)):
            statements.add(node, "governmentRank", rank)


def _relate(domain: Domain, statements: Statements) -> None:
    """Relate the bodies of a domain: counterparts at other ranks, or one after the other."""
    keys = dict.fromkeys(office.key for offices in domain.offices.values() for office in offices)
    for key in keys:
        for other in keys:
            if domains_of(key)[0] == domains_of(other)[0] == domain and key != other:
                statements.add(iri.listed("authority", key), "skos:related", iri.listed("authority", other))


def _write_reform(reform: Reform, rank: str, statements: Statements) -> None:
    node = iri.reform(reform.key, rank)
    values: dict[str, Value] = {
        "skos:prefLabel": chinese(reform.round.chinese),
        "governmentRank": rank,
        "dcterms:date": partial_date(reform.date(rank)),
        "inPart": reform.kind == "part",
        "skos:scopeNote": chinese(reform.note) if reform.note else None,
        "dcterms:bibliographicCitation": reform.round.source,
    }
    statements.state(node, "Reform", values)
    statements.add(node, "skos:prefLabel", english(reform.round.english))
    for name, keys in (("originalBody", reform.originals), ("resultingBody", reform.results)):
        for key in keys:
            statements.add(node, name, iri.listed("authority", key))
    for area in reform.areas:
        statements.add(node, "dcterms:coverage", area)

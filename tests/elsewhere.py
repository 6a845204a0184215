"""Queries that ask for data from elsewhere, in all the ways that an engine would understand, and others that do not."""

SERVICES = {
    "plainly": "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "in small letters": "select * { service silent <%s> { ?s ?p ?o } }",
    "without blanks": "SELECT*{SERVICE<%s>{?s ?p ?o}}",
    "words run together": "SELECT * { SERVICESILENT<%s>{ ?s ?p ?o } }",
    "after a comment that ends in CR": "SELECT * { # nothing \rSERVICE <%s> { ?s ?p ?o } }",
    "around a comment": "SELECT * { SERVICE # {\n <%s> # {\n { ?s ?p ?o } }",
    "after a number": "SELECT * { ?a ?b 1SERVICE <%s> { ?s ?p ?o } }",
    "by a prefixed name": "PREFIX e: <%s> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "run together with a prefixed name": "PREFIX e: <%s> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "by a name without a prefix": "PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "as what might be a prefix": "PREFIX SERVICE: <u:x> PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "after what might be an IRI": "SELECT * { ?a ?b ?c FILTER(1<2#>'''\n) SERVICE <%s> { ?s ?p ?o } #'''\n}",
    "after an empty string": 'SELECT * { VALUES ?v { """x" } SERVICE <%s> { ?s ?p ?o } } # \\q """',
    "in a subquery": "SELECT * { { SELECT * { { SERVICE <%s> { ?s ?p ?o } } UNION { } } } }",
    "in EXISTS": "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "in ASK": "ASK { SERVICE <%s> { ?s ?p ?o } }",
}
"""Each makes this engine send a request; ``%s`` is where."""

ESCAPED = (
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE\\u0020<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\u0027 . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #' }",
    "SELECT * { # \\u000ASERVICE <http://127.0.0.1:1/> { ?s ?p ?o }\n }",
    "SELECT * \\u0046ROM <http://127.0.0.1:1/x> { ?s ?p ?o }",
)
"""What engines take for such a query that put codepoint escapes in first, as SPARQL 1.1 has it."""

DATASETS = (
    "SELECT * { ?x <u:at> ?y . SERVICE ?y { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }",
    "SELECT * from named <http://127.0.0.1:1/x> where { ?s ?p ?o }",
    "SELECT * FROM NAMED<http://127.0.0.1:1/x>{ ?s ?p ?o }",
    "SELECT * FROMNAMED<http://127.0.0.1:1/x>{ ?s ?p ?o }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * FROM:x{ ?s ?p ?o }",
    "PREFIX e: <http://127.0.0.1:1/> SELECT * FROM#\re:x#\nWHERE{ ?s ?p ?o }",
    "SELECT * FROM <http://127.0.0.1:1/x> FROM <http://127.0.0.1:1/y> { ?s ?p ?o }",
    "SELECT (1<2#>'''\n AS ?x) FROM <http://127.0.0.1:1/x> { ?s ?p ?o } #'''",
    "DESCRIBE <urn:x> FROM <http://127.0.0.1:1/x>",
    "DESCRIBE <urn:x> FROM <http://127.0.0.1:1/x> LIMIT 1",
    "CONSTRUCT FROM <http://127.0.0.1:1/x> WHERE { ?s ?p ?o }",
)

UPDATES = (
    "DROP ALL",
    "CLEAR ALL",
    "LOAD <http://127.0.0.1:1/x>",
    "load silent <http://127.0.0.1:1/x> into graph <urn:g>",
    "INSERT DATA { <u:a> <u:b> 'SELECT' }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX select: <urn:x> # SELECT\nDELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "WITH <urn:g> INSERT { ?s ?p 1 } WHERE { SELECT * { ?s ?p ?o } }",
)

HARMLESS = (
    "SELECT ?service { ?service ?from 'SERVICE <x> { ?s ?p ?o } FROM <y> WHERE' } # SERVICE <x> { }",
    "SELECT ?service ?from ?name { ?service ?p ?from , ?name }",
    "PREFIX from: <urn:from:> SELECT * { ?s from:service <urn:SERVICE> }",
    "PREFIX service: <urn:from:> SELECT * { GRAPH service:x { ?s service:p <http://example.org/SERVICE> } }",
    "PREFIX from: <urn:from:> DESCRIBE from:x",
    "SELECT * { ?s ?p \"\"\"FROM \"SERVICE\n <x> {\"\"\", '''it\\'s SERVICE <x> {''' }",
    "SELECT * { ?s ?p 'x'@from ; <http://example.org/service#from> ?o }",
    "SELECT * {\n# SERVICE <http://example.org/> { ?s ?p ?o }\n?s ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3) # SERVICE <http://example.org/> { ?s ?p ?o }\n }",
    "SELECT (COUNT(*) AS ?services) { ?s a <urn:Service> } ORDER BY ?services LIMIT 1",
)
"""What only looks like it."""

"""Answers as bytes, no longer than the limit: SPARQL results in JSON, XML, CSV and TSV, statements in forms of RDF."""

import re
from itertools import islice

import pyoxigraph as ox

from queries.exports.turtle import as_turtle
from queries.foreign.inquiry import Rows, Statements
from queries.prefixes import PREFIXES

ROWS: dict[Rows, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
STATEMENTS: dict[Statements, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
USUAL = dict(
    PREFIX.findall(PREFIXES + "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX org: <http://www.w3.org/ns/org#>")
)


class _FullError(Exception):
    """There are more rows than are wanted."""


class _Lines:
    """A file that takes so many lines and no more."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.parts: list[bytes] = []

    def write(self, content: bytes) -> int:
        self.parts.append(bytes(content))
        self.left -= content.count(b"\n")
        if self.left < 0:
            raise _FullError
        return len(content)

    def flush(self) -> None:
        """There is nothing to be done."""


def write_rows(solutions: ox.QuerySolutions, form: Rows, most: int) -> tuple[bytes, bool]:
    """Return rows in a form, and whether there were more.

    They are written as TSV first, where a row is a line: so they can be counted without a look at each in Python.
    """
    lines, truncated = _Lines(most + 1), False  # the first line names the columns
    try:
        solutions.serialize(lines, format=ROWS["tsv"])  # type: ignore[arg-type] # it asks for no more than write and flush
    except _FullError:
        truncated = True
    content = b"".join(lines.parts)
    if truncated:
        content = b"\n".join((*content.split(b"\n", most + 1)[: most + 1], b""))
    if form == "tsv":
        return content, truncated
    return ox.parse_query_results(content, format=ROWS["tsv"]).serialize(format=ROWS[form]) or b"", truncated


def write_statements(triples: ox.QueryTriples, form: Statements, most: int, sparql: str) -> tuple[bytes, bool]:
    """Return statements in a form, in the order of their terms, and whether there were more.

    Args:
        sparql: the query, whose prefixes are used.
    """
    found = list(islice(triples, most))
    truncated = next(iter(triples), None) is not None
    found.sort(key=str)
    if form == "ttl":
        return as_turtle(found, {**USUAL, **dict(PREFIX.findall(sparql))}).encode(), truncated
    return ox.serialize(found, format=STATEMENTS[form]) or b"", truncated

"""SPARQL that a user wrote, run over the store and nothing else."""

import re

from pyoxigraph import Literal

from graph.store import Row, Store
from ontology.wording import DubanError
from queries.catalogue import Table, columns
from queries.exports.turtle import as_turtle
from queries.prefixes import PREFIXES

# What SPARQL can hold besides keywords: IRIs, strings of four kinds, escapes in names, comments.
LITERALS = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\\.|\#[^\n]*""",
    re.DOTALL,
)
PREFIX = re.compile(r"\bPREFIX\s+(\w*):\s*<([^<>]*)>", re.IGNORECASE)
USUAL = PREFIXES + "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX org: <http://www.w3.org/ns/org#>"
FORMS = ("select", "ask", "construct", "describe")
ELSEWHERE = ("service", "from")


def keywords(sparql: str) -> tuple[str, ...]:
    """Return the words of a query outside IRIs, strings, comments, variables and prefixed names, in lower case.

    >>> keywords('PREFIX from: <urn:service> SELECT ?ask { ?ask from:x "FROM" } # SERVICE')
    ('prefix', 'select')
    """
    bare = LITERALS.sub(" ", sparql)
    return tuple(word.lower() for word in re.findall(r"(?<![\w:?$@-])[A-Za-z]+(?![\w:-])", bare))


def form_of(sparql: str) -> str:
    """Return whether a query is a ``select``, ``ask``, ``construct`` or ``describe``.

    Raises:
        DubanError: it is none, or it asks for data from elsewhere.
    """
    words = keywords(sparql)
    for word in ELSEWHERE:
        if word in words:
            raise DubanError("errors.query-elsewhere", word=word.upper())
    for word in words:
        if word in FORMS:
            return word
    raise DubanError("errors.no-query")


def run_own(store: Store, sparql: str) -> Table | str:
    """Run a query; a CONSTRUCT or DESCRIBE gives Turtle, the others rows.

    The usual prefixes need not be declared.

    Raises:
        DubanError: it cannot be parsed, it is no query, or it asks for data from elsewhere.
    """
    form = form_of(sparql)
    usual = _undeclared(sparql)
    try:
        return _run(store, form, usual + sparql)
    except DubanError as error:
        if error.key != "graph.query-syntax":
            raise
        raise _mistake(str(error.values["reason"]), len(usual)) from error


def _run(store: Store, form: str, query: str) -> Table | str:
    if form == "select":
        rows = tuple(store.select(query))
        return Table(_columns(query, rows), rows)
    if form == "ask":
        return Table(("value",), ({"value": Literal(store.boolean(query))},))
    return as_turtle(sorted(store.construct(query), key=str), dict(PREFIX.findall(query)))


def _mistake(reason: str, before: int) -> DubanError:
    """Say where a query is wrong; the engine goes on to list every mark that it would have taken.

    Args:
        before: how many characters were put before the first line.
    """
    place = re.search(r"(\d+):(\d+)", reason)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    key = "errors.query-prefix" if "Prefix not found" in reason else "errors.query-mistake"
    return DubanError(key, line=line, column=column - before if line == 1 else column)


def _undeclared(sparql: str) -> str:
    """Return declarations of the usual prefixes that a query lacks, on one line."""
    declared = {name for name, _ in PREFIX.findall(sparql)}
    usual = (f"PREFIX {name}: <{iri}> " for name, iri in PREFIX.findall(USUAL) if name not in declared)
    return "".join(usual)


def _columns(sparql: str, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the columns in the order of the query; where it names none (``SELECT *``), as they come in it."""
    try:
        named = columns(sparql)
    except ValueError:
        named = ()
    bound = {name for row in rows for name in row}
    return named or tuple(dict.fromkeys(name for name in re.findall(r"[?$](\w+)", sparql) if name in bound))

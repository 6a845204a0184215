"""SPARQL that a user wrote, run over the store and nothing else."""

import re

from pyoxigraph import Literal, RdfFormat, serialize

from graph.store import Row, Store
from ontology.wording import DubanError
from queries.catalogue import Table, columns

# What SPARQL can hold besides keywords: IRIs, strings of four kinds, escapes in names, comments.
LITERALS = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\\.|\#[^\n]*""",
    re.DOTALL,
)
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

    Raises:
        DubanError: it cannot be parsed, it is no query, or it asks for data from elsewhere.
    """
    form = form_of(sparql)
    if form == "select":
        rows = tuple(store.select(sparql))
        return Table(_columns(sparql, rows), rows)
    if form == "ask":
        return Table(("value",), ({"value": Literal(store.boolean(sparql))},))
    return (serialize(store.construct(sparql), format=RdfFormat.TURTLE) or b"").decode()


def _columns(sparql: str, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the columns in the order of the query; where it names none (``SELECT *``), as they come in it."""
    try:
        named = columns(sparql)
    except ValueError:
        named = ()
    bound = {name for row in rows for name in row}
    return named or tuple(dict.fromkeys(name for name in re.findall(r"[?$](\w+)", sparql) if name in bound))

"""The catalogue: one question a file, plain SPARQL with a header, run with bound parameters.

A header line is ``#+ key: value``.  The keys are ``group`` (what it is about), ``title-zh``, ``title-en``,
``description-zh``, ``description-en`` and, once for each parameter, ``param: name type example``; a ``?`` after the
type lets it be left out, and the types are those of ``parameters.py``.  The query holds ``VALUES ?name { UNDEF }`` for
each parameter, first in the group that it constrains; without a value it constrains nothing.  Lines between
``#? name …`` and ``#?`` go where none of the parameters named there has a value: patterns that constrain nothing would
still be matched against the whole store.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.store import Row, Store
from ontology.headers import read_header
from ontology.wording import DubanError, Language
from queries.parameters import Parameter, read_parameter
from queries.slots import slot

_BLOCK = re.compile(r"^ *#\? ([\w ]+)\n(.*?)^ *#\?\n", re.MULTILINE | re.DOTALL)
TEXTS = ("title-zh", "title-en", "description-zh", "description-en")
GROUPS = ("plans", "who", "when", "what", "targets", "progress")
"""What queries are about, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One query of the catalogue.

    Args:
        group: one of ``GROUPS``.
    """

    name: str
    group: str
    titles: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    def title(self, language: Language) -> str:
        """Return what the query finds, in a few words."""
        return self.titles[f"title-{language}"]

    def description(self, language: Language) -> str:
        """Return what the rows are."""
        return self.titles[f"description-{language}"]

    def bind(self, values: Mapping[str, str]) -> str:
        """Return the query with its parameters bound.

        Raises:
            DubanError: a parameter is unknown, missing or of the wrong type.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise DubanError(
                    "answers.no-such-parameter", query=self.name, name=name, known=", ".join(sorted(known))
                )
        query = _BLOCK.sub(lambda block: block[2] if values.keys() & set(block[1].split()) else "", self.sparql)
        for parameter in self.parameters:
            value = values.get(parameter.name)
            if value is not None:
                query = query.replace(slot(parameter.name), slot(parameter.name, str(parameter.term(value))))
            elif not parameter.optional:
                raise DubanError("answers.missing-parameter", query=self.name, name=parameter.name)
        return query


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a query, and the names of its columns in their order."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_entry(name: str, source: str) -> Entry:
    """Return a query from the text of its file.

    Raises:
        ValueError: the header has an unknown or a missing key, group or type, or a parameter has no ``VALUES``.
    """
    file = f"{name}.rq"
    header = read_header(file, source, (*TEXTS, "group"), ("param",))
    if header["group"][0] not in GROUPS:
        raise ValueError(f"{file}: group: must be one of {', '.join(GROUPS)}")
    parameters = [read_parameter(file, value) for value in header.get("param", ())]
    for parameter in parameters:
        if slot(parameter.name) not in source:
            raise ValueError(f"{file}: param {parameter.name} needs {slot(parameter.name)!r} in the query")
    titles = {key: header[key][0] for key in TEXTS}
    return Entry(name, header["group"][0], titles, tuple(parameters), source)


@cache
def entries() -> Mapping[str, Entry]:
    """Return all queries by name, in the order of their names."""
    sources = sorted(
        (path for path in files("queries").iterdir() if path.name.endswith(".rq")), key=lambda path: path.name
    )
    return {path.name[:-3]: read_entry(path.name[:-3], path.read_text("utf-8")) for path in sources}


def get_entry(name: str) -> Entry:
    """Return one query.

    Raises:
        DubanError: the catalogue has none of this name.
    """
    if name not in entries():
        raise DubanError("answers.no-such-query", name=name, known=", ".join(entries()))
    return entries()[name]


def run(store: Store, name: str, values: Mapping[str, str]) -> Table:
    """Run a query of the catalogue.

    Raises:
        DubanError: no such query, or a parameter is unknown, missing or of the wrong type.
    """
    entry = get_entry(name)
    query = entry.bind(values)
    return Table(columns(entry.sparql), tuple(store.select(query)))


def columns(sparql: str) -> tuple[str, ...]:
    """Return the variables of a query's outermost SELECT.

    >>> columns("SELECT ?id (COUNT(*) AS ?tasks) WHERE { ?id ?p ?o }")
    ('id', 'tasks')
    """
    plain = re.sub(r"#[^\n>]*$", "", sparql, flags=re.MULTILINE)
    head = re.search(r"SELECT\s+(?:DISTINCT\s+)?(.*?)\bWHERE\b", plain, re.DOTALL)
    if head is None:
        raise ValueError("the query is no SELECT … WHERE")
    bare = re.sub(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)", r"\1", head[1])
    return tuple(re.findall(r"\?(\w+)", bare))

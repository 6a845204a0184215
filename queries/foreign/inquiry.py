"""A query to be run, within which limits, and what came of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Rows = Literal["json", "xml", "csv", "tsv"]
Statements = Literal["ttl", "nt", "rdf", "jsonld"]
Source = Path | bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take.

    Args:
        rows: of its answer, or statements.
        megabytes: of memory, where the system lets that be limited.
    """

    rows: int = 10_000
    seconds: float = 30
    megabytes: int = 4096


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A query as it is put to a process that runs it.

    Args:
        sparql: the usual prefixes need not be declared.
        rows: the form of the answer to a SELECT or ASK; ``None`` if there is none that would do.
        statements: the same for CONSTRUCT and DESCRIBE.
        default_graphs: IRIs of the graphs that together are the default graph; all named ones, if no graphs are given.
        named_graphs: IRIs of the graphs that ``GRAPH`` finds.
    """

    sparql: str
    limits: Limits = Limits()
    rows: Rows | None = "tsv"
    statements: Statements | None = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query gave.

    Args:
        form: ``select``, ``ask``, ``construct`` or ``describe``.
        written: the form of ``content``; ``None`` where the query would have given what nobody asked for.
        truncated: whether there was more, and it was stopped at the row limit.
    """

    form: str
    written: Rows | Statements | None
    content: bytes
    truncated: bool = False

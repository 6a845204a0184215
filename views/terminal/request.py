"""A query as a command line asks for it: by name with its parameters, or from a file."""

from collections.abc import Sequence

from extraction.reader import read
from graph.store import Store
from queries import catalogue
from queries.foreign.inquiry import Limits
from queries.own import Found, run_own
from views.terminal.misuse import MisuseError


def rows_asked_for(
    store: Store, name: str | None, file: str | None, words: Sequence[str], limits: Limits | None = None
) -> Found:
    """Run a query of the catalogue or of a file.

    Args:
        words: parameters as they stand on the command line, ``--name value`` or ``--name=value``.
        limits: for a query of a file; ours need none.

    Raises:
        DubanError: there is no such query, or it or its parameters are not right.
    """
    if name is None and file is not None:
        if words:
            raise MisuseError("cli.query-twice")
        return run_own(store, read(file, suffixes=frozenset({".rq", ".sparql", ".txt", ""})), limits)
    if file is not None:
        raise MisuseError("cli.query-twice")
    if limits is not None:
        raise MisuseError("cli.limits-without-file")
    if name is None or name.startswith("-"):
        raise MisuseError("cli.query-unnamed")
    return Found(catalogue.run(store, name, values_of(words)))


def limits_of(rows: int | None, seconds: float | None) -> Limits | None:
    """Return the limits that a command line sets, with the usual one where it sets but one."""
    if rows is None and seconds is None:
        return None
    usual = Limits()
    return Limits(usual.rows if rows is None else rows, usual.seconds if seconds is None else seconds)


def values_of(words: Sequence[str]) -> dict[str, str]:
    """Return parameters by name.

    >>> values_of(["--role", "lead", "--year=2017"])
    {'role': 'lead', 'year': '2017'}

    Raises:
        MisuseError: a word is no parameter or has no value.
    """
    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, separator, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (separator or rest):
            raise MisuseError("cli.value-missing", text=name)
        values[name.removeprefix("--")] = value if separator else rest.pop(0)
    return values

"""Headers of SPARQL files: lines ``#+ key: value``, which leave the query plain SPARQL (a convention of grlc)."""

import re
from collections.abc import Collection, Mapping

_LINE = re.compile(r"#\+ ([a-z-]+): (\S.*)")


def read_header(file: str, source: str, once: Collection[str], other: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    r"""Return the values of a header by their keys, in the order of the file.

    Args:
        file: what to call the file in an error.
        source: its text.
        once: the keys that must be there, each once.
        other: the keys that may be there, any number of times.

    Raises:
        ValueError: a line is none, or its key is unknown, repeated or missing.

    >>> read_header("a.rq", "#+ title: All\n#+ param: year\nSELECT * WHERE { }", ("title",), ("param",))
    {'title': ('All',), 'param': ('year',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in (line for line in source.splitlines() if line.startswith("#+")):
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in (*once, *other):
            raise ValueError(f"{file}: {line}: the keys are {', '.join((*once, *other))}")
        found[match[1]] = (*found.get(match[1], ()), match[2])
    if missing := set(once) - found.keys():
        raise ValueError(f"{file}: the header lacks {', '.join(sorted(missing))}")
    if repeated := [key for key in once if len(found[key]) > 1]:
        raise ValueError(f"{file}: the header has {repeated[0]} more than once")
    return found

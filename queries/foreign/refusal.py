r"""What a query may not ask for: data from elsewhere (SERVICE, FROM), and anything that is no query.

The engine tells words apart by the place in its grammar, not by their ends: it reads ``SERVICESILENT<x>``,
``1SERVICE<x>`` and ``SERVICEex:a`` as calls of a service, and what is a comparison to it may look like the beginning of
an IRI.  So a clause is looked for by its whole form, anywhere; it is let pass only where no way of reading the text up
to it leads there, as within a string or a comment.  In SPARQL 1.1 (section 19.2) ``\u0053`` stands for ``S`` anywhere,
and in this engine within strings and IRIs only: both readings are looked through.
"""

import re
from collections.abc import Iterator

from ontology.wording import DubanError

FORMS = ("select", "ask", "construct", "describe")

_BLANK = r"(?:[ \t\r\n]|\#[^\r\n]*+)*+"
_NAME = r"(?:<[^<>]*+>|[?$]?(?:[\w.:%-]|[^\x00-\x7f]|\\.)++)"
_ITEMS = r"(?:WHERE|FROM|GROUP|HAVING|ORDER|LIMIT|OFFSET|VALUES)"
_CLAUSES = {
    "SERVICE": re.compile(rf"SERVICE{_BLANK}(?:SILENT{_BLANK})?{_NAME}{_BLANK}\{{", re.IGNORECASE),
    "FROM": re.compile(rf"FROM{_BLANK}(?:NAMED{_BLANK})?{_NAME}{_BLANK}(?:\{{|\Z|{_ITEMS})", re.IGNORECASE),
}
_NAMING = re.compile(
    r"(?:\A|[ \t\r\n{}])(?:GRAPH|DESCRIBE)[ \t]+\Z", re.IGNORECASE
)  # then comes a name, even ``service:x``
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_PROLOGUE = re.compile(
    rf"{_BLANK}(?:(?:BASE{_BLANK}<[^<>]*+>|PREFIX{_BLANK}[^\s:<>]*+:{_BLANK}<[^<>]*+>|VERSION{_BLANK}(?:'[^'\n]*'|\"[^\"\n]*\")){_BLANK})*+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")

# Ways to read on from a place: where several fit, each is followed.
_CHARACTER = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_STRINGS = re.compile(
    r"""'''(?:[^'\\]|\\.|''?(?!'))*+'''|\"\"\"(?:[^"\\]|\\.|""?(?!"))*+\"\"\"|'(?:[^'\\\r\n]|\\.)*+'|"(?:[^"\\\r\n]|\\.)*+\"""",
    re.DOTALL,
)
_LONG = re.compile(rf"'''(?:[^'\\]|{_CHARACTER}|''?(?!'))*+'''|\"\"\"(?:[^\"\\]|{_CHARACTER}|\"\"?(?!\"))*+\"\"\"")
_COMMENT = re.compile(r"#[^\r\n]*+")
_SHORT = re.compile(r"""''|\"\"""")
_IRI = re.compile(r"<[^<>]*+>")
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://")  # no comparison: nothing but IRIs and strings has ``//``
_VARIABLE = re.compile(r"[?$](?:\w|[^\x00-\x7f])++")
_TAG = re.compile(r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?")
_PREFIXED = re.compile(r"(?:(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w.-]|[^\x00-\x7f])*+)?:(?:[\w.:%-]|[^\x00-\x7f]|\\.)*+")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_TOKENS = {"#": _COMMENT, "<": _IRI, "?": _VARIABLE, "$": _VARIABLE, "@": _TAG, "\\": _ESCAPED}


def form_of(sparql: str) -> str:
    r"""Return whether a query is a ``select``, ``ask``, ``construct`` or ``describe``.

    >>> form_of("PREFIX ask: <urn:x> # DESCRIBE\nselect * {}")
    'select'

    Raises:
        DubanError: it is none, or it asks for data from elsewhere.
    """
    prologue = _PROLOGUE.match(sparql)
    word = _WORD.match(sparql, prologue.end() if prologue else 0)
    form = word[0].lower() if word else ""
    found = next((known for known in FORMS if form.startswith(known)), None)
    if found is None:
        raise DubanError("errors.no-query")
    refuse_elsewhere(sparql)
    return found


def refuse_elsewhere(sparql: str) -> None:
    """See that a query asks this store and nothing else.

    Raises:
        DubanError: it holds a SERVICE, FROM or FROM NAMED clause.
    """
    for text in {sparql, unescaped(sparql)}:
        for word, clause in _CLAUSES.items():
            if _is_read(text, clause):
                raise DubanError("errors.query-elsewhere", word=word)


def unescaped(sparql: str) -> str:
    r"""Put in the characters that codepoint escapes stand for (SPARQL 1.1, section 19.2).

    >>> unescaped(r"\u0053ELECT")
    'SELECT'
    """

    def character(escape: re.Match[str]) -> str:
        code = int(escape[1] or escape[2], 16)
        return chr(code) if code <= 0x10FFFF else escape[0]

    return _ESCAPE.sub(character, sparql)


def _is_read(text: str, clause: re.Pattern[str]) -> bool:
    """Return whether some way of reading a text comes to a clause."""
    places = [match.start() for match in re.finditer(rf"(?={clause.pattern})", text, clause.flags)]
    places = [place for place in places if not _NAMING.search(text, max(0, place - 80), place)]
    if not places:
        return False
    reached = bytearray(len(text) + 1)
    reached[0] = 1
    for place in range(places[-1] + 1):
        if reached[place]:
            for after in _readings(text, place):
                reached[after] = 1
    return any(reached[place] for place in places)


def _readings(text: str, place: int) -> Iterator[int]:
    """Where what begins at a place may end."""
    first = text[place : place + 1]
    if first in "'\"":
        yield from _string_ends(text, place)
        return
    name = _TOKENS.get(first, _PREFIXED).match(text, place)
    if name is None or not (first in "#?$@:" or _ADDRESS.match(text, place)):
        yield place + 1
    if name is not None:
        yield name.end()
    if name is not None and name.re is _PREFIXED:  # some engines end a name at a dot
        yield from (place + dot.end() for dot in re.finditer(r"\.", name[0]))


def _string_ends(text: str, place: int) -> Iterator[int]:
    """Where a string may end; marks that begin no sound long one may be an empty one and the beginning of another."""
    patterns = (_LONG,) if _LONG.match(text, place) else (_STRINGS, _SHORT)
    yield from (match.end() for pattern in patterns if (match := pattern.match(text, place)))

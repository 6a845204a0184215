"""Whether the graph of a plan holds to ``ontology/shapes.ttl``, asked in SPARQL of Oxigraph.

``graph.reference`` asks pySHACL, which takes ten times as long; a test holds both to the same answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from graph.constraints import violation_queries
from graph.iri import BASE
from graph.shapes import Shape, read_shapes
from ontology.wording import DubanError, Language, say

SHAPES = "https://w3id.org/duban/shapes#"
_Bound = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
_WORDS = 60  # of a passage are enough to find it by


@dataclass(frozen=True, slots=True)
class Violation:
    """One shape that one thing does not hold to.

    Args:
        shape: local name of the shape, as ``DeadlineStart``.
        focus: IRI of the thing.
        value: the value that is not as it should be, if one is.
        messages: what the shape demands, by language.
    """

    shape: str
    focus: str
    value: str | None
    messages: tuple[tuple[str, str], ...]

    def text(self, language: Language) -> str:
        """Return what the shape demands in one language."""
        return dict(self.messages)[language]


@dataclass(frozen=True, slots=True)
class Saying:
    """Where the text says something, and its words."""

    start: int
    end: int
    words: str

    def text(self, language: Language) -> str:
        """Return the place and the words, the beginning of a long passage."""
        words = self.words if len(self.words) <= _WORDS else self.words[: _WORDS - 1] + "…"
        return say("graph.saying", language, start=self.start, end=self.end, words=words)


class ViolationError(DubanError):
    """A plan that was not written since its statements violate a shape.

    Args:
        title: the plan's title.
        found: the violations, at least one; the first is told.
        saying: the passage that the first is about; none where it is about the plan as a whole.
    """

    def __init__(self, title: str, found: Sequence[Violation], saying: Saying | None) -> None:
        first = found[0]
        super().__init__(
            "graph.shape-violated",
            plan=title,
            thing=first.focus.removeprefix(BASE),
            shape=first.shape,
            value="–" if first.value is None else first.value,
            count=len(found),
            **_told(first, saying, "en"),
        )
        self._title, self.violations, self.saying = title, tuple(found), saying

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._title, self.violations, self.saying)

    def text(self, language: Language) -> str:
        """Return the message in one language, the shape's demand too."""
        return say(self.key, language, **{**self.values, **_told(self.violations[0], self.saying, language)})


def _told(violation: Violation, saying: Saying | None, language: Language) -> dict[str, str]:
    where = saying.text(language) if saying else say("graph.no-saying", language)
    return {"demand": violation.text(language), "where": where}


def violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Validate the statements of a plan against the shapes (SHACL, W3C Recommendation of 2017-07-20).

    Args:
        quads: statements, best a database that holds them; in which graphs they stand does not matter.

    Returns:
        What does not hold, ordered by shape and thing; nothing for a graph that conforms.
    """
    database = quads if isinstance(quads, ox.Store) else _loaded(quads)
    asked = ((shape, query) for shape, queries in _queries() for query in queries)
    found = {violation for shape, query in asked for violation in _found(database, shape, query)}
    return sorted(found, key=lambda violation: (violation.shape, violation.focus, violation.value or ""))


def check_shapes(quads: Iterable[ox.Quad], title: str) -> None:
    """Make sure that the statements of a plan hold to the shapes.

    Raises:
        ViolationError: they do not; it tells the first violation and how many there are.
    """
    database = quads if isinstance(quads, ox.Store) else _loaded(quads)
    if found := violations(database):
        raise ViolationError(title, found, find_saying(database, found[0].focus))


def find_saying(database: ox.Store, thing: str) -> Saying | None:
    """Return the passage nearest to a thing: its own, that of what it belongs to, or of what it joins."""
    query = files("graph").joinpath("saying.rq").read_text("utf-8")
    for row in _rows(database, query, {ox.Variable("thing"): ox.NamedNode(thing)}):
        return Saying(int(row["start"]), int(row["end"]), row["words"])
    return None


def shapes() -> tuple[Shape, ...]:
    """Return the shapes that plans are held to."""
    return read_shapes(files("ontology").joinpath("shapes.ttl").read_bytes())


def _found(database: ox.Store, shape: Shape, query: str) -> Iterator[Violation]:
    for row in _rows(database, query):
        value = row.get("value", row["this"] if shape.path is None else None)
        yield Violation(shape.name.removeprefix(SHAPES), row["this"], value, shape.messages)


def _rows(database: ox.Store, query: str, bound: _Bound | None = None) -> Iterator[dict[str, str]]:
    solutions = database.query(query, use_default_graph_as_union=True, substitutions=bound)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - all our queries are SELECTs
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        terms = zip(names, solution, strict=True)
        yield {name: term.value for name, term in terms if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode)}


@cache
def _queries() -> tuple[tuple[Shape, tuple[str, ...]], ...]:
    return tuple((shape, tuple(violation_queries(shape))) for shape in shapes())


def _loaded(quads: Iterable[ox.Quad]) -> ox.Store:
    database = ox.Store()
    database.bulk_extend(quads)
    return database

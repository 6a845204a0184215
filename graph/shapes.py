"""Shapes as ``ontology/shapes.ttl`` has them, read from SHACL into plain values.

What is read is the part of SHACL Core (W3C Recommendation of 2017-07-20) that ``graph.constraints`` can say in SPARQL,
and SPARQL-based constraints (chapter 5).  Anything else raises when the shapes are read: a constraint that nothing
checks would pass for one that holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import RDF, SH

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.Literal
_Said = dict[str, list[object]]

_SHAPE_TERMS = {"targetClass", "path", "message"}
_ONE_TERM = {"class", "datatype", "nodeKind", "hasValue", "lessThan", "lessThanOrEquals", "pattern", "uniqueLang"}
_ONE_TERM |= {"minCount", "maxCount", "minLength", "maxLength"}
_ONE_TERM |= {"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"}
_TERMS = {"in", "languageIn"}
_ONE_SHAPE = {"not", "node", "property"}
_SHAPES = {"or", "and"}
_QUALIFIED = {"qualifiedMinCount", "qualifiedMaxCount"}


class UnknownConstraintError(ValueError):
    """A shape says something that is not checked here."""


@dataclass(frozen=True, slots=True)
class Path:
    """The property that leads from a thing to what a shape looks at, or, ``inverse``, from there to the thing."""

    predicate: ox.NamedNode
    inverse: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape.

    Args:
        name: local name of its parameter, as ``minCount``.
        terms: the parameter's value, several for a list.
        shapes: the shapes that it rests on: those of ``sh:or``, or the one whose values are counted.
        select: the query of a SPARQL-based constraint.
    """

    name: str
    terms: tuple[Term, ...] = ()
    shapes: tuple["Shape", ...] = ()
    select: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is demanded of things.

    Args:
        name: IRI of the shape; empty for one that has none.
        classes: whose instances it is demanded of; none for one that others refer to.
        path: to the values that it is demanded of, in a property shape.
        messages: what it demands, by language.
    """

    name: str
    classes: tuple[ox.NamedNode, ...]
    path: Path | None
    constraints: tuple[Constraint, ...]
    messages: tuple[tuple[str, str], ...]


def read_shapes(turtle: bytes) -> tuple[Shape, ...]:
    """Read the shapes that name classes, in the order of their IRIs.

    Raises:
        UnknownConstraintError: a shape says something that is not checked here.
    """
    graph = ox.Store()
    graph.load(turtle, format=ox.RdfFormat.TURTLE)
    reader = _Reader(graph)
    subjects = {quad.subject for quad in graph.quads_for_pattern(None, ox.NamedNode(SH + "targetClass"), None)}
    return tuple(sorted(map(reader.shape, subjects), key=lambda shape: shape.name))


class _Reader:
    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph

    def shape(self, node: object) -> Shape:
        """Read a shape and those that it refers to."""
        constraints: list[Constraint] = []
        said = self._said(node)
        for name in sorted(set(said) - _SHAPE_TERMS - {"qualifiedValueShape"}):
            constraints += self._constraints(node, name, said)
        messages = (m for m in said.get("message", ()) if isinstance(m, ox.Literal))
        return Shape(
            name=node.value if isinstance(node, ox.NamedNode) else "",
            classes=tuple(sorted((c for c in said.get("targetClass", ()) if isinstance(c, ox.NamedNode)), key=str)),
            path=self._path(said["path"][0]) if "path" in said else None,
            constraints=tuple(constraints),
            messages=tuple(sorted((str(message.language), message.value) for message in messages)),
        )

    def _constraints(self, node: object, name: str, said: _Said) -> Iterator[Constraint]:
        for value in said[name]:
            if name in _ONE_TERM:
                yield Constraint(name, terms=(_term(value),))
            elif name in _TERMS:
                yield Constraint(name, terms=tuple(map(_term, self._list(value))))
            elif name in _ONE_SHAPE:
                yield Constraint(name, shapes=(self.shape(value),))
            elif name in _SHAPES:
                yield Constraint(name, shapes=tuple(map(self.shape, self._list(value))))
            elif name in _QUALIFIED:
                yield Constraint(
                    name, terms=(_term(value),), shapes=tuple(map(self.shape, said["qualifiedValueShape"]))
                )
            elif name == "sparql":
                yield Constraint(name, select=self._select(value))
            else:
                raise UnknownConstraintError(f"{node}: sh:{name} is not among the constraints that are checked")

    def _path(self, value: object) -> Path:
        if isinstance(value, ox.NamedNode):
            return Path(value, inverse=False)
        said = self._said(value)
        if set(said) == {"inversePath"} and isinstance(inverse := said["inversePath"][0], ox.NamedNode):
            return Path(inverse, inverse=True)
        raise UnknownConstraintError(f"a path by {sorted(said)} is not among those that are followed")

    def _select(self, node: object) -> str:
        """Return the query of a SPARQL-based constraint (SHACL 5.2), with the prefixes that it declares."""
        said = self._said(node)
        if unknown := set(said) - {"select", "prefixes"}:
            raise UnknownConstraintError(f"{node}: a SPARQL-based constraint with {sorted(unknown)} is not checked")
        declared = (declaration for source in said.get("prefixes", ()) for declaration in self._said(source)["declare"])
        lines = [self._prefix(declaration) for declaration in declared]
        return "\n".join([*lines, _text(said["select"][0])])

    def _prefix(self, node: object) -> str:
        said = self._said(node)
        return f"PREFIX {_text(said['prefix'][0])}: <{_text(said['namespace'][0])}>"

    def _said(self, node: object) -> _Said:
        """Return what is said of a node in SHACL's terms, by their local names."""
        if not isinstance(node, Node):
            raise UnknownConstraintError(f"{node} stands where a shape is due")
        found: _Said = {}
        for quad in self._graph.quads_for_pattern(node, None, None):
            if quad.predicate.value.startswith(SH):
                found.setdefault(quad.predicate.value.removeprefix(SH), []).append(quad.object)
        return found

    def _list(self, head: object) -> Iterator[object]:
        while isinstance(head, ox.BlankNode):
            of_head = self._graph.quads_for_pattern(head, None, None)
            links = {quad.predicate.value.removeprefix(RDF): quad.object for quad in of_head}
            yield links["first"]
            head = links["rest"]


def _term(value: object) -> Term:
    if not isinstance(value, Term):
        raise UnknownConstraintError(f"{value} stands where an IRI or a literal is due")
    return value


def _text(value: object) -> str:
    if not isinstance(value, ox.Literal):
        raise UnknownConstraintError(f"{value} stands where a text is due")
    return value.value

"""Shapes as SPARQL: for each one query that finds what does not hold to it.

Each constraint becomes the SPARQL expression by which SHACL defines it, true where it holds.  An expression that fails,
as a comparison of a date with a text, does not hold.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, count

from graph.shapes import Constraint, Path, Shape, Term, UnknownConstraintError
from ontology.namespaces import XSD

# Those that Oxigraph can cast to: the cast of a well-formed literal of the type is the literal itself.
_CAST = {"string", "boolean", "integer", "decimal", "double", "float", "date", "time", "dateTime", "gYear"}
_CAST |= {"gYearMonth", "duration", "dayTimeDuration", "yearMonthDuration"}
_KINDS = {
    "IRI": "isIRI({value})",
    "Literal": "isLiteral({value})",
    "BlankNode": "isBlank({value})",
    "IRIOrLiteral": "!isBlank({value})",
    "BlankNodeOrIRI": "!isLiteral({value})",
    "BlankNodeOrLiteral": "!isIRI({value})",
}
# What is demanded of each value by itself; {value} is the value, {term} the parameter.
_OF_VALUES: Mapping[str, str] = {
    "class": "EXISTS {{ {value} a {term} }}",
    "in": "{value} IN ({terms})",
    "languageIn": "LANG({value}) != '' && ({languages})",
    "pattern": "!isBlank({value}) && REGEX(STR({value}), {term})",
    "minLength": "!isBlank({value}) && STRLEN(STR({value})) >= {term}",
    "maxLength": "!isBlank({value}) && STRLEN(STR({value})) <= {term}",
    "minInclusive": "{value} >= {term}",
    "minExclusive": "{value} > {term}",
    "maxInclusive": "{value} <= {term}",
    "maxExclusive": "{value} < {term}",
    "lessThan": "NOT EXISTS {{ {focus} {term} {other} FILTER(!COALESCE({value} < {other}, false)) }}",
    "lessThanOrEquals": "NOT EXISTS {{ {focus} {term} {other} FILTER(!COALESCE({value} <= {other}, false)) }}",
}


_OF_SHAPES: Mapping[str, str] = {"or": " || ", "and": " && ", "node": "", "property": "", "not": ""}
_OF_SETS = {"minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "hasValue", "uniqueLang"}


def violation_queries(shape: Shape) -> Iterator[str]:
    """Give the queries for what does not hold to a shape: ``?this``, and ``?value`` where one is wrong.

    Raises:
        UnknownConstraintError: the shape has a constraint that cannot be said.
    """
    if groups := list(_Translation().groups(shape)):
        yield "SELECT ?this ?value WHERE { { " + " } UNION { ".join(groups) + " } }"
    for constraint in shape.constraints:
        if constraint.name == "sparql":
            yield _prebound(constraint.select, shape)


class _Translation:
    """One query in the making, which knows what variables it has."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def groups(self, shape: Shape) -> Iterator[str]:
        """Give the patterns that each find some of what does not hold to a shape."""
        constraints = [constraint for constraint in shape.constraints if constraint.name != "sparql"]
        quick = [constraint for constraint in constraints if _is_quick(constraint, shape)]
        others = [constraint for constraint in constraints if constraint not in quick]
        value = "?this" if shape.path is None else "?value"
        of_values = [each for c in others for each in self._of_values(c, "?this", value)]
        of_sets = [each for c in others for each in self._of_sets(c, shape.path, "?this")]
        yield from (_quickly(constraint, shape) for constraint in quick)
        if of_values and shape.path is None:
            yield f"{_instances(shape)} BIND(?this AS ?value) FILTER({_fails(of_values)})"
        elif of_values:  # IF, since the two sides of && would be asked in any order, and most values hold
            holds = f"COALESCE({_all(of_values)}, false)"
            yield f"{_step(shape.path, '?this', value)} FILTER(IF({holds}, false, {_is_instance(shape)}))"
        if of_sets:
            yield f"{_instances(shape)} FILTER({_fails(of_sets)})"

    def _holds(self, shape: Shape, focus: str) -> str:
        """Return an expression that is true if a thing holds to a shape that another refers to."""
        value = focus if shape.path is None else self._fresh()
        of_values = [each for c in shape.constraints for each in self._of_values(c, focus, value)]
        holding = [each for c in shape.constraints for each in self._of_sets(c, shape.path, focus)]
        if of_values and shape.path is None:
            holding += of_values
        elif of_values:
            holding.append(f"NOT EXISTS {{ {_step(shape.path, focus, value)} FILTER({_fails(of_values)}) }}")
        return f"COALESCE({_all(holding)}, false)"

    def _of_values(self, constraint: Constraint, focus: str, value: str) -> Iterator[str]:
        """Give what a constraint demands of each value by itself."""
        name, terms = constraint.name, constraint.terms
        if name in _OF_SHAPES:
            each = [self._holds(shape, value) for shape in constraint.shapes]
            yield ("!" if name == "not" else "") + f"({_OF_SHAPES[name].join(each)})"
        elif name == "datatype":
            yield _is_of_type(terms[0], value)
        elif name == "nodeKind":
            yield _KINDS[terms[0].value.rpartition("#")[2]].format(value=value)
        elif name in _OF_VALUES:
            languages = " || ".join(f"LANGMATCHES(LANG({value}), {term})" for term in terms)
            names = {"focus": focus, "value": value, "other": self._fresh()}
            yield _OF_VALUES[name].format(**names, term=terms[0], terms=", ".join(map(str, terms)), languages=languages)
        elif name not in _OF_SETS:
            raise UnknownConstraintError(f"sh:{name} cannot be said of values")

    def _of_sets(self, constraint: Constraint, path: Path | None, focus: str) -> Iterator[str]:
        """Give what a constraint demands of all values together."""
        name = constraint.name
        if name not in _OF_SETS:
            return
        (term,) = constraint.terms
        if name == "hasValue":
            yield f"EXISTS {{ {_step(path, focus, str(term))} }}"
        elif name == "uniqueLang":
            one, other = self._fresh(), self._fresh()
            same = f"!sameTerm({one}, {other}) && LANG({one}) != '' && LCASE(LANG({one})) = LCASE(LANG({other}))"
            yield f"NOT EXISTS {{ {_step(path, focus, one)} {_step(path, focus, other)} FILTER({same}) }}"
        elif name.lower().endswith("mincount"):
            yield f"EXISTS {{ {self._several(int(term.value), constraint, path, focus)} }}"
        else:
            yield f"NOT EXISTS {{ {self._several(int(term.value) + 1, constraint, path, focus)} }}"

    def _several(self, number: int, constraint: Constraint, path: Path | None, focus: str) -> str:
        """Return a pattern of so many different values, which hold to the shape that the constraint counts, if any."""
        values = [self._fresh() for _ in range(number)]
        differing = [f"!sameTerm({one}, {other})" for one, other in combinations(values, 2)]
        holding = [self._holds(shape, value) for shape in constraint.shapes for value in values]
        steps = " ".join(_step(path, focus, value) for value in values)
        return f"{steps} FILTER({_all(differing + holding)})" if differing + holding else steps

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"


def _is_quick(constraint: Constraint, shape: Shape) -> bool:
    """Tell the constraints for which there is a faster way than to ask for each value or each thing."""
    return shape.path is not None and constraint.name in ("maxCount", "class")


def _quickly(constraint: Constraint, shape: Shape) -> str:
    (term,), step = constraint.terms, _step(shape.path, "?this", "?value")
    if constraint.name == "class":
        return f"{{ {step} MINUS {{ ?value a {term} }} }} {_instances(shape)}"
    counted = f"SELECT ?this (COUNT(DISTINCT ?value) AS ?count) WHERE {{ {step} }} GROUP BY ?this"
    return f"{{ {counted} }} FILTER(IF(?count > {term}, {_is_instance(shape)}, false))"


def _instances(shape: Shape) -> str:
    """Return a pattern of the things that a shape is demanded of; their superclasses are stated with them."""
    if len(shape.classes) == 1:
        return f"?this a {shape.classes[0]} ."
    return f"VALUES ?ofClass {{ {' '.join(map(str, shape.classes))} }} ?this a ?ofClass ."


def _is_instance(shape: Shape) -> str:
    """Return an expression that is true of the things that a shape is demanded of."""
    return "(" + " || ".join(f"EXISTS {{ ?this a {each} }}" for each in shape.classes) + ")"


def _step(path: Path | None, focus: str, value: str) -> str:
    if path is None:
        raise UnknownConstraintError("values are counted that no path leads to")
    return f"{value} {path.predicate} {focus} ." if path.inverse else f"{focus} {path.predicate} {value} ."


def _all(expressions: list[str]) -> str:
    return "(" + " && ".join(f"({each})" for each in expressions) + ")" if expressions else "true"


def _fails(expressions: list[str]) -> str:
    return f"!COALESCE({_all(expressions)}, false)"


def _is_of_type(datatype: Term, value: str) -> str:
    """Say that a value is a well-formed literal of a type."""
    if datatype.value.removeprefix(XSD) in _CAST:  # which gives the literal itself, or fails
        return f"sameTerm({datatype}({value}), {value})"
    return f"DATATYPE({value}) = {datatype}"


def _prebound(select: str, shape: Shape) -> str:
    """Return the query of a SPARQL-based constraint for all things at once, ``$this`` bound first in its pattern."""
    head, where, rest = re.split(r"(\bWHERE\s*\{)", select, maxsplit=1, flags=re.IGNORECASE)
    if not re.search(r"[$?]this\b", head):
        raise UnknownConstraintError(f"{shape.name}: the query does not return $this")
    return f"{head}{where} {_instances(shape)} {rest}"

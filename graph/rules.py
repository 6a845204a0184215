"""What follows from a plan by rules: one CONSTRUCT a file in ``graph/rules/``, found by its name.

A rule's header has ``title-zh``, ``title-en``, ``description-zh`` and ``description-en`` and, once for each rule whose
conclusions it builds on, ``after: name``.  Rules look at the statements of one plan and no others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

import pyoxigraph as ox

from extraction.confidence import rules as measured
from graph import iri
from graph.statements import Statements, Value, chinese, english
from ontology.headers import read_header

_TEXTS = ("title-zh", "title-en", "description-zh", "description-en")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that concludes statements from others.

    Args:
        texts: title and description by their keys in the header.
        after: the rules whose conclusions it builds on.
    """

    name: str
    texts: Mapping[str, str]
    after: tuple[str, ...]
    sparql: str


def read_rule(name: str, source: str) -> Rule:
    """Return a rule from the text of its file.

    Raises:
        ValueError: its header is wrong.
    """
    header = read_header(f"{name}.rq", source, _TEXTS, ("after",))
    return Rule(name, {key: header[key][0] for key in _TEXTS}, header.get("after", ()), source)


def in_order(rules: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield rules so that each comes after those that it builds on, else by name.

    Raises:
        ValueError: a rule builds on one that is not there, or on itself.
    """
    for rule in rules.values():
        if unknown := set(rule.after) - rules.keys():
            raise ValueError(f"{rule.name}.rq: after: there is no rule {min(unknown)}")
    yield from (rules[name] for name in TopologicalSorter({n: rules[n].after for n in sorted(rules)}).static_order())


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are to be applied."""
    paths = [path for path in files("graph").joinpath("rules").iterdir() if path.name.endswith(".rq")]
    return tuple(in_order({path.name[:-3]: read_rule(path.name[:-3], path.read_text("utf-8")) for path in paths}))


def conclusions(rule: Rule, database: ox.Store) -> list[ox.Triple]:
    """Return what a rule concludes from all statements of a database, each once and always in the same order."""
    found = database.query(rule.sparql, use_default_graph_as_union=True)
    if not isinstance(found, ox.QueryTriples):
        raise ValueError(f"{rule.name}.rq: a rule is a CONSTRUCT query")
    return sorted(set(found), key=str)


def conclude(database: ox.Store, graph: ox.NamedNode) -> Iterator[tuple[Rule, list[ox.Quad]]]:
    """Apply all rules to the statements of a plan.

    Args:
        database: holds them, and from then on what was concluded too.
        graph: where that is stated.

    Yields:
        Each rule with what it concluded, if it did.
    """
    for rule in all_rules():
        quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in conclusions(rule, database)]
        database.extend(quads)
        if quads:
            yield rule, quads


def describe_rules(graph: ox.NamedNode) -> list[ox.Quad]:
    """State what the rules are: those here, and those of the extraction with how often they were right."""
    statements = Statements(graph)
    for rule in all_rules():
        node = iri.rule(rule.name)
        statements.state(node, "Rule", {"skos:notation": rule.name})
        for name, key in (("skos:prefLabel", "title"), ("skos:definition", "description")):
            statements.add(node, name, chinese(rule.texts[f"{key}-zh"]))
            statements.add(node, name, english(rule.texts[f"{key}-en"]))
    for name, known in measured().items():
        lower = Decimal(f"{known.lower:.3f}")
        values: dict[str, Value] = {"skos:notation": name, "confidence": lower, "sampleSize": known.made}
        statements.state(iri.rule(name), "Rule", values)
    return statements.quads

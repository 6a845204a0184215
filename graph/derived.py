"""What follows from the statements of a plan, in a graph of its own that is marked as inferred.

Nothing here is said by a passage: it is concluded by rules, from the lists of the vocabulary, or by comparing names and
numbers.  The same plan and vocabulary give the same statements in the same order.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from extraction.records import Plan
from graph import iri
from graph.counterparts import write_counterparts
from graph.departments import departments_of
from graph.near_names import write_near_names
from graph.numbering import write_numbering
from graph.rules import conclude
from graph.statements import Statements
from graph.topics import write_topics
from ontology.water_classes import water_classes


def derive(plan: Plan, plan_id: str, database: ox.Store) -> list[ox.Quad]:
    """State what follows from a plan.

    Args:
        plan: the records that were stated.
        database: holds the statements of the plan alone, and from then on what rules conclude from them.

    Returns:
        Statements in ``iri.inferred_graph(plan_id)``.
    """
    graph = iri.inferred_graph(plan_id)
    statements = Statements(graph)
    statements.state(graph, "InferredGraph", {"prov:wasDerivedFrom": iri.plan_graph(plan_id)})
    write_counterparts(plan, statements)
    write_topics(plan, plan_id, statements)
    _write_water_classes(plan, plan_id, statements)
    write_near_names(plan, plan_id, departments_of(plan), statements)
    write_numbering(plan, plan_id, statements)
    concluded = []
    for rule, quads in conclude(database, graph):
        statements.add(graph, "rule", iri.rule(rule.name))
        concluded += quads
    return [*_unsaid(statements.quads, database), *concluded]


def _write_water_classes(plan: Plan, plan_id: str, statements: Statements) -> None:
    """State which class of the list a target sets."""
    for order, target in enumerate(plan.targets, start=1):
        if isinstance(target.value, str) and target.value in water_classes():
            node = iri.target(plan_id, order)
            statements.add(node, "waterQualityClass", iri.listed("water-class", target.value))


def _unsaid(quads: Iterable[ox.Quad], database: ox.Store) -> Iterator[ox.Quad]:
    """Yield what the plan's own graph does not state: passages of both would be counted twice by who reads both."""
    for quad in quads:
        if next(database.quads_for_pattern(quad.subject, quad.predicate, quad.object, None), None) is None:
            yield quad

"""What follows from the statements of a plan, in a graph of its own that is marked as inferred.

Nothing here is said by a passage: it is concluded by rules, from the lists of the vocabulary, or by comparing names and
numbers.  The same plan and vocabulary give the same statements in the same order.
"""

import pyoxigraph as ox

from extraction.records import Plan
from graph import iri
from graph.statements import Statements


def derive(plan: Plan, plan_id: str, database: ox.Store) -> list[ox.Quad]:
    """State what follows from a plan.

    Args:
        plan: the records that were stated.
        database: holds the statements of the plan; what is derived is not written to it.

    Returns:
        Statements in ``iri.inferred_graph(plan_id)``.
    """
    del plan, database
    statements = Statements(iri.inferred_graph(plan_id))
    statements.state(iri.inferred_graph(plan_id), "InferredGraph", {"prov:wasDerivedFrom": iri.plan_graph(plan_id)})
    return statements.quads

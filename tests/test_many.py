"""The plans that are made to measure on are plans, each its own and the same each time."""

from benchmarks.many import made, plans, statements
from graph import iri
from graph.library import state
from graph.validate import violations


def test_made_plans_conform_and_are_each_their_own() -> None:
    for plan_id, plan in plans(2):
        assert violations(state(plan, plan_id)) == []
    one, other = made(0), made(1)
    assert one.title != other.title
    assert one.period != other.period
    assert one.tasks
    assert not {task.id for task in one.tasks} & {task.id for task in other.tasks}
    leads = [{r.name for task in plan.tasks for r in task.responsibilities} for plan in (one, made(4))]
    assert leads[0] != leads[1]


def test_same_number_gives_the_same_plan() -> None:
    assert made(3) == made(3)
    found = list(statements(2))
    assert found == list(statements(2))
    assert {iri.plan_graph("made-0000"), iri.plan_graph("made-0001")} <= {quad.graph_name for quad in found}

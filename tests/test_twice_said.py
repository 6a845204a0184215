"""What two components state of one passage is stated once, and counts once in whatever graphs it stands."""

from collections import Counter

import pyoxigraph as ox

from graph import iri
from graph.library import prepare
from graph.validate import violations

REPEATED = """某区治水方案
一、任务
1．疏浚河道。
责任单位：区水务局
2．巡查河道
责任单位：区水务局
2．植树护岸
责任单位：区林业局
"""


def stated() -> list[ox.Quad]:
    return list(ox.parse(prepare(REPEATED, "p").content.nquads, ox.RdfFormat.N_QUADS))


def test_a_repeated_number_keeps_no_plan_out_of_the_store() -> None:
    quads = stated()
    assert any(quad.predicate.value.endswith("repeatsNumberOf") for quad in quads)
    times_said = Counter((quad.subject, quad.predicate, quad.object) for quad in quads)
    assert [triple for triple, times in times_said.items() if times > 1] == []


def test_statements_that_two_graphs_hold_count_once() -> None:
    quads = [quad for quad in stated() if quad.graph_name == iri.plan_graph("p")]
    again = [ox.Quad(quad.subject, quad.predicate, quad.object, iri.inferred_graph("p")) for quad in quads]
    assert violations(quads) == violations([*quads, *again]) == []

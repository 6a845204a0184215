"""GraphML (http://graphml.graphdrawing.org): who and what plans bring together, for tools that draw networks."""

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from graph.store import Store
from queries.content import content_of
from queries.exports.visible import plain
from queries.records import Body, Content, Target, Task

Node = tuple[str, Mapping[str, str]]
Edge = tuple[str, str, str]


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return plans, sections, tasks, bodies, targets and indicators as nodes, and how they hang together as edges.

    A node has ``kind``, ``label`` and, where there is one, ``label_en``; an edge has ``relation``: ``partOf`` and
    ``inTask`` lead to what is around, a body's role to its task, ``serves`` to the target, ``indicator`` from it.
    """
    import networkx

    network, numbers = networkx.MultiDiGraph(), count(1)
    for plan in (content_of(store, plan) for plan in plans):
        for name, values in _nodes(plan):
            network.add_node(name, **{key: plain(value) for key, value in values.items() if value})
        for start, end, relation in _edges(plan):
            network.add_edge(start, end, key=str(next(numbers)), relation=relation)
    stream = io.BytesIO()
    networkx.write_graphml_lxml(network, stream)
    return stream.getvalue()


def _nodes(plan: Content) -> Iterator[Node]:
    yield plan.iri, {"kind": "plan", "label": plan.title, "id": plan.id, "start": plan.start, "end": plan.end}
    for section in plan.sections:
        yield section.iri, {"kind": "section", "label": section.title, "id": section.id, "plan": plan.id}
    for task in plan.tasks:
        yield task.iri, {"kind": "task", "label": task.title, "id": task.id, "plan": plan.id, **_due(task)}
        for part in task.parts:
            yield _body(part.body)
    if plan.issuer:
        yield _body(plan.issuer)
    for goal in plan.targets:
        yield goal.iri, {"kind": "target", "label": goal.label, "id": goal.id, "plan": plan.id, **goal.figures}
        if goal.indicator_iri:
            yield goal.indicator_iri, {"kind": "indicator", "label": goal.indicator}


def _body(body: Body) -> Node:
    return body.iri, {"kind": "group" if body.group else "department", "label": body.label, "label_en": body.english}


def _due(task: Task) -> Mapping[str, str]:
    ends = sorted(when.end for when in task.deadlines if when.end)
    return {"due": ends[-1]} if ends else {}


def _edges(plan: Content) -> Iterator[Edge]:
    around = {"": plan.iri, **{section.id: section.iri for section in plan.sections}}
    tasks = {task.id: task.iri for task in plan.tasks}
    if plan.issuer:
        yield plan.issuer.iri, plan.iri, "issued"
    for section in plan.sections:
        yield section.iri, around[section.parent], "partOf"
    for task in plan.tasks:
        yield task.iri, around[task.section], "partOf"
        for role, body in dict.fromkeys((part.role, part.body.iri) for part in task.parts):
            yield body, task.iri, role
    for goal in plan.targets:
        yield from _goal_edges(goal, around[goal.section], tasks)
    yield from ((task, goal, "serves") for task, goal in plan.serves)


def _goal_edges(goal: Target, section: str, tasks: Mapping[str, str]) -> Iterator[Edge]:
    yield goal.iri, section, "partOf"
    if goal.task:
        yield goal.iri, tasks[goal.task], "inTask"
    if goal.indicator_iri:
        yield goal.iri, goal.indicator_iri, "indicator"

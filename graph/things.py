"""What a plan names as statements: places, facilities, works and documents, and which tasks serve its goals."""

from collections.abc import Callable, Mapping

from pyoxigraph import NamedNode

from extraction.records import Annex, Caution, Entity, EntityKind, Link, Passage, Plan
from graph import iri
from graph.statements import Statements, Value, chinese, concept

_KINDS: Mapping[EntityKind, str] = {
    "area": "Place",
    "water-body": "WaterBody",
    "monitoring-section": "MonitoringSection",
    "facility": "Facility",
    "work": "Work",
}


def write_entities(
    plan: Plan,
    plan_id: str,
    statements: Statements,
    passage: Callable[[Passage], NamedNode],
    documents: Mapping[int, NamedNode],
) -> None:
    """State what a plan names, where it does, and the tasks and targets that name it.

    Args:
        passage: states a passage and returns its name.
        documents: the cited documents by where a citation of them begins.
    """
    for entity in plan.entities:
        node = documents.get(entity.mentions[0].start) or _thing(plan, plan_id, entity, statements)
        for mention in entity.mentions:
            statements.add(node, "mentionedIn", passage(mention))
        for task in entity.tasks:
            statements.add(iri.task(plan_id, task), "mentions", node)
        for at in entity.targets:
            statements.add(iri.target(plan_id, at + 1), "mentions", node)


def _thing(plan: Plan, plan_id: str, entity: Entity, statements: Statements) -> NamedNode:
    mint = iri.work if entity.kind == "work" else iri.place
    node = mint(plan.jurisdiction or plan_id, entity.name)
    statements.state(node, _KINDS[entity.kind], {"skos:prefLabel": chinese(entity.name)})
    return node


def write_link(plan_id: str, link: Link, order: int, statements: Statements, run: NamedNode) -> None:
    """State that a task serves a target of the goals, how surely, and why."""
    node = iri.link(plan_id, order)
    values: dict[str, Value] = {
        "inPlan": iri.plan(plan_id),
        "servedTarget": iri.target(plan_id, link.target + 1),
        "servingTask": iri.task(plan_id, link.task),
        "score": link.score,
        "method": concept("methods", link.rule.removeprefix("link.")),
        "order": order,
        "rule": iri.rule(link.rule),
        "prov:wasGeneratedBy": run,
    }
    statements.state(node, "Link", values)
    for words in link.shared:
        statements.add(node, "sharedWords", words)


def write_passage(passage: Passage, plan_id: str, statements: Statements) -> NamedNode:
    """State a stretch of a plan's text and return its name."""
    node = iri.passage(plan_id, passage.start, passage.end)
    # Positions are xsd:integer: Oxigraph keeps no xsd:nonNegativeInteger, and gives back the plain type.
    values: dict[str, Value] = {"oa:start": passage.start, "oa:end": passage.end, "oa:exact": passage.text}
    statements.state(node, "Passage", {**values, "inPlan": iri.plan(plan_id)})
    return node


def annex_values(annex: Annex) -> dict[str, Value]:
    """Return what is stated of an annex that a plan announces."""
    return {"dcterms:title": annex.title or None, "annexNumber": annex.number, "isPresent": annex.present}


def caution_passage(caution: Caution, text: str) -> Passage:
    """Return the place of a caution as a passage."""
    return Passage(text[caution.start : caution.end], caution.start, caution.end)

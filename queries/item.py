"""One task or target of a plan, whole: all that the graph says of it, with its passage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.store import Row, Store
from ontology import PLAN
from ontology.wording import DubanError
from queries.index import text_of
from queries.ledgers.progress import NOTHING, Progress, read_progress
from queries.prefixes import PREFIXES

TASK = """
SELECT ?item ?id ?pid ?title ?section ?text ?start ?end WHERE {
  VALUES ?id { %s }
  ?item a :Task ; dcterms:identifier ?id ; dcterms:title ?title ; :inPlan ?plan ; :passage ?passage .
  ?plan dcterms:identifier ?pid .
  ?passage oa:exact ?text ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?item :partOf ?part . ?part a :Section ; dcterms:title ?section }
} ORDER BY ?pid"""
TARGET = """
SELECT ?item ?pid ?subject ?indicator ?comparator ?value ?most ?class ?unit ?year ?baseline ?text ?start ?end WHERE {
  VALUES ?order { %s }
  ?item a :Target ; :order ?order ; :inPlan ?plan ; :passage ?passage ; :comparator ?comparator .
  ?plan dcterms:identifier ?pid .
  ?passage oa:exact ?text ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?item :subject ?subject } OPTIONAL { ?item :indicatorAsWritten ?indicator }
  OPTIONAL { ?item :value ?value } OPTIONAL { ?item :valueMax ?most } OPTIONAL { ?item :classValue ?class }
  OPTIONAL { ?item :unit ?unit } OPTIONAL { ?item :year ?year } OPTIONAL { ?item :baselineYear ?baseline }
} ORDER BY ?pid"""
BODIES = """
SELECT ?role ?name WHERE {
  VALUES ?item { %s }
  ?item :hasResponsibility ?responsibility .
  ?responsibility :role ?role ; :nameAsWritten ?name ; :order ?order
} ORDER BY ?order"""
DEADLINES = """
SELECT ?text WHERE {
  VALUES ?item { %s }
  ?item :hasDeadline ?deadline .
  ?deadline :order ?order ; :passage/oa:exact ?text
} ORDER BY ?order"""
TARGETS = """
SELECT ?text WHERE {
  VALUES ?item { %s }
  ?target :inTask ?item ; :order ?order ; :passage/oa:exact ?text
} ORDER BY ?order"""
ROLES = {
    "lead": "lead",
    "participant": "participants",
    "responsible": "responsible",
    "guidance": "guidance",
    "default": "default-responsible",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A task or target with all that is said of it.

    Args:
        facts: what is known, by name; a name is that of a heading in ``terminal.toml``.
        start: where its passage begins in the plan's text.
        progress: what people entered on it in ledgers.
    """

    iri: str
    id: str
    plan: str
    title: str
    facts: Mapping[str, tuple[str, ...]]
    text: str
    start: int
    end: int
    progress: Progress = NOTHING


def get_item(store: Store, item_id: str, plan: str | None = None) -> Item:
    """Return the one task (``4.6.1``) or target (``t12``) with an id.

    Args:
        plan: short id of the plan; needed where several plans have such an item.

    Raises:
        DubanError: no plan or several plans have it, or there is no such plan.
    """
    items = [item for item in _items(store, item_id) if plan in (None, item.plan)]
    if plan is not None and plan not in (entry.id for entry in store.plans()):
        raise DubanError("graph.no-such-plan", plan=plan)
    if not items:
        raise DubanError("errors.no-such-item", id=item_id)
    if len(items) > 1:
        raise DubanError("errors.item-in-several", id=item_id, plans=", ".join(item.plan for item in items))
    return items[0]


def _items(store: Store, item_id: str) -> list[Item]:
    if target := re.fullmatch(r"t(\d+)", item_id):
        rows = store.select(PREFIXES + TARGET % Literal(int(target[1])))
        return [_item(row, item_id, _figures(row)) for row in rows]
    rows = store.select(PREFIXES + TASK % Literal(item_id))
    return [_item(row, item_id, _task_facts(store, row), _progress(store, row)) for row in rows]


def _progress(store: Store, row: Row) -> Progress:
    return read_progress(store, text_of(row, "pid")).get(text_of(row, "item"), NOTHING)


def _item(row: Row, item_id: str, facts: Mapping[str, tuple[str, ...]], progress: Progress = NOTHING) -> Item:
    title = text_of(row, "title") or f"{text_of(row, 'subject')} {text_of(row, 'indicator')}".strip()
    place = int(text_of(row, "start")), int(text_of(row, "end"))
    return Item(
        text_of(row, "item"), item_id, text_of(row, "pid"), title, facts, text_of(row, "text"), *place, progress
    )


def _task_facts(store: Store, row: Row) -> Mapping[str, tuple[str, ...]]:
    task = NamedNode(text_of(row, "item"))
    bodies = [(text_of(found, "role"), text_of(found, "name")) for found in store.select(PREFIXES + BODIES % task)]
    facts: dict[str, tuple[str, ...]] = {"section": (text_of(row, "section"),)}
    for role, heading in ROLES.items():
        facts[heading] = tuple(name for held, name in bodies if held == PLAN[role])
    for heading, query in (("deadlines", DEADLINES), ("targets", TARGETS)):
        facts[heading] = tuple(text_of(found, "text") for found in store.select(PREFIXES + query % task))
    return facts


def _figures(row: Row) -> Mapping[str, tuple[str, ...]]:
    comparator = PLAN.notation(text_of(row, "comparator"))
    figure = text_of(row, "value") or text_of(row, "class")
    most = f"—{text_of(row, 'most')}" if "most" in row else ""
    return {
        "subject": (text_of(row, "subject"),),
        "indicator": (text_of(row, "indicator"),),
        "figure": (f"{comparator} {figure}{most} {text_of(row, 'unit')}".strip(),),
        "year": (text_of(row, "year"),),
        "baseline_year": (text_of(row, "baseline"),),
    }

"""Reads what a plan says back out of its graph."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from graph import iri
from graph.store import Store
from ontology import PLAN
from ontology.wording import DubanError
from queries.records import Body, Content, Deadline, Quote, Responsibility, Section, Target, Task

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ALL = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
FIGURES = {
    "comparator": "comparator",
    "value": "value",
    "class": "classValue",
    "value_max": "valueMax",
    "unit": "unit",
    "year": "year",
    "baseline_year": "baselineYear",
    "baseline_value": "baselineValue",
    "recurrence": "recurrence",
}
"""The figures of a target, with their properties."""


def content_of(store: Store, plan_id: str) -> Content:
    """Return what a plan of a store says.

    Raises:
        DubanError: the store has no such plan.
    """
    graph = _Graph(statements_in(store, iri.plan_graph(plan_id)))
    plan = iri.plan(plan_id).value
    if not graph.kinds(plan):
        raise DubanError("graph.no-such-plan", plan=plan_id)
    return Content(
        iri=plan,
        id=plan_id,
        title=graph.value(plan, "dcterms:title"),
        issuer=next((graph.body(node) for node in graph.values(plan, "issuer")), None),
        issued=graph.value(plan, "dcterms:issued"),
        number=graph.value(plan, "documentNumber"),
        start=graph.value(plan, "periodStart"),
        end=graph.value(plan, "periodEnd"),
        jurisdiction=graph.label(graph.value(plan, "jurisdiction"), "zh"),
        text=graph.value(plan, "text"),
        digest=graph.value(plan, "textDigest"),
        by_default=tuple(map(graph.body, graph.values(plan, "defaultResponsible"))),
        basis=graph.documents(basis=True),
        cites=graph.documents(basis=False),
        sections=tuple(map(graph.section, graph.all_of("Section"))),
        tasks=tuple(map(graph.task, graph.all_of("Task"))),
        targets=tuple(map(graph.target, graph.all_of("Target"))),
        serves=graph.links(),
    )


def statements_in(store: Store, graph: ox.NamedNode) -> Iterable[ox.Triple]:
    """Return all statements of one graph of a store."""
    return store.construct(_ALL.format(graph=graph))


class _Graph:
    """The statements of one graph, by subject and property."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                self._found.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)

    def terms(self, node: str, name: str) -> list[ox.NamedNode | ox.Literal]:
        return self._found.get(node, {}).get(PLAN[name], [])

    def values(self, node: str, name: str) -> list[str]:
        return sorted(term.value for term in self.terms(node, name))

    def value(self, node: str, name: str) -> str:
        return next(iter(self.values(node, name)), "")

    def kinds(self, node: str) -> set[str]:
        return {term.value for term in self._found.get(node, {}).get(_TYPE, [])}

    def all_of(self, kind: str) -> list[str]:
        return sorted((node for node in self._found if PLAN[kind] in self.kinds(node)), key=self._place)

    def _place(self, node: str) -> tuple[int, str]:
        return int(self.value(node, "order") or 0), node

    def parts_of(self, node: str, name: str) -> list[str]:
        return sorted(self.values(node, name), key=self._place)

    def label(self, node: str, language: str) -> str:
        found = self.terms(node, "skos:prefLabel")
        return min((t.value for t in found if isinstance(t, ox.Literal) and t.language == language), default="")

    def quote(self, node: str) -> Quote:
        return self._stretch(self.value(node, "passage"))

    def _stretch(self, place: str) -> Quote:
        start, end = (int(self.value(place, f"oa:{name}") or 0) for name in ("start", "end"))
        return Quote(self.value(place, "oa:exact"), start, end)

    def body(self, node: str) -> Body:
        group = PLAN["BodyGroup"] in self.kinds(node)
        return Body(node, self.label(node, "zh"), self.label(node, "en"), group)

    def within(self, node: str, kind: str, name: str) -> str:
        around = self.value(node, name)
        return self.value(around, "dcterms:identifier") if PLAN[kind] in self.kinds(around) else ""

    def section(self, node: str) -> Section:
        return Section(
            iri=node,
            id=self.value(node, "dcterms:identifier"),
            number=self.value(node, "number"),
            title=self.value(node, "dcterms:title"),
            parent=self.within(node, "Section", "partOf"),
        )

    def task(self, node: str) -> Task:
        return Task(
            iri=node,
            id=self.value(node, "dcterms:identifier"),
            title=self.value(node, "dcterms:title"),
            section=self.within(node, "Section", "partOf"),
            parts=tuple(map(self._responsibility, self.parts_of(node, "hasResponsibility"))),
            deadlines=tuple(map(self._deadline, self.parts_of(node, "hasDeadline"))),
            measures=tuple(map(self.quote, self.parts_of(node, "hasMeasure"))),
            clause=next(map(self._stretch, self.values(node, "clause")), None),
            quote=self.quote(node),
        )

    def _responsibility(self, node: str) -> Responsibility:
        role = PLAN.notation(self.value(node, "role"))
        body = self.body(self.value(node, "department"))
        return Responsibility(role, self.value(node, "nameAsWritten"), body, self.quote(node))

    def _deadline(self, node: str) -> Deadline:
        kind = PLAN.notation(self.value(node, "kind"))
        start, end, recurrence = (self.value(node, name) for name in ("start", "end", "recurrence"))
        return Deadline(node, kind, start, end, recurrence, self.quote(node))

    def target(self, node: str) -> Target:
        indicator = self.value(node, "indicator")
        figures = {name: self.value(node, term) for name, term in FIGURES.items()}
        return Target(
            iri=node,
            id=f"t{self.value(node, 'order')}",
            section=self.within(node, "Section", "partOf"),
            task=self.within(node, "Task", "inTask"),
            subject=self.value(node, "subject"),
            indicator=self.label(indicator, "zh"),
            indicator_iri=indicator,
            written=self.value(node, "indicatorAsWritten"),
            figures={**figures, "comparator": PLAN.notation(figures["comparator"])},
            quote=self.quote(node),
        )

    def documents(self, *, basis: bool) -> tuple[str, ...]:
        said = "true" if basis else "false"
        cited = [node for node in self.all_of("Citation") if self.value(node, "isBasis") == said]
        found = (self.value(node, "document") for node in cited)
        named = (self.value(d, "dcterms:identifier") or self.value(d, "dcterms:title") or _last(d) for d in found)
        return tuple(dict.fromkeys(named))

    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.value(n, "servingTask"), self.value(n, "servedTarget")) for n in self.all_of("Link"))


def _last(name: str) -> str:
    return re.sub(r".*/", "", name)

"""What a plan says, read back out of its graph: for exports and comparisons, which look at all of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph import iri
from graph.store import Store
from ontology import PLAN
from ontology.wording import DubanError

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ALL = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the plan's text; offsets count in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body under its one name; ``english`` is empty where it has none."""

    iri: str
    label: str
    english: str
    group: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in a task; ``role`` is as in JSON, ``name`` as the plan writes it."""

    role: str
    name: str
    body: Body
    quote: Quote


@dataclass(frozen=True, slots=True)
class When:
    """A statement of when; empty where the plan does not say."""

    iri: str
    kind: str
    start: str
    end: str
    recurrence: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Heading:
    """A section; ``parent`` is the id of the one around it, empty at the top."""

    iri: str
    id: str
    title: str
    parent: str


@dataclass(frozen=True, slots=True)
class Job:
    """A task.

    Args:
        section: id of the section that it stands in, empty outside all.
        clause: the text that says who is responsible, empty where none does.
    """

    iri: str
    id: str
    title: str
    section: str
    parts: tuple[Part, ...]
    deadlines: tuple[When, ...]
    measures: tuple[Quote, ...]
    clause: str
    quote: Quote

    def names(self, role: str) -> tuple[str, ...]:
        """Return the bodies in one role, as the plan writes them."""
        return tuple(part.name for part in self.parts if part.role == role)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target; values as in the graph, empty where the plan does not say.

    Args:
        id: ``t`` and its place among the plan's targets.
        section: id of the section that it stands in, as ``task`` of the task.
        indicator: under its one name, as ``written`` as the plan writes it.
    """

    iri: str
    id: str
    section: str
    task: str
    subject: str
    indicator: str
    indicator_iri: str
    written: str
    figures: Mapping[str, str] = field(hash=False)
    quote: Quote

    @property
    def key(self) -> tuple[str, str]:
        """What it measures, and of what."""
        return self.subject, self.indicator

    @property
    def label(self) -> str:
        """What it measures, and of what, for a reader; its passage where neither is known."""
        return " ".join(filter(None, (self.subject, self.written))) or self.quote.text


@dataclass(frozen=True, slots=True)
class Content:
    """A plan; the lists are in its order.

    Args:
        issued: the day it was issued on, empty where it is not known, as are the years.
        serves: pairs of a task's and a target's IRI.
        basis: the documents that it was made under, by number or title, as ``cites`` the others that it names.
    """

    iri: str
    id: str
    title: str
    issuer: Body | None
    issued: str
    number: str
    start: str
    end: str
    jurisdiction: str
    text: str
    by_default: tuple[Body, ...]
    basis: tuple[str, ...]
    cites: tuple[str, ...]
    sections: tuple[Heading, ...]
    tasks: tuple[Job, ...]
    targets: tuple[Goal, ...]
    serves: tuple[tuple[str, str], ...]


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
    graph = _Graph(store.construct(_ALL.format(graph=iri.plan_graph(plan_id))))
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
        by_default=tuple(map(graph.body, graph.values(plan, "defaultResponsible"))),
        basis=graph.documents(basis=True),
        cites=graph.documents(basis=False),
        sections=tuple(map(graph.heading, graph.all_of("Section"))),
        tasks=tuple(map(graph.job, graph.all_of("Task"))),
        targets=tuple(map(graph.goal, graph.all_of("Target"))),
        serves=graph.links(),
    )


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
        place = self.value(node, "passage")
        start, end = (int(self.value(place, f"oa:{name}") or 0) for name in ("start", "end"))
        return Quote(self.value(place, "oa:exact"), start, end)

    def body(self, node: str) -> Body:
        group = PLAN["BodyGroup"] in self.kinds(node)
        return Body(node, self.label(node, "zh"), self.label(node, "en"), group)

    def within(self, node: str, kind: str, name: str) -> str:
        around = self.value(node, name)
        return self.value(around, "dcterms:identifier") if PLAN[kind] in self.kinds(around) else ""

    def heading(self, node: str) -> Heading:
        number, title = self.value(node, "dcterms:identifier"), self.value(node, "dcterms:title")
        return Heading(node, number, title, self.within(node, "Section", "partOf"))

    def job(self, node: str) -> Job:
        return Job(
            iri=node,
            id=self.value(node, "dcterms:identifier"),
            title=self.value(node, "dcterms:title"),
            section=self.within(node, "Section", "partOf"),
            parts=tuple(map(self._part, self.parts_of(node, "hasResponsibility"))),
            deadlines=tuple(map(self._when, self.parts_of(node, "hasDeadline"))),
            measures=tuple(map(self.quote, self.parts_of(node, "hasMeasure"))),
            clause=self.value(self.value(node, "clause"), "oa:exact"),
            quote=self.quote(node),
        )

    def _part(self, node: str) -> Part:
        role = PLAN.notation(self.value(node, "role"))
        body = self.body(self.value(node, "department"))
        return Part(role, self.value(node, "nameAsWritten"), body, self.quote(node))

    def _when(self, node: str) -> When:
        kind = PLAN.notation(self.value(node, "kind"))
        start, end, recurrence = (self.value(node, name) for name in ("start", "end", "recurrence"))
        return When(node, kind, start, end, recurrence, self.quote(node))

    def goal(self, node: str) -> Goal:
        indicator = self.value(node, "indicator")
        figures = {name: self.value(node, term) for name, term in FIGURES.items()}
        return Goal(
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

"""What the plans of a store name, held in memory to read questions against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.store import Row, Store
from queries.prefixes import PREFIXES

DEPARTMENTS = """
SELECT DISTINCT ?department ?label ?english ?key ?alt ?group WHERE {
  ?responsibility :department ?department .
  ?department skos:prefLabel ?label . FILTER(LANG(?label) = "zh")
  OPTIONAL { ?department skos:prefLabel ?english . FILTER(LANG(?english) = "en") }
  OPTIONAL { ?department :vocabularyKey ?key }
  OPTIONAL { ?department skos:altLabel ?alt }
  BIND(EXISTS { ?department a :BodyGroup } AS ?group)
}"""
TASKS = """
SELECT ?task ?id ?title ?plan ?text WHERE {
  ?task a :Task ; dcterms:identifier ?id ; dcterms:title ?title ; :inPlan ?plan ; :order ?order .
  OPTIONAL { ?task :passage/oa:exact ?text }
} ORDER BY ?plan ?order"""
SECTIONS = """
SELECT ?section ?id ?title ?plan WHERE {
  ?section a :Section ; dcterms:identifier ?id ; dcterms:title ?title ; :inPlan ?plan
} ORDER BY ?plan ?id"""
PLANS = """
SELECT ?plan ?pid ?title ?start ?end ?issued ?place WHERE {
  ?plan a :Plan ; dcterms:identifier ?pid ; dcterms:title ?title .
  OPTIONAL { ?plan :periodStart ?start } OPTIONAL { ?plan :periodEnd ?end } OPTIONAL { ?plan dcterms:issued ?issued }
  OPTIONAL { ?plan :jurisdiction/skos:prefLabel ?place }
} ORDER BY ?pid"""
TARGETS = """
SELECT ?target ?subject ?indicator ?year ?plan ?text WHERE {
  ?target a :Target ; :inPlan ?plan ; :order ?order .
  OPTIONAL { ?target :subject ?subject } OPTIONAL { ?target :indicatorAsWritten ?indicator }
  OPTIONAL { ?target :year ?year } OPTIONAL { ?target :passage/oa:exact ?text }
} ORDER BY ?plan ?order"""


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """A department that some task names, under all its names."""

    iri: str
    label: str
    english: str
    key: str
    names: frozenset[str]
    group: bool


@dataclass(frozen=True, slots=True)
class Titled:
    """A task or a section; ``text`` is empty for a section."""

    iri: str
    id: str
    title: str
    plan: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """A plan and what is known of it as a whole; years and day as written in the graph, empty where unknown."""

    iri: str
    id: str
    title: str
    start: str
    end: str
    issued: str
    place: str


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target, as far as a question can name it."""

    iri: str
    subject: str
    indicator: str
    year: str
    plan: str
    text: str


@dataclass(frozen=True)
class Index:
    """All that the store's plans name."""

    plans: tuple[PlanTitle, ...]
    departments: tuple[DepartmentEntry, ...]
    tasks: tuple[Titled, ...]
    sections: tuple[Titled, ...]
    targets: tuple[TargetEntry, ...]

    @cached_property
    def department(self) -> Mapping[str, DepartmentEntry]:
        """Departments by IRI."""
        return {entry.iri: entry for entry in self.departments}

    @cached_property
    def task(self) -> Mapping[str, Titled]:
        """Tasks by IRI."""
        return {entry.iri: entry for entry in self.tasks}

    @cached_property
    def plan(self) -> Mapping[str, PlanTitle]:
        """Plans by IRI."""
        return {entry.iri: entry for entry in self.plans}

    @cached_property
    def letters(self) -> str:
        """All titles and texts in one string, to see whether some characters stand beside each other anywhere."""
        said = (entry.title + "\n" + entry.text for entry in (*self.tasks, *self.sections))
        aims = (entry.subject + "\n" + entry.indicator for entry in self.targets)
        return "\n".join((*said, *aims))


_LAST: dict[tuple[tuple[str, str], ...], Index] = {}


def index_of(store: Store) -> Index:
    """Return what the store's plans name; read anew when a plan has come, gone or changed."""
    state = tuple((plan.id, plan.run) for plan in store.plans())
    if state not in _LAST:
        _LAST.clear()
        _LAST[state] = _read(store)
    return _LAST[state]


def _read(store: Store) -> Index:
    return Index(
        plans=tuple(_plan(row) for row in store.select(PREFIXES + PLANS)),
        departments=_departments(store.select(PREFIXES + DEPARTMENTS)),
        tasks=tuple(_titled(row, "task") for row in store.select(PREFIXES + TASKS)),
        sections=tuple(_titled(row, "section") for row in store.select(PREFIXES + SECTIONS)),
        targets=tuple(_target(row) for row in store.select(PREFIXES + TARGETS)),
    )


def text_of(row: Row, name: str) -> str:
    """Return the value of a column, empty where it is unbound."""
    return row[name].value if name in row else ""


def _titled(row: Row, kind: str) -> Titled:
    plan = text_of(row, "plan")
    return Titled(text_of(row, kind), text_of(row, "id"), text_of(row, "title"), plan, text_of(row, "text"))


def _plan(row: Row) -> PlanTitle:
    fields = ("plan", "pid", "title", "start", "end", "issued", "place")
    return PlanTitle(*(text_of(row, name) for name in fields))


def _target(row: Row) -> TargetEntry:
    fields = ("target", "subject", "indicator", "year", "plan", "text")
    return TargetEntry(*(text_of(row, name) for name in fields))


def _departments(rows: list[Row]) -> tuple[DepartmentEntry, ...]:
    found: dict[str, tuple[Row, set[str]]] = {}
    for row in rows:
        _, names = found.setdefault(text_of(row, "department"), (row, set()))
        names.update(filter(None, (text_of(row, "label"), text_of(row, "english"), text_of(row, "alt"))))
    return tuple(
        DepartmentEntry(
            iri,
            text_of(row, "label"),
            text_of(row, "english"),
            text_of(row, "key"),
            frozenset(names),
            text_of(row, "group") == "true",
        )
        for iri, (row, names) in found.items()
    )

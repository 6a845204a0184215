"""What the plans of a store name, held in memory to read questions against."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pyoxigraph import Literal

from graph.store import Row, Store
from ontology import PLAN
from ontology.script import is_traditional, simplified
from queries.prefixes import PREFIXES

# What several plans state of a body stands in the graph of each of them, and the union of the graphs gives it as often:
# each of these queries has but one pattern that can repeat, and what belongs together is put together here.
DEPARTMENTS = """
SELECT DISTINCT ?department ?place WHERE {
  { SELECT DISTINCT ?department WHERE { ?responsibility :department ?department } }
  OPTIONAL { ?department :jurisdiction ?place }
}"""
GROUPS = "SELECT DISTINCT ?department WHERE { ?department a :BodyGroup }"
NAMES = """
SELECT DISTINCT ?thing ?property ?name WHERE {
  { SELECT DISTINCT ?thing WHERE { { ?thing a :Department } UNION { ?within :jurisdiction ?thing } } }
  VALUES ?property { skos:prefLabel skos:altLabel :vocabularyKey }
  ?thing ?property ?name
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
  OPTIONAL { ?plan :jurisdiction ?place }
} ORDER BY ?pid"""
TARGETS = """
SELECT ?target ?subject ?indicator ?year ?plan ?text WHERE {
  ?target a :Target ; :inPlan ?plan ; :order ?order .
  OPTIONAL { ?target :subject ?subject } OPTIONAL { ?target :indicatorAsWritten ?indicator }
  OPTIONAL { ?target :year ?year } OPTIONAL { ?target :passage/oa:exact ?text }
} ORDER BY ?plan ?order"""

DATES = """
SELECT ?task ?start ?end WHERE {
  ?task a :Task ; :hasDeadline ?deadline . ?deadline :order ?order .
  OPTIONAL { ?deadline :start ?start } OPTIONAL { ?deadline :end ?end }
} ORDER BY ?task ?order"""


@dataclass(frozen=True, slots=True)
class Named:
    """What a thing is called; collected row by row."""

    preferred: dict[str, str]
    all: set[str]
    keys: list[str]


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """A department that some task names, under all its names; ``place`` is its area, empty where it is unknown."""

    iri: str
    label: str
    english: str
    key: str
    names: frozenset[str]
    group: bool
    place: str = ""


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
    """All that the store's plans name.

    Args:
        years: for each task with a dated statement, the years in which these end, or begin.
    """

    plans: tuple[PlanTitle, ...]
    departments: tuple[DepartmentEntry, ...]
    tasks: tuple[Titled, ...]
    sections: tuple[Titled, ...]
    targets: tuple[TargetEntry, ...]
    years: Mapping[str, tuple[str, ...]]

    @cached_property
    def department(self) -> Mapping[str, DepartmentEntry]:
        """Departments by IRI."""
        return {entry.iri: entry for entry in self.departments}

    @cached_property
    def task(self) -> Mapping[str, Titled]:
        """Tasks by IRI."""
        return {entry.iri: entry for entry in self.tasks}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each task among all, by IRI."""
        return {entry.iri: place for place, entry in enumerate(self.tasks)}

    @cached_property
    def plan(self) -> Mapping[str, PlanTitle]:
        """Plans by IRI."""
        return {entry.iri: entry for entry in self.plans}

    def of(self, plans: Collection[str]) -> "Index":
        """Return what only some plans name; the departments stay all of them."""
        return replace(
            self,
            plans=tuple(entry for entry in self.plans if entry.iri in plans),
            tasks=tuple(entry for entry in self.tasks if entry.plan in plans),
            sections=tuple(entry for entry in self.sections if entry.plan in plans),
            targets=tuple(entry for entry in self.targets if entry.plan in plans),
        )

    @cached_property
    def letters(self) -> str:
        """All titles and texts in one string, to see whether some characters stand beside each other anywhere."""
        said = (entry.title + "\n" + entry.text for entry in (*self.tasks, *self.sections))
        aims = (entry.subject + "\n" + entry.indicator for entry in self.targets)
        return "\n".join((*said, *aims))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All pairs of neighbouring characters in titles and texts."""
        return frozenset(map("".join, pairwise(self.letters)))


_LAST: dict[Hashable, Index] = {}


def index_of(store: Store) -> Index:
    """Return what the store's plans name; read anew when a plan has come, gone or changed."""
    state = store.state()
    index = _LAST.get(state)
    if index is None:
        index = _read(store)
        _LAST.clear()
        _LAST[state] = index
    return index


def _read(store: Store) -> Index:
    names = _names(store.select(PREFIXES + NAMES))
    groups = {text_of(row, "department") for row in store.select(PREFIXES + GROUPS)}
    places = {text_of(row, "department"): text_of(row, "place") for row in store.select(PREFIXES + DEPARTMENTS)}
    plans = tuple(_plan(row, names) for row in store.select(PREFIXES + PLANS))
    other = frozenset(plan.iri for plan in plans if is_traditional(plan.title))
    return Index(
        plans=plans,
        departments=tuple(_department(iri, names, places[iri], group=iri in groups) for iri in sorted(places)),
        tasks=tuple(_titled(row, "task", other) for row in store.select(PREFIXES + TASKS)),
        sections=tuple(_titled(row, "section", other) for row in store.select(PREFIXES + SECTIONS)),
        targets=tuple(_target(row, other) for row in store.select(PREFIXES + TARGETS)),
        years=_years(store.select(PREFIXES + DATES)),
    )


def _names(rows: list[Row]) -> dict[str, Named]:
    """Return by IRI what things are called: the preferred labels by language, all labels, and the key."""
    found: dict[str, Named] = {}
    for row in rows:
        named = found.setdefault(text_of(row, "thing"), Named({}, set(), []))
        name, kind = row["name"], text_of(row, "property")
        if kind == PLAN["vocabularyKey"]:
            named.keys.append(name.value)
            continue
        named.all.add(name.value)
        if kind == PLAN["skos:prefLabel"] and isinstance(name, Literal):
            named.preferred[name.language or ""] = min(name.value, named.preferred.get(name.language or "", name.value))
    return found


def _department(iri: str, names: Mapping[str, Named], place: str, *, group: bool) -> DepartmentEntry:
    named = names[iri]
    area = names[place].preferred.get("zh", "") if place in names else ""
    key = min(named.keys, default="")
    preferred = named.preferred
    return DepartmentEntry(
        iri, preferred.get("zh", ""), preferred.get("en", ""), key, frozenset(named.all), group, area
    )


def text_of(row: Row, name: str) -> str:
    """Return the value of a column, empty where it is unbound."""
    return row[name].value if name in row else ""


def _years(rows: list[Row]) -> dict[str, tuple[str, ...]]:
    years: dict[str, tuple[str, ...]] = {}
    for row in rows:
        task, day = text_of(row, "task"), text_of(row, "end") or text_of(row, "start")
        years[task] = (*years.get(task, ()), *([day[:4]] if day else []))
    return years


def _titled(row: Row, kind: str, traditional: Collection[str]) -> Titled:
    plan = text_of(row, "plan")
    title, text = (_in_one_script(text_of(row, name), plan, traditional) for name in ("title", "text"))
    return Titled(text_of(row, kind), text_of(row, "id"), title, plan, text)


def _in_one_script(text: str, plan: str, traditional: Collection[str]) -> str:
    """Return a text in simplified characters, in which questions are read; only some plans are in traditional ones."""
    return simplified(text) if plan in traditional else text


def _plan(row: Row, names: Mapping[str, Named]) -> PlanTitle:
    place = names.get(text_of(row, "place"))
    return PlanTitle(
        iri=text_of(row, "plan"),
        id=text_of(row, "pid"),
        title=text_of(row, "title"),
        start=text_of(row, "start"),
        end=text_of(row, "end"),
        issued=text_of(row, "issued"),
        place=place.preferred.get("zh", "") if place else "",
    )


def _target(row: Row, traditional: Collection[str]) -> TargetEntry:
    plan = text_of(row, "plan")
    subject, indicator, text = (
        _in_one_script(text_of(row, name), plan, traditional) for name in ("subject", "indicator", "text")
    )
    return TargetEntry(text_of(row, "target"), subject, indicator, text_of(row, "year"), plan, text)

"""What the annexes of a plan are drawn up from: its targets, and its tasks under their headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.store import Row, Store
from ontology import PLAN
from ontology.wording import DubanError, say
from queries.annex_words import LANGUAGE, baseline_text, figure_text, heading_text, line_text, year_text
from queries.catalogue import ROLES, run
from queries.index import text_of
from queries.prefixes import PREFIXES

PLANS = """
SELECT ?plan ?id ?title ?digest WHERE {
  ?plan a :Plan ; dcterms:identifier ?id ; dcterms:title ?title ; :textDigest ?digest
}"""
SECTIONS = """
SELECT ?item ?number ?title ?above WHERE {
  VALUES ?plan { %s }
  ?item :inPlan ?plan ; a :Section ; dcterms:title ?title ; :partOf ?above .
  OPTIONAL { ?item :number ?number }
}"""
TASKS = """
SELECT ?item ?id ?title ?above ?text ?start ?clause WHERE {
  VALUES ?plan { %s }
  ?item :inPlan ?plan ; a :Task ; dcterms:identifier ?id ; dcterms:title ?title ; :partOf ?above ; :order ?order .
  ?item :passage ?passage . ?passage oa:exact ?text ; oa:start ?start .
  OPTIONAL { ?item :clause/oa:start ?clause }
} ORDER BY ?order"""
PARTS = """
SELECT ?task ?kind ?part ?own ?text ?start ?end WHERE {
  VALUES ?plan { %s }
  VALUES ?kind { :hasMeasure :hasDeadline }
  ?task :inPlan ?plan ; a :Task ; ?kind ?part .
  ?part :order ?order ; :passage ?passage .
  ?passage oa:exact ?text ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?part :deadline ?own }
} ORDER BY ?task ?kind ?order"""
GOALS = """
SELECT ?item ?task ?subject ?indicator ?comparator ?value ?most ?class ?unit ?year ?recurrence ?baseline ?from
       ?text ?start ?end WHERE {
  VALUES ?plan { %s }
  ?item :inPlan ?plan ; a :Target ; :order ?order ; :comparator ?comparator ; :passage ?passage .
  ?passage oa:exact ?text ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?item :inTask ?task }
  OPTIONAL { ?item :subject ?subject } OPTIONAL { ?item :indicatorAsWritten ?indicator }
  OPTIONAL { ?item :value ?value } OPTIONAL { ?item :valueMax ?most } OPTIONAL { ?item :classValue ?class }
  OPTIONAL { ?item :unit ?unit } OPTIONAL { ?item :year ?year } OPTIONAL { ?item :recurrence ?recurrence }
  OPTIONAL { ?item :baselineYear ?baseline } OPTIONAL { ?item :baselineValue ?from }
} ORDER BY ?order"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage: what it says, on one line, and where it stands."""

    text: str
    start: int
    end: int

    def holds(self, other: "Stretch") -> bool:
        """Return whether another passage stands within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Goal:
    """A target, as a row of the annex gives it.

    Args:
        figure: with sign and unit, as ``≥85%``.
        task: IRI of the task that it stands in, empty where it stands in none.
    """

    iri: str
    indicator: str
    subject: str
    figure: str
    unit: str
    year: str
    baseline: str
    passage: Stretch
    task: str

    @property
    def brief(self) -> str:
        """The target in a few words; one without a figure in those of the plan."""
        if self.figure == say("annexes.figure-qualitative", LANGUAGE):
            return self.passage.text
        said = self.subject + self.indicator + self.figure
        return say("annexes.aim", LANGUAGE, target=said, year=self.year) if self.year else said


@dataclass(frozen=True, slots=True)
class Step:
    """A measure, with the statements of when and of how much that stand in it."""

    text: str
    aims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section: its number and title as they stand over what it holds, and its depth, counted from 1."""

    iri: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task, as the annex and the ledger give it.

    Args:
        headings: the sections that it stands in, the widest first.
        measures: as the plan writes them; for a task without any, what the plan says of it besides title and clause.
        bodies: names as the plan writes them, by role.
    """

    iri: str
    id: str
    title: str
    headings: tuple[Heading, ...]
    measures: tuple[Stretch, ...]
    deadlines: tuple[Stretch, ...]
    targets: tuple[Goal, ...]
    bodies: Mapping[str, tuple[str, ...]]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The measures with their aims, or all aims beside all measures where an aim is not of one measure."""
        aims = (*self.deadlines, *(target.passage for target in self.targets))
        said = (*(deadline.text for deadline in self.deadlines), *(target.brief for target in self.targets))
        if all(any(measure.holds(aim) for measure in self.measures) for aim in aims):
            return tuple(
                Step(m.text, tuple(dict.fromkeys(text for aim, text in zip(aims, said, strict=True) if m.holds(aim))))
                for m in self.measures
            )
        return ()

    @property
    def aims(self) -> tuple[str, ...]:
        """All statements of when and of how much, each once."""
        said = (*(deadline.text for deadline in self.deadlines), *(target.brief for target in self.targets))
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Annexes:
    """What the annexes of a plan hold, in its order.

    Args:
        digest: SHA-256 of the text that they were read from.
    """

    plan: str
    title: str
    digest: str
    goals: tuple[Goal, ...]
    tasks: tuple[Assignment, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that some body has; lead and participant are always among them."""
        return tuple(
            role for role in ROLES if role in ("lead", "participant") or any(t.bodies.get(role) for t in self.tasks)
        )


def read_annexes(store: Store, plan_id: str) -> Annexes:
    """Read what the annexes of a plan hold.

    Raises:
        DubanError: the store has no such plan.
    """
    plan = next((row for row in store.select(PREFIXES + PLANS) if text_of(row, "id") == plan_id), None)
    if plan is None:
        raise DubanError("graph.no-such-plan", plan=plan_id)
    node = NamedNode(text_of(plan, "plan"))
    goals = tuple(_goal(row) for row in store.select(PREFIXES + GOALS % node))
    title, digest = text_of(plan, "title"), text_of(plan, "digest")
    return Annexes(plan_id, title, digest, goals, _tasks(store, plan_id, node, goals))


def _tasks(store: Store, plan_id: str, plan: NamedNode, goals: Iterable[Goal]) -> tuple[Assignment, ...]:
    sections = {text_of(row, "item"): row for row in store.select(PREFIXES + SECTIONS % plan)}
    parts: dict[tuple[str, str], list[Stretch]] = {}
    for row in store.select(PREFIXES + PARTS % plan):
        parts.setdefault((text_of(row, "task"), text_of(row, "kind")), []).append(_stretch(row))
    bodies: dict[tuple[str, str], dict[str, None]] = {}
    for row in run(store, "responsibilities", {"plan": plan_id}).rows:
        bodies.setdefault((text_of(row, "task"), text_of(row, "role")), {})[text_of(row, "name")] = None
    targets: dict[str, list[Goal]] = {}
    for goal in goals:
        targets.setdefault(goal.task, []).append(goal)
    return tuple(
        Assignment(
            iri=(iri := text_of(row, "item")),
            id=text_of(row, "id"),
            title=line_text(text_of(row, "title")),
            headings=_headings(text_of(row, "above"), sections),
            measures=tuple(parts.get((iri, PLAN["hasMeasure"]), ())) or _remainder(row),
            deadlines=tuple(parts.get((iri, PLAN["hasDeadline"]), ())),
            targets=tuple(targets.get(iri, ())),
            bodies={role: tuple(bodies.get((text_of(row, "id"), role), ())) for role in ROLES},
        )
        for row in store.select(PREFIXES + TASKS % plan)
    )


def _headings(above: str, sections: Mapping[str, Row]) -> tuple[Heading, ...]:
    found: list[Row] = []
    while above in sections and len(found) < len(sections):
        found.insert(0, sections[above])
        above = text_of(sections[above], "above")
    return tuple(
        Heading(
            text_of(row, "item"), heading_text(text_of(row, "number"), line_text(text_of(row, "title")), depth), depth
        )
        for depth, row in enumerate(found, start=1)
    )


def _remainder(row: Row) -> tuple[Stretch, ...]:
    """What a task without measures says between its title and its clause."""
    text, start = text_of(row, "text"), int(text_of(row, "start"))
    end = int(text_of(row, "clause")) - start if "clause" in row else len(text)
    _, _, said = text[:end].partition(text_of(row, "title"))
    kept = said.strip(" \t\n　.。,，;；:：、（(")
    return (Stretch(line_text(kept), start, start + end),) if kept else ()


def _goal(row: Row) -> Goal:
    return Goal(
        iri=text_of(row, "item"),
        indicator=text_of(row, "indicator"),
        subject=text_of(row, "subject"),
        figure=figure_text(row),
        unit=text_of(row, "unit"),
        year=year_text(text_of(row, "year"), text_of(row, "recurrence")),
        baseline=baseline_text(row),
        passage=_stretch(row),
        task=text_of(row, "task"),
    )


def _stretch(row: Row) -> Stretch:
    return Stretch(line_text(text_of(row, "text")), int(text_of(row, "start")), int(text_of(row, "end")))

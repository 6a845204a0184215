"""What the annexes of a plan are drawn up from: its targets, and its tasks under their headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.store import Store
from ontology.wording import say
from queries.annex_words import LANGUAGE, baseline_text, figure_text, heading_text, line_text, year_text
from queries.content import content_of
from queries.parameters import ROLES
from queries.records import Quote, Section, Target, Task


@dataclass(frozen=True, slots=True)
class Goal:
    """A target, as a row of the annex gives it.

    Args:
        figure: with sign and unit, as ``≥85%``.
    """

    iri: str
    indicator: str
    subject: str
    figure: str
    unit: str
    year: str
    baseline: str
    passage: Quote

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
    measures: tuple[Quote, ...]
    deadlines: tuple[Quote, ...]
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
    plan = content_of(store, plan_id)
    goals = tuple(map(_goal, plan.targets))
    own: dict[str, list[Goal]] = {}
    for target, goal in zip(plan.targets, goals, strict=True):
        own.setdefault(target.task, []).append(goal)
    sections = {section.id: section for section in plan.sections}
    tasks = tuple(_assignment(task, _headings(task.section, sections), own.get(task.id, ())) for task in plan.tasks)
    return Annexes(plan_id, plan.title, plan.digest, goals, tasks)


def _assignment(task: Task, headings: tuple[Heading, ...], targets: Iterable[Goal]) -> Assignment:
    return Assignment(
        iri=task.iri,
        id=task.id,
        title=line_text(task.title),
        headings=headings,
        measures=tuple(map(_line, task.measures)) or _remainder(task),
        deadlines=tuple(_line(deadline.quote) for deadline in task.deadlines),
        targets=tuple(targets),
        bodies={role: tuple(dict.fromkeys(task.names(role))) for role in ROLES},
    )


def _headings(within: str, sections: Mapping[str, Section]) -> tuple[Heading, ...]:
    found: list[Section] = []
    while within:
        found.insert(0, sections[within])
        within = found[0].parent
    return tuple(
        Heading(section.iri, heading_text(section.number, line_text(section.title), depth), depth)
        for depth, section in enumerate(found, start=1)
    )


def _remainder(task: Task) -> tuple[Quote, ...]:
    """What a task without measures says between its title and its clause."""
    start, end = task.quote.start, task.clause.start if task.clause else task.quote.end
    _, _, said = task.quote.text[: end - start].partition(task.title)
    kept = said.strip(" \t\n　.。,，;；:：、（(")
    return (Quote(line_text(kept), start, end),) if kept else ()


def _goal(target: Target) -> Goal:
    return Goal(
        iri=target.iri,
        indicator=target.written,
        subject=target.subject,
        figure=figure_text(target.figures),
        unit=target.figures["unit"],
        year=year_text(target.figures["year"], target.figures["recurrence"]),
        baseline=baseline_text(target.figures),
        passage=_line(target.quote),
    )


def _line(quote: Quote) -> Quote:
    """Return a passage on one line."""
    return Quote(line_text(quote.text), quote.start, quote.end)

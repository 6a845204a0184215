"""What the plans of a store name, held in memory to read questions against."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from graph.store import Store
from queries.parts import Naming, Part, text_of
from queries.shelf import parts_of

__all__ = ["DepartmentEntry", "Index", "PlanTitle", "TargetEntry", "Titled", "index_of", "text_of"]

MOST_NARROWED = 4


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
    """A task or a section; ``text`` is empty for a section.

    Args:
        title: in simplified characters, as is the text.
        written: the title as the plan writes it.
    """

    iri: str
    id: str
    title: str
    plan: str
    text: str = ""
    written: str = ""


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
    number: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target says, as the plan writes it; fields as in the graph, empty where unknown."""

    subject: str
    indicator: str
    text: str
    comparator: str
    value: str
    grade: str
    unit: str
    baseline: str
    recurrence: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target, as far as a question can name it, and what it says."""

    iri: str
    subject: str
    indicator: str
    year: str
    plan: str
    text: str
    figure: Figure


@dataclass(frozen=True)
class Index:
    """All that the store's plans name.

    Args:
        years: for each task with a dated statement, the years in which these end, or begin.
        bodies: for each plan, the departments that its tasks name.
    """

    plans: tuple[PlanTitle, ...]
    departments: tuple[DepartmentEntry, ...]
    tasks: tuple[Titled, ...]
    sections: tuple[Titled, ...]
    targets: tuple[TargetEntry, ...]
    years: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, frozenset[str]]

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
        chosen = frozenset(plans)
        if chosen.issuperset(self.plan):
            return self
        found = self._narrowed.get(chosen)
        if found is None:
            if len(self._narrowed) >= MOST_NARROWED:
                self._narrowed.clear()
            found = self._narrowed[chosen] = self._of(chosen)
        return found

    def _of(self, plans: Collection[str]) -> "Index":
        return replace(
            self,
            plans=tuple(entry for entry in self.plans if entry.iri in plans),
            tasks=tuple(entry for entry in self.tasks if entry.plan in plans),
            sections=tuple(entry for entry in self.sections if entry.plan in plans),
            targets=tuple(entry for entry in self.targets if entry.plan in plans),
        )

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], "Index"]:
        """What was asked for of some plans only."""
        return {}

    @cached_property
    def letters(self) -> str:
        """All titles and texts in one string, to see whether some characters stand beside each other anywhere."""
        said = (entry.title + "\n" + entry.text for entry in (*self.tasks, *self.sections))
        aims = (entry.subject + "\n" + entry.indicator for entry in self.targets)
        return "\n".join((*dict.fromkeys(said), *dict.fromkeys(aims)))

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
        index = _index(parts_of(store))
        _LAST.clear()
        _LAST[state] = index
    return index


def _index(parts: Mapping[str, Part]) -> Index:
    """Put an index together from the parts of plans, by their IRIs."""
    parts = dict(sorted(parts.items(), key=lambda entry: entry[1].plan[0]))
    return Index(
        plans=tuple(_plan(iri, part) for iri, part in parts.items()),
        departments=_departments(parts.values()),
        tasks=tuple(
            Titled(task, number, title, iri, text, written)
            for iri, part in parts.items()
            for task, number, title, written, text, *_ in part.tasks
        ),
        sections=tuple(
            Titled(section, number, title, iri, "", written)
            for iri, part in parts.items()
            for section, number, title, written in part.sections
        ),
        targets=tuple(
            TargetEntry(target, subject, indicator, year, iri, text, Figure(*figure))
            for iri, part in parts.items()
            for target, subject, indicator, year, text, *figure in part.targets
        ),
        years={
            task[0]: tuple(filter(None, task[5:])) for part in parts.values() for task in part.tasks if len(task) > 5
        },
        bodies={iri: frozenset(body.iri for body in part.bodies if body.held) for iri, part in parts.items()},
    )


def _plan(iri: str, part: Part) -> PlanTitle:
    short, title, start, end, issued, number, place = part.plan
    return PlanTitle(iri, short, title, start, end, issued, place, number)


def _departments(parts: Iterable[Part]) -> tuple[DepartmentEntry, ...]:
    """Return the bodies that tasks name; what several plans state of one is put together."""
    held: set[str] = set()
    stated: dict[str, dict[tuple[Naming, str], None]] = {}
    for part in parts:
        for body in part.bodies:
            stated.setdefault(body.iri, {})[body.naming, body.place] = None
            if body.held:
                held.add(body.iri)
    return tuple(_department(iri, list(stated[iri])) for iri in sorted(held))


def _department(iri: str, stated: list[tuple[Naming, str]]) -> DepartmentEntry:
    namings = [naming for naming, _ in stated]
    return DepartmentEntry(
        iri=iri,
        label=min((naming.label for naming in namings if naming.label), default=""),
        english=min((naming.english for naming in namings if naming.english), default=""),
        key=min((naming.key for naming in namings if naming.key), default=""),
        names=namings[0].names.union(*(naming.names for naming in namings[1:])),
        group=any(naming.group for naming in namings),
        place=min((place for _, place in stated if place), default=""),
    )

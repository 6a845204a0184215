"""What a plan says, as plain values: for exports and comparisons, which look at all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the plan's text; offsets count in it."""

    text: str
    start: int
    end: int

    def holds(self, other: "Quote") -> bool:
        """Return whether another passage stands within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Body:
    """A body under its one name; ``english`` is empty where it has none."""

    iri: str
    label: str
    english: str
    group: bool


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A body's part in a task; ``role`` is as in JSON, ``name`` as the plan writes it."""

    role: str
    name: str
    body: Body
    quote: Quote


@dataclass(frozen=True, slots=True)
class Deadline:
    """A statement of when; empty where the plan does not say."""

    iri: str
    kind: str
    start: str
    end: str
    recurrence: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Args:
        number: as the plan writes it, empty where it has none.
        parent: id of the section around it, empty at the top.
    """

    iri: str
    id: str
    number: str
    title: str
    parent: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task.

    Args:
        section: id of the section that it stands in, empty outside all.
        clause: the passage that says who is responsible, if one does.
    """

    iri: str
    id: str
    title: str
    section: str
    parts: tuple[Responsibility, ...]
    deadlines: tuple[Deadline, ...]
    measures: tuple[Quote, ...]
    clause: Quote | None
    quote: Quote

    def names(self, role: str) -> tuple[str, ...]:
        """Return the bodies in one role, as the plan writes them."""
        return tuple(part.name for part in self.parts if part.role == role)


@dataclass(frozen=True, slots=True)
class Target:
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
        digest: SHA-256 of its text.
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
    digest: str
    by_default: tuple[Body, ...]
    basis: tuple[str, ...]
    cites: tuple[str, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    serves: tuple[tuple[str, str], ...]

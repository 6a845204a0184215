"""What extraction found in a plan, as plain values that know nothing of RDF.

Every record that says something carries the passage that it rests on and, as ``rule``, the short dotted name of the
rule that made it (``target.state``).  Offsets are Python string offsets into ``Plan.text``.  Field meanings follow the
JSON that ``duban extract --json`` prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from extraction.document import Span, Stretch, span_of
from ontology.wording import Language, say

Role = Literal["lead", "participant", "responsible", "guidance", "default"]
ROLES: tuple[Role, ...] = ("lead", "participant", "guidance", "responsible")
"""The roles that words say; of several in one label the first counts."""
DeadlineKind = Literal["in", "by", "from", "every"]
EntityKind = Literal["area", "water-body", "monitoring-section", "facility", "work", "document"]
Modality = Literal["sanction", "prohibition", "encouragement", "permission", "obligation"]  # the strongest first
CautionKind = Literal[
    "repeated-number",
    "unread-date",
    "yearless-date",
    "assumed-year",
    "undated-term",
    "unread-table",
    "unread-bodies",
    "unread-page",
    "guessed-point",
    "no-plan",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the plan's text: ``plan.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and all that stands under it.

    Args:
        id: numbers of the nested headings joined by dots, as ``4.6``.
        number: the number as the plan writes it, as ``（六）``.
        parent: id of the section around it; ``None`` at the top.
    """

    id: str
    number: str
    title: str
    parent: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One body in one role for a task.

    Args:
        name: the body as the plan writes it, white space removed.
        group: whether the name stands for several bodies, as 相关镇街 does.
        passage: where the name stands; for a default, where the default is stated.
    """

    name: str
    role: Role
    group: bool
    passage: Passage
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One statement of when.

    Args:
        kind: ``in`` within start…end, ``by`` no later than end, ``from`` start on, ``every`` a recurrence alone.
        recurrence: ISO 8601 duration, as ``P3M`` for each quarter.
    """

    kind: DeadlineKind
    start: date | None
    end: date | None
    recurrence: str | None
    passage: Passage
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to be done, forbidden, encouraged … within a task.

    Args:
        deadline: when, where the measure says so itself, as ``place`` where.
    """

    modality: Modality
    passage: Passage
    rule: str = ""
    deadline: Deadline | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What the plan gives to bodies to do.

    Args:
        section: id of the section that it stands in, ``None`` outside all sections.
        clause: where the responsibility is stated, ``None`` where only a default gives it.
    """

    id: str
    title: str
    section: str | None
    responsibilities: tuple[Responsibility, ...]
    deadlines: tuple[Deadline, ...]
    measures: tuple[Measure, ...]
    clause: Passage | None
    passage: Passage

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the names of the bodies in one role, in the order of the text."""
        return tuple(r.name for r in self.responsibilities if r.role == role)


@dataclass(frozen=True, slots=True)
class Target:
    """A figure or state to be reached.

    Args:
        section: id of the heading that it stands under.
        task: id of the task that it stands in, if any.
        comparator: as ``>=`` or ``decrease>=``; the list is in ``ontology/plan.ttl``.
        value: an exact number, a water-quality class in ASCII (``III``), or ``None`` for a qualitative target.
        unit: as written; ``类`` for classes.
        year: last year in which it is to hold; the first one of a recurring duty.
    """

    section: str | None
    task: str | None
    subject: str
    indicator: str
    comparator: str
    value: Decimal | str | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    baseline_year: int | None
    baseline_value: Decimal | str | None
    recurrence: str | None
    passage: Passage
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the plan names.

    Args:
        number: as ``渝府发〔2015〕69号``, brackets and dashes restored; ``None`` where it has none.
        title: without 《》; ``None`` where only the number is given.
        basis: whether the plan says that it was made under this document.
        passage: where it is named first, as ``others`` where it is named again.
    """

    number: str | None
    title: str | None
    basis: bool
    passage: Passage
    others: tuple[Passage, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex that the text announces.

    Args:
        number: as 2 of 附件2; ``None`` where it has none.
        title: as announced; empty where the text only says to look there.
        present: whether the text holds it.
        passage: where it is announced first.
    """

    number: int | None
    title: str
    present: bool
    passage: Passage


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a plan names: a place, water, monitoring section, facility, work or document.

    Args:
        name: as the plan writes it, white space removed; a document's number or title.
        tasks: ids of the tasks that name it, as ``targets`` the places of the targets in ``Plan.targets``.
    """

    kind: EntityKind
    name: str
    mentions: tuple[Passage, ...]
    tasks: tuple[str, ...]
    targets: tuple[int, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A target of the goals that a task serves.

    Args:
        target: place of the target in ``Plan.targets``.
        score: how much speaks for it, from 0 to 1.
        shared: the words that target and task have in common, the rarest first.
    """

    target: int
    task: str
    score: Decimal
    shared: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that was seen and could not be read as it stands, with its place.

    Args:
        kind: a message of ``ontology/wording/cautions.toml``.
        about: what it is said of; empty where it is the whole text.
    """

    kind: CautionKind
    about: str
    start: int
    end: int

    def message(self, language: Language) -> str:
        """Return what is the matter, for a reader."""
        about = {"about": self.about} if self.about else {}
        return say(f"cautions.{self.kind}", language, **about)


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan, read.

    Args:
        places: where the stretches of the text stand in the file that it came from.
    """

    text: str
    title: str
    issuer: str | None
    issued: date | None
    document_number: str | None
    period: tuple[int, int] | None
    jurisdiction: str | None
    default_responsible: tuple[str, ...]
    citations: tuple[Citation, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    warnings: tuple[Caution, ...]
    places: tuple[Stretch, ...] = ()
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def basis(self) -> Iterable[str]:
        """Yield the documents that the plan was made under, by number or, where that is not given, by title."""
        return (c.number or c.title or c.passage.text for c in self.citations if c.basis)

    def place_of(self, passage: Passage) -> Span | None:
        """Return where a passage stands in the file, ``None`` where the file was mere text."""
        return span_of(self.places, passage.start, passage.end)

"""The ledger of tasks: who does what by when, one row a task."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Store
from ontology.wording import Language
from queries.brief import brief
from queries.catalogue import run
from queries.index import DepartmentEntry, Index, Titled, index_of, text_of
from queries.parameters import ROLES


@dataclass(frozen=True, slots=True)
class Held:
    """A body's part in a task.

    Args:
        name: as the plan writes it.
        department: the one Chinese name under which all its names go.
        english: its usual English name, empty where there is none.
    """

    role: str
    name: str
    department: str
    english: str

    def shown(self, language: Language) -> str:
        """Return the name for a reader."""
        return self.english or self.name if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A task in the ledger.

    Args:
        plan: the plan's short id.
        section: number and title of the section that it stands in.
        deadlines: as the plan writes them, long ones cut in the middle, each once, in the order of time.
    """

    plan: str
    iri: str
    id: str
    title: str
    section: str
    held: tuple[Held, ...]
    deadlines: tuple[str, ...]

    def names(self, role: str, language: Language) -> tuple[str, ...]:
        """Return the bodies with a role, in the plan's order."""
        return tuple(held.shown(language) for held in self.held if held.role == role)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the ledger is narrowed to; empty for all.

    Args:
        plan: a plan's short id.
        department: its Chinese name, ``区农委``.
        role: one that the department holds, or anybody if none is named.
        year: one that a dated statement of the task covers.
        section: its number; those below it count.
    """

    plan: str = ""
    department: str = ""
    role: str = ""
    year: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, each by the value that ``Filters`` takes.

    Args:
        departments: with their English names, bodies before groups, in the order of the alphabet.
        sections: with their titles.
    """

    plans: Mapping[str, str]
    departments: Mapping[str, str]
    roles: tuple[str, ...]
    years: tuple[str, ...]
    sections: Mapping[str, str]


def choices(store: Store, language: Language) -> Choices:
    """Return what the ledger of a store can be narrowed to.

    Args:
        language: the one that departments are shown in, which orders them.
    """
    index = index_of(store)
    held = {text_of(row, "role") for row in run(store, "responsibilities", {}).rows}
    above = {number for task in index.tasks for number in _lineage(task.id)}
    bodies = sorted(index.departments, key=lambda entry: (entry.group, _spelt(entry, language)))
    return Choices(
        plans={plan.id: plan.title for plan in index.plans},
        departments={entry.label: entry.english for entry in bodies},
        roles=tuple(role for role in ROLES if role in held),
        years=tuple(map(str, _years(store, index))),
        sections={s.id: s.written for s in sorted(index.sections, key=lambda s: _order(s.id)) if s.id in above},
    )


def ledger(store: Store, filters: Filters) -> tuple[LedgerRow, ...]:
    """Return the tasks that meet all filters, in the order of their plans.

    Raises:
        DubanError: the year or the role is none.
    """
    index = index_of(store)
    scope = {"plan": filters.plan} if filters.plan else {}
    held, dates = _held(store, scope), _deadlines(store, scope)
    covered = _covered(store, filters, scope)
    rows = (_row(task, index, held, dates) for task in index.tasks)
    return tuple(
        row
        for row in rows
        if filters.plan in ("", row.plan)
        and (covered is None or (row.plan, row.id) in covered)
        and (not filters.section or filters.section in (row.id, *_lineage(row.id)))
        and _has_part(row, filters)
    )


Key = tuple[str, str]


def _held(store: Store, scope: Mapping[str, str]) -> Mapping[Key, tuple[Held, ...]]:
    found: dict[Key, tuple[Held, ...]] = {}
    for row in run(store, "responsibilities", scope).rows:
        key = text_of(row, "plan"), text_of(row, "task")
        held = Held(*(text_of(row, name) for name in ("role", "name", "body", "english")))
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), held)))  # each plan names the body anew
    return found


def _deadlines(store: Store, scope: Mapping[str, str]) -> Mapping[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for row in run(store, "deadlines", scope).rows:
        key = text_of(row, "plan"), text_of(row, "task")
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), brief(text_of(row, "text")))))
    return found


def _covered(store: Store, filters: Filters, scope: Mapping[str, str]) -> frozenset[Key] | None:
    if not filters.year:
        return None
    rows = run(store, "dated-tasks", {**scope, "year": filters.year}).rows
    return frozenset((text_of(row, "plan"), text_of(row, "id")) for row in rows)


def _row(
    task: Titled, index: Index, held: Mapping[Key, tuple[Held, ...]], dates: Mapping[Key, tuple[str, ...]]
) -> LedgerRow:
    plan = index.plan[task.plan].id
    key = plan, task.id
    return LedgerRow(
        plan, task.iri, task.id, task.written, _section(task, index), held.get(key, ()), dates.get(key, ())
    )


def _section(task: Titled, index: Index) -> str:
    numbers = _lineage(task.id)
    above = [s for s in index.sections if s.plan == task.plan and s.id in numbers]
    nearest = max(above, key=lambda section: len(section.id), default=None)
    return f"{nearest.id} {nearest.written}" if nearest else ""


def _spelt(entry: DepartmentEntry, language: Language) -> str:
    from pypinyin import lazy_pinyin  # 50 ms that only the page needs

    return (entry.english if language == "en" else "").casefold() or " ".join(lazy_pinyin(entry.label))


def _has_part(row: LedgerRow, filters: Filters) -> bool:
    if not filters.department and not filters.role:
        return True
    return any(filters.role in ("", held.role) and filters.department in ("", held.department) for held in row.held)


def _years(store: Store, index: Index) -> list[int]:
    """Return the years of the plans' periods and of dates outside them."""
    periods = [range(int(plan.start[:4]), int(plan.end[:4]) + 1) for plan in index.plans if plan.start and plan.end]
    dates = [row[name].value for row in run(store, "deadlines", {}).rows for name in ("start", "end") if name in row]
    return sorted({*(year for period in periods for year in period), *(int(date[:4]) for date in dates)})


def _lineage(number: str) -> tuple[str, ...]:
    """Return the numbers of the sections above, nearest last.

    >>> _lineage("4.6.1")
    ('4', '4.6')
    """
    parts = number.split(".")
    return tuple(".".join(parts[:count]) for count in range(1, len(parts)))


def _order(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 0, part) for part in number.split("."))

"""What a comparison of two versions of a plan finds, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from queries.records import Content, Quote, Target, Task

Thing = TypeVar("Thing", Task, Target)


@dataclass(frozen=True, slots=True)
class Value:
    """One value on one side.

    Args:
        text: as the plan writes it.
        quote: where it says so, if some one passage does.
        facts: what it amounts to, where the text alone does not tell.
    """

    text: str
    quote: Quote | None = None
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What is said otherwise in one respect: values of the old side that are not on the new one, and the reverse."""

    field: str
    old: tuple[Value, ...]
    new: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Pair(Generic[Thing]):
    """A task or target on both sides."""

    old: Thing
    new: Thing
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Sides(Generic[Thing]):
    """Tasks or targets.

    Args:
        added: those of the new side alone, as ``removed`` those of the old.
        changed: those that say something else.
        renumbered: those that say the same under another number.
    """

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    changed: tuple[Pair[Thing], ...]
    renumbered: tuple[Pair[Thing], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.renumbered)


@dataclass(frozen=True, slots=True)
class Diff:
    """What a new version of a plan says otherwise than an old one; nothing where it is false.

    Args:
        facts: what is said otherwise of the plan as a whole.
    """

    old: Content
    new: Content
    facts: tuple[Change, ...]
    tasks: Sides[Task]
    targets: Sides[Target]

    def __bool__(self) -> bool:
        return bool(self.facts or self.tasks or self.targets)


def change_of(name: str, old: str, new: str) -> tuple[Change, ...]:
    """Return the change of a single value, or none; an empty text is no value."""
    if old == new:
        return ()
    return (Change(name, *((Value(text),) if text else () for text in (old, new))),)

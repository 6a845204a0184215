"""Which body a name means, the same for both versions of a plan."""

from collections.abc import Hashable, Iterable, Mapping

from graph.departments import departments
from queries.diff.records import Change, Value
from queries.records import Content

Identities = tuple[Mapping[str, Hashable], Mapping[str, Hashable]]
"""What tells a body from others, by its name: on the old side, on the new one."""


def identities_of(old: Content, new: Content) -> Identities:
    """Tell bodies apart; those of plans of one area together, so that a name without its level finds its like."""
    if old.jurisdiction == new.jurisdiction:
        both = _identities((old, new))
        return both, both
    return _identities((old,)), _identities((new,))


def compare_bodies(name: str, old: Iterable[Value], new: Iterable[Value], identities: Identities) -> tuple[Change, ...]:
    """Return the change from the old bodies to the new ones, or none."""
    olds, news = list(old), list(new)
    before, after = (
        {_identity(v, known) for v in values} for values, known in zip((olds, news), identities, strict=True)
    )
    gone = tuple(value for value in olds if _identity(value, identities[0]) not in after)
    come = tuple(value for value in news if _identity(value, identities[1]) not in before)
    return (Change(name, gone, come),) if gone or come else ()


def _identity(value: Value, known: Mapping[str, Hashable]) -> Hashable:
    return known.get(value.text, value.text)


def _identities(plans: Iterable[Content]) -> Mapping[str, Hashable]:
    plans = list(plans)
    parts = [part for plan in plans for task in plan.tasks for part in task.parts]
    others = [body for plan in plans for body in (*plan.by_default, *filter(None, (plan.issuer,)))]
    names = [*(part.name for part in parts), *(body.label for body in others)]
    groups = {part.name for part in parts if part.body.group} | {body.label for body in others if body.group}
    found = departments(names, groups=groups, jurisdiction=plans[0].jurisdiction or None)
    return {name: body.name for name, body in found.items()}

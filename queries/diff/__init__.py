"""What one version of a plan says otherwise than another: tasks, bodies, dates, figures, and the plan's own facts.

Tasks and targets are matched before they are compared, so that what was renumbered, moved or renamed is told as that.
Bodies are compared by what they are and not by how they are written.
"""

from queries.diff.bodies import identities_of
from queries.diff.facts import compare_facts
from queries.diff.records import Diff, Sides
from queries.diff.targets import compare_targets, pair_targets
from queries.diff.tasks import compare_tasks, pair_sections, pair_tasks
from queries.records import Content

__all__ = ["Diff", "compare"]


def compare(old: Content, new: Content) -> Diff:
    """Return what a new version of a plan says otherwise than an old one."""
    identities = identities_of(old, new)
    sections = pair_sections(old.sections, new.sections)
    tasks, tasks_gone, tasks_come = pair_tasks(old, new, sections)
    targets, targets_gone, targets_come = pair_targets(old, new, sections, tasks)
    aims = compare_targets(targets, sections, tasks)
    told = [*targets_gone, *(pair.old for pair in aims)], [*targets_come, *(pair.new for pair in aims)]
    pairs = compare_tasks(old, new, tasks, identities, told)
    changed, renumbered = [p for p in pairs if p.changes], [p for p in pairs if not p.changes and p.old.id != p.new.id]
    return Diff(
        old=old,
        new=new,
        facts=compare_facts(old, new, identities, sections),
        tasks=Sides(tuple(tasks_come), tuple(tasks_gone), tuple(changed), tuple(renumbered)),
        targets=Sides(tuple(targets_come), tuple(targets_gone), tuple(aims), ()),
    )

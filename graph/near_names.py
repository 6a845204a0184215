"""Names of bodies that are one character away from another body's, as a slip of the pen would make them.

Many bodies that exist are as close (财政局 and 民政局): two that the vocabulary knows count only where they bear one
domain, as 水务局 and 水利局, of which a place has one.  Of two named as often, the one that the vocabulary lacks may be
the slip.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import permutations

from extraction.records import Plan
from graph import iri
from graph.departments import Department
from graph.statements import Statements
from ontology.authority import are_counterparts
from ontology.script import simplified
from ontology.vocabulary import find_body, split_level

_SHORTEST = 3


def write_near_names(plan: Plan, plan_id: str, bodies: Mapping[str, Department], statements: Statements) -> None:
    """State of each responsibility which other body, named more often or known, its name is almost that of.

    Args:
        bodies: the body of each name in the plan.
    """
    written = Counter(each.name for task in plan.tasks for each in task.responsibilities)
    others = _near(bodies, written)
    for task in plan.tasks:
        for number, responsibility in enumerate(task.responsibilities, start=1):
            for other in others.get(responsibility.name, ()):
                node = iri.task_part(plan_id, task.id, "responsibility", number)
                statements.add(node, "almostNames", iri.body(other.jurisdiction or plan_id, other.name))


def _near(bodies: Mapping[str, Department], written: Mapping[str, int]) -> Mapping[str, list[Department]]:
    """Return, for each name that is almost that of bodies named more often or known, those bodies."""
    alike: dict[tuple[str, int, str], list[tuple[str, str]]] = defaultdict(list)  # of one level, length and ending
    for name, body in bodies.items():
        level, base = split_level(simplified(name))
        if not body.group and len(base) >= _SHORTEST:
            alike[level, len(base), base[-1]].append((name, base))
    found: dict[str, dict[Department, None]] = defaultdict(dict)
    for names in alike.values():
        for (name, base), (other, other_base) in permutations(names, 2):
            if bodies[name] == bodies[other] or written[name] > written[other]:
                continue
            rarer = written[name] < written[other] or (bodies[other].key is not None and bodies[name].key is None)
            if rarer and is_slip(base, other_base):
                found[name][bodies[other]] = None
    return {name: list(others) for name, others in found.items()}


def is_slip(name: str, other: str) -> bool:
    """Whether one of two names of one length, without their level, may be a slip for the other.

    >>> is_slip("水利局", "水务局"), is_slip("商务局", "水务局"), is_slip("环堡局", "环保局")
    (True, False, True)
    """
    if sum(a != b for a, b in zip(name, other, strict=True)) != 1:
        return False
    known, other_known = find_body(name), find_body(other)
    return known is None or other_known is None or are_counterparts(known.key, other_known.key)

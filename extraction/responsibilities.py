"""Who does what under each heading of a plan: the clauses that the readers find, and the heading that each belongs to.

``marked`` reads brackets and labels, ``duties`` prose, and ``unmarked`` a text whose marks mean nothing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction.duties import find_duties
from extraction.marked import Found, find_marked
from extraction.marks import PlanText
from extraction.roles import Clause
from extraction.sections import Node
from extraction.standing import find_first_leads
from extraction.unmarked import find_bare_bodies, find_unmarked

_ITEMS = ("bracketed_arabic", "arabic", "circled")


def find_clauses(text: PlanText, start: int, end: int) -> list[Clause]:
    """Return the responsibility clauses in a stretch of text, in order."""
    if text.scrambled:
        return find_unmarked(text, start, end)
    return [f.clause for f in find_marked(text, [(start, end)])] or find_duties(text, start, end)


def clauses_by_heading(text: PlanText, nodes: Sequence[Node], *, duties: bool = True) -> dict[str, list[Clause]]:
    """Return the clauses in the own text of each heading, by its id.

    Args:
        duties: whether duties in prose count; where a document tells what was done they are none.
    """
    return _in_scrambled(text, nodes) if text.scrambled else _in_clean(text, nodes, duties=duties)


def _in_scrambled(text: PlanText, nodes: Sequence[Node]) -> dict[str, list[Clause]]:
    """Clauses by heading; in a plan that has any, bodies that end an item without a role word lead it."""
    clauses = {node.id: find_unmarked(text, node.body, node.own_end) for node in nodes}
    if any(clauses.values()):
        for node in nodes:
            if node.leaf and not clauses[node.id] and (bare := find_bare_bodies(text, node.body, node.own_end)):
                clauses[node.id] = [bare]
    return clauses


def _in_clean(text: PlanText, nodes: Sequence[Node], *, duties: bool) -> dict[str, list[Clause]]:
    """Clauses by heading.

    Bodies alone in brackets count only where something else says that they are clauses; duties in prose, where their
    item has no clause.
    """
    found = find_marked(text, [(node.body, node.own_end) for node in nodes])
    if all(f.bare for f in found) and not _vouched(text, found, sum(node.leaf for node in nodes)):
        found = []
    starts, clauses = [f.start for f in found], {}
    for node in nodes:
        first, last = bisect_left(starts, node.body), bisect_left(starts, node.own_end)
        clauses[node.id] = [f.clause for f in found[first:last]]
    bare = [node for node in nodes if not clauses[node.id]]
    for child, parent in list(_lifted(text, nodes, clauses)):
        clauses[parent], clauses[child] = clauses[child], []
    for groups in (False, True) if duties else ():
        beside = {node.parent for node in bare if clauses[node.id]}
        for node in (n for n in bare if not clauses[n.id] and (n.parent in beside or not groups)):
            clauses[node.id] = find_duties(text, node.body, node.own_end, groups=groups)
    return clauses


def _vouched(text: PlanText, bare: Sequence[Found], items: int) -> bool:
    """Whether brackets with names alone are clauses: the plan says who of them leads, or most items end with one."""
    apart = sum(text.plain[f.start - 1] in "。;" for f in bare)
    return (apart > 1 and 2 * apart > items) or (bool(bare) and find_first_leads(text.plain) is not None)


def _lifted(text: PlanText, nodes: Sequence[Node], clauses: dict[str, list[Clause]]) -> Iterator[tuple[str, str]]:
    """Yield the items whose clause is that of the heading above: it stands behind the last of several items.

    It does where the line is the clause's own, or where all such items of the plan are without a clause.
    """
    families: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.parent is not None:
            families[node.parent].append(node)
    each = {f[0].style for f in families.values() if sum(bool(clauses[n.id]) for n in f) > 1}
    for parent, family in families.items():
        child = family[-1]
        if _only_last(family, parent, clauses):
            one_of = child.style in _ITEMS and child.style not in each
            if one_of or _own_line(text, clauses[child.id][0]):
                yield child.id, parent


def _only_last(family: list[Node], parent: str, clauses: dict[str, list[Clause]]) -> bool:
    """Whether of two items or more, and the heading above them, only the last one has a clause."""
    given = any(clauses[name] for name in (parent, *(node.id for node in family[:-1])))
    return len(family) > 1 and family[-1].leaf and len(clauses[family[-1].id]) == 1 and not given


def _own_line(text: PlanText, clause: Clause) -> bool:
    """Whether nothing but brackets stands before a clause on its line."""
    line = text.plain.rfind("\n", 0, clause.start) + 1
    return line > 0 and not text.plain[line : clause.start].strip(" ([")

"""The query that is shown with an answer: of long lists of names it says what these have in common."""

import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Literal

from queries.index import Index

FEW = 8
_LIST = re.compile(r"VALUES \?(\w+) \{ ((?:<[^<>\s]*> ?)+)\}")


def shortened(query: str, index: Index) -> str:
    """Return a query that finds the same, with bodies by their label, and tasks by their title, where they are many."""

    def short(match: re.Match[str]) -> str:
        name, iris = match[1], re.findall("<([^<>]*)>", match[2])
        way = _WAYS.get(name) if len(iris) > FEW else None
        said = way(frozenset(iris), index) if way else None
        if said is None or len(said[1]) > len(iris) // 2:
            return match[0]
        terms = " ".join(sorted(map(str, said[1])))
        where = f"VALUES ?called {{ {terms} }} ?{name} {said[0]} ?called"
        return f"{{ SELECT DISTINCT ?{name} WHERE {{ {where} }} }}"

    return _LIST.sub(short, query)


Said = tuple[str, frozenset[Literal]]


def _bodies(iris: frozenset[str], index: Index) -> Said | None:
    """Return the labels of bodies, if no other body has one of them for a name."""
    labels = {index.department[iri].label for iri in iris if iri in index.department}
    others = (entry.names for entry in index.departments if entry.iri not in iris)
    if "" in labels or any(not labels.isdisjoint(names) for names in others):
        return None
    return "skos:prefLabel", frozenset(Literal(label, language="zh") for label in labels)


def _tasks(iris: frozenset[str], index: Index) -> Said | None:
    """Return the titles of tasks, if these are all that have one of them."""
    found = _by_name(iris, ((task.iri, task.written) for task in index.tasks))
    sections = {entry.written for entry in index.sections}
    return None if found is None or found & sections else ("dcterms:title", frozenset(map(Literal, found)))


def _targets(iris: frozenset[str], index: Index) -> Said | None:
    """Return the indicators of targets, if these are all that have one of them."""
    found = _by_name(iris, ((target.iri, target.figure.indicator) for target in index.targets))
    return None if found is None else (":indicatorAsWritten", frozenset(map(Literal, found)))


def _by_name(iris: frozenset[str], named: Iterable[tuple[str, str]]) -> frozenset[str] | None:
    by_name: dict[str, set[str]] = {}
    for iri, name in named:
        by_name.setdefault(name, set()).add(iri)
    names = frozenset(name for name, own in by_name.items() if not own.isdisjoint(iris))
    return names if "" not in names and all(by_name[name] <= iris for name in names) else None


_WAYS: Mapping[str, Callable[[frozenset[str], Index], Said | None]] = {
    "body": _bodies,
    "department": _bodies,
    "task": _tasks,
    "target": _targets,
}

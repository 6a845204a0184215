"""Plans and their former versions by the names that people give them: ``P``, or ``P@VERSION``."""

from collections.abc import Sequence

from graph.store import Store, VersionEntry
from ontology.wording import DubanError

MARK = "@"


def get_version(store: Store, name: str) -> VersionEntry:
    """Return the former version that ``P@VERSION`` names; of the version, as much as tells it from others will do.

    Raises:
        DubanError: the store has no such plan or version, or several.
    """
    plan, _, wanted = name.partition(MARK)
    if plan not in {entry.id for entry in store.plans()}:
        raise DubanError("graph.no-such-plan", plan=plan)
    versions = store.versions(plan)
    found = [version for version in versions if version.id == wanted]
    found = found or [version for version in versions if wanted and version.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not versions:
        raise DubanError("graph.no-versions", plan=plan)
    known = ", ".join(f"{plan}{MARK}{version.id}" for version in (found or versions))
    raise DubanError("graph.several-versions" if found else "graph.no-such-version", version=name, known=known)


def locate(store: Store, name: str) -> tuple[Store, str]:
    """Return the store that holds a plan or a former version of one as the plan, and the plan's id in it.

    Raises:
        DubanError: the store has no such plan or version.
    """
    if MARK in name:
        version = get_version(store, name)
        return store.as_it_was(version), version.plan
    if name not in {entry.id for entry in store.plans()}:
        raise DubanError("graph.no-such-plan", plan=name)
    return store, name


def locate_all(store: Store, names: Sequence[str]) -> tuple[Store, tuple[str, ...]]:
    """Return the store that holds plans, and their ids in it; all plans of the store if none is named.

    Raises:
        DubanError: the store has no such plan or none at all, or a former version is named with others.
    """
    if not names:
        plans = tuple(entry.id for entry in store.plans())
        if not plans:
            raise DubanError("graph.no-plans")
        return store, plans
    if len(names) == 1:
        found, plan = locate(store, names[0])
        return found, (plan,)
    if past := next((name for name in names if MARK in name), None):
        raise DubanError("graph.version-among-plans", version=past)
    return store, tuple(dict.fromkeys(locate(store, name)[1] for name in names))

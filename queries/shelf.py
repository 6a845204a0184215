"""The parts of a store's index, kept in a file beside a store on disk, so that a process need not read all plans anew.

The file only saves time: each part is kept with the run that made its plan, and one of another run is not taken.  A
file that is absent, damaged or of another form is made anew.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple

from graph.store import EmbeddedStore, Store
from queries.parts import BodyPart, Head, Naming, Part, heads, read_parts

FORM = "duban index 2"
NAME = "index.json"

Kept = Mapping[Head, Part]


def parts_of(store: Store) -> dict[str, Part]:
    """Return what each plan of a store names, by the plan's IRI.

    Raises:
        DubanError: the store cannot be read.
    """
    generation, kept = _kept(store)
    if generation and generation == _generation(store):
        return {head.plan: part for head, part in kept.items()}
    wanted = heads(store)
    known = {head: kept[head] for head in wanted if head.run and head in kept}
    new = dict(read_parts(store, [head for head in wanted if head not in known]))
    parts = {head: known.get(head) or new[head] for head in wanted if head in known or head in new}
    _keep(store, parts)
    return {head.plan: part for head, part in parts.items()}


def _generation(store: Store) -> str:
    """Return which finished state of a store on disk is read, nothing for other stores."""
    return store.generation if isinstance(store, EmbeddedStore) else ""


def _kept(store: Store) -> tuple[str, Kept]:
    """Return the state that parts were kept in, and these; none where they cannot be read."""
    if not isinstance(store, EmbeddedStore):
        return "", {}
    try:
        form, check, content = (store.read_aside(NAME) or b"").split(b"\n", 2)
        if form.decode() != FORM or int(check) != zlib.crc32(content):
            return "", {}
        told = json.loads(content)
        namings = [Naming(zh, en, key, bool(group), frozenset(all_)) for zh, en, key, group, all_ in told["namings"]]
        return told["generation"], {Head(*head): _part(row, namings) for head, *row in told["parts"]}
    except (ValueError, KeyError, TypeError, IndexError):
        return "", {}


def _part(row: list[list[list[str]]], namings: list[Naming]) -> Part:
    plan, tasks, sections, targets, bodies = row
    return Part(
        plan=tuple(map(str, plan)),
        tasks=tuple(map(tuple, tasks)),
        sections=tuple(map(tuple, sections)),
        targets=tuple(map(tuple, targets)),
        bodies=tuple(BodyPart(iri, place, bool(held), namings[int(naming)]) for iri, place, held, naming in bodies),
    )


def _keep(store: Store, parts: Kept) -> None:
    generation = _generation(store)
    if not generation or not isinstance(store, EmbeddedStore):
        return
    namings: dict[Naming, int] = {}
    rows = []
    for head, part in parts.items():
        bodies = [(b.iri, b.place, int(b.held), namings.setdefault(b.naming, len(namings))) for b in part.bodies]
        rows.append((astuple(head), part.plan, part.tasks, part.sections, part.targets, bodies))
    told = {
        "generation": generation,
        "namings": [(n.label, n.english, n.key, int(n.group), sorted(n.names)) for n in namings],
        "parts": rows,
    }
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    store.keep_aside(NAME, b"%s\n%d\n%s" % (FORM.encode(), zlib.crc32(content), content))

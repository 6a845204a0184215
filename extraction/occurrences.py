"""What a plan names, each thing once: with all its mentions and the tasks and targets in which they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extraction.entities import EntityMention
from extraction.marks import PlanText, bare
from extraction.records import Citation, Entity, EntityKind, Passage, Target, Task
from extraction.scope import between

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention under the name that it has in the records."""

    start: int
    kind: EntityKind
    name: str
    rule: str
    passage: Passage


_Key = tuple[EntityKind, str]


def gather(
    text: PlanText,
    mentions: Sequence[EntityMention],
    citations: Sequence[Citation],
    tasks: Sequence[Task],
    targets: Sequence[Target],
) -> tuple[Entity, ...]:
    """Return the places, waters, facilities, works and documents that a plan names, in the order of the text."""
    named = sorted([*_places(text, mentions), *_documents(citations)], key=lambda one: one.start)
    places: dict[_Key, list[_Named]] = {}
    for one in named:
        places.setdefault((one.kind, one.name), []).append(one)
    in_tasks = _standing_in(named, ((task.id, task.passage) for task in tasks))
    in_targets = _standing_in(named, ((at, target.passage) for at, target in enumerate(targets)))
    return tuple(
        Entity(
            kind=key[0],
            name=key[1],
            mentions=tuple(one.passage for one in found),
            tasks=tuple(in_tasks.get(key, ())),
            targets=tuple(in_targets.get(key, ())),
            rule=found[0].rule,
        )
        for key, found in places.items()
    )


def _places(text: PlanText, mentions: Iterable[EntityMention]) -> Iterator[_Named]:
    for m in mentions:
        passage = text.passage(m.start, m.end)
        yield _Named(m.start, m.kind, bare(passage.text), m.rule, passage)


def _documents(citations: Iterable[Citation]) -> Iterator[_Named]:
    for cited in citations:
        name = cited.number or cited.title or bare(cited.passage.text)
        for passage in (cited.passage, *cited.others):
            yield _Named(passage.start, "document", name, cited.rule, passage)


def _standing_in(named: Sequence[_Named], wholes: Iterable[tuple[Id, Passage]]) -> dict[_Key, dict[Id, None]]:
    """The wholes in whose passages each thing is named, in their order."""
    found: dict[_Key, dict[Id, None]] = {}
    for identifier, passage in wholes:
        for one in between(named, passage.start, passage.end):
            found.setdefault((one.kind, one.name), {})[identifier] = None
    return found

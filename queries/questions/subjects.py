"""What a question of a form is about: sections, tasks, bodies, dates, and the words that passages must have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.wording import Language
from queries.index import Index
from queries.questions.request import When
from queries.questions.scan import scan
from queries.questions.terms import chinese_forms
from queries.questions.topics import Word
from queries.questions.words import Item, bare

POINTING = frozenset({"section", "task", "body", "date", "plan"})
# In English, what may stand beside the words of a topic; in Chinese a topic is what lies between what points somewhere.
SILENT = frozenset({"stop", "is", "and", "all", "plan", "place", "part", "tasks", "what", "with", "both", "or"})
_PARTS = re.compile(r"[的在、，,；;“”\"'（）()]|以及|和|与|(?<=[^年])对")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about."""

    words: tuple[Word, ...] = ()
    sections: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    bodies: tuple[tuple[str, ...], ...] = ()
    whens: tuple[When, ...] = ()

    @property
    def points(self) -> bool:
        """Whether it names a section, a task, a body or a date."""
        return bool(self.sections or self.tasks or self.bodies or self.whens)


def subject_of(about: str, index: Index, language: Language) -> Subject | None:
    """Return what some words of a question are about, ``None`` where one of them was not understood."""
    found = scan(about, index, language=language)
    if any(item.kind in ("section", "task") and not item.iris for item in found.items):
        return None
    if language == "en" and (found.unknown or any(not _is_known(item) for item in found.items)):
        return None
    words = _chinese(about, found.items) if language == "zh" else _english(found.items)
    return Subject(
        tuple(words),
        sections=tuple(iri for item in found.items if item.kind == "section" for iri in item.iris),
        tasks=tuple(iri for item in found.items if item.kind == "task" for iri in item.iris),
        bodies=tuple(item.iris for item in found.items if item.kind == "body"),
        whens=tuple(item.when for item in found.items if item.when is not None),
    )


def _is_known(item: Item) -> bool:
    return item.kind in SILENT | POINTING or item.kind in ("term", "topic")


def _english(items: Sequence[Item]) -> Iterator[Word]:
    yield from (Word(item.forms) for item in items if item.kind in ("term", "topic"))


def _chinese(about: str, items: Sequence[Item]) -> Iterator[Word]:
    """Yield what lies between the parts of a question that point somewhere, cut where a particle parts two words."""
    text, place = re.sub(r"\s+", "", about), 0
    pointing = [(item.start, item.end) for item in items if item.kind in POINTING]
    for start, end in [*pointing, (len(text), len(text))]:
        for part in _PARTS.split(text[place:start]):
            if len(bare(part)) > 1:
                yield Word(chinese_forms(part))
        place = end

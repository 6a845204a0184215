"""Clauses that say who leads, takes part, is responsible or guides.

A clause is read between marks: a stretch that ends with a role word, the names before it, and the names behind a lead
up to the next role word.  Marks only separate; which mark it is says little, so scrambled and clean texts read alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extraction.bodies import could_be_body, is_body, is_body_for_sure, is_group, names_within
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.records import Passage, Responsibility, Role
from extraction.sections import Node

_STRETCH = re.compile(r"(?:[^,、。;:\s.()]|\([^()]{1,16}\)(?=[^,、。;:\s.()]))+")
_LOOK_AHEAD = 16
_REACH_BACK = 80
_ROLES: tuple[Role, ...] = ("lead", "participant", "guidance", "responsible")


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause."""

    start: int
    end: int
    responsibilities: tuple[Responsibility, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text between two marks: the names in it, and the role word that it ends with or the label that it is."""

    start: int
    text: str
    names: tuple[str, ...]
    role: Role | None
    label: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Draft:
    """A clause being read; names wait until a role word claims them."""

    start: int
    end: int
    roles: list[tuple[_Stretch, Role]] = field(default_factory=list)
    waiting: list[_Stretch] = field(default_factory=list)

    def give(self, role: Role) -> None:
        """Give the waiting names a role."""
        self.roles += [(stretch, role) for stretch in self.waiting]
        if self.waiting:
            self.end = max(self.end, self.waiting[-1].end)
        self.waiting = []


@cache
def _role_pattern() -> re.Pattern[str]:
    data = load_data("responsibility")
    roles = "|".join(f"(?P<{role}>{any_of(data[role])})" for role in _ROLES)
    return re.compile(
        rf"{any_of(data['openings'])}?(?P<names>.*?)(?:{any_of(data['fillers'])})*(?:{roles})$", re.DOTALL
    )


@cache
def _role_endings() -> tuple[str, ...]:
    data = load_data("responsibility")
    return tuple({word for role in _ROLES for word in data[role]})


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(any_of([*_role_endings(), *load_data("responsibility")["label"]]))


def clauses_by_heading(text: PlanText, nodes: Sequence[Node]) -> dict[str, list[Clause]]:
    """Return the clauses in the own text of each heading, by its id.

    In a plan that gives responsibilities, bodies that end an item without a role word lead it.
    """
    clauses = {node.id: find_clauses(text, node.body, node.own_end) for node in nodes}
    if any(clauses.values()):
        for node in nodes:
            if node.leaf and not clauses[node.id] and (bare := find_bare_bodies(text, node.body, node.own_end)):
                clauses[node.id] = [bare]
    return clauses


def find_clauses(text: PlanText, start: int, end: int) -> list[Clause]:
    """Return the responsibility clauses in a stretch of text, in order."""
    first = _cue().search(text.plain, start, end)
    if first is None:
        return []
    return list(_Reader(text, max(start, first.start() - _REACH_BACK), end).clauses())


def find_bare_bodies(text: PlanText, start: int, end: int) -> Clause | None:
    """Return the names of bodies that end an item without any role word; they lead.  ``None`` where there are none."""
    reader = _Reader(text, start, end)
    names: list[_Stretch] = []
    for stretch in reversed(reader.stretches):
        if not stretch.names or not all(is_body_for_sure(n) or is_group(n) for n in stretch.names):
            break
        names.insert(0, stretch)
    if not names or len(names) == len(reader.stretches):
        return None
    draft = _Draft(names[0].start, names[-1].end, waiting=names)
    draft.give("lead")
    return reader.finish(draft)


class _Reader:
    """Reads the clauses of one item."""

    def __init__(self, text: PlanText, start: int, end: int) -> None:
        self.text = text
        self.stretches = [_stretch(text, m) for m in _STRETCH.finditer(text.plain, start, end)]

    def clauses(self) -> Iterator[Clause]:
        place = 0
        while place < len(self.stretches):
            stretch = self.stretches[place]
            if stretch.label or self._opens(place):
                draft = self._open(place)
                place = self._follow(draft, place + 1)
                if draft.roles:
                    yield self.finish(draft)
            else:
                place += 1

    def _opens(self, place: int) -> bool:
        """Whether a clause opens here: bodies with a role; or some name that leads, and others that take part."""
        stretch = self.stretches[place]
        if stretch.role in (None, "participant"):
            return False
        if self._is_body(place):
            return True
        unknown = stretch.role == "lead" and self._could_be_body(place)
        return unknown and (self._is_last(place) or self._is_claimed(place + 1) or self._is_body(place + 1))

    def _is_last(self, place: int) -> bool:
        """Whether a bracket or the item ends behind a stretch."""
        end = self.stretches[place].end
        return place + 1 == len(self.stretches) or self.text.plain.startswith(")", end)

    def _open(self, place: int) -> _Draft:
        """Begin a clause at a role word, with the joint names that stand before it."""
        stretch = self.stretches[place]
        draft = _Draft(stretch.start, stretch.end)
        if not stretch.label and stretch.role:
            is_joint = is_body_for_sure if self.text.scrambled else is_body
            while place and self._joined(place) and is_joint(self.stretches[place - 1].text):
                place -= 1
                draft.waiting.insert(0, self.stretches[place])
                draft.start = self.stretches[place].start
            draft.waiting.append(stretch)
            draft.give(stretch.role)
        return draft

    def _follow(self, draft: _Draft, place: int) -> int:
        """Read on behind the role word that opened a clause; return the place behind the clause."""
        label = self.stretches[place - 1].role if self.stretches[place - 1].label else None
        while place < len(self.stretches) and (self._joined(place) or self.stretches[place].label):
            stretch = self.stretches[place]
            if stretch.label:
                draft.give(label or "participant")
                label = stretch.role
            elif stretch.role and (_bodies_or_groups(stretch) or stretch.role == "participant"):
                draft.waiting.append(stretch)
                draft.give(stretch.role)
            elif label or self._is_name(draft, place):
                draft.waiting.append(stretch)
            else:
                break
            place += 1
        last = draft.roles[-1][1] if draft.roles else None
        if label or last == "lead":
            draft.give(label or "participant")
        return place - len(draft.waiting)

    def _is_name(self, draft: _Draft, place: int) -> bool:
        """Whether a stretch is a name: a role word claims it further on, or it is built as one behind a lead."""
        if self._is_claimed(place):
            return True
        behind_lead = bool(draft.roles) and draft.roles[-1][1] == "lead"
        return behind_lead and (self._is_body(place) or (self._is_body(place + 1) and self._could_be_body(place)))

    def _is_body(self, place: int) -> bool:
        return place < len(self.stretches) and _bodies_or_groups(self.stretches[place])

    def _could_be_body(self, place: int) -> bool:
        names = self.stretches[place].names
        return bool(names) and all(map(could_be_body, names))

    def _is_claimed(self, place: int) -> bool:
        """Whether only names stand between a place and the next role word."""
        for ahead in self.stretches[place : place + _LOOK_AHEAD]:
            if ahead.role and not ahead.label:
                return _bodies_or_groups(ahead) or ahead.role == "participant"
            if not (could_be_body(ahead.text) or _bodies_or_groups(ahead)):
                break
        return False

    def _joined(self, place: int) -> bool:
        """Whether only a light mark parts a stretch from the one before it."""
        gap = self.text.plain[self.stretches[place - 1].end : self.stretches[place].start]
        return self.text.scrambled or not re.search(r"[。()\n]", gap.strip(" "))

    def finish(self, draft: _Draft) -> Clause:
        """Turn the names of a draft into responsibilities; one body alone, where nobody leads, leads."""
        named = [(s, name, role) for s, role in draft.roles for name in s.names]
        leads = any(role == "lead" for _, _, role in named)
        alone = len(named) == 1
        found = []
        for stretch, name, role in named:
            if role == "responsible":
                role = "participant" if leads else "lead" if alone else "responsible"  # noqa: PLW2901
            at = stretch.start + max(stretch.text.find(name), 0)
            passage = Passage(self.text.source[at : at + len(name)], at, at + len(name))
            found.append(Responsibility(name, role, is_group(name), passage, f"role.{role}"))
        return Clause(draft.start, draft.end, tuple(found))


def _stretch(text: PlanText, match: re.Match[str]) -> _Stretch:
    words = match[0]
    labels = load_data("responsibility")["label"]
    if words in labels and (text.scrambled or text.plain[match.end() : match.end() + 1] == ":"):
        return _Stretch(match.start(), words, (), labels[words], label=True)
    role: Role | None = None
    if words.endswith(_role_endings()) and (found := _role_pattern().fullmatch(words)):
        role, names = found.lastgroup, found["names"]  # type: ignore[assignment]
    else:
        names = words.removesuffix(load_data("responsibility")["list_end"])
    return _Stretch(match.start(), words, names_within(names) if names else (), role, label=False)


def _bodies_or_groups(stretch: _Stretch) -> bool:
    """Whether a stretch holds names, and each is that of a body or a group."""
    return bool(stretch.names) and all(is_body(n) or is_group(n) for n in stretch.names)

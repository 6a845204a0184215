"""Clauses of responsibility in a text whose marks mean nothing.

A clause is read between marks, whatever they are: a stretch that ends with a role word, the names before it, and those
behind a lead up to the next role word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from extraction.bodies import could_be_body, is_body, is_body_for_sure, is_group, names_within
from extraction.clauses import ClauseReader, Piece
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.records import ROLES, Role
from extraction.roles import (
    BARE,
    Clause,
    Named,
    beside_word,
    endings,
    is_other_label,
    read_label,
    role_at_end,
    settle,
)

_STRETCH = re.compile(r"(?:[^,、。;:\s.()]|\([^()]{1,16}\)(?=[^,、。;:\s.()]))+")
_LOOK_AHEAD = 16
_REACH_BACK = 80
_LABELS_END = ("单位", "部门")
_STRETCHES_KEPT = 4096  # the bodies of a plan recur
_SHORTEST_PAIR = 5  # characters of 甲乙会同丙丁


class _Stretch(NamedTuple):
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
def _cue() -> re.Pattern[str]:
    label = load_data("responsibility")["label"]
    labels = [f"{word}{noun}" for role in ROLES for word in label[role] for noun in _LABELS_END]
    return re.compile(any_of([*endings(bracketed=False), *labels]))


@cache
def _openings() -> dict[str, list[str]]:
    """What may stand before the first name, by its first character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(load_data("responsibility")["openings"], key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def find_unmarked(text: PlanText, start: int, end: int) -> list[Clause]:
    """Return the clauses in a stretch of a scrambled text, in order."""
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
    return reader.finish(draft, rule=BARE)


class _Reader:
    """Reads the clauses of one item in a text whose marks mean nothing."""

    def __init__(self, text: PlanText, start: int, end: int) -> None:
        self.text = text
        self.stretches = [s for m in _STRETCH.finditer(text.plain, start, end) for s in _stretches(m)]

    def clauses(self) -> Iterator[Clause]:
        place = 0
        while place < len(self.stretches):
            stretch = self.stretches[place]
            if stretch.label:
                reader, place = self._labelled(place)
                if reader.named:
                    yield settle(self.text, reader.start, reader.end, reader.named)
            elif self._opens(place):
                draft = self._open(place)
                place = self._follow(draft, place + 1)
                if draft.roles:
                    yield self.finish(draft)
            else:
                place += 1

    def _labelled(self, place: int) -> tuple[ClauseReader, int]:
        """Read on behind a label as long as names of bodies or labels stand there; return the place behind."""
        reader, first = ClauseReader(self.text), place
        while place < len(self.stretches):
            stretch = self.stretches[place]
            label = stretch.label or is_other_label(stretch.text)
            named = label or stretch.role or (stretch.names and all(is_body(n) or is_group(n) for n in stretch.names))
            if not (named and reader.take(Piece(stretch.start, stretch.text, ",", colon=label))):
                break
            place += 1
        reader.close_sentence(ends=True)
        return reader, max(place, first + 1)

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
        while place and self._is_joint(place - 1):
            place -= 1
            draft.waiting.insert(0, self.stretches[place])
            draft.start = self.stretches[place].start
        draft.waiting.append(stretch)
        draft.give(stretch.role or "lead")
        return draft

    def _is_joint(self, place: int) -> bool:
        """Whether a body stands in a list that a role word ends: for sure, or behind one that is."""
        sure = is_body_for_sure(self.stretches[place].text)
        return sure or (place > 0 and self._is_body(place) and is_body_for_sure(self.stretches[place - 1].text))

    def _follow(self, draft: _Draft, place: int) -> int:
        """Read on behind the role word that opened a clause; return the place behind the clause."""
        label: Role | None = None
        while place < len(self.stretches):
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

    def finish(self, draft: _Draft, *, rule: str = "") -> Clause:
        """Turn the names of a draft into responsibilities."""
        named = []
        for stretch, role in draft.roles:
            at = stretch.start
            for name in stretch.names:
                at = max(at, stretch.start + stretch.text.find(name))
                named.append(Named(at, at + len(name), name, role))
        return settle(self.text, draft.start, draft.end, named, rule=rule)


def _stretches(match: re.Match[str]) -> Iterator[_Stretch]:
    """The text between two marks; X会同Y is two of them, the first of which leads."""
    start, words = match.start(), match[0]
    if len(words) > _SHORTEST_PAIR and (beside := beside_word().search(words)):
        head = words[: beside.end()]
        yield _Stretch(start, head, names_within(_unopened(words[: beside.start()])), "lead", label=False)
        start, words = start + len(head), words[len(head) :]
    yield _stretch(start, words)


def _unopened(words: str) -> str:
    """A stretch without what may stand before its first name."""
    opening = next((opening for opening in _openings().get(words[:1], ()) if words.startswith(opening)), "")
    return words if len(opening) == 1 and is_body_for_sure(words) else words[len(opening) :]


def _stretch(start: int, words: str) -> _Stretch:
    names, role, label = _read(words)
    return _Stretch(start, words, names, role, label=label)


@lru_cache(_STRETCHES_KEPT)
def _read(words: str) -> tuple[tuple[str, ...], Role | None, bool]:
    """The names in a stretch, its role, and whether it is a label."""
    if words.endswith(_LABELS_END) and (label := read_label(words)):
        return (), label, True
    role: Role | None = None
    names = words.removesuffix("等")
    if found := role_at_end(words, bracketed=False):
        names, role = found
    names = _unopened(names)
    return names_within(names) if names else (), role, False


def _bodies_or_groups(stretch: _Stretch) -> bool:
    """Whether a stretch holds names, and each is that of a body or a group."""
    return bool(stretch.names) and all(is_body(n) or is_group(n) for n in stretch.names)

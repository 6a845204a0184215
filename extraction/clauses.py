"""Reads one clause of responsibility in clean text, from mark to mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import NamedTuple

from extraction.bodies import (
    JOINED,
    acts,
    could_be_listed,
    could_be_named,
    is_body,
    is_body_for_sure,
    is_group,
    join_levels,
    names_within,
    unbracketed,
)
from extraction.lexicon import load_data, word_of
from extraction.marks import PlanText
from extraction.records import Role
from extraction.roles import (
    Named,
    beside_word,
    is_other_label,
    is_whole_label,
    label_pattern,
    label_within,
    names_people,
    other_label_pattern,
    read_label,
    role_at_end,
)

_LONGEST_PERSON = 3
BULLETS = "◆●○■□◇•※➢►▶"
_MARKS = rf",、。;:/\s{BULLETS}"
_NOTE = re.compile(r"(.+)[(\[]([^()\[\]]*)[)\]]", re.DOTALL)


class Piece(NamedTuple):
    """Text between two marks, with the marks before it and whether a colon, or a blank, stands behind it."""

    start: int
    words: str
    before: str
    colon: bool
    blank: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)

    def less(self, cut: int) -> "Piece":
        """The piece without its first characters."""
        return self._replace(start=self.start + cut, words=self.words[cut:])


@cache
def _piece() -> re.Pattern[str]:
    """Text between marks, with brackets in it; a label in brackets is one for itself."""
    label = rf"(?:[(\[]{label_pattern(whole=True)}[)\]]|\[{other_label_pattern()}\])"
    return re.compile(rf"{label}|(?:[^{_MARKS}()\[\]]|(?!{label})[(\[][^()\[\]\n]{{0,60}}[)\]])+")


def pieces(plain: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the text between marks in a stretch; a mark between the levels of one group is none."""
    words, last = join_levels(plain[start:end]), 0
    for match in _piece().finditer(words):
        behind = words[match.end() : match.end() + 2]
        colon, blank = behind.lstrip().startswith(":"), behind[:1].isspace()
        piece = Piece(start + match.start(), match[0], words[last : match.start()], colon, blank)
        if (colon or blank) and (cut := label_within(piece.words)):
            yield piece._replace(words=piece.words[:cut], colon=False, blank=False)
            piece = piece.less(cut)._replace(before="")
        yield piece
        last = match.end()


@cache
def _bracketed_label() -> re.Pattern[str]:
    bracketed = rf"{label_pattern()}|{other_label_pattern()}"
    return re.compile(rf"[(\[](?P<bracketed>{bracketed})[)\]]|(?P<said>{label_pattern(whole=True)})[为是](?=..)")


@dataclass(slots=True)
class ClauseReader:
    """Reads one clause piece by piece; names wait until a role word, or the label before them, claims them.

    Args:
        sure: whether only what is a body for sure may stand in it, as in prose.
        people: whether people are named beside bodies, who have no role.
    """

    text: PlanText
    sure: bool = False
    named: list[Named] = field(default_factory=list)
    waiting: list[Named] = field(default_factory=list)
    label: Role | None = None
    other: bool = False
    people: bool = False
    beside: bool = False
    last: Role | None = None
    start: int = -1
    end: int = -1

    def take(self, piece: Piece) -> bool:
        """Read a piece; return whether it belongs to the clause."""
        if "。" in piece.before or ";" in piece.before:
            self.close_sentence(ends="。" in piece.before)
        if self._take_label(piece):
            return True
        if match := _bracketed_label().match(piece.words):
            self._open_label(read_label(match["bracketed"] or match["said"]), piece)
            piece = piece.less(match.end())
            if not piece.words:
                return True
        if self.other:
            return False
        opening = word_of("responsibility", "openings").match(piece.words)
        opened = piece.less(opening.end()) if opening else piece
        if opening and self._take_words(opened, beside=opening[0] in load_data("responsibility")["openings_beside"]):
            return self._took(opened.start, opened.end)
        return self._take_words(piece) and self._took(piece.start, piece.end)

    def _took(self, start: int, end: int) -> bool:
        self.start = start if self.start < 0 else self.start
        self.end = end
        return True

    def _take_label(self, piece: Piece) -> bool:
        listed = self.sure or "、" in piece.before or "," in piece.before  # 市财政局、协作单位
        if not piece.colon and (listed or not piece.blank or not is_whole_label(piece.words)):
            return False
        noted = _NOTE.fullmatch(piece.words)
        words = noted[1] if noted and _aside(noted[2]) and not read_label(piece.words) else piece.words
        role = read_label(words)
        if role is None and not is_other_label(words):
            return False
        self._open_label(role, piece)
        return True

    def _open_label(self, role: Role | None, piece: Piece) -> None:
        self.close_sentence(ends=False)
        self.label, self.other, self.people = role, role is None, names_people(piece.words)
        self.start = piece.start if self.start < 0 else self.start

    def _take_words(self, piece: Piece, *, beside: bool = False) -> bool:
        if match := beside_word().search(piece.words):
            if not self._claim(piece.start, piece.words[: match.start()], "lead"):
                return False
            piece, beside = piece.less(match.end()), True
        self.beside = beside or self.beside
        found = role_at_end(piece.words, bracketed=not self.sure)
        if found is None:
            return self._wait(piece.start, piece.words)
        names, role = found
        return self._claim(piece.start, names, "participant" if self.beside else role)

    def _claim(self, start: int, words: str, role: Role) -> bool:
        """Give a role to the names in some words and to those that wait."""
        if words and not self._wait(start, words):
            return False
        self._give(role)
        self.beside = False
        return True

    def _give(self, role: Role) -> None:
        self.named += [name if name.role else name._replace(role=role) for name in self.waiting]
        self.last = role if self.waiting else self.last
        self.waiting = []

    def _wait(self, start: int, words: str) -> bool:
        """Let the names of a piece wait; return whether it holds nothing else."""
        words, role = _without_note(words, people=self.people)
        found = list(_names(self.text, start, words.removesuffix("等"), role))
        if self.people:
            found = [name for name in found if not is_person(name.name)]
        if not all(self._is_name(name.name) for name in found):
            return False
        self.waiting += found
        return bool(found) or self.people

    def _is_name(self, name: str) -> bool:
        if not self.sure:
            listed = self.label is not None or bool(self.named or self.waiting)
            return could_be_named(name) or (listed and could_be_listed(name))
        words = unbracketed(name)
        beside = bool(self.named) and is_body(words) and not acts(words)  # a body for sure stands before it
        return beside or is_group(name) or is_body_for_sure(words)

    def close_sentence(self, *, ends: bool) -> None:
        """Give the waiting names the role that their place says, where a sentence or the clause ends."""
        role = "participant" if self.beside else self.label or self._by_last()
        if role:
            self._give(role)
        self.beside = False
        if ends:
            self.label, self.other, self.people, self.last = None, False, False, None

    def _by_last(self) -> Role | None:
        if self.last == "guidance":
            return "responsible"
        return "participant" if self.last or any(name.role for name in self.waiting) else None


def is_person(name: str) -> bool:
    """Whether a name beside those of bodies is as short as a person's and like none of theirs."""
    return len(name) <= _LONGEST_PERSON and not (is_body(name) or is_group(name) or could_be_listed(name))


@cache
def _notes() -> dict[Role, frozenset[str]]:
    return {role: frozenset(words) for role, words in load_data("responsibility")["noted"].items() if role != "aside"}


def _aside(note: str) -> bool:
    """Whether what stands in brackets behind a name is no part of it."""
    return any(word in note for word in load_data("responsibility")["noted"]["aside"])


def _without_note(words: str, *, people: bool) -> tuple[str, Role | None]:
    """A name without a bracket behind it that says its role or a remark, and that role."""
    noted = _NOTE.fullmatch(words)
    if noted is None:
        return words.rstrip("*★☆△▲"), None
    role = next((role for role, said in _notes().items() if noted[2] in said), None)
    return (noted[1], role) if role or people or _aside(noted[2]) else (words, None)


def _parted(name: str) -> list[str]:
    """A name with a mark between its levels, or the names on both sides of it."""
    parts = [name] if is_group(name) else name.split(JOINED)
    return parts if all(map(could_be_named, parts)) else [name]


def _names(text: PlanText, start: int, words: str, role: Role | None) -> Iterator[Named]:
    """The names in a piece, as the source writes them, without white space."""
    at = 0
    found = [_parted(name) for name in names_within(words)]
    for name in chain.from_iterable(found):
        at = max(words.find(name, at), at)
        begin, end = start + at, start + at + len(name)
        yield Named(begin, end, re.sub(r"\s", "", text.source[begin:end]), role)
        at += len(name)

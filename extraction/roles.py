"""What gives a body its role, a word behind its name or a label before it, and the clause that comes of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extraction.bodies import stands_for_several
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.records import ROLES, Responsibility, Role

DUTY, BARE, COLUMN = "role.duty", "role.bare", "role.column"
_COUNTED = re.compile(r"等(?:\d+|[一二三四五六七八九十]+)个?(?:部门|单位)$")
_SHORTEST_LABEL = 3
_LONGEST = 12  # characters of a role word or of what stands between it and the names


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause.

    Args:
        closes: whether it ends its task, as one in brackets or behind a label does; a duty in prose opens it.
    """

    start: int
    end: int
    responsibilities: tuple[Responsibility, ...]
    closes: bool = True


class Named(NamedTuple):
    """The name of a body in the text; its role ``None`` where no word gave it one yet."""

    start: int
    end: int
    name: str
    role: Role | None = None


@cache
def endings(*, bracketed: bool) -> tuple[str, ...]:
    """Return the words that give a role to the names before them."""
    data = load_data("responsibility")
    return tuple({word for role in (*ROLES, *(["in_brackets"] if bracketed else [])) for word in data[role]})


def role_at_end(words: str, *, bracketed: bool) -> tuple[str, Role] | None:
    """Return what stands before the role word that a stretch ends with, and the role; ``None`` if it ends with none.

    >>> role_at_end("市科委按职责分工负责", bracketed=False), role_at_end("市科委推进", bracketed=False)
    (('市科委', 'responsible'), None)
    >>> role_at_end("市科委等5个部门负责落实", bracketed=False)
    ('市科委', 'responsible')
    """
    if not words.endswith(endings(bracketed=bracketed)):
        return None
    word = _longest_end(words, _roles())
    names = words[: -len(word)]
    while filler := _longest_end(names, _fillers()):
        names = names[: -len(filler)]
    return _COUNTED.sub("", names), _roles()[word]


def _longest_end(words: str, ends: Mapping[str, object]) -> str:
    """The longest of some words that a stretch ends with, or nothing."""
    found = (words[-size:] for size in range(_LONGEST, 0, -1) if words[-size:] in ends)
    return next(found, "")


@cache
def _roles() -> dict[str, Role]:
    data = load_data("responsibility")
    return dict.fromkeys(data["in_brackets"], "responsible") | {w: role for role in ROLES for w in data[role]}


@cache
def _fillers() -> dict[str, None]:
    return dict.fromkeys(load_data("responsibility")["fillers"])


@cache
def label_pattern(*, whole: bool = False) -> str:
    """Return a regular expression for a label: 牵头（责任）部门, 区级配合单位; a whole one says 单位 or the like."""
    data = load_data("responsibility")["label"]
    word = any_of(word for role in ROLES for word in data[role])
    before, noun = any_of(data["before"]), any_of(data["nouns"])
    people = rf"{noun}(?:[/和及与、]|\()?{_person()}\)?"
    said = rf"{people}|(?:{noun}|\({word}{noun}?\)){{{int(whole)},3}}"
    return rf"{before}?{before}?{word}(?:[/和及与、]?{word}){{0,2}}(?:{said})"


@cache
def label_letters() -> str:
    """Return what any label may begin with: one look at it passes most places."""
    data = load_data("responsibility")["label"]
    kinds = (*ROLES, "before", "person_before", "person", "time_before", "time")
    return "".join(sorted({word[0] for kind in kinds for word in data[kind]}))


@cache
def other_label_pattern() -> str:
    """Return a regular expression for a whole label of people or of a time: 分管领导, 完成时限."""
    return rf"(?:{_person()}|{time_label_pattern()})"


@cache
def time_label_pattern() -> str:
    """Return a regular expression for a whole label of a time: 完成时限, 时间节点, 进度安排."""
    data = load_data("responsibility")["label"]
    return rf"{any_of(data['time_before'])}{{0,2}}{any_of(data['time'])}{any_of(data['time_after'])}{{0,2}}"


def _person() -> str:
    data = load_data("responsibility")["label"]
    return rf"{any_of(data['person_before'])}{{0,3}}{any_of(data['person'])}"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(label_pattern())


@cache
def _other_label() -> re.Pattern[str]:
    return re.compile(rf".{{0,8}}{any_of(load_data('responsibility')['label']['other'])}")


@cache
def _whole_label() -> re.Pattern[str]:
    return re.compile(rf"(?P<other>{other_label_pattern()})|{label_pattern(whole=True)}")


@cache
def _glued() -> re.Pattern[str]:
    not_after = "".join(load_data("responsibility")["label"]["not_after"])
    return re.compile(rf"(?<=[^{not_after}])(?:{other_label_pattern()}|{label_pattern(whole=True)})$")


@cache
def beside_word() -> re.Pattern[str]:
    """Return the regular expression for the word between one that leads and those that take part: X会同Y."""
    return re.compile(rf"(?<=..){any_of(load_data('responsibility')['beside'])}(?=..)")


def label_within(words: str) -> int:
    """Return where a label begins that is glued to the words before it, 0 where there is none.

    >>> label_within("市水务局完成时限"), label_within("市城投公司配合单位"), label_within("区级配合单位")
    (4, 5, 0)
    """
    if len(words) < _SHORTEST_LABEL or _whole_label().fullmatch(words):
        return 0
    found = _glued().search(words)
    return found.start() if found else 0


def is_whole_label(words: str) -> bool:
    """Whether words are a label even where no mark stands behind them: 配合单位, 完成时限.

    >>> is_whole_label("配合单位"), is_whole_label("责任人"), is_whole_label("责任")
    (True, True, False)
    """
    return _whole_label().fullmatch(words) is not None


def read_label(words: str) -> Role | None:
    """Return the role that a label gives, or ``None`` if it is no such label.

    >>> read_label("牵头(责任)单位"), read_label("区级配合部门"), read_label("责任领导")
    ('lead', 'participant', None)
    """
    if not _label().fullmatch(words):
        return None
    data = load_data("responsibility")["label"]
    return next(role for role in ROLES if any(word in words for word in data[role]))


def names_people(label: str) -> bool:
    """Whether people stand behind a label beside bodies.

    >>> names_people("责任单位及责任人"), names_people("责任单位")
    (True, False)
    """
    return label.rstrip(")").endswith(tuple(load_data("responsibility")["label"]["person"]))


def is_other_label(words: str) -> bool:
    """Whether what stands behind a label is no body: 责任领导, 完成时限."""
    return _other_label().fullmatch(words) is not None


def settle(text: PlanText, start: int, end: int, named: Sequence[Named], *, rule: str = "") -> Clause:
    """Return the clause of the names; where nobody leads, one body alone that is responsible leads.

    Args:
        rule: what found the names, where that is no role word or label in a clause of its own.
    """
    leads = any(n.role == "lead" for n in named)
    alone = sum(n.role == "responsible" for n in named) == 1
    found = []
    for n in named:
        role = n.role or "lead"
        if role == "responsible":
            role = "participant" if leads else "lead" if alone else "responsible"
        several, passage = stands_for_several(n.name), text.passage(n.start, n.end)
        found.append(Responsibility(n.name, role, several, passage, rule or f"role.{role}"))
    start = min(start, *(n.start for n in named))
    return Clause(start, end, tuple(dict.fromkeys(found)), closes=rule != DUTY)

"""Rules of responsibility that a plan states once: 排在第一位的部门为牵头部门，下同; 以下均需各镇街落实，不再列出."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from extraction.bodies import stands_for_several
from extraction.clauses import ClauseReader, pieces
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.records import Responsibility
from extraction.roles import Clause
from extraction.tables import ReadTable
from extraction.tasks import Item

_REACH = 100
_NAMES = r"(?:[^。;\n()\[\]]|[(\[][^。;\n()\[\]]{1,20}[)\]]){2,60}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds from some place of a plan on.

    Args:
        first_leads: from where the first of several responsible bodies leads; ``None`` if nowhere.
        default: bodies that have a part in every task from ``default_from`` on.
        stated: where the text says so.
    """

    first_leads: int | None
    default: tuple[Responsibility, ...] = ()
    default_from: int = sys.maxsize
    stated: int = -1


@cache
def _patterns(kind: str) -> list[re.Pattern[str]]:
    data = load_data("responsibility")["standing"]
    return [re.compile(_spaced(form.replace("{T}", data["tasks"]))) for form in data[kind]]


def _spaced(form: str) -> str:
    """Let white space stand behind each Han character, since lines break anywhere."""
    return re.sub(r"([\u4e00-\u9fff])", r"\1\\s*", form).replace("{N}", _NAMES)


def find_first_leads(plain: str) -> int | None:
    """Return where a plan says that the first of several bodies leads, if it does."""
    return next((match.start() for match in _statements(plain, "first_leads")), None)


def find_standing(text: PlanText, tables: Sequence[ReadTable] = ()) -> Standing:
    """Return the rules that a plan states once; the first statement of each counts.

    A note under a table speaks of the table.
    """
    plain = text.plain
    leads = find_first_leads(plain)
    first = _holds_from(plain, leads, tables) if leads is not None else None
    for match in _statements(plain, "default"):
        if bodies := tuple(_bodies(text, match)):
            backwards = match[0].startswith(tuple(load_data("responsibility")["standing"]["backwards"]))
            since = 0 if backwards else _holds_from(plain, match.start(), tables)
            return Standing(first, bodies, since, match.start())
    return Standing(first)


def _holds_from(plain: str, at: int, tables: Sequence[ReadTable]) -> int:
    """Where a rule begins to hold: where it is stated, or in a note where the table above it begins."""
    line = plain.rfind("\n", 0, at) + 1
    if not _note().match(plain, line, at):
        return at
    above = [table for table in tables if table.start <= at]
    first = at
    for table in reversed(above):
        if first != at and table.columns != above[-1].columns:
            break
        first = table.start
    return first


@cache
def _note() -> re.Pattern[str]:
    """What a note under a table begins with."""
    return re.compile(rf"\s*\(?{any_of(load_data('headings')['notes'])}\s?[\d一二三]?\s?[:.、,)]")


def _statements(plain: str, kind: str) -> Iterator[re.Match[str]]:
    """Yield where a rule is stated: near a word that each statement of it has, since its forms are slow to search."""
    near = re.compile(_spaced("|".join(load_data("responsibility")["standing"]["near"][kind])))
    windows: list[list[int]] = []
    for word in near.finditer(plain):
        start, end = max(0, word.start() - _REACH), word.end() + _REACH
        if windows and start <= windows[-1][1]:
            windows[-1][1] = end
        else:
            windows.append([start, end])
    return (match for form in _patterns(kind) for start, end in windows for match in form.finditer(plain, start, end))


def _bodies(text: PlanText, match: re.Match[str]) -> Iterator[Responsibility]:
    passage = text.passage(*match.span())
    reader = ClauseReader(text, label="responsible")
    for piece in pieces(text.plain, *match.span("names")):
        reader.take(piece)
    reader.close_sentence(ends=True)
    for named in reader.named:
        yield Responsibility(named.name, "default", stands_for_several(named.name), passage, "role.default")


def with_standing(items: Sequence[Item], standing: Standing) -> Iterator[Item]:
    """Yield the items with what the standing rules add to the tasks that they reach.

    A rule reaches the task that it is stated in, which goes on to where the next item begins.
    """
    for item, after in zip_longest(items, items[1:]):
        end = after.start if after else sys.maxsize
        clause = item.clause and _ruled(item.clause, end, standing)
        yield item if clause is item.clause else replace(item, clause=clause)


def _ruled(clause: Clause, end: int, standing: Standing) -> Clause:
    """The clause with what the rules say of it; itself where they say nothing."""
    given = clause.responsibilities
    if standing.first_leads is not None and standing.first_leads < end and given[0].role == "responsible":
        given = (replace(given[0], role="lead", rule="role.first-leads"), *(_after_first(r) for r in given[1:]))
    if standing.default and standing.default_from < end:
        if clause.start <= standing.stated < end:
            given = _without(given, {r.name for r in standing.default})
        given += standing.default
    return clause if given is clause.responsibilities else replace(clause, responsibilities=given)


def _without(given: tuple[Responsibility, ...], names: set[str]) -> tuple[Responsibility, ...]:
    """What a clause gives without the default that it states; one that is responsible alone then leads."""
    rest = tuple(r for r in given if r.name not in names) or given
    alone = [r.role for r in rest if r.role in ("lead", "responsible")] == ["responsible"]
    return tuple(replace(r, role="lead") if alone and r.role == "responsible" else r for r in rest)


def _after_first(responsibility: Responsibility) -> Responsibility:
    return (
        replace(responsibility, role="participant", rule="role.first-leads")
        if responsibility.role == "responsible"
        else responsibility
    )

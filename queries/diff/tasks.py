"""Sections and tasks of two versions: which is which, and what is said otherwise of a task."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from queries.diff.bodies import Identities, compare_bodies
from queries.diff.matching import Pairs, bare, likeness, pair_by_keys, pair_by_likeness
from queries.diff.records import Change, Pair, Value, change_of
from queries.records import Body, Content, Deadline, Quote, Section, Target, Task

ROLES = ("lead", "participant", "responsible", "guidance")
_SAME_NUMBER = 15  # what the same number adds to how alike two tasks are: a new task may bear the number of an old one
_NUMBER = re.compile(r"\s*[（(]?[\d一二三四五六七八九十百]+[)）]?[\s、.．。,，]*")
_TOLD = "\0"  # in the place of what is told elsewhere

Sections = Mapping[str, str]
"""Ids of new sections by those of the old ones; what stands in none has an empty id."""
Told = tuple[Sequence[Target], Sequence[Target]]
"""Targets of the old and of the new side that are told of themselves, so that their tasks need not tell of them."""


def pair_sections(old: Sequence[Section], new: Sequence[Section]) -> Sections:
    """Tell which section is which: by the titles from the top down, by its own title, and else by its number."""
    olds, news = _paths(old), _paths(new)
    pairs, left, right = pair_by_keys(
        old,
        new,
        [
            (lambda s: olds[s.id], lambda s: news[s.id]),
            (lambda s: bare(s.title), lambda s: bare(s.title)),
        ],
    )
    numbers = {section.id for section in right}
    return {"": "", **{a.id: b.id for a, b in pairs}, **{s.id: s.id for s in left if s.id in numbers}}


def pair_tasks(old: Content, new: Content, sections: Sections) -> tuple[Pairs[Task], list[Task], list[Task]]:
    """Tell which task is which; return the pairs in the new order, and what is left on either side."""
    pairs, left, right = pair_by_keys(
        old.tasks,
        new.tasks,
        [
            (lambda t: (t.id, _core(t)), lambda t: (t.id, _core(t))),
            (_core, _core),
            (lambda t: (sections.get(t.section), bare(t.title)), lambda t: (t.section, bare(t.title))),
            (lambda t: bare(t.title), lambda t: bare(t.title)),
        ],
    )
    alike, left, right = pair_by_likeness(left, right, _alike)
    place = {task.iri: number for number, task in enumerate(new.tasks)}
    return sorted([*pairs, *alike], key=lambda pair: place[pair[1].iri]), left, right


def compare_tasks(
    old: Content, new: Content, tasks: Pairs[Task], identities: Identities, told: Told
) -> list[Pair[Task]]:
    """Return all pairs of tasks with what is said otherwise."""
    sections = pair_sections(old.sections, new.sections)
    titles = _titles(old), _titles(new)
    by_default = compare_bodies("default", map(_issuing, old.by_default), map(_issuing, new.by_default), identities)
    roles = ROLES if by_default else (*ROLES, "default")  # another default is told once, of the plan
    found = []
    for before, after in tasks:
        moved = sections.get(before.section) != after.section
        places = (titles[0].get(before.section, ""), titles[1].get(after.section, "")) if moved else ("", "")
        changes = (
            *(() if bare(before.title) == bare(after.title) else change_of("title", before.title, after.title)),
            *change_of("section", *places),
            *_roles(before, after, roles, identities),
            *_said(before, after, told),
        )
        found.append(Pair(before, after, changes))
    return found


def _roles(before: Task, after: Task, roles: Iterable[str], identities: Identities) -> Iterator[Change]:
    for role in roles:
        yield from compare_bodies(role, _held(before, role), _held(after, role), identities)


def _said(before: Task, after: Task, told: Told) -> tuple[Change, ...]:
    """Compare dates, measures, and where all else is the same, the wording."""
    gone, come = _beyond(before.deadlines, after.deadlines), _beyond(after.deadlines, before.deadlines)
    dates = (Change("deadlines", tuple(map(_date, gone)), tuple(map(_date, come))),) if gone or come else ()
    masks = tuple(
        [when.quote for when in whens] + [goal.quote for goal in goals if goal.task == task.id]
        for whens, goals, task in zip((gone, come), told, (before, after), strict=True)
    )
    measures = [{_without(m, mask): m for m in t.measures} for t, mask in zip((before, after), masks, strict=True)]
    old, new = (
        tuple(Value(quote.text, quote) for text, quote in here.items() if text not in there)
        for here, there in (measures, reversed(measures))
    )
    steps = (Change("measures", old, new),) if old or new else ()
    if steps or _wording(before, masks[0]) == _wording(after, masks[1]):
        return (*dates, *steps)
    return (*dates, Change("text", (Value(before.quote.text, before.quote),), (Value(after.quote.text, after.quote),)))


def _beyond(here: Sequence[Deadline], there: Sequence[Deadline]) -> list[Deadline]:
    """Return the deadlines that amount to none of the others."""
    left = Counter(map(_amount, there))
    found = []
    for when in here:
        if left[_amount(when)]:
            left[_amount(when)] -= 1
        else:
            found.append(when)
    return found


def _amount(when: Deadline) -> Hashable:
    return when.kind, when.start, when.end, when.recurrence


def _date(when: Deadline) -> Value:
    facts = {"kind": when.kind, "start": when.start, "end": when.end, "recurrence": when.recurrence}
    return Value(when.quote.text, when.quote, {name: fact for name, fact in facts.items() if fact})


def _without(quote: Quote, masks: Iterable[Quote]) -> str:
    """Return the letters of a passage, with a mark in the place of those that are told elsewhere."""
    letters = list(quote.text)
    for mask in masks:
        first, last = max(mask.start, quote.start) - quote.start, min(mask.end, quote.end) - quote.start
        letters[first:last] = [_TOLD] * max(0, last - first)
    return _TOLD.join(bare(piece) for piece in re.split(f"{_TOLD}+", "".join(letters)))


def _wording(task: Task, masks: Iterable[Quote]) -> str:
    """Return what a task says, without its number, its title, its clause and what is told elsewhere."""
    said = _NUMBER.sub("", task.quote.text, count=1)
    start = task.quote.end - len(said)
    end = said.find(task.clause.text) if task.clause else -1
    said = said if end < 0 else said[:end]
    return _without(Quote(said, start, start + len(said)), masks).removeprefix(bare(task.title))


def _core(task: Task) -> str:
    return bare(task.title) + "\n" + _wording(task, ())


def _alike(old: Task, new: Task) -> float:
    return likeness(_core(old), _core(new)) + _SAME_NUMBER * (old.id == new.id)


def _paths(sections: Sequence[Section]) -> Mapping[str, tuple[str, ...]]:
    """Return the titles of each section and of those around it, outermost first."""
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        found[section.id] = (*found.get(section.parent, ()), bare(section.title))
    return found


def _titles(plan: Content) -> Mapping[str, str]:
    return {section.id: f"{section.id} {section.title}" for section in plan.sections}


def _held(task: Task, role: str) -> list[Value]:
    found = {part.name: Value(part.name, part.quote) for part in reversed(task.parts) if part.role == role}
    return list(reversed(found.values()))


def _issuing(body: Body) -> Value:
    return Value(body.label)

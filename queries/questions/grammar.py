"""The grammar of questions, one for both languages.

The cues are read from left to right.  A role belongs to the bodies, or to the "who", just before it (区农委牵头) or, in
its passive forms, just after it (led by …, 牵头部门是 …); a second role without bodies of its own goes to the same
bodies (参与但不牵头).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.wording import Language
from queries.questions.cues import GUIDANCE, JOINING, LEAD, PARTICIPANT, PASSIVE, RESPONSIBLE, ROLES, SILENT, WHO, ahead
from queries.questions.draft import Draft
from queries.questions.request import Involvement
from queries.questions.roles import close_passive, except_role, flush, give_role, seek, seek_both, seek_without
from queries.questions.times import number
from queries.questions.topics import Word
from queries.questions.words import Item, lexicon

# Cues after which a short topic says what is done with the thing named before.
DOING = frozenset({"who", "who-all", "when", "lead", "responsible", "participant"})
SHORT_DOING = 3
LONG_THING = 4
FIGURE = re.compile("[0-9一二三四五六七八九十]")


def drafted(items: Sequence[Item], language: Language) -> Draft:
    """Return what the cues, names and dates of a question say together."""
    draft = Draft(said=set(ahead(items, language)), ahead=frozenset(item.kind for item in items))
    for position, item in enumerate(items):
        _take(draft, item, items[position + 1 :])
    _finish(draft)
    return draft


def _take(draft: Draft, item: Item, rest: Sequence[Item]) -> None:
    item = _timed(draft, item)
    draft.said.add(item.kind)
    if draft.waiting.before is not None and item.kind not in JOINING:
        close_passive(draft, item)
    if item.kind == "involved" and not draft.waiting.pending and _next(rest) == "body":
        item = replace(item, kind="involving")
    if item.kind in ROLES and not except_role(draft, item):
        give_role(draft, ROLES[item.kind])
    elif item.kind in PASSIVE:
        flush(draft, ())
        draft.waiting.before, draft.waiting.floating = PASSIVE[item.kind], None
        draft.marks.alone |= item.kind == "led-only-by"
        draft.marks.both |= item.kind == "led-jointly-by"
    elif item.kind.endswith("-department"):
        _role_noun(draft, ROLES[item.kind.removesuffix("-department")], rest)
    elif item.kind in ACTIONS:
        ACTIONS[item.kind](draft, item)
    if item.kind not in ("stop", "all"):
        draft.previous = item.kind


def _timed(draft: Draft, item: Item) -> Item:
    """Words for a time limit: a condition where tasks are asked for (有时限的任务), else what is asked."""
    if item.kind == "limit-times" or (item.kind == "dated-task" and "tasks" not in draft.ahead):
        return replace(item, kind="times")
    return item


def _next(rest: Sequence[Item]) -> str:
    return next((item.kind for item in rest if item.kind not in SILENT), "end")


def _body(draft: Draft, item: Item) -> None:
    if draft.left_out.begun and draft.waiting.before is not None:
        draft.people.involvements.append(Involvement(item.iris, draft.waiting.before, negated=True))
        draft.left_out.done = True
    elif draft.left_out.begun:
        draft.left_out.departments += item.iris
        draft.left_out.end = item.end
    else:
        draft.waiting.pending.append(item)


def _who(draft: Draft, item: Item) -> None:
    if draft.waiting.before is not None:
        seek(draft, draft.waiting.before)
        draft.waiting.before = None
    else:
        draft.waiting.pending.append(replace(item, kind=WHO))


def _role_noun(draft: Draft, roles: tuple[str, ...], rest: Sequence[Item]) -> None:
    """牵头部门: asked for, or said of the bodies before it or after it; 没有牵头部门 says that there is none."""
    after = _next(rest)
    linked = any(item.kind == "is" for item in rest[:2])
    draft.said.discard("departments")
    if draft.left_out.begun and not draft.left_out.departments:
        seek(draft, tuple(role for role in (LEAD, PARTICIPANT, RESPONSIBLE, GUIDANCE) if role not in roles))
        draft.left_out.done = True
    elif draft.marks.both and not draft.waiting.pending and draft.waiting.floating:
        seek_both(draft, roles)
        draft.said.add("role-noun")
    elif draft.marks.negated and not draft.waiting.pending and draft.waiting.floating:
        seek_without(draft, roles)
        draft.said.add("role-noun")
    elif draft.marks.negated and not draft.waiting.pending:
        draft.people.involvements.append(Involvement((), roles, negated=True))
        draft.marks.negated = False
    elif draft.waiting.pending and draft.waiting.pending[-1].kind == "body" and after != WHO:
        give_role(draft, roles)
    elif after == "body" and linked:
        draft.waiting.before = roles
    else:
        flush(draft, ())
        draft.people.askings += 1
        seek(draft, roles)
        draft.said.add("role-noun")


def _tasks(draft: Draft, item: Item) -> None:  # noqa: ARG001 - all actions have one form
    if "holds-what-tasks" not in draft.said and not draft.waiting.asks:
        flush(draft, ())
    draft.waiting.object_role = ()
    if draft.previous == "only":
        draft.marks.only = draft.marks.alone = False


def _date(draft: Draft, item: Item) -> None:
    draft.unclear |= draft.left_out.begun or (draft.marks.negated and draft.previous in ("not", "is"))
    if item.when is not None:
        draft.times.whens.append(item.when)
    if draft.marks.both:
        draft.times.every = True
    draft.marks.joined = False


def _unlike(draft: Draft, item: Item) -> None:
    """A time that is ruled out (2017年有而2016年没有的), or that figures are compared with (比2013年)."""
    if item.when is not None and item.kind == "unlike":
        draft.times.unlike.append(item.when)
    elif item.when is not None:
        draft.times.baselines.append(item.when.start.year)


def _dated(draft: Draft, item: Item) -> None:  # noqa: ARG001
    """有时限的任务: the task must have a date, or none where "not" stands before it."""
    draft.times.dated, draft.marks.negated = not draft.marks.negated, False


def _times(draft: Draft, item: Item) -> None:  # noqa: ARG001
    if draft.marks.negated:
        draft.times.dated, draft.marks.negated = False, False
    elif "dated" in draft.said:
        draft.times.dated = True


def _topic(draft: Draft, item: Item) -> None:
    draft.subject.words.append(Word(item.forms, _is_loose(draft, item)))
    draft.marks.joined = False
    draft.subject.texts.append(item.text)


def _is_loose(draft: Draft, item: Item) -> bool:
    """Whether a topic says what is done, after the one who does it or the time was asked for (由谁推广, 何时配齐)."""
    thing = sum(map(len, draft.subject.texts))
    short = len(item.text) <= SHORT_DOING and not FIGURE.search(item.text)
    return item.soft == "loose" or (thing >= LONG_THING and draft.previous in DOING and short)


def _each(draft: Draft, item: Item) -> None:
    """每个牵头部门: each of those in a role."""
    roles = (cue.kind for cue in lexicon("en" if item.text.isascii() else "zh").find(item.text) if cue.kind in ROLES)
    if role := next(roles, ""):
        seek(draft, ROLES[role])


def _figured(draft: Draft, item: Item) -> None:
    draft.subject.figured = not item.kind.startswith("un")


def _number(draft: Draft, item: Item) -> None:
    if item.kind == "section":
        draft.subject.sections = item.iris
    else:
        draft.subject.tasks += item.iris


def _rank(draft: Draft, item: Item) -> None:
    draft.ranking.rank = "fewest" if item.kind == "fewest" else "most"


def _top(draft: Draft, item: Item) -> None:
    digits = "".join(char for char in item.text if char.isdecimal())
    words = [number(word) for word in (*item.text, *item.text.split()) if number(word)]
    draft.ranking.rank, draft.ranking.limit = (
        draft.ranking.rank or "most",
        int(digits) if digits else max(words, default=1),
    )


def _nth(draft: Draft, item: Item) -> None:
    words = (*item.text, *item.text.replace("-", " ").split())
    draft.ranking.place = max(number(word) for word in (*words, "1"))
    last = item.kind == "nth-last" or draft.ranking.rank == "fewest"
    draft.ranking.rank = "fewest" if last else "most"


def _mark(draft: Draft, item: Item) -> None:
    if item.kind in ("not", "nor"):
        draft.marks.negated = True
    elif item.kind == "both":
        draft.waiting.joint |= draft.waiting.asks
        draft.marks.both, draft.times.every = True, draft.times.every or len(draft.times.whens) > 1
    elif item.kind == "or":
        draft.marks.either = True
        draft.marks.joined = not draft.waiting.pending and bool(draft.people.involvements)
        draft.subject.cuts += [len(draft.subject.words)] if draft.previous in ("term", "topic") else []
    elif item.kind == "except":
        draft.left_out.begun = True
    elif item.kind == "undated":
        draft.times.dated = False
    elif item.kind == "only" and not draft.waiting.pending and not draft.waiting.last:
        draft.marks.alone = True
    else:
        draft.marks.only = True


def _sole(draft: Draft, item: Item) -> None:
    """独自: said before the role that nobody shares; in English after it as well (leads alone)."""
    held = draft.people.involvements
    if item.text.isascii() and held and draft.waiting.last and not draft.waiting.pending:
        held[-1] = replace(held[-1], alone=True)
    else:
        draft.marks.alone = True


def _outside(draft: Draft, item: Item) -> None:
    draft.unclear |= item.kind == "outside" and draft.previous == "date"
    if (
        item.kind == "outside"
        and not draft.left_out.begun
        and draft.waiting.pending
        and draft.waiting.pending[-1].kind == "body"
    ):
        draft.left_out.departments += draft.waiting.pending.pop().iris
    draft.left_out.begun = False
    draft.waiting.before = None if draft.left_out.done else draft.waiting.before


def _limit(draft: Draft, item: Item) -> None:
    draft.ranking.limit = max(number(word) for word in (*item.text, *item.text.split(), "1"))


ACTIONS = {
    "body": _body,
    "who": _who,
    "who-all": _who,
    "tasks": _tasks,
    "date": _date,
    "times": _times,
    "unlike": _unlike,
    "baseline": _unlike,
    "dated-task": _dated,
    "with-date": _dated,
    "topic": _topic,
    "term": _topic,
    "section": _number,
    "task": _number,
    "most": _rank,
    "fewest": _rank,
    "more": _rank,
    "top": _top,
    "limit": _limit,
    "each": _each,
    "figured": _figured,
    "unfigured": _figured,
    "figured-task": _figured,
    "unfigured-task": _figured,
    "nth": _nth,
    "nth-last": _nth,
    "not": _mark,
    "nor": _mark,
    "sole": _sole,
    "both": _mark,
    "or": _mark,
    "except": _mark,
    "undated": _mark,
    "only": _mark,
    "outside": _outside,
    "but": _outside,
}


def _finish(draft: Draft) -> None:
    close_passive(draft, Item("end", 0, 0, ""))
    draft.waiting.before = None if draft.left_out.done else draft.waiting.before
    asks_who = draft.waiting.asks or draft.said & {"departments", "each", WHO, "top", "nth", "nth-last"}
    if draft.waiting.floating is not None and not draft.waiting.bodies and asks_who:
        seek(draft, draft.waiting.floating)
        draft.waiting.floating = None
    bodies = draft.waiting.bodies
    if "more" in draft.said and asks_who and len(bodies) > 1:
        draft.ranking.among = tuple(iri for item in bodies for iri in item.iris)
        draft.waiting.pending = [item for item in draft.waiting.pending if item.kind == WHO]
    waiting = draft.waiting.asks
    if waiting and draft.waiting.object_role:
        seek(draft, draft.waiting.object_role)
    left = draft.waiting.bodies and draft.waiting.floating is None and not draft.waiting.object_role
    draft.unclear |= bool(left and asks_who) and not {"tasks", "both", "involved", "involving"} & draft.said
    flush(draft, ())
    if waiting and "who-all" not in draft.said:
        draft.said.add(WHO)
    elif draft.people.shared and not draft.people.sought and "head-departments" in draft.said:
        seek(draft, draft.people.shared)
    if draft.waiting.floating:
        draft.people.involvements.append(Involvement((), draft.waiting.floating, draft.marks.negated))
        draft.marks.negated = False

"""From a question in plain language to a typed request; both languages go through the same grammar.

The cues are read from left to right.  A role belongs to the bodies, or to the "who", just before it (区农委牵头) or, in
its passive forms, just after it (led by …, 牵头部门是 …); a second role without bodies of its own goes to the same
bodies (参与但不牵头).
"""

from collections.abc import Sequence
from dataclasses import replace

from queries.index import Index
from queries.questions.cues import (
    BEYOND,
    GUIDANCE,
    JOINING,
    LEAD,
    PARTICIPANT,
    PASSIVE,
    RESPONSIBLE,
    ROLES,
    SILENT,
    WHO,
    ahead,
)
from queries.questions.draft import Draft, close_passive, except_role, flush, give_role, seek
from queries.questions.meaning import meant
from queries.questions.places import plans_named
from queries.questions.request import Involvement, Refusal, Request, Sought
from queries.questions.scan import Scan, scan
from queries.questions.times import number
from queries.questions.topics import Word
from queries.questions.words import Item


def read(question: str, index: Index) -> Request | Refusal:
    """Return what a question asks, or why it was not understood."""
    found = scan(question, index)
    refusal = _not_understood(found)
    if refusal is not None:
        return refusal
    draft = Draft(said=set(ahead(found.items, found.language)), ahead=frozenset(item.kind for item in found.items))
    for position, item in enumerate(found.items):
        _take(draft, item, found.items[position + 1 :])
    _finish(draft)
    if draft.negated or draft.unclear or (draft.excepted and not (draft.excluded or draft.left_out)) or draft.before:
        return Refusal("half-understood", (("words", question),))
    return meant(draft_request(draft, found), frozenset(draft.said), tuple(draft.topic), index)


def _not_understood(found: Scan) -> Refusal | None:
    for item in found.items:
        if item.kind in BEYOND:
            key, name = BEYOND[item.kind]
            return Refusal(key, ((name, item.text),))
        if item.kind in ("section", "task") and not item.iris:
            return Refusal("no-such-number", (("number", item.text.strip()),))
    kinds = [item.kind for item in found.items if item.kind != "stop"]
    if "other" in kinds and not {"except", "outside"} & set(kinds):
        return Refusal("half-understood", (("words", next(i.text for i in found.items if i.kind == "other")),))
    if ("tasks", "and", "body") in zip(kinds, kinds[1:], kinds[2:], strict=False):
        return Refusal("two-things")
    if found.unknown:
        return Refusal("unknown-words", (("words", ", ".join(found.unknown)),))
    return None


def _take(draft: Draft, item: Item, rest: Sequence[Item]) -> None:
    item = _timed(draft, item)
    draft.said.add(item.kind)
    if draft.before is not None and item.kind not in JOINING:
        close_passive(draft, item)
    if item.kind == "involved" and not draft.pending and _next(rest) == "body":
        item = replace(item, kind="involving")
    if item.kind in ROLES and not except_role(draft, item):
        give_role(draft, ROLES[item.kind])
    elif item.kind in PASSIVE:
        flush(draft, ())
        draft.before, draft.floating = PASSIVE[item.kind], None
        draft.alone |= item.kind == "led-only-by"
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
    if draft.excepted and draft.before is not None:
        draft.involvements.append(Involvement(item.iris, draft.before, negated=True))
        draft.left_out = True
    elif draft.excepted:
        draft.excluded += item.iris
        draft.excepted_end = item.end
    else:
        draft.pending.append(item)


def _who(draft: Draft, item: Item) -> None:
    if draft.before is not None:
        seek(draft, draft.before)
        draft.before = None
    else:
        draft.pending.append(replace(item, kind=WHO))


def _role_noun(draft: Draft, roles: tuple[str, ...], rest: Sequence[Item]) -> None:
    """牵头部门: asked for, or said of the bodies before it or after it; 没有牵头部门 says that there is none."""
    after = _next(rest)
    linked = any(item.kind == "is" for item in rest[:2])
    draft.said.discard("departments")
    if draft.excepted and not draft.excluded:
        seek(draft, tuple(role for role in (LEAD, PARTICIPANT, RESPONSIBLE, GUIDANCE) if role not in roles))
        draft.left_out = True
    elif draft.negated and not draft.pending:
        draft.involvements.append(Involvement((), roles, negated=True))
        draft.negated = False
    elif draft.pending and draft.pending[-1].kind == "body" and after != WHO:
        give_role(draft, roles)
    elif after == "body" and linked:
        draft.before = roles
    else:
        flush(draft, ())
        draft.askings += 1
        seek(draft, roles)
        draft.said.add("role-noun")


def _tasks(draft: Draft, item: Item) -> None:  # noqa: ARG001 - all actions have one form
    if "holds-what-tasks" not in draft.said and not any(entry.kind == WHO for entry in draft.pending):
        flush(draft, ())
    draft.object_role = ()
    if draft.previous == "only":
        draft.only = draft.alone = False


def _date(draft: Draft, item: Item) -> None:
    draft.unclear |= draft.excepted or (draft.negated and draft.previous in ("not", "is"))
    if item.when is not None:
        draft.whens.append(item.when)
    if draft.both:
        draft.every_when = True
    draft.joined = False


def _dated(draft: Draft, item: Item) -> None:  # noqa: ARG001
    """有时限的任务: the task must have a date, or none where "not" stands before it."""
    draft.dated, draft.negated = not draft.negated, False


def _times(draft: Draft, item: Item) -> None:  # noqa: ARG001
    if draft.negated:
        draft.dated, draft.negated = False, False
    elif "dated" in draft.said:
        draft.dated = True


def _topic(draft: Draft, item: Item) -> None:
    draft.topic.append(Word(item.forms))
    draft.joined = False
    draft.topic_text.append(item.text)


def _number(draft: Draft, item: Item) -> None:
    if item.kind == "section":
        draft.sections = item.iris
    else:
        draft.tasks += item.iris


def _rank(draft: Draft, item: Item) -> None:
    draft.rank = "fewest" if item.kind == "fewest" else "most"


def _top(draft: Draft, item: Item) -> None:
    digits = "".join(char for char in item.text if char.isdecimal())
    words = [number(word) for word in (*item.text, *item.text.split()) if number(word)]
    draft.rank, draft.limit = draft.rank or "most", int(digits) if digits else max(words, default=1)


def _mark(draft: Draft, item: Item) -> None:
    if item.kind in ("not", "nor"):
        draft.negated = True
    elif item.kind == "both":
        draft.both, draft.every_when = True, draft.every_when or len(draft.whens) > 1
    elif item.kind == "or":
        draft.either = True
        draft.joined = not draft.pending and bool(draft.involvements)
    elif item.kind == "except":
        draft.excepted = True
    elif item.kind == "undated":
        draft.dated = False
    elif item.kind == "sole" or (item.kind == "only" and not draft.pending and not draft.last):
        draft.alone = True
    else:
        draft.only = True


def _outside(draft: Draft, item: Item) -> None:
    draft.unclear |= item.kind == "outside" and draft.previous == "date"
    if item.kind == "outside" and not draft.excepted and draft.pending and draft.pending[-1].kind == "body":
        draft.excluded += draft.pending.pop().iris
    draft.excepted = False
    draft.before = None if draft.left_out else draft.before


def _limit(draft: Draft, item: Item) -> None:
    draft.limit = max(number(word) for word in (*item.text, *item.text.split(), "1"))


ACTIONS = {
    "body": _body,
    "who": _who,
    "who-all": _who,
    "tasks": _tasks,
    "date": _date,
    "times": _times,
    "dated-task": _dated,
    "topic": _topic,
    "term": _topic,
    "section": _number,
    "task": _number,
    "most": _rank,
    "fewest": _rank,
    "more": _rank,
    "top": _top,
    "limit": _limit,
    "not": _mark,
    "nor": _mark,
    "sole": _mark,
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
    draft.before = None if draft.left_out else draft.before
    asks_who = any(item.kind == WHO for item in draft.pending) or draft.said & {"departments", "each", WHO}
    if draft.floating is not None and not any(item.kind == "body" for item in draft.pending) and asks_who:
        seek(draft, draft.floating)
        draft.floating = None
    bodies = [item for item in draft.pending if item.kind == "body"]
    if "more" in draft.said and asks_who and len(bodies) > 1:
        draft.among = tuple(iri for item in bodies for iri in item.iris)
        draft.pending = [item for item in draft.pending if item.kind == WHO]
    waiting = any(item.kind == WHO for item in draft.pending)
    if waiting and draft.object_role:
        seek(draft, draft.object_role)
    left = any(item.kind == "body" for item in draft.pending) and draft.floating is None and not draft.object_role
    draft.unclear |= bool(left and asks_who) and not {"tasks", "both", "involved", "involving"} & draft.said
    flush(draft, ())
    if waiting and "who-all" not in draft.said:
        draft.said.add(WHO)
    elif draft.shared and not draft.sought and "head-departments" in draft.said:
        seek(draft, draft.shared)
    if draft.floating:
        draft.involvements.append(Involvement((), draft.floating, draft.negated))
        draft.negated = False


def draft_request(draft: Draft, found: Scan) -> Request:
    """Return a draft as a request, before its topic is looked up and what it asks for is settled."""
    return Request(
        language=found.language,
        asked="tasks",
        involvements=tuple(dict.fromkeys(draft.involvements)),
        sought=_sought(draft),
        whens=tuple(dict.fromkeys(draft.whens)),
        every_when=draft.every_when and len(draft.whens) > 1,
        dated=draft.dated,
        section=draft.sections,
        tasks=draft.tasks or None,
        plans=plans_named(found.items),
        one_plan=any(item.kind == "plan" and not item.iris for item in found.items),
        topic=("" if found.language == "zh" else " ").join(draft.topic_text),
        rank=draft.rank,
        limit=draft.limit,
        among=draft.among,
        loose=draft.loose,
        excluded=draft.excluded,
    )


def _sought(draft: Draft) -> tuple[Sought, ...]:
    """Return the roles asked for; those of several "who" (谁牵头、谁参与) may be held by different departments."""
    positive = [sought for sought in draft.sought if not sought.negated]
    if draft.askings < 2 or not all(sought.roles for sought in positive):
        return tuple(dict.fromkeys(draft.sought))
    roles = dict.fromkeys(role for sought in positive for role in sought.roles)
    return (Sought(tuple(roles)), *(sought for sought in dict.fromkeys(draft.sought) if sought.negated))

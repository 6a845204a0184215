"""Who does what in a question: a role goes to the bodies beside it, or is asked for where "who" stands there."""

from collections.abc import Sequence
from dataclasses import replace

from queries.questions.cues import LEAD, OBJECT, PARTICIPANT, RESPONSIBLE, ROLES, WHO
from queries.questions.draft import Draft, Marks
from queries.questions.request import Involvement, Sought
from queries.questions.words import Item


def give_role(draft: Draft, roles: tuple[str, ...]) -> None:
    """A role in its active form: of those pending, else of those who had the last one, else of whoever comes."""
    group = draft.waiting.pending or draft.waiting.last
    if _goes_with(draft) and not draft.marks.both:
        _widen(draft, roles)
    elif group:
        draft.people.askings += draft.waiting.asks
        bind(draft, group, roles)
        draft.waiting.last, draft.waiting.pending = list(group), []
        draft.waiting.object_role = OBJECT if roles == (PARTICIPANT,) else ()
    elif draft.marks.both and draft.waiting.floating and "head-departments" in draft.said:
        seek_both(draft, roles)
    elif draft.marks.negated and draft.waiting.floating and "head-departments" in draft.said:
        seek_without(draft, roles)
    elif draft.marks.negated and not draft.waiting.floating:
        draft.waiting.floating = roles
    else:
        draft.waiting.floating = tuple(dict.fromkeys((*(draft.waiting.floating or ()), *roles)))


def _goes_with(draft: Draft) -> bool:
    """Whether a role is said of the same ones as the role before it; of those asked for, "both" wants two roles."""
    if draft.waiting.pending or not draft.waiting.last or draft.previous not in ("or", "and"):
        return False
    return not (draft.waiting.joint and draft.previous == "and")


def seek_both(draft: Draft, roles: tuple[str, ...]) -> None:
    """Ask for those that hold the role waiting and, in whatever task, another (既牵头又参与的部门)."""
    seek(draft, draft.waiting.floating or ())
    draft.waiting.floating, draft.marks = None, Marks()
    seek(draft, roles)


def seek_without(draft: Draft, roles: tuple[str, ...]) -> None:
    """Ask for those that hold the role waiting and nowhere another (只牵头不参与的部门)."""
    draft.marks = Marks()
    seek(draft, draft.waiting.floating or ())
    draft.waiting.floating, draft.marks.negated = None, True
    seek(draft, roles)


def except_role(draft: Draft, item: Item) -> bool:
    """Leave out the tasks in which the bodies excepted hold a role (除区环保局牵头的以外); return whether they do."""
    beside = draft.left_out.begun and 0 <= item.start - draft.left_out.end <= item.text.isascii()
    if not beside or draft.waiting.asks:
        return False
    draft.people.involvements.append(Involvement(draft.left_out.departments, ROLES[item.kind], negated=True))
    draft.left_out.departments, draft.left_out.done = (), True
    return True


def _widen(draft: Draft, roles: tuple[str, ...]) -> None:
    """Let the last ones hold this role as well as the one said just before it (牵头或参与)."""
    if draft.people.involvements and any(item.kind == "body" for item in draft.waiting.last):
        last = draft.people.involvements[-1]
        draft.people.involvements[-1] = replace(last, roles=tuple(dict.fromkeys((*last.roles, *roles))))
    elif draft.people.sought:
        asked = draft.people.sought[-1]
        draft.people.sought[-1] = replace(asked, roles=tuple(dict.fromkeys((*asked.roles, *roles))))
    draft.marks.either = draft.marks.joined = False


def close_passive(draft: Draft, item: Item) -> None:
    """Bind the bodies after a passive role; the last may belong to an active one (led by A and B takes part)."""
    group = draft.waiting.pending
    own = group[-1:] if item.kind in ROLES and len(group) > 1 else []
    bodies = [entry for entry in group[: len(group) - len(own)] if entry.kind == "body"]
    if bodies and draft.waiting.before is not None:
        bind(draft, bodies, draft.waiting.before)
        draft.waiting.last, draft.waiting.pending, draft.waiting.before = bodies, [*own], None


def flush(draft: Draft, roles: tuple[str, ...]) -> None:
    """Bind those that wait for a role, now that none will come."""
    bodies = draft.waiting.bodies
    if bodies:
        other = () if draft.marks.negated else draft.waiting.object_role  # 没有区检察院的: that body takes no part
        bind(draft, bodies, draft.waiting.floating or roles or other)
        draft.waiting.floating, draft.waiting.last = None, bodies
    draft.waiting.pending = [item for item in draft.waiting.pending if item.kind == WHO]


def bind(draft: Draft, group: Sequence[Item], roles: tuple[str, ...]) -> None:
    """Give roles to bodies, and ask for them of the "who" among them."""
    bodies = [item for item in group if item.kind == "body"]
    if any(item.kind == WHO for item in group):
        seek(draft, roles)
        draft.unclear |= bool(bodies) and not {"and", "both", "ranked", "or"} & draft.said
        if len(bodies) > 1 and "ranked" in draft.said:
            draft.ranking.among = tuple(iri for item in bodies for iri in item.iris)
            return
    together = (
        [tuple(dict.fromkeys(iri for item in bodies for iri in item.iris))]
        if draft.marks.either
        else [b.iris for b in bodies]
    )
    named = [Involvement(iris, roles, draft.marks.negated, draft.marks.alone) for iris in together if iris]
    _join(draft, named)
    if draft.marks.only and roles:
        others = tuple(role for role in (LEAD, PARTICIPANT, RESPONSIBLE) if role not in roles)
        draft.people.involvements += [Involvement(iris, others, negated=True) for iris in together if iris]
    draft.people.shared = roles if draft.marks.both and len(bodies) == 1 else draft.people.shared
    draft.marks = Marks()


def _join(draft: Draft, named: Sequence[Involvement]) -> None:
    """Add what bodies do to what others do: as well, or instead of it where "or" stands between the two."""
    if draft.marks.joined and named and draft.people.involvements:
        last = draft.people.involvements.pop()
        fits = len(named) == 1 and replace(named[0], departments=last.departments) == last
        draft.unclear |= not fits
        named = [replace(last, departments=(*last.departments, *named[0].departments))]
    same = [entry for entry in (*draft.people.involvements, *named) if named and entry.roles == named[0].roles]
    draft.people.loose |= bool(named) and len(same) > 1 and not draft.marks.both and not draft.marks.negated
    draft.people.involvements += named


def seek(draft: Draft, roles: tuple[str, ...]) -> None:
    """Ask for departments in a role."""
    draft.people.sought.append(Sought(roles, draft.marks.negated))
    if draft.marks.only and roles:
        draft.people.sought.append(
            Sought(tuple(r for r in (LEAD, PARTICIPANT, RESPONSIBLE) if r not in roles), negated=True)
        )
        draft.marks.only = False
    draft.marks.negated = False

"""What has been understood of a question so far: who, in which role, and what still waits for a role or a body."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from queries.questions.cues import LEAD, OBJECT, PARTICIPANT, RESPONSIBLE, ROLES, WHO
from queries.questions.request import Involvement, Rank, Sought, When
from queries.questions.topics import Word
from queries.questions.words import Item


@dataclass
class Draft:
    """What has been understood so far."""

    involvements: list[Involvement] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    ahead: frozenset[str] = frozenset()
    topic: list[Word] = field(default_factory=list)
    topic_text: list[str] = field(default_factory=list)
    sections: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    dated: bool | None = None
    rank: Rank | None = None
    limit: int = 1
    among: tuple[str, ...] = ()
    loose: bool = False
    every_when: bool = False
    pending: list[Item] = field(default_factory=list)
    last: list[Item] = field(default_factory=list)
    before: tuple[str, ...] | None = None
    floating: tuple[str, ...] | None = None
    object_role: tuple[str, ...] = ()
    negated: bool = False
    either: bool = False
    both: bool = False
    only: bool = False
    alone: bool = False
    joined: bool = False
    excepted: bool = False
    excepted_end: int = -9
    left_out: bool = False
    excluded: tuple[str, ...] = ()
    askings: int = 0
    unclear: bool = False
    previous: str = ""
    shared: tuple[str, ...] | None = None


def give_role(draft: Draft, roles: tuple[str, ...]) -> None:
    """A role in its active form: of those pending, else of those who had the last one, else of whoever comes."""
    group = draft.pending or draft.last
    if not draft.pending and draft.last and draft.previous in ("or", "and") and not draft.both:
        _widen(draft, roles)
    elif group:
        draft.askings += any(item.kind == WHO for item in draft.pending)
        bind(draft, group, roles)
        draft.last, draft.pending = list(group), []
        draft.object_role = OBJECT if roles == (PARTICIPANT,) else ()
    elif draft.negated and not draft.floating:
        draft.floating = roles
    else:
        draft.floating = tuple(dict.fromkeys((*(draft.floating or ()), *roles)))


def except_role(draft: Draft, item: Item) -> bool:
    """Leave out the tasks in which the bodies excepted hold a role (除区环保局牵头的以外); return whether they do."""
    beside = draft.excepted and 0 <= item.start - draft.excepted_end <= item.text.isascii()
    if not beside or any(entry.kind == WHO for entry in draft.pending):
        return False
    draft.involvements.append(Involvement(draft.excluded, ROLES[item.kind], negated=True))
    draft.excluded, draft.left_out = (), True
    return True


def _widen(draft: Draft, roles: tuple[str, ...]) -> None:
    """Let the last ones hold this role as well as the one said just before it (牵头或参与)."""
    if draft.involvements and any(item.kind == "body" for item in draft.last):
        last = draft.involvements[-1]
        draft.involvements[-1] = replace(last, roles=tuple(dict.fromkeys((*last.roles, *roles))))
    elif draft.sought:
        asked = draft.sought[-1]
        draft.sought[-1] = replace(asked, roles=tuple(dict.fromkeys((*asked.roles, *roles))))
    draft.either = draft.joined = False


def close_passive(draft: Draft, item: Item) -> None:
    """Bind the bodies after a passive role; the last may belong to an active one (led by A and B takes part)."""
    group = draft.pending
    own = group[-1:] if item.kind in ROLES and len(group) > 1 else []
    bodies = [entry for entry in group[: len(group) - len(own)] if entry.kind == "body"]
    if bodies and draft.before is not None:
        bind(draft, bodies, draft.before)
        draft.last, draft.pending, draft.before = bodies, [*own], None


def flush(draft: Draft, roles: tuple[str, ...]) -> None:
    """Bind those that wait for a role, now that none will come."""
    bodies = [item for item in draft.pending if item.kind == "body"]
    if bodies:
        bind(draft, bodies, draft.floating or roles or draft.object_role)
        draft.floating, draft.last = None, bodies
    draft.pending = [item for item in draft.pending if item.kind == WHO]


def bind(draft: Draft, group: Sequence[Item], roles: tuple[str, ...]) -> None:
    """Give roles to bodies, and ask for them of the "who" among them."""
    bodies = [item for item in group if item.kind == "body"]
    if any(item.kind == WHO for item in group):
        seek(draft, roles)
        draft.unclear |= bool(bodies) and not {"and", "both", "ranked", "or"} & draft.said
        if len(bodies) > 1 and "ranked" in draft.said:
            draft.among = tuple(iri for item in bodies for iri in item.iris)
            return
    together = (
        [tuple(dict.fromkeys(iri for item in bodies for iri in item.iris))]
        if draft.either
        else [b.iris for b in bodies]
    )
    named = [Involvement(iris, roles, draft.negated, draft.alone) for iris in together if iris]
    _join(draft, named)
    if draft.only and roles:
        others = tuple(role for role in (LEAD, PARTICIPANT, RESPONSIBLE) if role not in roles)
        draft.involvements += [Involvement(iris, others, negated=True) for iris in together if iris]
    draft.shared = roles if draft.both and len(bodies) == 1 else draft.shared
    draft.negated = draft.either = draft.both = draft.only = draft.alone = draft.joined = False


def _join(draft: Draft, named: Sequence[Involvement]) -> None:
    """Add what bodies do to what others do: as well, or instead of it where "or" stands between the two."""
    if draft.joined and named and draft.involvements:
        last = draft.involvements.pop()
        fits = len(named) == 1 and replace(named[0], departments=last.departments) == last
        draft.unclear |= not fits
        named = [replace(last, departments=(*last.departments, *named[0].departments))]
    same = [entry for entry in (*draft.involvements, *named) if named and entry.roles == named[0].roles]
    draft.loose |= bool(named) and len(same) > 1 and not draft.both and not draft.negated
    draft.involvements += named


def seek(draft: Draft, roles: tuple[str, ...]) -> None:
    """Ask for departments in a role."""
    draft.sought.append(Sought(roles, draft.negated))
    if draft.only and roles:
        draft.sought.append(Sought(tuple(r for r in (LEAD, PARTICIPANT, RESPONSIBLE) if r not in roles), negated=True))
        draft.only = False
    draft.negated = False

"""From a question in plain language to a typed request."""

from dataclasses import dataclass, replace
from itertools import pairwise

from queries.index import Index
from queries.questions.comparison import compared
from queries.questions.cues import BEYOND
from queries.questions.draft import Draft
from queries.questions.grammar import drafted
from queries.questions.kinds import further_kind
from queries.questions.meaning import meant
from queries.questions.places import plans_named
from queries.questions.request import Refusal, Request, Sought
from queries.questions.scan import Scan, scan
from queries.questions.slips import slip_in
from queries.questions.thresholds import limited
from queries.questions.told import told_request
from queries.questions.topics import Word
from queries.questions.words import Item, plain


@dataclass(frozen=True, slots=True)
class Heard:
    """What a question says, before it is settled what it asks for and what its topic is in the plans.

    Args:
        said: the kinds of all cues, and what neighbouring ones say together.
        topic: the words that no cue, name or date covers.
        cuts: before which of these words stands an "or".
    """

    request: Request
    said: frozenset[str]
    topic: tuple[Word, ...] = ()
    cuts: tuple[int, ...] = ()


def read(question: str, index: Index) -> Request | Refusal:
    """Return what a question asks, or why it was not understood."""
    return understand(scan(question, index), question, index)[0]


def understand(found: Scan, question: str, index: Index) -> tuple[Request | Refusal, Heard | None]:
    """Return what a question asks, and what was heard of it where it went through the grammar."""
    request, heard = _by_cues(found, question, index)
    told = told_request(request, found, index)
    return told, heard if told is request else None


def _by_cues(found: Scan, question: str, index: Index) -> tuple[Request | Refusal, Heard | None]:
    further = further_kind(question, found, index)
    if further is not None:
        return further, None
    refusal = slip_in(found, plain(question), index) or _not_understood(found)
    if refusal is not None:
        return refusal, None
    by_number = _of_numbers(found, question, index)
    return _plain(found, question, index) if by_number is None else (by_number, None)


def _of_numbers(found: Scan, question: str, index: Index) -> Request | Refusal | None:
    """Return what is asked of the numbers of tasks or of departments, ``None`` if nothing is."""

    def read_items(items: tuple[Item, ...]) -> Request | Refusal:
        return _plain(replace(found, items=items), question, index)[0]

    by_number = limited(found.items, found.language, read_items)
    return compared(found.items, read_items, index) if by_number is None else by_number


def _plain(found: Scan, question: str, index: Index) -> tuple[Request | Refusal, Heard | None]:
    """Return what is asked by items that compare nothing."""
    heard = hear(found, question)
    return (heard, None) if isinstance(heard, Refusal) else (settle(heard, index), heard)


def hear(found: Scan, question: str) -> Heard | Refusal:
    """Return what the items of a question say together."""
    refusal = _not_understood(found)
    if refusal is not None:
        return refusal
    draft = drafted(found.items, found.language)
    if draft.half_understood:
        return Refusal("half-understood", (("words", question),))
    return Heard(
        draft_request(draft, found), frozenset(draft.said), tuple(draft.subject.words), tuple(draft.subject.cuts)
    )


def settle(heard: Heard, index: Index) -> Request | Refusal:
    """Return what is asked, with the topic looked up in the plans."""
    whole = meant(heard.request, heard.said, heard.topic, index)
    by_title = isinstance(whole, Request) and not whole.by_text
    return whole if by_title or not heard.cuts else _of_either(heard, whole, index)


def _of_either(heard: Heard, whole: Request | Refusal, index: Index) -> Request | Refusal:
    """Return what is asked of either of two things, where no title has both: all tasks of the one and of the other."""
    parts = [heard.topic[start:end] for start, end in pairwise((0, *heard.cuts, len(heard.topic))) if start < end]
    each = [meant(heard.request, heard.said, part, index) for part in parts]
    found = [one for one in each if isinstance(one, Request) and one.asked == "tasks" and not one.by_text and one.tasks]
    if len(found) < len(parts) or any(one.yes_no for one in found):
        return whole if isinstance(whole, Refusal) or len(parts) < 2 else Refusal("two-things")
    iris = {iri for one in found for iri in one.tasks or ()}
    return replace(found[0], tasks=tuple(sorted(iris, key=lambda iri: index.places[iri])), beside=())


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
    words = ", ".join((*found.unknown, *found.absent))
    return Refusal("unknown-words" if found.unknown else "absent-words", (("words", words),)) if words else None


def draft_request(draft: Draft, found: Scan) -> Request:
    """Return a draft as a request, before its topic is looked up and what it asks for is settled."""
    return Request(
        language=found.language,
        asked="tasks",
        involvements=tuple(dict.fromkeys(draft.people.involvements)),
        sought=_sought(draft),
        whens=tuple(dict.fromkeys(draft.times.whens)),
        every_when=draft.times.every and len(draft.times.whens) > 1,
        unlike=tuple(dict.fromkeys(draft.times.unlike)),
        baselines=tuple(dict.fromkeys(draft.times.baselines)),
        dated=draft.times.dated,
        figured=draft.subject.figured,
        section=draft.subject.sections,
        tasks=draft.subject.tasks or None,
        plans=plans_named(found.items),
        one_plan=any(item.kind == "plan" and not item.iris for item in found.items),
        topic=("" if found.language == "zh" else " ").join(draft.subject.texts),
        forms=tuple(word.forms for word in draft.subject.words if not word.loose),
        rank=draft.ranking.rank,
        limit=draft.ranking.limit,
        place=draft.ranking.place,
        among=draft.ranking.among,
        loose=draft.people.loose,
        excluded=draft.left_out.departments,
    )


def _sought(draft: Draft) -> tuple[Sought, ...]:
    """Return the roles asked for; those of several "who" (谁牵头、谁参与) may be held by different departments."""
    positive = [sought for sought in draft.people.sought if not sought.negated]
    if draft.people.askings < 2 or not all(sought.roles for sought in positive):
        return tuple(dict.fromkeys(draft.people.sought))
    roles = dict.fromkeys(role for sought in positive for role in sought.roles)
    return (Sought(tuple(roles)), *(sought for sought in dict.fromkeys(draft.people.sought) if sought.negated))

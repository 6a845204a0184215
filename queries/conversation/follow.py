"""From a question that leans on the one before it to what it asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.store import Store
from queries.conversation.merge import COUNTING, DECIDING, asked_by, is_bare, merged
from queries.conversation.things import targets_of_tasks_query
from queries.conversation.turns import NOTHING, Kind, Listed, Turn, bodies_meant, bodies_named, tasks_meant
from queries.conversation.words import ALL, EDGES, REFERENCES, place_said
from queries.index import Index, text_of
from queries.questions.cues import ROLES
from queries.questions.plan_facts import PREFIX, fact_request
from queries.questions.question import Heard, hear, settle
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan
from queries.questions.words import Item

# Words that only tasks have something to do with, so that "it" beside them is a task.
OF_TASKS = frozenset(
    {"who", "who-all", "when", "due", "times", "limit-times", "targets", "reach", "body", "dated-task"}
)


@dataclass(frozen=True, slots=True)
class Followed:
    """What a question asks together with the one before it.

    Args:
        meanings: what may be asked, each as it was heard and settled; none where it is not clear.
        refusal: why it is not clear, or cannot be.
        pointed: the list of which it means one by its place.
    """

    meanings: tuple[tuple[Heard | None, Request | Refusal], ...] = ()
    refusal: Refusal | None = None
    pointed: Listed = NOTHING


class _UnclearError(Exception):
    """What a word stands for is not clear."""

    def __init__(self, key: str, **values: object) -> None:
        self.refusal = Refusal(key, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Follower:
    """What is needed to understand a question after another one."""

    store: Store
    index: Index
    before: Turn
    earlier: tuple[Turn, ...]

    def follow(self, found: Scan, question: str) -> Followed:
        """Return what a question asks, the one before it being known."""
        if any(item.kind.startswith(PREFIX) for item in found.items):
            return self._of_plan(found, question)
        try:
            items, pointed = self._resolved(found.items)
        except _UnclearError as error:
            return Followed(refusal=error.refusal)
        heard = hear(replace(found, items=tuple(items)), question)
        if isinstance(heard, Refusal):
            return Followed(refusal=heard)
        kinds = {item.kind for item in found.items}
        references = kinds & REFERENCES
        changes = self._changed(heard, references, named=bool(kinds & EDGES))
        if changes is not None:
            meanings = tuple((meaning, settle(meaning, self.index)) for meaning in changes)
        else:
            meanings = tuple(self._of_what_was_answered(heard, restricted=bool(references)))
        return Followed(meanings, None if meanings else _unclear(question), pointed)

    def _of_plan(self, found: Scan, question: str) -> Followed:
        """Return which of the plan's own facts is asked for; "it" is the plan then."""
        items = tuple(replace(item, kind="stop") if item.kind in EDGES | ALL else item for item in found.items)
        request = fact_request(replace(found, items=items))
        return Followed(((None, request),)) if request is not None else Followed(refusal=_unclear(question))

    def whole(self, meaning: str) -> Followed:
        """Return what a question asks that as a whole wants what was counted listed, or asks whether there is more."""
        if meaning == "else":
            count = len(self.before.answer.answers)
            return Followed(refusal=Refusal("nothing-else", (("count", count),)) if count else None)
        if meaning != "list" or self.before.heard is None:
            return Followed()
        heard = replace(self.before.heard, said=(self.before.heard.said - COUNTING - DECIDING) | {"what"})
        return Followed(((heard, settle(heard, self.index)),))

    def _changed(self, heard: Heard, references: Iterable[str], *, named: bool) -> list[Heard] | None:
        """Return the question before with a part changed, ``None`` if something else is asked of what was answered.

        Args:
            named: whether words say that a part is to be changed, without which a mere topic changes nothing.
        """
        before, asked = self.before, asked_by(heard)
        if before.heard is None or before.request is None:
            return None
        if references:
            one = "nth" in references and before.request.asked != "tasks" and _names_only(heard)
            whole = ALL.issuperset(references) and _names_only(heard) and "count" in heard.said
            if not (one or whole) or asked not in (None, before.request.asked):
                return None
            return merged(before.heard, _without_tasks(heard) if whole else heard)
        if heard.topic and not named:
            return None
        decides = heard.said & DECIDING and not before.request.yes_no
        if (
            decides
            or asked not in (None, before.request.asked)
            or (is_bare(heard) and not heard.said & (COUNTING | DECIDING))
        ):
            return None
        return merged(before.heard, heard)

    def _of_what_was_answered(self, heard: Heard, *, restricted: bool) -> Iterable[tuple[Heard, Request | Refusal]]:
        """Yield what is asked of the tasks that the question before was about."""
        request, asked = heard.request, asked_by(heard)
        tasks = request.tasks or ()
        if not restricted and not (tasks or request.section or heard.topic):
            tasks = tasks_meant(self.store, self.before, self.index)
        if asked == "targets" and tasks and not heard.topic:
            yield self._targets(heard, tasks)
            return
        if not tasks:
            before = self.before.heard
            if before is not None and before.topic and not heard.topic and not restricted:
                heard = replace(heard, topic=before.topic, request=replace(request, topic=before.request.topic))
                yield heard, settle(heard, self.index)
            elif restricted:
                yield heard, settle(heard, self.index)
            return
        said = heard.said | {"task"} if asked not in (None, "tasks") else heard.said | {"task", "tasks"}
        heard = replace(heard, request=replace(request, tasks=tasks), said=said)
        yield self._within(heard) if heard.topic else (heard, settle(heard, self.index))

    def _within(self, heard: Heard) -> tuple[Heard, Request | Refusal]:
        """Look a topic up among the tasks that were answered only."""
        tasks = heard.request.tasks or ()
        index = replace(self.index, tasks=tuple(entry for entry in self.index.tasks if entry.iri in tasks), sections=())
        request = settle(replace(heard, request=replace(heard.request, tasks=None)), index)
        if isinstance(request, Refusal):
            return heard, request
        return Heard(replace(heard.request, tasks=request.tasks, topic=""), heard.said), request

    def _targets(self, heard: Heard, tasks: Sequence[str]) -> tuple[Heard, Request | Refusal]:
        rows = self.store.select(targets_of_tasks_query(tasks))
        targets = tuple(text_of(row, "target") for row in rows)
        if not targets:
            return heard, Refusal("no-target-there")
        return heard, replace(heard.request, asked="targets", targets=targets, tasks=tuple(tasks))

    def _resolved(self, items: Sequence[Item]) -> tuple[list[Item], Listed]:
        """Return items with tasks or departments in the place of what stands for them."""
        pointed = NOTHING
        found = []
        for item in items:
            if item.kind in EDGES:
                found.append(replace(item, kind="stop"))
            elif item.kind == "nth":
                pointed = self._list_of(item, {other.kind for other in items})
                found.append(_named(item, pointed.kind, (self._one_of(pointed, item),)))
            elif item.kind == "ref-both":
                found += self._both(item)
            elif item.kind in REFERENCES:
                found.append(self._meant(item, items))
            elif item.kind == "dated-task" and self.before.request and self.before.request.asked == "tasks":
                found.append(replace(item, kind="with-date"))
            else:
                found.append(item)
        return found, pointed

    def _list_of(self, item: Item, kinds: set[str]) -> Listed:
        """Return the list that a place points into: the last one, unless words tell whether it is of tasks."""
        noun: Kind = "departments" if _is_of_departments(item.text) else "tasks" if _is_of_tasks(item.text) else ""
        noun = noun or ("tasks" if kinds & OF_TASKS else "")
        lists = [entry for turn in reversed(self.earlier) for entry in (turn.pointed, turn.listed) if entry.kind]
        return next((entry for entry in lists if not noun or entry.kind == noun), NOTHING)

    def _one_of(self, listed: Listed, item: Item) -> str:
        place, count = place_said(item.text), len(listed.iris)
        if not listed.kind:
            raise _UnclearError("nothing-before", word=item.text)
        if not 1 <= abs(place) <= count:
            raise _UnclearError("no-such-place", word=item.text, count=count)
        return listed.iris[place - 1 if place > 0 else place]

    def _both(self, item: Item) -> list[Item]:
        """Return the departments of the last two questions that named different ones."""
        named = dict.fromkeys(bodies_named(turn) for turn in reversed(self.earlier))
        last = [iris for iris in named if iris][:2]
        if len(last) < 2:
            raise _UnclearError("nothing-before", word=item.text)
        return [_named(item, "departments", iris) for iris in reversed(last)]

    def _meant(self, item: Item, items: Sequence[Item]) -> Item:
        """Return the tasks or departments that "it" stands for."""
        bodies = self._means_bodies(item, {other.kind for other in items})
        iris = bodies_meant(self.before) if bodies else tasks_meant(self.store, self.before, self.index)
        if not iris:
            raise _UnclearError("nothing-before", word=item.text)
        return _named(item, "departments" if bodies else "tasks", iris)

    def _means_bodies(self, item: Item, kinds: set[str]) -> bool:
        if item.kind in ("ref-bodies", "ref-tasks"):
            return item.kind == "ref-bodies"
        if item.kind == "of-those":
            return False
        if kinds & OF_TASKS or any(kind.endswith("-department") for kind in kinds):
            return False
        if kinds & (ROLES.keys() | {"tasks"}):
            return True
        return self.before.answer.kind == "departments"


def _named(item: Item, kind: Kind, iris: tuple[str, ...]) -> Item:
    return replace(item, kind="body" if kind == "departments" else "task", iris=iris)


def _names_only(heard: Heard) -> bool:
    """Whether a question says nothing but which tasks it means."""
    return is_bare(_without_tasks(heard)) and not heard.said & ROLES.keys()


def _without_tasks(heard: Heard) -> Heard:
    return replace(heard, request=replace(heard.request, tasks=None, involvements=()))


def _is_of_departments(text: str) -> bool:
    return text.endswith(("部门", "单位", "家", "department", "body", "bureau"))


def _is_of_tasks(text: str) -> bool:
    return text.endswith(("任务", "工作", "项", "条", "件", "task", "item"))


def _unclear(question: str) -> Refusal:
    return Refusal("follow-unclear", (("words", question),))

"""What "it", "those" and "the second one" stand for: tasks or departments that were answered before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.store import Store
from queries.conversation.turns import NOTHING, Kind, Listed, Turn, bodies_meant, bodies_named, tasks_meant
from queries.conversation.words import EDGES, REFERENCES, place_said
from queries.index import Index
from queries.questions.cues import ROLES
from queries.questions.request import Refusal
from queries.questions.words import Item

# Words that only tasks have something to do with, so that "it" beside them is a task.
OF_TASKS = frozenset(
    {"who", "who-all", "when", "due", "times", "limit-times", "targets", "reach", "body", "dated-task"}
)


WHOSE = frozenset({"its", "their", "theirs"})


class UnclearError(Exception):
    """What a word stands for is not clear."""

    def __init__(self, key: str, **values: object) -> None:
        self.refusal = Refusal(key, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Resolved:
    """The items of a question with tasks or departments in the place of what stands for them.

    Args:
        references: the kinds of words that stood for something.
        pointed: the list of which one thing was meant by its place.
    """

    items: tuple[Item, ...]
    references: frozenset[str]
    pointed: Listed


@dataclass(frozen=True, slots=True)
class References:
    """What is needed to tell what words stand for: the question before, and all that were asked up to now."""

    store: Store
    index: Index
    before: Turn
    earlier: tuple[Turn, ...]

    def resolve(self, items: Sequence[Item]) -> Resolved:
        """Return items with what they stand for.

        Raises:
            UnclearError: a word stands for nothing that was said.
        """
        pointed = NOTHING
        found: list[Item] = []
        stood = set()
        for item in items:
            named = self._named(item, items)
            found += named
            if item.kind in REFERENCES and any(one.iris for one in named):
                stood.add(item.kind)
            if item.kind == "one-of":
                pointed = self._list_of(item, items)
        return Resolved(tuple(found), frozenset(stood), pointed)

    def _named(self, item: Item, items: Sequence[Item]) -> list[Item]:
        if item.kind in EDGES:
            return [replace(item, kind="stop")]
        if item.kind == "one-of":
            listed = self._list_of(item, items)
            return [_standing(item, listed.kind, (_one_of(listed, item),))]
        if item.kind == "ref-both":
            return self._both(item)
        if item.kind in REFERENCES:
            return [self._meant(item, items)]
        if item.kind == "dated-task" and self.before.request and self.before.request.asked == "tasks":
            return [replace(item, kind="with-date")]
        return [item]

    def _list_of(self, item: Item, items: Sequence[Item]) -> Listed:
        """Return the list that a place points into: the last one, unless words tell whether it is of tasks."""
        noun: Kind = "departments" if _is_of_departments(item.text) else "tasks" if _is_of_tasks(item.text) else ""
        noun = noun or ("tasks" if OF_TASKS & {other.kind for other in items} else "")
        lists = [entry for turn in reversed(self.earlier) for entry in (turn.pointed, turn.listed) if entry.kind]
        return next((entry for entry in lists if not noun or entry.kind == noun), NOTHING)

    def _both(self, item: Item) -> list[Item]:
        """Return the departments of the last two questions that named different ones."""
        named = dict.fromkeys(bodies_named(turn) for turn in reversed(self.earlier))
        last = [iris for iris in named if iris][:2]
        if len(last) < 2:
            raise UnclearError("nothing-before", word=item.text)
        return [_standing(item, "departments", iris) for iris in reversed(last)]

    def _meant(self, item: Item, items: Sequence[Item]) -> Item:
        """Return the tasks or departments that "it" stands for; of all that there are, "of those" says nothing."""
        bodies = self._means_bodies(item, {other.kind for other in items})
        iris = bodies_meant(self.before) if bodies else tasks_meant(self.store, self.before, self.index)
        if not iris and item.kind == "of-those" and self.before.heard is not None:
            return replace(item, kind="stop")
        if not iris:
            raise UnclearError("nothing-before", word=item.text)
        return _standing(item, "departments" if bodies else "tasks", iris)

    def _means_bodies(self, item: Item, kinds: set[str]) -> bool:
        if item.kind in ("ref-bodies", "ref-tasks"):
            return item.kind == "ref-bodies"
        if item.kind == "of-those":
            return False
        if kinds & OF_TASKS or any(kind.endswith("-department") for kind in kinds):
            return False
        answered = self.before.answer.kind == "departments"
        return answered or bool(kinds & ROLES.keys()) or ("tasks" in kinds and item.text in WHOSE)


def _one_of(listed: Listed, item: Item) -> str:
    place, count = place_said(item.text), len(listed.iris)
    if not listed.kind:
        raise UnclearError("nothing-before", word=item.text)
    if not 1 <= abs(place) <= count:
        raise UnclearError("no-such-place", word=item.text, count=count)
    return listed.iris[place - 1 if place > 0 else place]


def _standing(item: Item, kind: Kind, iris: tuple[str, ...]) -> Item:
    return replace(item, kind="body" if kind == "departments" else "task", iris=iris)


def _is_of_departments(text: str) -> bool:
    return text.endswith(("部门", "单位", "家", "department", "body", "bureau"))


def _is_of_tasks(text: str) -> bool:
    return text.endswith(("任务", "工作", "项", "条", "件", "task", "item"))

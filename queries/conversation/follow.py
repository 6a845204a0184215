"""From a question that leans on the one before it to what it asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.store import Store
from queries.conversation.merge import COUNTING, DECIDING, asked_by, is_bare, merged
from queries.conversation.references import References, UnclearError
from queries.conversation.things import targets_of_tasks_query
from queries.conversation.turns import NOTHING, Listed, Turn, bodies_meant, tasks_meant
from queries.conversation.words import ALL, EDGES
from queries.index import Index, text_of
from queries.questions.cues import ROLES
from queries.questions.plan_facts import PREFIX, fact_request
from queries.questions.question import Heard, hear, settle
from queries.questions.request import Involvement, Refusal, Request
from queries.questions.scan import Scan

# Words that set numbers beside one another, which is no part of a question but a question of its own.
COMPARING = frozenset(
    {"share", "than", "more-by", "fewer-by", "apart-by", "compare", "fewer", "baseline"}
    | {"each-year", "each-section", "each-plan"}
)

# All that a question says which wants something listed or counted and nothing else.
LISTING = COUNTING | {"what", "which", "what-tasks", "named", "is", "stop", "all", "and", "task", "tasks"}


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
            resolved = References(self.store, self.index, self.before, self.earlier).resolve(found.items)
        except UnclearError as error:
            return Followed(refusal=error.refusal)
        kinds = {item.kind for item in found.items}
        heard = hear(replace(found, items=resolved.items), question)
        if isinstance(heard, Refusal):
            return Followed(refusal=heard)
        if kinds & COMPARING:
            return Followed(refusal=_unclear(question))
        changes = self._changed(heard, resolved.references, named=bool(kinds & EDGES))
        if changes is not None:
            meanings = tuple((meaning, settle(meaning, self.index)) for meaning in changes)
        else:
            meanings = tuple(self._of_what_was_answered(heard, restricted=bool(resolved.references)))
        return Followed(meanings, None if meanings else _unclear(question), resolved.pointed)

    def _of_plan(self, found: Scan, question: str) -> Followed:
        """Return which of the plan's own facts is asked for; "it" is the plan then."""
        items = tuple(replace(item, kind="stop") if item.kind in EDGES | ALL else item for item in found.items)
        request = fact_request(replace(found, items=items))
        return Followed(((None, request),)) if request is not None else Followed(refusal=_unclear(question))

    def whole(self, meaning: str) -> Followed:
        """Return what a question asks that as a whole wants what was counted listed, or asks whether there is more."""
        if meaning == "else":
            count = len(self.before.answer.answers)
            return Followed(refusal=Refusal("nothing-else", (("count", count),)) if count else Refusal("nothing"))
        if meaning != "list" or self.before.heard is None:
            return Followed()
        heard = replace(self.before.heard, said=(self.before.heard.said - COUNTING - DECIDING) | {"what"})
        return Followed(((heard, settle(heard, self.index)),))

    def _changed(self, heard: Heard, references: Iterable[str], *, named: bool) -> list[Heard] | None:
        """Return the question before with a part changed, ``None`` if something else is asked of what was answered.

        Args:
            named: whether words say that a part is to be changed, without which a mere topic changes nothing.
        """
        heard_before, request, asked = self.before.heard, self.before.request, asked_by(heard)
        if heard_before is None or request is None:
            return None
        if asked in (None, "tasks") and (asked or heard.said & COUNTING) and (first := self._of_first(heard)):
            return [first]
        if asked not in (None, request.asked):
            return None
        if references:
            one = "one-of" in references and request.asked != "tasks" and _names_only(heard)
            whole = ALL.issuperset(references) and _names_only(heard) and "count" in heard.said
            return (
                merged(heard_before, _without_tasks(heard) if whole else heard, request.asked) if one or whole else None
            )
        bodies = any(entry.departments for entry in heard.request.involvements)
        decides = heard.said & DECIDING and not request.yes_no and bodies
        says_little = asked is None and is_bare(heard) and not heard.said & (COUNTING | DECIDING)
        if decides or says_little or (heard.topic and not named):
            return None
        return merged(heard_before, heard, request.asked)

    def _of_what_was_answered(self, heard: Heard, *, restricted: bool) -> Iterable[tuple[Heard, Request | Refusal]]:
        """Yield what is asked of the tasks that the question before was about."""
        request, asked = heard.request, asked_by(heard)
        tasks = request.tasks or ()
        if not restricted and not (tasks or request.section or heard.topic):
            tasks = tasks_meant(self.store, self.before, self.index)
        if asked == "targets" and tasks and not heard.topic:
            yield self._targets(heard, tasks)
            return
        if not restricted and is_bare(heard) and asked in (None, "tasks") and not heard.said & COUNTING:
            return
        if heard.said & DECIDING:
            heard = self._in_role_asked(heard)
            request = heard.request
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

    def _in_role_asked(self, heard: Heard) -> Heard:
        """Return whether a department holds the role that was asked for, where the question names none."""
        before = self.before.request
        if before is None or before.asked != "departments" or not before.sought:
            return heard
        role = before.sought[0]
        held = tuple(
            entry if entry.roles else replace(entry, roles=role.roles, negated=role.negated)
            for entry in heard.request.involvements
        )
        return replace(heard, request=replace(heard.request, involvements=held))

    def _of_first(self, heard: Heard) -> Heard | None:
        """Return the tasks of the department that came first in a ranking, which are listed or counted next."""
        before = self.before.request
        bodies = bodies_meant(self.before)
        if before is None or not before.rank or len(bodies) != 1 or not heard.said - ROLES.keys() <= LISTING:
            return None
        said = [entry.roles for entry in heard.request.involvements]
        roles = said[0] if said else before.sought[0].roles if before.sought else ()
        request = replace(before, asked="tasks", sought=(), rank=None, limit=1, language=heard.request.language)
        request = replace(request, involvements=(*before.involvements, Involvement(bodies, roles)))
        return Heard(request, frozenset({"tasks", "what"} if "what" in heard.said else {"tasks", "count"}))

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


def _names_only(heard: Heard) -> bool:
    """Whether a question says nothing but which tasks it means."""
    return is_bare(_without_tasks(heard)) and not heard.said & ROLES.keys()


def _without_tasks(heard: Heard) -> Heard:
    return replace(heard, request=replace(heard.request, tasks=None, involvements=()))


def _unclear(question: str) -> Refusal:
    return Refusal("follow-unclear", (("words", question),))

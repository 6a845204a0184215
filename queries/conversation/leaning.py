"""Whether a question leans on the one before it, or stands by itself."""

from queries.conversation.merge import COUNTING, asked_by
from queries.conversation.turns import Turn
from queries.conversation.words import ALL, EDGES, REFERENCES
from queries.questions.meaning import ROLE_CUES
from queries.questions.question import Heard
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan

# Why a question is not understood by itself that says a part only.
INCOMPLETE = frozenset(
    {
        "no-kind",
        "no-task-named",
        "no-target-named",
        "topic-unclear",
        "half-understood",
        "unknown-words",
        "two-things",
    }
)
# Words by which a question says that it is about a whole plan, or compares all departments.
NAMING = frozenset({"tasks", "task", "section", "topic", "term"})
WHOLE = frozenset({"plan", "place", "all", "each", "most", "fewest", "more", "top"})


def insists(leaning: Scan) -> bool:
    """Whether a question says in so many words that it follows another one (其中, 它, 那…呢)."""
    return any(item.kind in REFERENCES | EDGES for item in leaning.items)


def leans(own: Request | Refusal, heard: Heard | None, leaning: Scan, before: Turn) -> bool:
    """Whether a question is to be taken together with the one before it, as far as it can be.

    Args:
        own: what it asks by itself.
        heard: what was heard of it, where it went through the grammar.
        leaning: the same with the words by which questions lean on others.
    """
    kinds = {item.kind for item in leaning.items}
    whole = isinstance(own, Request) and (heard is None or not (_lacks_what(own, heard) or _lacks_whose(own, heard)))
    if kinds & REFERENCES:
        return not (whole and _points_within(leaning))
    if any(item.kind == "plan" and not item.iris for item in leaning.items):
        return False
    if isinstance(own, Refusal):
        return own.key in INCOMPLETE or bool(kinds & EDGES)
    if _lacks_figure(own):
        return True
    if heard is None:
        return own.asked == "targets" and bool(kinds & EDGES)
    return not whole or (bool(kinds & EDGES) and _only_adds(heard, before))


def _lacks_figure(own: Request) -> bool:
    """Whether a question asks if there is a target, without a word on what for."""
    named = own.targets or own.whens or own.section or own.topic or own.plans or own.one_plan
    return own.asked == "targets" and own.yes_no and not named


def _points_within(leaning: Scan) -> bool:
    """Whether "it" and its like stand for something that the question itself has named before."""
    kinds = [item.kind for item in leaning.items]
    first = next(place for place, kind in enumerate(kinds) if kind in REFERENCES)
    return REFERENCES.isdisjoint(set(kinds) - ALL) and not NAMING.isdisjoint(kinds[:first])


def _lacks_what(own: Request, heard: Heard) -> bool:
    """Whether a question does not say what it asks for, or only by words that stand for anything (2018年有哪些)."""
    if asked_by(heard) is not None or own.asked != "tasks" or heard.topic:
        return False
    bodies = any(entry.departments for entry in own.involvements) and not heard.said.isdisjoint(ROLE_CUES)
    if heard.said & {"due", "start"} or (own.tasks and heard.said & {"what", "named"}):
        return False
    return not bodies or (own.yes_no and not (own.whens or own.section or own.tasks))


def _lacks_whose(own: Request, heard: Heard) -> bool:
    """Whether a question names nothing at all that its answer would be limited to (哪些部门参与)."""
    limits = (own.whens, own.section, own.tasks, own.dated is not None, own.excluded, own.plans, own.rank)
    if any(sought.negated for sought in own.sought) or len(own.sought) > 1:
        return False
    if own.asked == "departments" and "tasks" in heard.said:
        return False
    if any(limits) or heard.topic or heard.said & WHOLE or own.asked not in ("tasks", "departments", "dates"):
        return False
    return not any(entry.departments or entry.negated for entry in own.involvements)


def may_mean_all(own: Request | Refusal, heard: Heard) -> bool:
    """Whether a question that leans on another may as well be about all that there is (一共有多少项任务)."""
    if isinstance(own, Refusal) or (own.asked == "departments" and (own.sought or not own.count)):
        return False
    return bool(heard.said & COUNTING) and asked_by(heard) is not None and _lacks_whose(own, heard)


def _only_adds(heard: Heard, before: Turn) -> bool:
    """Whether a question with 那 or 呢 leaves what it asks to the one before it, or asks the same of another time."""
    request, asked = heard.request, asked_by(heard)
    people = any(entry.departments for entry in request.involvements) or request.rank
    named = request.section or request.tasks or heard.topic or request.plans
    same = before.request is not None and asked == before.request.asked
    return asked is None or (same and not (people or named))

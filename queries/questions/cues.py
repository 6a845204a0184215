"""What cues mean: the roles that they give, and what neighbouring ones say together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ontology.wording import Language
from queries.questions.words import Item

LEAD, PARTICIPANT, RESPONSIBLE, GUIDANCE = "lead", "participant", "responsible", "guidance"
ROLES = {
    "lead": (LEAD,),
    "responsible": (LEAD, RESPONSIBLE),
    "participant": (PARTICIPANT,),
    "guidance": (GUIDANCE,),
    "involved": (),
}
PASSIVE = {
    "led-by": (LEAD,),
    "led-only-by": (LEAD,),
    "led-jointly-by": (LEAD,),
    "handled-by": (LEAD, RESPONSIBLE),
    "supported-by": (PARTICIPANT,),
    "involving": (),
}
PERIODS = {
    "every-year": "P1Y",
    "every-half-year": "P6M",
    "every-quarter": "P3M",
    "every-month": "P1M",
    "every-week": "P7D",
    "every-day": "P1D",
}
WHO = "who"
JOINING = frozenset(
    {"stop", "all", "nor", "and", "or", "both", "place", "body", "only", "sole", "who", "who-all", "is"}
)
SHORT_PLACE = 3
TOUCHING = re.compile("涉及|牵涉|牵扯|提到|提及|mention|touch")
WHICH = re.compile("哪[些几]|which")
MANY = "how many"  # asks for a number of things, never for a share
SHARE = re.compile("percent|per cent|point")
LEVELS = frozenset("省市区县镇州盟旗")
OBJECT = (LEAD, RESPONSIBLE)
SILENT = frozenset({"stop", "all", "is", "place", "plan", "yes-no", "ask", "and"})
RANKS = frozenset({"more", "most", "fewest", "top", "nth", "nth-last"})
# What no answer can be given to, with the message that says so and the name of its value.
BEYOND = {
    "stranger": ("body-not-named", "name"),
    "relative": ("relative-date", "word"),
    "beyond": ("beyond", "word"),
    "progress": ("progress", "word"),
    "money": ("money", "word"),
}
PAIRS = {
    ("times", "tasks"): "times-tasks",
    ("tasks", "count"): "count-tasks",
    ("count", "tasks"): "count-tasks",
    ("what", "tasks"): "what-tasks",
    ("count", "departments"): "count-departments",
    ("what", "departments"): "what-departments",
    ("what", "part"): "what-part",
    ("count", "topic"): "count-topic",
    ("count", "term"): "count-topic",
    ("limit-times", "date"): "due",
}


def _of_words(items: Sequence[Item]) -> Iterator[str]:
    """Yield what hangs on the words themselves: a place before a body, and 几项 with 哪些, which asks for a list."""
    if any(_qualifies(item, other) for item, other in pairwise(items)):
        yield "before-body"
    if any(item.kind == "what" and WHICH.search(item.text) for item in items):
        yield "which"
    things = any(item.kind in ("term", "topic") for item in items)
    if things and any(item.text == MANY for item in items) and not any(SHARE.search(item.text) for item in items):
        yield "many"
    if any(item.kind in ("involved", "involving", "stop") and TOUCHING.search(item.text) for item in items):
        yield "touching"
    if not {"what", "named"}.isdisjoint(item.kind for item in items) and any(
        item.kind == "count" and item.text.startswith("几") for item in items
    ):
        yield "listed"


def _qualifies(item: Item, other: Item) -> bool:
    """Whether a short topic stands before the level of a body, as 江津 in 江津区农委: likely a place unknown here."""
    close = (item.kind, other.kind) == ("topic", "body") and item.end == other.start
    return close and item.end - item.start <= SHORT_PLACE and other.text[0] in LEVELS


def ahead(items: Sequence[Item], language: Language) -> Iterator[str]:
    """Yield what neighbouring cues say together: 哪些任务 asks for tasks, 多少个部门 for a number of departments.

    >>> list(ahead([Item("count", 0, 3, "多少个"), Item("departments", 3, 5, "部门")], "zh"))
    ['count-departments', 'head-departments']
    """
    telling = [item.kind for item in items if item.kind not in SILENT]
    neighbours = set(pairwise(telling))
    yield from (name for pair, name in PAIRS.items() if pair in neighbours)
    for kind, middle, following in zip(telling, telling[1:], telling[2:], strict=False):
        if kind in ("what", "count") and middle in ROLES and following == "tasks":
            yield f"{kind}-tasks"
        if kind in ("what", "count") and middle == "tasks" and following.endswith("-department"):
            yield "holds-what-tasks"
    yield from _of_words(items)
    if ("limit-times", "date") in neighbours and "tasks" in telling:
        yield "times-tasks"
    nouns = [kind for kind in telling if kind in ("tasks", "departments")]
    if nouns and nouns[-1 if language == "zh" else 0] == "departments":
        yield "head-departments"
    if not RANKS.isdisjoint(telling):
        yield "ranked"

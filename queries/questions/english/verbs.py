"""Verbs of English questions for who does something: what is done can be said in many ways, and a text may lack it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from queries.index import Index
from queries.questions.words import Item

# What is to be done, and whether a figure stands for it, hangs on the verb in these.
STRICT = frozenset({"count", "count-topic", "targets", "reach", "when", "times", "due", "share", "tasks"})
ASKING = frozenset({"who", "who-all", "lead-department", "responsible-department", "yes-no"})
ROLES = frozenset({"lead", "responsible", "participant", "handled-by", "involved", "involving"})
BEFORE_GERUND = ROLES | ASKING | {"stop"}
_BEFORE_VERB = re.compile(r"(?:^|\W)(?:to|must|should|will|shall|be|been|being|is|are|helps?) $")
# Said after a thing or an article, these name what is done, and no part that a body plays.
NOUNS = {"support": ("支持", "支撑"), "help": ("帮助", "帮扶"), "aid": ("援助", "救助"), "assistance": ("援助", "救助")}


def is_verb(text: str, start: int, end: int, items: Sequence[Item]) -> bool:
    """Return whether a word stands where a verb does: who promotes …, responsible for hosting …, to be built."""
    before = max((item for item in items if item.end <= start), key=lambda item: item.end, default=None)
    if before is None or text[before.end : start].strip():
        return False
    if before.kind in ("who", "who-all") and text[start:end].split(maxsplit=1)[0].endswith(("s", "es")):
        return True
    if _BEFORE_VERB.search(text[:start]):
        return True
    if re.search(r"\b(?:the|a|an|its|their)$", before.text):
        return False
    follows = re.match(r"(?: (?:the|a|an|of|out|up))* [a-z]", text[end:]) is not None
    return text[start:end].split(maxsplit=1)[0].endswith("ing") and before.kind in BEFORE_GERUND and follows


def as_nouns(text: str, items: Sequence[Item]) -> list[Item]:
    """Return items in which a word that may say a part is the thing that it also names: equipment support."""
    found = list(items)
    for place, item in enumerate(items):
        before = items[place - 1] if place else None
        after_thing = before is not None and before.kind == "term" and not text[before.end : item.start].strip()
        after_article = before is not None and before.text in ("the", "a", "more", "of", "financial")
        followed = any(other.kind == "body" for other in items[place + 1 :])
        if item.kind == "participant" and item.text in NOUNS and (after_thing or after_article) and not followed:
            found[place] = replace(item, kind="term", forms=NOUNS[item.text], soft="loose")
    return found


def loosened(text: str, items: Sequence[Item], index: Index) -> tuple[Item, ...]:
    """Return items in which a text may lack the verbs, where a question asks who does something, to something named.

    Where some task has all that is said, what stands like a verb is held to (the leasing industry).
    """
    items = as_nouns(text, items)
    kinds = {item.kind for item in items}
    terms = [item for item in items if item.kind in ("term", "topic")]
    verbs = [item for item in terms if is_verb(text, item.start, item.end, items)]
    needless = kinds & ASKING and not kinds & STRICT and len(verbs) < len(terms)
    if not verbs or not needless or _said_by_one(terms, index):
        return tuple(items)
    return tuple(replace(item, soft="loose") if item in verbs else item for item in items)


def _said_by_one(terms: Sequence[Item], index: Index) -> bool:
    """Whether the title and the text of one task have every term."""
    return any(
        all(any(form in task.title or form in task.text for form in item.forms) for item in terms)
        for task in index.tasks
    )

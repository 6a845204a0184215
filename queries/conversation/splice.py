"""The question before with a word of the new one in the place of the word of its kind.

This serves the kinds of question that do not go through the grammar: what a section says, comparisons, a plan's facts.
"""

import re

from queries.conversation.turns import Turn
from queries.conversation.words import EDGES
from queries.index import Index
from queries.questions.scan import Scan, scan
from queries.questions.words import Item, language_of, plain

KINDS = ("body", "date", "section", "task", "topic", "term", "plan", "place")
SILENT = EDGES | {"stop", "is", "and"}


def spliced(before: Turn, found: Scan, index: Index) -> str:
    """Return what is asked, empty where it is not one word of one kind that changes, or another language is spoken."""
    question = before.means or before.question
    new = [item for item in found.items if item.kind not in SILENT]
    if found.unknown or len(new) != 1 or new[0].kind not in KINDS or language_of(question) != found.language:
        return ""
    text = _as_scanned(question)
    topic = plain(before.request.topic) if before.request is not None else ""
    if topic and topic in text and new[0].kind in ("topic", "term"):
        return text.replace(topic, new[0].text, 1)
    old = [item for item in scan(question, index).items if item.kind == new[0].kind]
    return _with(text, old[0], new[0]) if len(old) == 1 else ""


def _with(text: str, old: Item, new: Item) -> str:
    return text[: old.start] + new.text + text[old.end :]


def _as_scanned(question: str) -> str:
    """Return a question as its items count it: in Chinese spaces part only words of Latin letters and figures."""
    text = plain(question)
    return text if language_of(question) == "en" else re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", text)

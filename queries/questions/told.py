"""Questions for a figure, told by the words of a target rather than by cues, which may be a part of its name.

平均 asks for a judgement in 平均每个部门, and is a part of a name in 出口退税平均办理时间; 事项 is a word for
tasks, and is what is counted in 74项事项异地办理.
"""

from collections.abc import Iterator

from ontology.units import find_unit
from queries.index import Index
from queries.questions.cues import PERIODS
from queries.questions.places import plans_named
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan
from queries.questions.targets import targets_alike
from queries.questions.terms import chinese_forms
from queries.questions.topics import Word
from queries.questions.words import Item, lexicon

ASKS = frozenset({"count", "targets", "reach"})
FRAME = ASKS | {"what", "is", "stop", "date", "all", "named", "apart", "and", "or", "times", "place", *PERIODS}
# What no question for a figure says: people, tasks, or something else that is asked.
OTHER = frozenset(
    {
        *("body", "stranger", "who", "who-all", "each", "departments", "section", "task", "when", "yes-no", "ask"),
        *("lead", "participant", "responsible", "guidance", "lead-department", "participant-department"),
        *("most", "fewest", "more", "top", "progress", "money", "relative", "documents-of", "baseline"),
    }
)
TASK = "任务"
LONGEST_UNIT = 4
SHORTEST = 5


def told_request(request: Request | Refusal, found: Scan, index: Index) -> Request | Refusal:
    """Return the request for a figure that a question tells in nearly the words of a target, else the one given.

    Args:
        request: what the question was taken for by its cues.
    """
    taken = not isinstance(request, Refusal) and not (request.count and request.topic)
    kinds = {item.kind for item in found.items}
    if taken or found.language != "zh" or not kinds & ASKS or kinds & OTHER:
        return request
    words = [Word(chinese_forms(text)) for text in _content(found.items) if text]
    if TASK in "".join(word.forms[0] for word in words) or sum(len(word.forms[0]) for word in words) < SHORTEST:
        return request
    alike = targets_alike(words, index)
    if not alike:
        return request
    return Request(
        language="zh",
        asked="targets",
        targets=alike,
        topic="".join(word.forms[0] for word in words),
        forms=tuple(word.forms for word in words),
        whens=tuple(item.when for item in found.items if item.when is not None),
        plans=plans_named(found.items),
    )


def _content(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield what stands between the words that ask, without the unit after how many."""
    text, end = "", -1
    for item in items:
        framing = item.kind in FRAME or (item.kind == "plan" and _is_any_plan(item.text))
        if framing or item.start > end:
            yield _bare(text)
            text = ""
        if not framing:
            text += item.text
        end = item.end
    yield _bare(text)


def _is_any_plan(text: str) -> bool:
    """Whether a word means any plan (本方案), and is no name of one, which may be a part of what is asked about."""
    cues = (cue for cue in lexicon("zh").cues if cue.means == "plan")
    return any(match[1] == text for cue in cues for pattern in cue.patterns if (match := pattern.match(text)))


def _bare(text: str) -> str:
    """Return a text without the unit at its beginning and the small words at its ends."""
    unit = next((n for n in range(LONGEST_UNIT, 0, -1) if find_unit(text[:n]) and len(text) > n), 0)
    words = lexicon("zh")
    return text[unit:].strip("".join(words.edge | words.weak))

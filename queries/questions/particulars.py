"""Questions for particulars: whether a word occurs, with what year a target is compared, how often a thing is done."""

from dataclasses import replace

from queries.index import Index
from queries.questions.meaning import MOST_READINGS, names_in
from queries.questions.request import Asked, Request
from queries.questions.subjects import Subject
from queries.questions.targets import find_targets
from queries.questions.topics import mentions, score
from queries.questions.words import bare, lexicon, plain

PARTICULARS: dict[str, Asked] = {"mention": "mention", "baseline": "baseline", "often": "often"}


def particular_request(request: Request, subject: Subject, index: Index) -> Request | None:
    """Return a request for a particular, ``None`` where its words name nothing that could have it."""
    if request.asked == "mention":
        return _mention(request, subject, index)
    if not subject.words:
        return request if request.asked == "often" and subject.tasks else None
    if request.asked == "baseline":
        found = find_targets(subject.words, index)
        return replace(request, targets=tuple(entry.iri for entry in found)) if found else None
    light = lexicon("zh").light
    titled = [index.tasks[found.position].iri for found in score(subject.words, names_in(index.tasks), light)]
    told = titled or [index.tasks[position].iri for position in mentions(subject.words, index.tasks, light)]
    return replace(request, tasks=tuple(told)) if 0 < len(told) <= MOST_READINGS else None


def _chinese_first(name: str) -> tuple[bool, int, str]:
    return name.isascii(), len(name), name


def _mention(request: Request, subject: Subject, index: Index) -> Request | None:
    bodies = [index.department[iri] for iris in subject.bodies for iri in iris]
    forms = tuple(
        dict.fromkeys(bare(plain(name)) for entry in bodies for name in sorted(entry.names, key=_chinese_first))
    )
    if forms and not subject.words:
        return replace(request, words=(forms,), involvements=())
    if subject.whens and any(char.isdigit() for char in request.topic):  # the number of a document has its year in it
        return replace(request, words=((bare(request.topic),),), whens=())
    if len(subject.words) != 1 or subject.points:
        return None
    said = subject.words[0].forms  # in Chinese what was said comes first, and the text has it or has it not
    return replace(request, words=(said[:1] if request.language == "zh" else said,))

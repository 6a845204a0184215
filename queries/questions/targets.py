"""Questions for the figures that a plan sets, for its documents and for its day of issue."""

import re
from collections.abc import Sequence
from dataclasses import replace

from queries.index import Index, TargetEntry, Titled
from queries.questions.likeness import most_alike
from queries.questions.memory import remembered
from queries.questions.request import Asked, Refusal, Request
from queries.questions.times import number
from queries.questions.topics import Names, Word, score
from queries.questions.words import lexicon, plain

SURE = 0.9
SHARES = frozenset({"%", "‰"})
MOST_INDICATORS = 1
MOST_READINGS = 8
SHORTEST_TITLE, MOST_OF = 4, 0.6
ROMAN = ("I", "II", "III", "IV", "V")
_CLASS = re.compile("(i{1,3}|iv|v|[一二三四五])类水?质?")


def target_request(
    request: Request, asked: Asked, said: frozenset[str], topic: Sequence[Word], index: Index
) -> Request | Refusal:
    """Return what is asked of the targets, documents or facts of a plan."""
    yes_no = asked == "targets" and bool(said & {"yes-no", "ask"}) and not said & {"what", "count", "when"}
    request = replace(request, asked=asked, basis="basis" in said and not topic, yes_no=yes_no)
    if asked == "documents" and topic:
        return replace(request, tasks=_titled(topic, index))
    if asked != "targets":
        return Refusal("topic-unclear", (("topic", request.topic),)) if topic else request
    if not topic:
        enough = request.whens or request.baselines or request.section or "what" in said or request.figured is not None
        return request if (enough or yes_no) and "count" not in said else Refusal("no-target-named")
    found = find_targets(topic, index)
    found = tuple(entry for entry in found if "many" not in said or entry.figure.unit not in SHARES)
    if not found:
        sections = () if yes_no or "many" in said else _headed(topic, request.section, index)
        return (
            replace(request, section=sections) if sections else Refusal("no-such-target", (("topic", request.topic),))
        )
    found = _of_years(found, request)
    found = tuple(entry for entry in found if _year_of(entry.figure.baseline) in request.baselines) or found
    indicators = dict.fromkeys(entry.subject + entry.indicator for entry in found)
    several = len({entry.indicator for entry in found}) > MOST_INDICATORS and not yes_no
    if several and not said & {"which", "apart"}:
        return Refusal("several-targets", (("topic", request.topic),), tuple(indicators)[:MOST_READINGS])
    return replace(request, targets=tuple(entry.iri for entry in found))


def _headed(topic: Sequence[Word], within: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Return the section of which a topic says most of the title and nothing else, none if several are as near."""
    if sum(len(word.forms[0]) for word in topic) < SHORTEST_TITLE:
        return ()
    outer = {(entry.plan, entry.id) for entry in index.sections if entry.iri in within}
    near = [found for found in score(topic, _titles(index.sections), ()) if min(found.share, found.back / MOST_OF) >= 1]
    best = [index.sections[found.position] for found in near if found.back == near[0].back]
    held = [entry for entry in best if not outer or _is_inside(entry, outer)]
    return (held[0].iri,) if len(held) == 1 else ()


def _is_inside(entry: Titled, outer: set[tuple[str, str]]) -> bool:
    return any(plan == entry.plan and entry.id.startswith(within + ".") for plan, within in outer)


def is_headed(topic: Sequence[Word], index: Index) -> bool:
    """Whether a topic is the title of a section."""
    return any(min(found.share, found.back) > SURE for found in score(topic, _titles(index.sections), ()))


@remembered
def _titles(sections: tuple[Titled, ...]) -> Names:
    return Names.of(entry.title for entry in sections)


def _year_of(day: str) -> int:
    return int(day[:4] or 0)


def _titled(topic: Sequence[Word], index: Index) -> tuple[str, ...]:
    """Return the IRIs of the tasks whose titles have a topic, in which documents may be cited."""
    titles = Names.of(task.title for task in index.tasks)
    return tuple(index.tasks[entry.position].iri for entry in score(topic, titles, lexicon("zh").light))


def _of_years(found: tuple[TargetEntry, ...], request: Request) -> tuple[TargetEntry, ...]:
    """Return the targets for the years of a question, if there are any."""
    years = [(when.start.year, when.end.year) for when in request.whens if when.reading == "covers"]
    then = tuple(e for e in found if e.year and any(first <= int(e.year[:4]) <= last for first, last in years))
    return then or found


def find_targets(topic: Sequence[Word], index: Index) -> tuple[TargetEntry, ...]:
    """Return the targets that have nearly all words of a topic, and all of its figures."""
    names, texts = _names_and_texts(index.targets)
    light = lexicon("zh").quantities
    found = [entry.position for entry in score(topic, names, light) if entry.share >= SURE]
    found = found or [entry.position for entry in score(topic, texts, light) if entry.share >= SURE]
    found = found or [entry.position for entry in most_alike(topic, _told(index.targets), light)]
    figures = [number for word in topic for number in re.findall(r"\d+", word.forms[0])]
    return tuple(
        index.targets[position]
        for position in sorted(found)
        if all(number in texts.names[position] for number in figures)
    )


def dates_of_targets(
    request: Request, said: frozenset[str], topic: Sequence[Word], index: Index
) -> Request | Refusal | None:
    """Return when targets are to be reached, ``None`` if no target is meant; several things at once are too many."""
    if {"apart", "and"} <= said and len(topic) > 1:
        return Refusal("two-things")
    graded = _of_class(topic, index)
    found = find_targets(topic, index) if graded is None else graded
    if found:
        return replace(request, targets=tuple(entry.iri for entry in found))
    return None if graded is None else Refusal("no-such-target", (("topic", request.topic),))


def _of_class(topic: Sequence[Word], index: Index) -> tuple[TargetEntry, ...] | None:
    """Return the targets for a class of water that a topic says (三类水), ``None`` if it says none.

    Args:
        topic: what is to reach the class, and the class.
    """
    said = [found for word in topic if (found := _CLASS.search(word.forms[0]))]
    if not said:
        return None
    grade = said[0][1].upper() if said[0][1].isascii() else ROMAN[number(said[0][1]) - 1]
    text = "".join(_CLASS.sub("", word.forms[0]) for word in topic)
    graded = [entry for entry in index.targets if entry.figure.grade == grade and entry.subject]
    return tuple(entry for entry in graded if plain(entry.subject) in text or (text and text in plain(entry.subject)))


def targets_alike(topic: Sequence[Word], index: Index) -> tuple[str, ...]:
    """Return the IRIs of the targets of one indicator whose words a topic nearly has, none if there are several."""
    alike = most_alike(topic, _told(index.targets), lexicon("zh").quantities)
    found = [index.targets[entry.position] for entry in alike if entry.share >= SURE]
    return tuple(entry.iri for entry in found) if len({entry.indicator for entry in found}) == 1 else ()


@remembered
def _told(targets: tuple[TargetEntry, ...]) -> tuple[tuple[str, str], ...]:
    """Return what targets are called, each with its passage."""
    return tuple((plain(entry.subject + entry.indicator), plain(entry.text)) for entry in targets)


@remembered
def _names_and_texts(targets: tuple[TargetEntry, ...]) -> tuple[Names, Names]:
    """Return what targets are called, alone and with their passages, ready to be searched."""
    names = [entry.subject + entry.indicator for entry in targets]
    return Names.of(names), Names.of(name + entry.text for name, entry in zip(names, targets, strict=True))

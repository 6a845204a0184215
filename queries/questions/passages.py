"""Questions for passages: what a section or a topic says, measures, bans, sanctions, and what a term means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ontology.wording import Language
from queries.index import Index, Titled
from queries.questions.definitions import definition_request
from queries.questions.forms import Formed, formed
from queries.questions.meaning import MOST_READINGS, names_in
from queries.questions.particulars import PARTICULARS, particular_request
from queries.questions.places import plans_named
from queries.questions.request import Involvement, Request
from queries.questions.scan import scan
from queries.questions.subjects import Subject, subject_of
from queries.questions.topics import Scored, Word, is_light, mentions, score
from queries.questions.words import Item, bare, lexicon

MODALITIES = {
    "bans": ("prohibition",),
    "sanctions": ("sanction", "prohibition"),
    "encouraged": ("encouragement",),
    "permitted": ("permission",),
}
SEVERAL, MOST_OF = 3, 0.75
HELD = ("lead", "responsible")
TITLED = 0.9  # of a section's title must be in the words that mean it


def passage_requests(question: str, index: Index, language: Language, *, last: bool) -> Iterator[Request]:
    """Yield what a question may ask of the plan's passages, the likeliest first; most questions ask nothing of them.

    Args:
        last: whether the forms are wanted that count only where nothing else can be made of a question.
    """
    asked = [found for found in formed(question, language) if found.form.last is last]
    items = scan(question, index, language=language).items if asked else ()
    if _of_roles(items):
        asked = [found for found in asked if found.form.asks != "measures"]
    named = plans_named(items)
    one_plan = any(item.kind == "plan" and not item.iris for item in items)
    index = index.of(named) if named else index
    for found in asked:
        if found.form.asks == "definition":
            request = definition_request(found, question, index, language)
        else:
            subject = subject_of(found.about, index, language)
            request = _request(found, subject, index, language) if subject else None
        if request is not None:
            yield replace(request, plans=named, one_plan=one_plan)


def _of_roles(items: Sequence[Item]) -> bool:
    """Whether measures are told by who has which role in them (市财政局参与的保障措施): those are tasks."""
    pairs = pairwise(items)
    return any(body.kind == "body" and role.kind in ("lead", "participant") for body, role in pairs)


def _request(found: Formed, subject: Subject, index: Index, language: Language) -> Request | None:
    asks = found.form.asks
    request = Request(
        language=language,
        asked="allowed" if asks == "allowed" else PARTICULARS.get(asks, "passages"),
        section=subject.sections,
        tasks=subject.tasks or None,
        whens=subject.whens,
        involvements=() if asks == "sanctions" else tuple(Involvement(iris, HELD) for iris in subject.bodies),
        topic=found.about,
        words=(*(word.forms for word in subject.words), *(_named(subject, index) if asks == "sanctions" else ())),
        modalities=MODALITIES.get(asks, ()),
        whole=asks == "says",
    )
    if asks in PARTICULARS:
        return particular_request(request, subject, index)
    if asks == "holds":
        return replace(request, asked="tasks", words=()) if subject.sections and not subject.words else None
    if asks in MODALITIES:
        telling = [word for word in subject.words if not is_light((word,), lexicon("zh").light)]
        return request if telling else replace(request, words=request.words[len(subject.words) :])
    if asks == "allowed":
        return replace(request, modalities=("prohibition",)) if len(subject.words) > 1 else None
    return _placed(request, subject, index)


def _named(subject: Subject, index: Index) -> Iterator[tuple[str, ...]]:
    """Yield the names of bodies that something may befall, short ones too (镇街 for 相关镇街)."""
    for iris in subject.bodies:
        names = [bare(name) for iri in iris for name in index.department[iri].names]
        yield tuple(dict.fromkeys((*names, *(re.sub("^(?:各?相关|有关|各|区|市|县)", "", name) for name in names))))


def _placed(request: Request, subject: Subject, index: Index) -> Request | None:
    """Return a request with the section or tasks that its words mean."""
    if not subject.words:
        return request if subject.points and (not request.whole or not subject.bodies) else None
    sections = _titles(subject.words, index.sections)
    if sections and not subject.points:
        return replace(request, section=sections, words=())
    if is_light(subject.words, lexicon("zh").light):
        return None
    return request if subject.points else _of_tasks(request, subject.words, index)


def _of_tasks(request: Request, words: Sequence[Word], index: Index) -> Request | None:
    """Return a request with the tasks that have some words in their titles, else in their texts; too many are none."""
    light = lexicon("zh").light
    titled = score(words, names_in(index.tasks), light)
    if titled and titled[0].share > TITLED:
        tasks = _iris(index.tasks, titled)
        return replace(request, tasks=tasks, words=()) if len(tasks) <= MOST_READINGS else None
    headed = [entry for entry in score(words, names_in(index.sections), light) if entry.whole]
    if headed and headed[0].share > TITLED:
        return replace(request, section=_iris(index.sections, headed), words=(), whole=True)
    near = (index.tasks[position] for position in mentions(words, index.tasks, light))
    told = [entry.iri for entry in near if _says_all(words, bare(entry.title + entry.text))]
    told = told or _most_said(words, index.tasks)
    return replace(request, tasks=tuple(told) or None, by_text=True) if len(told) <= MOST_READINGS else None


def _most_said(words: Sequence[Word], tasks: Sequence[Titled]) -> list[str]:
    """Return the one task that says most of some words, as it may say the others differently; none if several do."""
    if len(words) < SEVERAL:
        return []
    counts = [(sum(_says_all((word,), task.title + task.text) for word in words), task.iri) for task in tasks]
    most = max((count for count, _ in counts), default=0)
    best = [iri for count, iri in counts if count == most]
    return best if most >= MOST_OF * len(words) and len(best) == 1 else []


def _says_all(words: Sequence[Word], text: str) -> bool:
    """Whether a text has each word as it stands, in one of its forms."""
    return all(any(form in text for form in word.forms) for word in words)


def _titles(words: Sequence[Word], sections: tuple[Titled, ...]) -> tuple[str, ...]:
    """Return the sections of which some words say nearly the whole title."""
    found = [entry for entry in score(words, names_in(sections), ()) if entry.back >= TITLED]
    return _iris(sections, found)


def _iris(entries: Sequence[Titled], found: Sequence[Scored]) -> tuple[str, ...]:
    return tuple(entries[entry.position].iri for entry in sorted(found, key=lambda entry: entry.position))

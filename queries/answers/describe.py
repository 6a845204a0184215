"""A request said back in a sentence, so that the user sees how the question was understood."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ontology.wording import Language, say
from queries.answers.sides import asked_of, numbers_of
from queries.index import Index, Titled
from queries.questions.request import Involvement, Request, Sought, When
from queries.questions.times import FIRST, LAST

ANY = "any"
MOST_NAMED, FIRST_NAMED = 6, 3


def understood(request: Request, index: Index) -> str:
    """Return how a question was understood."""
    parts = [*_asked(request, index), *_filters(request, index)]
    return "；".join(parts) if request.language == "zh" else "; ".join(parts)


def reading_of(request: Request, task: Titled, index: Index) -> str:
    """Return one of several meanings of a question: that its topic is one task."""
    plan = index.plan[task.plan].title if len(index.plans) > 1 else ""
    return (
        f"{task.id} {task.written} {plan}".strip()
        if request.language == "zh"
        else f"{task.id} ({task.written}) {plan}".strip()
    )


def _asked(request: Request, index: Index) -> Iterator[str]:
    if request.asked == "counts":
        yield from asked_of(request, index)
        return
    if request.fact:
        fact = say(f"kinds.fact-{request.fact}", request.language)
        yield say("kinds.asked-fact", request.language, fact=fact)
        return
    what = "counted-" if request.count else "yes-no-" if request.yes_no else "asked-"
    yield say(f"answers.{what}{request.asked}", request.language)
    yield from numbers_of(request)
    if request.crowd:
        yield say("comparisons.counted-roles", request.language, roles=roles_said(request.crowd, request.language))


def _filters(request: Request, index: Index) -> Iterator[str]:
    language = request.language
    if request.plans and len(index.plans) > 1:
        named = (plan.title for plan in index.plans if plan.iri in request.plans)
        yield say("answers.in-plan", language, names=_joined(named, language))
    for sought in request.sought:
        yield _sought(sought, language)
    for involvement in request.involvements:
        yield _involvement(involvement, language, index)
    if request.among:
        yield say("answers.among", language, names=_names(request.among, language, index))
    involved = {iri for entry in request.involvements for iri in entry.departments}
    if left_out := [iri for iri in request.excluded if iri not in involved]:
        yield say("answers.excluded", language, names=_names(left_out, language, index))
    yield from _dates(request)
    yield from _matter(request, index)


def _matter(request: Request, index: Index) -> Iterator[str]:
    """Yield the sections, tasks and targets that a question means."""
    language = request.language
    if request.section:
        named = (f"{entry.id} {entry.written}" for entry in index.sections if entry.iri in request.section)
        yield say("answers.in-section", language, names=_joined(named, language))
    if request.tasks:
        names = [f"{index.task[iri].id} {index.task[iri].written}" for iri in request.tasks]
        yield say("answers.by-text" if request.by_text else "answers.about", language, names=_some(names, language))
    if request.modalities:
        yield say(f"kinds.does-{request.modalities[0]}", language)
    if request.words and request.topic:
        yield say("kinds.about-words", language, topic=request.topic)
    if request.targets:
        wanted = frozenset(request.targets)
        meant = (entry for entry in index.targets if entry.iri in wanted)
        names = list(dict.fromkeys(entry.subject + entry.indicator for entry in meant))
        yield say("answers.about-targets", language, names=_some(names, language))


def _dates(request: Request) -> Iterator[str]:
    for when in request.whens:
        if when.reading != "every":
            yield say(f"answers.when-{when.reading}", request.language, time=_stretch(when, request.language))
        if when.period:
            yield say(f"answers.every-{when.period}", request.language)
    if len(request.whens) > 1:
        yield say("answers.when-all" if request.every_when else "answers.when-one", request.language)
    yield from _limits(request)


def _limits(request: Request) -> Iterator[str]:
    """Yield what is ruled out or compared with, and whether there must be a date or a figure."""
    for when in request.unlike:
        yield say("comparisons.unlike", request.language, time=_stretch(when, request.language))
    if request.baselines and request.asked == "targets":
        years = _joined(map(str, request.baselines), request.language)
        yield say("comparisons.compared-with", request.language, years=years)
    if request.dated is not None:
        yield say("answers.dated" if request.dated else "answers.undated", request.language)
    if request.figured is not None:
        yield say("comparisons.figured" if request.figured else "comparisons.unfigured", request.language)


def _sought(sought: Sought, language: Language) -> str:
    key = "answers.not-holding" if sought.negated else "answers.holding"
    return say(key, language, roles=roles_said(sought.roles, language))


def _involvement(involvement: Involvement, language: Language, index: Index) -> str:
    roles = roles_said(involvement.roles, language)
    if not involvement.departments:
        return say("answers.role-empty" if involvement.negated else "answers.role-filled", language, roles=roles)
    key = "is-not" if involvement.negated else "alone" if involvement.alone else "is"
    return say(f"answers.role-{key}", language, roles=roles, names=_names(involvement.departments, language, index))


def roles_said(roles: Iterable[str], language: Language) -> str:
    """Return roles in words, any role if there are none."""
    return say("answers.or", language).join(say(f"answers.role-{role}", language) for role in tuple(roles) or (ANY,))


def _names(iris: Iterable[str], language: Language, index: Index) -> str:
    entries = (index.department[iri] for iri in iris)
    names = dict.fromkeys(e.label if language == "zh" else e.english or e.label for e in entries)
    return say("answers.or", language).join(names)


def _joined(names: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(names)


def _some(names: Sequence[str], language: Language) -> str:
    """Return names, of many only the first few and how many there are."""
    if len(names) <= MOST_NAMED:
        return _joined(names, language)
    return say("answers.and-more", language, names=_joined(names[:FIRST_NAMED], language), count=len(names))


def _stretch(when: When, language: Language) -> str:
    if when.reading == "by" or when.start == FIRST:
        return _day(when.end, language)
    if when.end == LAST:
        return say("answers.onwards", language, day=_day(when.start, language))
    whole = (when.start.month, when.start.day, when.end.month, when.end.day) == (1, 1, 12, 31)
    if whole and when.start.year == when.end.year:
        return say("answers.year", language, year=when.start.year)
    if whole:
        return say("answers.years", language, first=when.start.year, last=when.end.year)
    return say("answers.days", language, first=_day(when.start, language), last=_day(when.end, language))


def _day(day: date, language: Language) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()

"""What a careful clerk adds to an answer: what was left out and why, and which reading was taken."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.near_names import near_names
from queries.answers.reply import Answer
from queries.answers.selection import select_tasks
from queries.index import Index
from queries.questions.request import DateReading, Request, When

LISTED = 12
SOURCES = 5
TAKEN = "\0"


@dataclass(frozen=True, slots=True)
class Found:
    """A request and the IRIs of the tasks that meet it."""

    request: Request
    tasks: tuple[str, ...]


def notes_on(store: Store, found: Found, index: Index) -> tuple[str, ...]:
    """Return what belongs to an answer besides its rows."""
    return (
        *_by_text(found, index),
        *_other_dates(store, found, index),
        *_other_readings(store, found, index),
        *_roles_split(store, found, index),
        *near_names(store, found.request, index),
    )


def why_nothing(store: Store, found: Found, index: Index) -> tuple[str, ...]:
    """Return why there is no answer, and what the plans have that is near."""
    request = found.request
    index = index.of(request.plans) if request.plans else index
    outside = [when for when in request.whens if _outside(when, index)]
    if outside:
        periods = dict.fromkeys(f"{plan.start}—{plan.end}" for plan in index.plans if plan.start and plan.end)
        key = "outside-period" if len(periods) == 1 else "outside-periods"
        return (say(f"answers.{key}", request.language, periods=_joined(list(periods)[:LISTED], request.language)),)
    nothing = say("answers.nothing", request.language)
    return nothing, *_takes_part(store, request, index), *_other_dates(store, found, index)


def _takes_part(store: Store, request: Request, index: Index) -> Iterator[str]:
    """Yield in which tasks bodies that lead none have another role."""
    asked = [entry for entry in request.involvements if entry.roles and not entry.negated and entry.departments]
    if request.asked != "tasks" or len(asked) != 1:
        return
    others = tuple(replace(entry, roles=()) if entry in asked else entry for entry in request.involvements)
    tasks = select_tasks(store, replace(request, involvements=others), index)
    if tasks:
        ids = _ids(tasks, index, request.language)
        yield say("answers.note-other-role", request.language, count=len(tasks), ids=ids)


def _outside(when: When, index: Index) -> bool:
    periods = [(int(plan.start[:4]), int(plan.end[:4])) for plan in index.plans if plan.start and plan.end]
    return bool(periods) and all(when.start.year > last or when.end.year < first for first, last in periods)


def _by_text(found: Found, index: Index) -> Iterator[str]:
    if found.request.by_text:
        yield say("answers.note-by-text", found.request.language, topic=found.request.topic)
    beside = found.request.beside
    if beside:
        ids = _ids(beside, index, found.request.language)
        yield say("answers.note-beside", found.request.language, topic=found.request.topic, count=len(beside), ids=ids)


def _other_dates(store: Store, found: Found, index: Index) -> Iterator[str]:
    """Yield how many tasks meet all but the dates: those without any, and those with others."""
    request = found.request
    if request.asked != "tasks" or not request.whens or request.whens[0].reading == "every":
        return
    met = frozenset(found.tasks)
    rest = [iri for iri in select_tasks(store, replace(request, whens=()), index) if iri not in met]
    years = {iri: index.years[iri] for iri in rest if iri in index.years}
    undated = [iri for iri in rest if iri not in years]
    if undated:
        ids = _ids(undated, index, request.language)
        yield say("answers.note-undated", request.language, count=len(undated), ids=ids)
    recurring = [iri for iri, found in years.items() if not found]
    if recurring:
        ids = _ids(recurring, index, request.language)
        yield say("answers.note-recurring", request.language, count=len(recurring), ids=ids)
    years = {iri: found for iri, found in years.items() if found}
    if years:
        ids = _ids(years, index, request.language)
        listed = _joined(sorted({year for found in years.values() for year in found}), request.language)
        yield say("answers.note-other-years", request.language, count=len(years), ids=ids, years=listed)


def _other_readings(store: Store, found: Found, index: Index) -> Iterator[str]:
    """Yield what the other sense of a year would have given, where it gives something else."""
    request = found.request
    if len(request.whens) != 1 or request.asked != "tasks" or request.whens[0].reading not in ("covers", "due"):
        return
    when = request.whens[0]
    other: DateReading = "due" if when.reading == "covers" else "covers"
    tasks = select_tasks(store, replace(request, whens=(replace(when, reading=other),)), index)
    if set(tasks) != set(found.tasks):
        ids = _ids(tasks, index, request.language)
        yield say(f"answers.note-reading-{other}", request.language, count=len(tasks), ids=ids)


def _roles_split(store: Store, found: Found, index: Index) -> Iterator[str]:
    """Yield in how many tasks a body leads, where the question left its role open."""
    request = found.request
    open_role = [entry for entry in request.involvements if not entry.roles and not entry.negated]
    if request.asked != "tasks" or len(request.involvements) != 1 or not open_role:
        return
    led = replace(open_role[0], roles=("lead", "responsible"))
    tasks = select_tasks(store, replace(request, involvements=(led,)), index)
    if 0 < len(tasks) < len(found.tasks):
        ids = _ids(tasks, index, request.language)
        yield say("answers.note-led", request.language, count=len(tasks), ids=ids)


def not_participating(store: Store, found: Found, index: Index) -> dict[str, Request]:
    """Return two readings where tasks without a body's participation are asked for and it leads some of them.

    Once one of the two was chosen there is nothing to choose any more.
    """
    request = found.request
    denied = [
        entry
        for entry in request.involvements
        if entry.negated and entry.roles == ("participant",) and entry.departments
    ]
    if not denied or any(not entry.negated for entry in request.involvements):
        return {}
    leads = replace(request, involvements=(replace(denied[0], roles=("lead", "responsible"), negated=False),))
    if not set(select_tasks(store, leads, index)) & set(found.tasks):
        return {}
    names = (index.department[iri] for iri in denied[0].departments)
    name = _joined((e.label if request.language == "zh" else e.english or e.label for e in names), request.language)
    taken, whole = (say(f"answers.reading-{key}", request.language, name=name) for key in ("no-participant", "no-part"))
    if request.reading == TAKEN:
        return {}
    outside = tuple(replace(entry, roles=()) if entry in denied else entry for entry in request.involvements)
    return {taken: replace(request, reading=TAKEN), whole: replace(request, involvements=outside, reading=TAKEN)}


def sources(answer: Answer, index: Index) -> str:
    """Return the plans that an answer was worked out from, with the number of things from each if they are several."""
    counts = Counter(answer.plans)
    titles = {plan.id: plan.title for plan in index.plans}
    named = [(titles[pid], count) for pid, count in counts.items()][:SOURCES]
    alone = len(counts) == 1 or set(counts.values()) == {1}
    listed = _joined([title if alone else f"{title}：{count}" for title, count in named], answer.language)
    return listed + (say("answers.and-so-on", answer.language) if len(counts) > SOURCES else "")


def _ids(tasks: Iterable[str], index: Index, language: Language) -> str:
    tasks = tuple(tasks)
    plans = dict.fromkeys(index.task[iri].plan for iri in tasks)
    if len(plans) > 1:
        of = ([iri for iri in tasks if index.task[iri].plan == plan] for plan in list(plans)[:SOURCES])
        listed = [f"{index.plan[plan].id} {_ids(own, index, language)}" for plan, own in zip(plans, of, strict=False)]
        return ("；" if language == "zh" else "; ").join(listed)
    ids = [index.task[iri].id for iri in tasks]
    if len(ids) > LISTED:
        return _joined(ids[:3], language) + say("answers.and-so-on", language)
    return _joined(ids, language)


def _joined(names: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(names)

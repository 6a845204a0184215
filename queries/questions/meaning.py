"""What a question is after, and which tasks or sections its topic means."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from queries.index import Index, Titled
from queries.questions.apart import is_apart, one_by_one
from queries.questions.cues import PERIODS
from queries.questions.likeness import most_alike
from queries.questions.memory import remembered
from queries.questions.request import Asked, Involvement, Refusal, Request, Sought, When
from queries.questions.targets import dates_of_targets, find_targets, is_headed, target_request
from queries.questions.times import FIRST, LAST
from queries.questions.topics import Names, Scored, Word, close_mentions, is_light, mentions, score
from queries.questions.words import lexicon, plain

MOST_READINGS = 6


def meant(request: Request, said: frozenset[str], topic: Sequence[Word], index: Index) -> Request | Refusal:
    """Return the request with its kind settled and its topic looked up.

    Args:
        said: the kinds of all cues in the question.
        topic: the words that no cue, name or date covers.
    """
    if request.plans:
        index = index.of(request.plans)
        tasks = tuple(iri for iri in request.tasks or () if iri in index.task) or None
        sections = tuple(entry.iri for entry in index.sections if entry.iri in request.section)
        if (request.tasks and not tasks) or (request.section and not sections):
            return Refusal("nothing")
        request = replace(request, tasks=tasks, section=sections)
    if request.language == "zh" and any(len(form) == 1 for word in topic for form in word.forms[:1]):
        return Refusal("topic-unclear", (("topic", request.topic),))
    topic = _beside_number(request, topic, index)
    asked = _asked(request, said, topic, index)
    if asked is None and topic and not request.tasks and not said & TASK_CUES and find_targets(topic, index):
        asked = "targets"
    if asked is None:
        return _no_kind(request, topic)
    if said & FORBIDDEN[asked]:
        return Refusal("two-things")
    if asked in ("targets", "documents", "issued"):
        return target_request(request, asked, said, topic, index)
    return _about_tasks(_settled(replace(request, asked=asked), said), said, topic, index)


def _beside_number(request: Request, topic: Sequence[Word], index: Index) -> Sequence[Word]:
    """Leave out a topic that only says again, by its title, which task or section a number points at."""
    named = {*(request.tasks or ()), *request.section}
    titles = [entry.title for entry in (*index.tasks, *index.sections) if entry.iri in named]
    return () if topic and score(topic, Names.of(titles), ()) else topic


def _about_tasks(request: Request, said: frozenset[str], topic: Sequence[Word], index: Index) -> Request | Refusal:
    request = replace(request, section=_sections_with_tasks(request.section, index))
    named = _named_sections(request, index)
    if len({entry.plan for entry in named}) < len(named):
        return Refusal("several-sections", (), tuple(f"{entry.id} {entry.title}" for entry in named))
    if topic and request.asked == "dates" and (figured := dates_of_targets(request, said, topic, index)):
        return figured
    if topic:
        return _with_topic(request, said, topic, index)
    return Refusal("no-task-named") if _names_nothing(request, said) else request


def _named_sections(request: Request, index: Index) -> list[Titled]:
    return [entry for entry in index.sections if entry.iri in request.section]


def _sections_with_tasks(sections: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Of several sections with one number (第五节), return those that have tasks."""
    if len(sections) < 2:
        return sections
    entries = [entry for entry in index.sections if entry.iri in sections]
    full = [e.iri for e in entries if any(t.plan == e.plan and t.id.startswith(e.id + ".") for t in index.tasks)]
    return tuple(full) or sections


def _names_nothing(request: Request, said: frozenset[str]) -> bool:
    """Whether a department or a time is asked for without a word on what it has to do with."""
    if request.asked == "dates":
        return not any((request.involvements, request.section, request.tasks, request.plans))
    if (
        request.asked != "departments"
        or said & {"who-all", "count", "departments", "what", "all", "each"}
        or request.rank
        or request.excluded
        or len(request.sought) > 1
    ):
        return False
    limits = (request.involvements, request.whens, request.section, request.tasks, request.dated is not None)
    return not any(limits) and not any(sought.negated for sought in request.sought)


def _asked(request: Request, said: frozenset[str], topic: Sequence[Word], index: Index) -> Asked | None:
    """Return the kind of thing asked for, ``None`` if the question does not say."""
    nobody = {"top"} if not request.involvements else set()
    if "each" in said or (request.rank and said & {"departments", "who", "who-all", "role-noun", *nobody}):
        return "departments"
    if "when" in said and said & {"targets", "reach"} and said & {"what", "count"}:
        return "targets"  # each has its year
    named = next((asked for cues, asked in KINDS if said & cues), None)
    return named or _implied(request, said, topic, index)


def _implied(request: Request, said: frozenset[str], topic: Sequence[Word], index: Index) -> Asked | None:
    bodies = bool(request.involvements or request.excluded)
    if said & {"yes-no", "ask"} and bodies and topic:
        return "tasks"
    whether_then = said & {"yes-no", "ask"} and topic and request.whens and "tasks" not in said
    if ("times" in said and request.dated is None) or whether_then:
        return "dates"
    if request.tasks and not topic and said <= {"task", "topic", "term", "named", "is", "stop", "what", "ask"}:
        return "tasks"
    if "head-departments" in said:
        return "departments"
    of_section = bodies and said & ROLE_CUES and "what" in said and is_headed(topic, index)
    if said & {"tasks", "undated"} or of_section or (not topic and _is_about_tasks(request, said, bodies=bodies)):
        return "tasks"
    return "targets" if "count" in said and topic else None


def _is_about_tasks(request: Request, said: frozenset[str], *, bodies: bool) -> bool:
    """Whether a question without topic and noun is for tasks: 区农委牵头什么, what is due in 2017."""
    if bodies and said & ROLE_CUES and "what-is" not in said:
        return True
    if "count" in said and request.plans and not said & {"targets", "reach", "documents"}:
        return True
    return bool(said & {"what", "count", "due", "start"} and (bodies or request.whens or not said.isdisjoint(PERIODS)))


TASK_CUES = frozenset({"tasks", "body", "who", "who-all", "lead", "responsible", "participant", "yes-no", "ask", "not"})
ROLE_CUES = frozenset(
    {"lead", "responsible", "participant", "guidance", "involved", "led-by", "handled-by", "supported-by", "involving"}
)
KINDS: tuple[tuple[frozenset[str], Asked], ...] = (
    (frozenset({"count-topic"}), "targets"),
    (frozenset({"what-tasks", "count-tasks", "times-tasks"}), "tasks"),
    (frozenset({"count-departments"}), "departments"),
    (frozenset({"issued"}), "issued"),
    (frozenset({"who", "who-all", "role-noun", "what-departments"}), "departments"),
    (frozenset({"documents", "paper", "basis", "fact-number"}), "documents"),
    (frozenset({"when"}), "dates"),
    (frozenset({"targets", "reach"}), "targets"),
)


RANKED = frozenset({"most", "fewest", "more", "fewer", "top", "nth", "nth-last", "bound"})
FACTS = frozenset({"documents", "paper", "basis", "issued", "what-is", "what-part"})
PEOPLE = RANKED | {"who", "who-all", "role-noun", "each", "lead", "participant", "what-tasks", "count-tasks"}
FORBIDDEN: dict[Asked, frozenset[str]] = {
    "tasks": FACTS | RANKED | {"targets", "reach", "each", "who", "who-all"},
    "departments": FACTS | {"targets", "reach", "when"},
    "dates": (PEOPLE | FACTS | {"count", *PERIODS}) - {"lead", "participant", "what-is"},
    "targets": PEOPLE | FACTS - {"what-is"},
    "documents": PEOPLE | {"targets", "reach", "issued", "when"},
    "issued": PEOPLE | {"targets", "reach", "documents", "basis"},
}


def _settled(request: Request, said: frozenset[str]) -> Request:
    request = _with_whens(request, said)
    request = one_by_one(request) if is_apart(request, said) else request
    counted = (
        "count" in said and "listed" not in said and request.asked in ("tasks", "departments") and request.rank is None
    )
    if request.asked != "tasks":
        so = request.asked == "dates" and bool(said & {"yes-no", "ask"} and request.whens) and "when" not in said
        request = replace(request, count=counted and "each" not in said, each="each" in said, yes_no=so)
        return _department_roles(request, said) if request.asked == "departments" else request
    dated = True if "times" in said and request.dated is None else request.dated
    yes_no = bool(said & {"yes-no", "ask"}) and not said & {"what", "count"}
    held = tuple(Involvement((), sought.roles, sought.negated) for sought in request.sought)
    involvements = (*request.involvements, *held)
    return replace(request, count=counted, sought=(), involvements=involvements, dated=dated, yes_no=yes_no)


def _department_roles(request: Request, said: frozenset[str]) -> Request:
    """Leave out the bodies that the question names; one "who" without a role asks who is responsible."""
    named = tuple(iri for entry in request.involvements if not entry.negated for iri in entry.departments)
    open_who = "who" in said and not request.sought and not said & {"involved", "involving"} and request.rank is None
    sought = (Sought(("lead", "responsible")),) if open_who else request.sought
    return replace(request, sought=sought, excluded=(*request.excluded, *named))


def _whens(request: Request, said: frozenset[str], asked: Asked) -> tuple[When, ...]:
    """Return the dates with the reading that the verb gives them."""
    whens = request.whens
    if asked in ("tasks", "departments") and "due" in said:
        whens = tuple(replace(when, reading="due") if when.reading == "covers" else when for when in whens)
    if "start" in said:
        whens = tuple(replace(when, reading="from") if when.reading == "covers" else when for when in whens)
    return whens


def _with_whens(request: Request, said: frozenset[str]) -> Request:
    """Return the request with its dates read; that something recurs holds besides a date, or from it on."""
    whens = _whens(request, said, request.asked)
    period = next((period for cue, period in PERIODS.items() if cue in said), "")
    if not period:
        return replace(request, whens=whens)
    if any(when.reading == "from" for when in whens):
        return replace(request, whens=tuple(replace(when, period=period) for when in whens))
    return replace(request, whens=(*whens, When("every", FIRST, LAST, period)), every_when=bool(whens))


def _with_topic(request: Request, said: frozenset[str], topic: Sequence[Word], index: Index) -> Request | Refusal:
    light = lexicon("zh").light
    if is_light(topic, light) or request.tasks:
        return Refusal("topic-unclear", (("topic", request.topic),))
    sections = score(topic, names_in(index.sections), light)
    tasks = score(topic, names_in(index.tasks), light)
    if sections and not request.section and _prefers_section(said, sections, tasks, request.asked):
        return _section_meant(request, [index.sections[found.position] for found in sections], said, index)
    chosen = [index.tasks[found.position] for found in tasks]
    if chosen and request.asked == "tasks":
        titled = {entry.iri for entry in chosen}
        told = [index.tasks[position] for position in close_mentions(topic, index.tasks, light)]
        beside = [entry for entry in told if entry.iri not in titled]
        chosen += beside if "touching" in said else []
        request = replace(request, beside=tuple(entry.iri for entry in beside if entry not in chosen))
    titled_only = "part" in said and request.language == "en" and request.asked == "tasks"  # a section is named
    if not chosen and not titled_only and _says_much(topic) and "before-body" not in said:
        chosen = [index.tasks[position] for position in mentions(topic, index.tasks, light)]
        chosen = chosen or [index.tasks[found.position] for found in most_alike(topic, _told(index.tasks), light)]
    return _tasks_meant(request, chosen, said, index, by_text=not tasks)


@remembered
def _told(entries: tuple[Titled, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((plain(entry.title), plain(entry.text)) for entry in entries)


@remembered
def names_in(entries: tuple[Titled, ...]) -> Names:
    """Return the titles of tasks or sections, ready to be searched."""
    return Names.of(entry.title for entry in entries)


def _says_much(topic: Sequence[Word]) -> bool:
    """Whether a topic is long enough to be looked for in whole texts: a single character stands anywhere."""
    return any(len(form) > 1 for word in topic for form in word.forms)


def _section_meant(request: Request, chosen: Sequence[Titled], said: frozenset[str], index: Index) -> Request | Refusal:
    """A section's tasks, of which a question for one department means one."""
    if request.asked == "tasks" or said & {"who-all", "part"} or {"what", "role-noun"} <= said:
        return replace(request, section=tuple(entry.iri for entry in chosen))
    within = [
        task
        for task in index.tasks
        for entry in chosen
        if task.plan == entry.plan and task.id.startswith(entry.id + ".")
    ]
    return _tasks_meant(request, within, said, index, by_text=False)


def _prefers_section(said: frozenset[str], sections: Sequence[Scored], tasks: Sequence[Scored], asked: Asked) -> bool:
    if not tasks:
        return True
    if asked == "tasks" and sections[0].share > tasks[0].share:
        return True
    return "part" in said or sections[0].back > 0.999 > tasks[0].back or (sections[0].whole and not tasks[0].whole)


def _tasks_meant(
    request: Request, chosen: Sequence[Titled], said: frozenset[str], index: Index, *, by_text: bool
) -> Request | Refusal:
    if not chosen:
        return Refusal("no-such-topic", (("topic", request.topic),))
    one = request.asked != "tasks" or request.yes_no
    if one and each_of_one_plan(entry.plan for entry in chosen):
        return replace(request, tasks=tuple(entry.iri for entry in chosen), by_text=by_text)
    if one and len(chosen) > MOST_READINGS:
        return Refusal("topic-too-wide", (("topic", request.topic), ("count", len(chosen))))
    if not one:
        chosen = sorted(chosen, key=lambda entry: index.places[entry.iri])
    several = one and len(chosen) > 1 and not ("who-all" in said and not by_text and request.count)
    return replace(request, tasks=tuple(entry.iri for entry in chosen), alternatives=several, by_text=by_text)


def each_of_one_plan(plans: Iterable[str]) -> bool:
    """Whether things are of several plans, and none has two of them: what each plan says of one thing."""
    counts = Counter(plans)
    return len(counts) > 1 and max(counts.values()) == 1


def _no_kind(request: Request, topic: Sequence[Word]) -> Refusal:
    if topic:
        return Refusal("topic-unclear", (("topic", request.topic),))
    return Refusal("no-kind")

"""The conditions of a request as SPARQL: what a task must meet, and what it must not."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from queries.questions.request import DateReading, Involvement, Request, When

XSD_DURATION = NamedNode("http://www.w3.org/2001/XMLSchema#duration")
XSD_YEAR = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")

# Each condition is a query of its own that begins with what is bound. Oxigraph joins the answers of such queries by
# hashing; it would look up each pattern of one group anew for each row, which costs a hundred times as much a row.
IS_TASK = "  { SELECT ?task WHERE { ?task a :Task } }\n"
DATED = "{ SELECT ?task ?deadline WHERE { ?task :hasDeadline ?deadline } }"
IN, BY, FROM, EVERY = (
    f"{{ SELECT ?deadline WHERE {{ ?deadline :kind {kind} }} }}" for kind in (":in", ":by", ":from", ":every")
)
BEGUN = "{ SELECT ?deadline WHERE { ?deadline :start ?start . FILTER(?start <= {to}) } }"
BEGINNING = "{ SELECT ?deadline WHERE { ?deadline :start ?start . FILTER(?start >= {from} && ?start <= {to}) } }"
ENDED = "{ SELECT ?deadline WHERE { ?deadline :end ?end . FILTER(?end <= {to}) } }"
ENDING = "{ SELECT ?deadline WHERE { ?deadline :end ?end . FILTER(?end >= {from} && ?end <= {to}) } }"
NOT_OVER = "{ SELECT ?deadline WHERE { ?deadline :end ?end . FILTER(?end >= {from}) } }"
RECURRING = "{ SELECT ?deadline WHERE { {period}?deadline :recurrence ?recurrence } }"
COVERING = "{ SELECT DISTINCT ?deadline WHERE { {covering} } }"
# One branch for each kind of dated statement, so that none of what is asked of it is optional.
BRANCHES: dict[DateReading, tuple[tuple[str, ...], ...]] = {
    "covers": ((IN, BEGUN, NOT_OVER), (BY, ENDING), (FROM, BEGUN, COVERING), (EVERY, COVERING)),
    "due": ((IN, ENDING), (BY, ENDING), (FROM, BEGUN, RECURRING, COVERING), (EVERY, COVERING)),
    "by": ((IN, ENDED), (BY, ENDED)),
    "from": ((FROM, BEGINNING),),
    "every": ((RECURRING,),),
}
ROLES = {
    "lead": ":ledBy",
    "participant": ":hasParticipant",
    "responsible": ":hasJointlyResponsible",
    "guidance": ":guidedBy",
    "default": ":hasDefaultResponsible",
}
FIGURE = "  ?figure :inTask ?task ; :comparator ?how . FILTER(?how != :qualitative)\n"
MOST_YEARS = 20


def task_conditions(request: Request) -> str:
    """Return what a task must meet to be one of a request's, as ``?task``."""
    return "".join(_conditions(request))


def _conditions(request: Request) -> Iterator[str]:
    """Yield what a task must meet, then what it must not."""
    if request.tasks is not None:
        yield values("task", request.tasks)
    if request.plans:
        yield _tasks(f"{values('plan', request.plans)}  ?task :inPlan ?plan .\n")
    positive = [entry for entry in request.involvements if not entry.negated]
    yield from (_tasks(_involved(involvement)) for involvement in positive)
    if request.section:
        yield _tasks(f"{values('section', request.section)}  ?task :within ?section .\n")
    yield from _dates(request)
    if request.figured is True:
        yield _tasks(FIGURE)
    if request.tasks is None and not positive:
        yield IS_TASK
    yield from map(_without, _ruled_out(request))


def _ruled_out(request: Request) -> Iterator[str]:
    yield from (_others(entry) for entry in request.involvements if entry.alone and not entry.negated)
    yield from (_involved(entry) for entry in request.involvements if entry.negated)
    if request.excluded and request.asked == "tasks":
        yield _involved(Involvement(request.excluded, ()))
    if request.figured is False:
        yield FIGURE
    if request.unlike:
        yield _any_of(branch for when in request.unlike for branch in _when(when))
    if request.dated is False:
        yield "  ?task :hasDeadline ?deadline .\n"


def _tasks(where: str) -> str:
    return f"  {{ SELECT DISTINCT ?task WHERE {{\n{where}  }} }}\n"


def _without(where: str) -> str:
    return f"  MINUS {{ SELECT ?task WHERE {{\n{where}  }} }}\n"


def _involved(involvement: Involvement) -> str:
    named = values("body", involvement.departments) if involvement.departments else ""
    return f"{named}  ?task {ways(involvement.roles)} ?body .\n"


def ways(roles: Iterable[str]) -> str:
    """Return how a task is joined to the bodies that hold one of some roles, or any if there are none."""
    return "|".join(ROLES[role] for role in roles) or ":involves"


def _others(involvement: Involvement) -> str:
    """Return the tasks in which others hold the roles too; who is responsible alone has no one taking part either."""
    whole = "responsible" in involvement.roles or not involvement.roles
    own = ", ".join(str(NamedNode(iri)) for iri in involvement.departments)
    return f"  ?task {ways(() if whole else involvement.roles)} ?other . FILTER(?other NOT IN ({own}))\n"


def _dates(request: Request) -> Iterator[str]:
    parts = [_when(when) for when in request.whens]
    if request.every_when:
        yield from (_tasks(_any_of(branches)) for branches in parts)
    elif parts:
        yield _tasks(_any_of(branch for branches in parts for branch in branches))
    if request.dated is True:
        yield _tasks("  ?task :hasDeadline ?deadline .\n")


def _any_of(branches: Iterable[str]) -> str:
    return "  {\n" + "  } UNION {\n".join(branches) + "  }\n"


def _when(when: When) -> list[str]:
    if when.reading == "covers" and not when.period and _is_of_whole_years(when):
        return [f"    {branch}\n" for branch in _covering(when, "task")]
    period = f"VALUES ?recurrence {{ {Literal(when.period, datatype=XSD_DURATION)} }} " if when.period else ""
    said = {"from": _date(when.start), "to": _date(when.end), "period": period}
    said["covering"] = "{ " + " } UNION { ".join(_covering(when, "deadline")) + " }"
    again = (RECURRING,) if when.period else ()
    branches = ((DATED, *dict.fromkeys((*branch, *again))) for branch in BRANCHES[when.reading])
    return ["".join(f"    {_filled(part, said)}\n" for part in branch) for branch in branches]


def _filled(fragment: str, said: Mapping[str, str]) -> str:
    for name, text in said.items():
        fragment = fragment.replace(f"{{{name}}}", text)
    return fragment


def _is_of_whole_years(when: When) -> bool:
    return (when.start.month, when.start.day, when.end.month, when.end.day) == (1, 1, 12, 31)


def _covering(when: When, name: str) -> tuple[str, str]:
    """Return what covers one of the years of a time, as rules have stated it: each year, or all from one on."""
    first, last = when.start.year, when.end.year
    if last - first < MOST_YEARS:
        years = f"VALUES ?year {{ {' '.join(map(_year, range(first, last + 1)))} }} ?{name} :coversYear ?year ."
    else:
        years = f"?{name} :coversYear ?year . FILTER(?year >= {_year(first)} && ?year <= {_year(last)})"
    return years, f"?{name} :coversYearsFrom ?since . FILTER(?since <= {_year(last)})"


def _year(number: int) -> str:
    return str(Literal(f"{number:04d}", datatype=XSD_YEAR))


def values(name: str, iris: Iterable[str]) -> str:
    """Return a clause that binds a variable to some names, for the beginning of its group."""
    return f"  VALUES ?{name} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}\n"


def _date(day: date) -> str:
    return str(Literal(day.isoformat(), datatype=XSD_DATE))

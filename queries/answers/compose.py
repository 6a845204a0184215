"""From a request to SPARQL: fixed fragments, with every value bound by a ``VALUES`` clause of serialised terms."""

from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from ontology import PLAN
from queries.prefixes import PREFIXES
from queries.questions.request import Bound, DateReading, Involvement, Request, Sought, When

XSD_DURATION = NamedNode("http://www.w3.org/2001/XMLSchema#duration")
XSD_YEAR = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")

# One branch for each kind of dated statement, so that every pattern starts from the kind and none is optional.
WITHIN = ":kind :in ; :start ?start{n} ; :end ?end{n} . FILTER(?start{n} <= ?to{n} && ?end{n} >= ?from{n})"
ENDING = ":kind {kind} ; :end ?end{n} . FILTER(?end{n} >= ?from{n} && ?end{n} <= ?to{n})"
ENDED = ":kind {kind} ; :end ?end{n} . FILTER(?end{n} <= ?to{n})"
BEGUN = ":kind :from ; :start ?start{n} . FILTER(?start{n} <= ?to{n}){still}"
BEGUN_YEARLY = ":kind :from ; :start ?start{n} ; :recurrence ?recurrence{n} . FILTER(?start{n} <= ?to{n}){still}"
BEGINNING = ":kind :from ; :start ?start{n} . FILTER(?start{n} >= ?from{n} && ?start{n} <= ?to{n}){yearly}"
ALWAYS = ":kind :every .{still}{already}"
RECURRING = ":recurrence ?recurrence{n} ."
YEARLY = " ?deadline{n} :recurrence ?recurrence{n} ."
STILL = """
    FILTER NOT EXISTS { ?task :inPlan ?plan{n} . ?plan{n} :periodEnd ?last{n} .
      FILTER(xsd:integer(STR(?last{n})) < YEAR(?from{n})) }"""
ALREADY = """
    FILTER NOT EXISTS { ?task :inPlan ?plan{n} . ?plan{n} :periodStart ?first{n} .
      FILTER(xsd:integer(STR(?first{n})) > YEAR(?to{n})) }"""
BRANCHES: dict[DateReading, tuple[str, ...]] = {
    "covers": (WITHIN, ENDING.replace("{kind}", ":by"), BEGUN, ALWAYS),
    "due": (ENDING.replace("{kind}", ":in"), ENDING.replace("{kind}", ":by"), BEGUN_YEARLY, ALWAYS),
    "by": (ENDED.replace("{kind}", ":in"), ENDED.replace("{kind}", ":by")),
    "from": (BEGINNING,),
    "every": (RECURRING,),
}
WHEN = """    VALUES (?from{n} ?to{n}) { ({start} {end}) }
    ?task :hasDeadline ?deadline{n} . ?deadline{n} {branch}
"""
WHOLE_YEARS = """    VALUES ?covered{n} {{ {years} }}
    ?task :coversYear ?covered{n} .
"""
OPEN_YEARS = """    ?task :coversYearsFrom ?since{n} . FILTER(?since{n} <= {last})
"""
MOST_YEARS = 20
TASK = """  ?task a :Task ; dcterms:identifier ?id ; dcterms:title ?title ; :order ?order ; :inPlan ?plan .
  ?plan dcterms:identifier ?pid .
"""


def tasks_query(request: Request) -> str:
    """Return a query for the tasks that a request is about, in the order of their plans."""
    where = "".join(_conditions(request))
    return f"{PREFIXES}SELECT DISTINCT ?task ?id ?title ?pid ?order WHERE {{\n{where}{TASK}}}\nORDER BY ?pid ?order"


def task_count_query(request: Request) -> str:
    """Return a query for the number of those tasks."""
    where = "".join(_conditions(request))
    return f"{PREFIXES}SELECT (COUNT(DISTINCT ?task) AS ?count) WHERE {{\n{where}  ?task a :Task .\n}}"


def departments_query(request: Request) -> str:
    """Return a query for the departments of a request's tasks, in the order of the plan."""
    where = "".join((*_conditions(request), *_sought(request)))
    if request.rank is not None or request.bound is not None:
        where += "  MINUS { ?department a :BodyGroup }\n"
    order = {"most": "DESC(?tasks) ?first", "fewest": "?tasks ?first", None: "?first ?place"}[request.rank]
    return f"""{PREFIXES}SELECT ?department (MIN(?name) AS ?written) (COUNT(DISTINCT ?task) AS ?tasks)
  (MIN(?taskOrder) AS ?first) (MIN(?nameOrder) AS ?place) WHERE {{
{where}  ?task :order ?taskOrder .
  ?responsibility :nameAsWritten ?name ; :order ?nameOrder .
}} GROUP BY ?department{having("task", request.bound)}
ORDER BY {order}"""


def having(name: str, bound: Bound | None) -> str:
    """Return what limits groups to those that have so many of something."""
    if bound is None:
        return ""
    counted, value = f"COUNT(DISTINCT ?{name})", Literal(bound.value)
    if bound.comparator == "range":
        return f" HAVING ({counted} >= {value} && {counted} <= {Literal(bound.most or bound.value)})"
    return f" HAVING ({counted} {bound.comparator} {value})"


def deadlines_query(tasks: Iterable[str]) -> str:
    """Return a query for all dated statements of some tasks.

    What each has comes before what it may lack: Oxigraph joins an ``OPTIONAL`` early over the whole store.
    """
    return f"""{PREFIXES}SELECT ?task ?id ?kind ?start ?end ?recurrence ?exact ?from ?to ?pid ?taskStart WHERE {{
{values("task", tasks)}  ?task dcterms:identifier ?id ; :hasDeadline ?deadline ; :order ?taskOrder .
  ?task :inPlan/dcterms:identifier ?pid ; :passage/oa:start ?taskStart .
  ?deadline :kind ?kind ; :order ?order ; :passage ?passage .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
  OPTIONAL {{ ?deadline :start ?start }}
  OPTIONAL {{ ?deadline :end ?end }}
  OPTIONAL {{ ?deadline :recurrence ?recurrence }}
}} ORDER BY ?pid ?taskOrder ?order"""


def clauses_query(tasks: Iterable[str]) -> str:
    """Return a query for the passages in which some tasks are given to their departments."""
    return f"""{PREFIXES}SELECT DISTINCT ?task ?exact ?from ?to ?pid ?order WHERE {{
{values("task", tasks)}  ?task :clause ?passage ; :order ?order ; :inPlan/dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
}} ORDER BY ?pid ?order"""


def targets_query(request: Request) -> str:
    """Return a query for targets: those that the topic means, else all of a section or of all plans."""
    named = values("target", request.targets) if request.targets is not None else ""
    plans = f"{values('plan', request.plans)}  ?target :inPlan ?plan .\n" if request.plans else ""
    section = f"{values('section', request.section)}  ?target :within ?section .\n" if request.section else ""
    return f"""{PREFIXES}SELECT DISTINCT ?target ?subject ?indicator ?comparator ?value ?class ?unit ?year ?baseline
  ?recurrence ?last ?exact ?from ?to ?pid ?order WHERE {{
{plans}{named}{section}  ?target a :Target ; :comparator ?comparator ; :order ?order ; :passage ?passage .
  ?target :inPlan/dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
{_target_figured(request.figured)}  OPTIONAL {{ ?target :subject ?subject }}
  OPTIONAL {{ ?target :indicatorAsWritten ?indicator }}
  OPTIONAL {{ ?target :value ?value }} OPTIONAL {{ ?target :classValue ?class }} OPTIONAL {{ ?target :unit ?unit }}
  OPTIONAL {{ ?target :year ?year }} OPTIONAL {{ ?target :baselineYear ?baseline }}
  OPTIONAL {{ ?target :recurrence ?recurrence . ?target :inPlan/:periodEnd ?last }}
}} ORDER BY ?pid ?order"""


def document_query(request: Request) -> str:
    """Return a query for the documents that the plans cite, or only for those that they were made under."""
    only = "  VALUES ?isBasis { true }\n" if request.basis else ""
    only += values("plan", request.plans) if request.plans else ""
    return f"""{PREFIXES}SELECT ?document ?number ?name ?exact ?from ?to ?pid WHERE {{
{only}  ?citation a :Citation ; :document ?document ; :isBasis ?isBasis ; :passage ?passage ; :order ?order .
  ?plan :citation ?citation ; dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
  OPTIONAL {{ SELECT DISTINCT ?document ?number WHERE {{
    ?document a :Document ; dcterms:identifier ?number
  }} }}
  OPTIONAL {{ SELECT DISTINCT ?document ?name WHERE {{ ?document a :Document ; dcterms:title ?name }} }}
}} ORDER BY ?pid ?order"""


def issue_query(request: Request) -> str:
    """Return a query for the days on which the plans were issued."""
    only = values("plan", request.plans) if request.plans else ""
    where = f"{{ {only}?plan a :Plan ; dcterms:identifier ?pid ; dcterms:issued ?issued }}"
    return f"{PREFIXES}SELECT ?pid ?issued WHERE {where} ORDER BY ?pid"


def task_conditions(request: Request) -> str:
    """Return what a task must meet to be one of a request's, as ``?task``."""
    return "".join(_conditions(request))


def _conditions(request: Request) -> Iterator[str]:
    if request.plans:
        yield f"{values('plan', request.plans)}  ?task :inPlan ?plan .\n"
    if request.tasks is not None:
        yield values("task", request.tasks)
    positive = [entry for entry in request.involvements if not entry.negated]
    for n, involvement in enumerate(positive, 1):
        yield _involved(involvement, n)
    if request.section:
        yield f"{values('section', request.section)}  ?task :within ?section .\n"
    yield from _dates(request)
    yield _task_figured(request.figured)
    for n, involvement in enumerate((e for e in request.involvements if e.negated), 1 + len(positive)):
        yield f"  ?task a :Task .\n  MINUS {{\n{_involved(involvement, n)}  }}\n"
    if request.excluded and request.asked == "tasks":
        yield f"  ?task a :Task .\n  MINUS {{\n{_involved(Involvement(request.excluded, ()), 0)}  }}\n"


def _involved(involvement: Involvement, n: int) -> str:
    named = values(f"department{n}", involvement.departments) if involvement.departments else ""
    roles = values(f"role{n}", map(_role, involvement.roles)) if involvement.roles else ""
    asked = f"  ?responsibility{n} :role ?role{n} .\n" if involvement.roles else ""
    held = f"  ?responsibility{n} :department ?department{n} .\n{asked}"
    alone = _alone(involvement, n) if involvement.alone else ""
    return f"{named}{roles}{held}  ?task :hasResponsibility ?responsibility{n} .\n{alone}"


def _alone(involvement: Involvement, n: int) -> str:
    """Leave out tasks in which others hold the roles too; who is responsible alone has no one taking part either."""
    whole = "responsible" in involvement.roles or not involvement.roles
    roles = "" if whole else f"{values(f'otherRole{n}', map(_role, involvement.roles))}"
    role = "" if whole else f" ; :role ?otherRole{n}"
    own = " ".join(f"&& ?other{n} != {NamedNode(iri)}" for iri in involvement.departments)
    return f"""  MINUS {{
{roles}    ?beside{n} :department ?other{n}{role} .
    FILTER(BOUND(?other{n}) {own})
    ?task :hasResponsibility ?beside{n} .
  }}
"""


def _dates(request: Request) -> Iterator[str]:
    parts = [_when(when, n) for n, when in enumerate(request.whens, 1)]
    if request.every_when:
        yield from (_any_of(branches) for branches in parts)
    elif parts:
        yield _any_of(branch for branches in parts for branch in branches)
    if request.dated is True:
        yield "  ?task :hasDeadline ?anyDeadline .\n"
    elif request.dated is False:
        yield "  ?task a :Task .\n  MINUS { ?task :hasDeadline ?anyDeadline }\n"


def _task_figured(figured: bool | None) -> str:
    if figured is None:
        return ""
    has = "?figure :inTask ?task ; :comparator ?how . FILTER(?how != :qualitative)"
    return f"  {has}\n" if figured else f"  ?task a :Task .\n  MINUS {{ {has} }}\n"


def _target_figured(figured: bool | None) -> str:
    if figured is None:
        return ""
    return f"  FILTER(?comparator {'!=' if figured else '='} :qualitative)\n"


def _any_of(branches: Iterable[str]) -> str:
    return "  {\n" + "  } UNION {\n".join(branches) + "  }\n"


def _when(when: When, n: int) -> list[str]:
    if years := _whole_years(when):
        listed = WHOLE_YEARS.format(n=n, years=" ".join(years))
        return [listed, OPEN_YEARS.format(n=n, last=years[-1])]
    found = []
    for branch in BRANCHES[when.reading]:
        fragment = WHEN.replace("{branch}", branch).replace("{still}", STILL).replace("{already}", ALREADY)
        numbered = fragment.replace("{yearly}", YEARLY if when.period else "").replace("{n}", str(n))
        dated = numbered.replace("{start}", _date(when.start)).replace("{end}", _date(when.end))
        found.append(_period(when, n) + dated)
    return found


def _whole_years(when: When) -> list[str]:
    """Return the years that a question is about, if they are whole ones: rules have stated which tasks cover them."""
    start, end = when.start, when.end
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and end.year - start.year < MOST_YEARS
    if when.reading != "covers" or when.period or not whole:
        return []
    return [str(Literal(f"{year:04d}", datatype=XSD_YEAR)) for year in range(start.year, end.year + 1)]


def _period(when: When, n: int) -> str:
    """Bind the time after which a task recurs, where the question names one."""
    return f"    VALUES ?recurrence{n} {{ {Literal(when.period, datatype=XSD_DURATION)} }}\n" if when.period else ""


def _sought(request: Request) -> Iterator[str]:
    if request.among:
        yield values("department", request.among)
    positive = [sought for sought in request.sought if not sought.negated and sought.roles]
    if positive:
        yield f"{values('role', map(_role, positive[0].roles))}  ?responsibility :role ?role .\n"
    yield "  ?task :hasResponsibility ?responsibility .\n  ?responsibility :department ?department .\n"
    for n, sought in enumerate(positive[1:], 1):
        yield f"  {{ SELECT DISTINCT ?department WHERE {{\n{_holds(sought, n)}  }} }}\n"
    for n, sought in enumerate((s for s in request.sought if s.negated), 1 + len(positive)):
        yield f"  MINUS {{\n{_holds(sought, n)}  }}\n"
    if request.excluded:
        yield f"  MINUS {{\n{values('department', request.excluded)}  }}\n"


def _holds(sought: Sought, n: int) -> str:
    roles = values(f"heldRole{n}", map(_role, sought.roles)) if sought.roles else ""
    return f"{roles}    ?held{n} :department ?department ; :role ?heldRole{n} .\n"


def values(name: str, iris: Iterable[str]) -> str:
    """Return a clause that binds a variable to some names, for the beginning of its group."""
    return f"  VALUES ?{name} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}\n"


def _role(role: str) -> str:
    return PLAN[role]


def _date(day: date) -> str:
    return str(Literal(day.isoformat(), datatype=XSD_DATE))

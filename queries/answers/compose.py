"""From a request to SPARQL: fixed fragments, with every value bound by a ``VALUES`` clause of serialised terms."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from queries.answers.conditions import XSD_YEAR, task_conditions, values, ways
from queries.prefixes import PREFIXES
from queries.questions.request import Bound, Request, Sought

__all__ = [
    "TASK",
    "clauses_query",
    "dated_passages_query",
    "deadlines_query",
    "departments_query",
    "document_query",
    "having",
    "holders_query",
    "issue_query",
    "plans_query",
    "targets_query",
    "task_conditions",
    "task_count_query",
    "task_names_query",
    "tasks_query",
    "values",
]

TASK_EXTENT = "  ?task :inPlan ?plan ; :passage ?extent . ?extent oa:start ?first ; oa:end ?last .\n"
IN_EXTENT = " FILTER(?from >= ?first && ?to <= ?last)"
TASK = """  ?task a :Task ; dcterms:identifier ?id ; dcterms:title ?title ; :order ?order ; :inPlan ?plan .
  ?plan dcterms:identifier ?pid .
"""


def tasks_query(request: Request) -> str:
    """Return a query for the tasks that a request is about, in the order of their plans."""
    where = task_conditions(request)
    return f"{PREFIXES}SELECT DISTINCT ?task ?id ?title ?pid ?order WHERE {{\n{where}{TASK}}}\nORDER BY ?pid ?order"


def task_names_query(request: Request) -> str:
    """Return a query for those tasks by name only; what else ``tasks_query`` tells of them takes longer to find."""
    return f"{PREFIXES}SELECT DISTINCT ?task WHERE {{\n{task_conditions(request)}}}"


def task_count_query(request: Request) -> str:
    """Return a query for the number of those tasks."""
    return f"{PREFIXES}SELECT (COUNT(DISTINCT ?task) AS ?count) WHERE {{\n{task_conditions(request)}}}"


def departments_query(request: Request) -> str:
    """Return a query for the departments of a request's tasks, beside each task; of a ranking only how many tasks."""
    where = task_conditions(request) + "".join(_sought(request))
    if request.rank is None and request.bound is None:
        return f"{PREFIXES}SELECT DISTINCT ?task ?department WHERE {{\n{where}}}"
    order = "?tasks" if request.rank == "fewest" else "DESC(?tasks)"
    return f"""{PREFIXES}SELECT ?department (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
{where}  MINUS {{ SELECT ?department WHERE {{ ?department a :BodyGroup }} }}
}} GROUP BY ?department{having("task", request.bound)}
ORDER BY {order} ?department"""


def plans_query(request: Request) -> str:
    """Return a query for the plans of those tasks, with the number of tasks in each."""
    where = task_conditions(request)
    within = "  { SELECT ?task ?plan WHERE { ?task :inPlan ?plan } }\n"
    return f"{PREFIXES}SELECT ?plan (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{\n{where}{within}}} GROUP BY ?plan"


def holders_query(tasks: Iterable[str]) -> str:
    """Return a query for the bodies of some tasks as the plan writes them, in its order."""
    return f"""{PREFIXES}SELECT ?department ?name WHERE {{
{values("task", tasks)}  ?task :hasResponsibility ?responsibility ; :order ?taskOrder .
  ?responsibility :department ?department ; :nameAsWritten ?name ; :order ?nameOrder .
}} ORDER BY ?taskOrder ?nameOrder"""


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
    return f"""{PREFIXES}SELECT DISTINCT ?exact ?from ?to ?pid ?order WHERE {{
{values("task", tasks)}  ?task :clause ?passage ; :order ?order ; :inPlan/dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
}} ORDER BY ?pid ?order"""


def dated_passages_query(tasks: Iterable[str]) -> str:
    """Return a query for the passages that give some tasks their dates."""
    return f"""{PREFIXES}SELECT DISTINCT ?exact ?from ?to ?pid ?order WHERE {{
{values("task", tasks)}  ?task :hasDeadline/:passage ?passage ; :order ?order ; :inPlan/dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
}} ORDER BY ?pid ?order ?from"""


def targets_query(request: Request) -> str:
    """Return a query for targets: those that the topic means, else all of a section or of all plans."""
    named = values("target", request.targets) if request.targets is not None else ""
    plans = f"{values('plan', request.plans)}  ?target :inPlan ?plan .\n" if request.plans else ""
    named += _compared(request)
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
    """Return a query for the documents that the plans cite, their tasks, or only those that they were made under."""
    only = "  VALUES ?isBasis { true }\n" if request.basis else ""
    only += values("plan", request.plans) if request.plans else ""
    only += f"{values('task', request.tasks)}{TASK_EXTENT}" if request.tasks else ""
    within = IN_EXTENT if request.tasks else ""
    return f"""{PREFIXES}SELECT ?document ?number ?name ?exact ?from ?to ?pid WHERE {{
{only}  ?citation a :Citation ; :document ?document ; :isBasis ?isBasis ; :passage ?passage ; :order ?order .
  ?plan :citation ?citation ; dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .{within}
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


def _sought(request: Request) -> Iterator[str]:
    if request.among:
        yield values("department", request.among)
    positive = [sought for sought in request.sought if not sought.negated and sought.roles]
    yield f"  {{ SELECT ?task ?department WHERE {{ {_held(positive[0] if positive else Sought(()))} }} }}\n"
    for sought in positive[1:]:
        yield f"  {{ SELECT DISTINCT ?department WHERE {{ {_held(sought)} }} }}\n"
    for sought in (sought for sought in request.sought if sought.negated):
        yield f"  MINUS {{ SELECT ?department WHERE {{ {_held(sought)} }} }}\n"
    if request.excluded:
        yield f"  MINUS {{\n{values('department', request.excluded)}  }}\n"


def _held(sought: Sought) -> str:
    return f"?task {ways(sought.roles)} ?department"


def _compared(request: Request) -> str:
    """Return that targets are compared with one of some years; those that a topic means need not be."""
    if not request.baselines or request.targets is not None:
        return ""
    years = " ".join(str(Literal(f"{year:04d}", datatype=XSD_YEAR)) for year in request.baselines)
    return f"  VALUES ?compared {{ {years} }}\n  ?target :baselineYear ?compared .\n"


def _target_figured(figured: bool | None) -> str:
    if figured is None:
        return ""
    return f"  FILTER(?comparator {'!=' if figured else '='} :qualitative)\n"

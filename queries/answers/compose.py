"""From a request to SPARQL: fixed fragments, with every value bound by a ``VALUES`` clause of serialised terms."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal

from queries.answers.conditions import IS_TASK, task_conditions, values, ways
from queries.prefixes import PREFIXES
from queries.questions.request import Bound, Request, Sought

__all__ = [
    "TASK",
    "citations_query",
    "clauses_query",
    "dated_passages_query",
    "deadlines_query",
    "departments_query",
    "document_query",
    "having",
    "holders_query",
    "issue_query",
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
    where = task_conditions(request).removesuffix(IS_TASK) + "".join(_sought(request))
    if request.rank is None and request.bound is None:
        return f"{PREFIXES}SELECT DISTINCT ?task ?department WHERE {{\n{where}}}"
    order = "?tasks" if request.rank == "fewest" else "DESC(?tasks)"
    return f"""{PREFIXES}SELECT ?department (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
{where}  MINUS {{ SELECT ?department WHERE {{ ?department a :BodyGroup }} }}
}} GROUP BY ?department{having("task", request.bound)}
ORDER BY {order}"""


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


def document_query(request: Request) -> str:
    """Return a query for the documents that the plans cite, their tasks, or only those that they were made under."""
    only = values("plan", request.plans) if request.plans else ""
    basis = "VALUES ?isBasis { true } ?citation :isBasis ?isBasis" if request.basis else "?citation a :Citation"
    within = f"{values('task', request.tasks)}{TASK_EXTENT}  ?citation :passage ?passage .\n" if request.tasks else ""
    within += f"  ?passage oa:start ?from ; oa:end ?to .{IN_EXTENT}\n" if request.tasks else ""
    return f"""{PREFIXES}SELECT DISTINCT ?document ?citation ?plan WHERE {{
  {{ SELECT ?plan ?citation WHERE {{ {only}  ?plan :citation ?citation }} }}
  {{ SELECT ?citation WHERE {{ {basis} }} }}
  {{ SELECT ?citation ?document WHERE {{ ?citation :document ?document }} }}
{within}}}"""


def citations_query(cited: Mapping[str, str]) -> str:
    """Return a query for documents and where they are cited.

    What a document is called stands in the graph of each plan that cites it, and counts once.

    Args:
        cited: by the IRIs of documents, the citations asked for.
    """
    named = values("document", cited)
    return f"""{PREFIXES}SELECT ?document ?number ?name ?exact ?from ?to ?pid ?order WHERE {{
{values("citation", cited.values())}  ?citation :document ?document ; :passage ?passage ; :order ?order .
  ?plan :citation ?citation ; dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
  OPTIONAL {{ SELECT DISTINCT ?document ?number WHERE {{
  {named}    ?document dcterms:identifier ?number
  }} }}
  OPTIONAL {{ SELECT DISTINCT ?document ?name WHERE {{
  {named}    ?document dcterms:title ?name
  }} }}
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

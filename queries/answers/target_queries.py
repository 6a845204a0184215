"""SPARQL for targets: those that a request means, by name only or with all that they say."""

from collections.abc import Iterator

from pyoxigraph import Literal

from queries.answers.conditions import XSD_YEAR, values
from queries.prefixes import PREFIXES
from queries.questions.request import Request, When

MOST_YEARS = 20
IS_TARGET = "  { SELECT ?target WHERE { ?target a :Target } }\n"
COLUMNS = """  ?target :comparator ?comparator ; :order ?order ; :passage ?passage .
  ?target :inPlan/dcterms:identifier ?pid .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
  OPTIONAL { ?target :subject ?subject } OPTIONAL { ?target :indicatorAsWritten ?indicator }
  OPTIONAL { ?target :value ?value } OPTIONAL { ?target :classValue ?class } OPTIONAL { ?target :unit ?unit }
  OPTIONAL { ?target :year ?year } OPTIONAL { ?target :baselineYear ?baseline }
  OPTIONAL { ?target :recurrence ?recurrence . ?target :inPlan/:periodEnd ?last }
"""


def targets_query(request: Request) -> str:
    """Return a query for targets: those that the topic means, else all of a section or of all plans."""
    return f"""{PREFIXES}SELECT DISTINCT ?target ?subject ?indicator ?comparator ?value ?class ?unit ?year ?baseline
  ?recurrence ?last ?exact ?from ?to ?pid ?order WHERE {{
{target_conditions(request)}{COLUMNS}}} ORDER BY ?pid ?order"""


def target_names_query(request: Request) -> str:
    """Return a query for those targets by name only; what else they say takes longer to find."""
    return f"{PREFIXES}SELECT DISTINCT ?target WHERE {{\n{target_conditions(request)}}}"


def target_conditions(request: Request) -> str:
    """Return what a target must meet to be one of a request's, or to go on in one of its years."""
    return "".join(_conditions(request))


def _conditions(request: Request) -> Iterator[str]:
    yield values("target", request.targets) if request.targets is not None else IS_TARGET
    if request.plans:
        yield _targets(f"{values('plan', request.plans)}  ?target :inPlan ?plan .\n")
    if request.section:
        yield _targets(f"{values('section', request.section)}  ?target :within ?section .\n")
    if request.figured is not None:
        sign = "!=" if request.figured else "="
        yield _targets(f"  ?target :comparator ?how . FILTER(?how {sign} :qualitative)\n")
    if request.baselines and request.targets is None:
        compared = " ".join(map(_year, request.baselines))
        yield _targets(f"  VALUES ?compared {{ {compared} }} ?target :baselineYear ?compared .\n")
    if request.whens:
        branches = (branch for when in request.whens for branch in _then(when))
        yield _targets("  {\n" + "  } UNION {\n".join(branches) + "  }\n")


def _then(when: When) -> Iterator[str]:
    """Yield what is set for the years of a time, and what was set before and holds each year."""
    first, last = when.end.year if when.reading == "by" else when.start.year, when.end.year
    if last - first < MOST_YEARS:
        yield f"    VALUES ?then {{ {' '.join(map(_year, range(first, last + 1)))} }} ?target :year ?then .\n"
    else:
        yield f"    ?target :year ?then . FILTER(?then >= {_year(first)} && ?then <= {_year(last)})\n"
    before = f"{{ SELECT ?target WHERE {{ ?target :year ?then . FILTER(?then <= {_year(last)}) }} }}"
    yield f"    {{ SELECT ?target WHERE {{ ?target :recurrence ?again }} }} {before}\n"


def _targets(where: str) -> str:
    return f"  {{ SELECT DISTINCT ?target WHERE {{\n{where}  }} }}\n"


def _year(number: int) -> str:
    return str(Literal(f"{number:04d}", datatype=XSD_YEAR))

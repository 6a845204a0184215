"""SPARQL for what a plan says of itself; values are bound by a ``VALUES`` clause of serialised terms."""

from collections.abc import Iterable

from queries.answers.conditions import values
from queries.prefixes import PREFIXES

PLAN = "  ?plan a :Plan ; dcterms:identifier ?pid .\n"
LABEL = """  ?plan {property} ?value .
  {{ SELECT DISTINCT ?value ?label ?english WHERE {{
    ?plan {property} ?value . ?value skos:prefLabel ?label . FILTER(LANG(?label) = "zh")
    OPTIONAL {{ ?value skos:prefLabel ?english . FILTER(LANG(?english) = "en") }}
  }} }}
"""
PATTERNS = {
    "title": "  ?plan dcterms:title ?value .\n",
    "number": "  ?plan :documentNumber ?value .\n",
    "period": "  ?plan :periodStart ?start ; :periodEnd ?end .\n",
    "issuer": LABEL.format(property=":issuer"),
    "place": LABEL.format(property=":jurisdiction"),
    "default": LABEL.format(property=":defaultResponsible"),
    "text": "  ?plan :text ?value .\n",
}
ANNEXES = """  ?annex a :Annex ; :inPlan ?plan ; :order ?order ; :isPresent ?present ; :passage ?passage .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
  OPTIONAL { ?annex dcterms:title ?value }
"""
PARTS = """  ?part :partOf ?whole ; dcterms:title ?value ; dcterms:identifier ?id ; :passage ?passage .
  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .
"""


def fact_query(fact: str, plans: Iterable[str]) -> str:
    """Return a query for one fact of each plan, or of some plans."""
    where = _only(plans) + PLAN + PATTERNS[fact]
    return f"{PREFIXES}SELECT DISTINCT * WHERE {{\n{where}}} ORDER BY ?pid"


def annexes_query(plans: Iterable[str]) -> str:
    """Return a query for the annexes that plans announce, in their order."""
    return f"{PREFIXES}SELECT DISTINCT * WHERE {{\n{_only(plans)}{PLAN}{ANNEXES}}} ORDER BY ?pid ?order"


def parts_query(plans: Iterable[str], sections: Iterable[str], *, deeper: bool) -> str:
    """Return a query for the parts of plans or of sections, tasks among them, in the order of the text.

    Args:
        deeper: whether the parts of a plan's chapters are asked for, and not its chapters.
    """
    chosen = tuple(sections)
    if chosen:
        whole = values("whole", chosen) + "  ?whole :inPlan ?plan .\n"
    else:
        whole = "  ?whole :partOf ?plan .\n" if deeper else "  BIND(?plan AS ?whole)\n"
    return f"{PREFIXES}SELECT DISTINCT * WHERE {{\n{_only(plans)}{PLAN}{whole}{PARTS}}} ORDER BY ?pid ?from ?id"


def _only(plans: Iterable[str]) -> str:
    chosen = tuple(plans)
    return values("plan", chosen) if chosen else ""

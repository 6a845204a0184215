"""SPARQL for the passages of plans: measures, what sections and tasks say, texts that have some words."""

from collections.abc import Iterable

from pyoxigraph import Literal

from ontology import PLAN
from queries.answers.compose import values
from queries.prefixes import PREFIXES

QUOTE = "  ?passage oa:exact ?exact ; oa:start ?from ; oa:end ?to .\n"


def measures_query(
    tasks: Iterable[str] | None, modalities: Iterable[str], plans: Iterable[str], words: Iterable[str] = ()
) -> str:
    """Return a query for the measures of some tasks, or of all where ``tasks`` is none, in the order of the text.

    Args:
        words: only measures that have one of them as it stands, if there are any.
    """
    said = " ".join(str(Literal(word)) for word in words)
    kinds, chosen = tuple(modalities), tuple(plans)
    named = values("task", tasks) if tasks is not None else ""
    named += values("modality", (f"{PLAN[kind]}" for kind in kinds)) if kinds else ""
    named += values("plan", chosen) if chosen else ""
    holds = f"VALUES ?word {{ {said} }} ?passage oa:exact ?text . FILTER(CONTAINS(?text, ?word))"
    named = f"  {{ SELECT DISTINCT ?passage WHERE {{ {holds} }} }}\n{named}" if said else named
    return f"""{PREFIXES}SELECT DISTINCT ?measure ?task ?id ?title ?modality ?exact ?from ?to ?pid WHERE {{
{named}  ?measure :modality ?modality ; :passage ?passage .
  ?task :hasMeasure ?measure ; dcterms:identifier ?id ; dcterms:title ?title ; :inPlan ?plan .
  ?plan dcterms:identifier ?pid .
{QUOTE}}} ORDER BY ?pid ?from"""


def bodies_query(tasks: Iterable[str]) -> str:
    """Return a query for what tasks say as a whole, and where the clause begins that names their departments."""
    return f"""{PREFIXES}SELECT DISTINCT ?part ?id ?value ?exact ?from ?to ?clause ?pid WHERE {{
{values("part", tasks)}  ?part dcterms:identifier ?id ; dcterms:title ?value ; :inPlan ?plan ; :passage ?passage .
  ?plan dcterms:identifier ?pid .
{QUOTE}  OPTIONAL {{ ?part :clause ?clausePassage . ?clausePassage oa:start ?clause }}
}} ORDER BY ?pid ?from"""


def sections_query(sections: Iterable[str]) -> str:
    """Return a query for sections with their passages."""
    return f"""{PREFIXES}SELECT DISTINCT ?part ?id ?value ?exact ?from ?to ?pid WHERE {{
{values("part", sections)}  ?part dcterms:identifier ?id ; dcterms:title ?value ; :inPlan ?plan ; :passage ?passage .
  ?plan dcterms:identifier ?pid .
{QUOTE}}} ORDER BY ?pid ?from"""


def texts_query(plans: Iterable[str], words: Iterable[str] = ()) -> str:
    """Return a query for the texts of plans; with words, only of those that have one of them."""
    chosen, said = tuple(plans), tuple(words)
    only = values("plan", chosen) if chosen else ""
    only += f"  VALUES ?word {{ {' '.join(str(Literal(word)) for word in said)} }}\n" if said else ""
    holds = "  FILTER(CONTAINS(?text, ?word))\n" if said else ""
    return f"""{PREFIXES}SELECT DISTINCT ?plan ?pid ?text WHERE {{
{only}  ?plan a :Plan ; dcterms:identifier ?pid ; :text ?text .
{holds}}} ORDER BY ?pid"""


def extents_query(plan: str) -> str:
    """Return a query for where the sections and tasks of a plan begin and end."""
    return f"""{PREFIXES}SELECT DISTINCT ?part ?value ?from ?to ?pid WHERE {{
{values("plan", (plan,))}  ?part :inPlan ?plan ; dcterms:title ?value ; :passage ?passage .
  ?plan dcterms:identifier ?pid .
  ?passage oa:start ?from ; oa:end ?to .
}} ORDER BY ?from ?to"""

"""What a plan gives to a body whose name is almost that of the one asked for: likely a slip, and not counted."""

from collections.abc import Iterator

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.conditions import values
from queries.index import Index, text_of
from queries.prefixes import PREFIXES
from queries.questions.request import Request

WHERE = """  { ?almost :almostNames ?body . ?almost :department ?other . BIND(?other AS ?slip) }
  UNION { ?almost :department ?body . ?almost :almostNames ?other . BIND(?body AS ?slip) }
  ?task :hasResponsibility ?almost .
"""


def near_names(store: Store, request: Request, index: Index) -> Iterator[str]:
    """Yield which body may be the same as one that a request names, and its tasks."""
    asked = [iri for entry in request.involvements if not entry.negated for iri in entry.departments]
    if not asked:
        return
    query = f"{PREFIXES}SELECT DISTINCT ?body ?other ?slip ?task WHERE {{\n{values('body', asked)}{WHERE}}}"
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in store.select(query):
        names = (text_of(row, "body"), text_of(row, "other"), text_of(row, "slip"))
        found.setdefault(names, []).append(text_of(row, "task"))
    for (body, other, slip), tasks in sorted(found.items()):
        if other in asked or not {body, other} <= index.department.keys():
            continue
        key = "note-slip-of" if slip == body else "note-near-name"
        ids = sorted((index.task[iri].id for iri in tasks if iri in index.task), key=_by_number)
        said = {"name": _name(body, index, request.language), "other": _name(other, index, request.language)}
        listed = ("、" if request.language == "zh" else ", ").join(ids)
        yield say(f"comparisons.{key}", request.language, count=len(ids), ids=listed, **said)


def _by_number(task: str) -> tuple[int, ...]:
    return tuple(int(part) for part in task.split(".") if part.isdecimal())


def _name(iri: str, index: Index, language: Language) -> str:
    entry = index.department[iri]
    return entry.label if language == "zh" else entry.english or entry.label

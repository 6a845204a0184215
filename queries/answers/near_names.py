"""What a plan gives to a body whose name is almost that of the one asked for: likely a slip, and not counted."""

from collections.abc import Iterator

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.conditions import values
from queries.index import Index, text_of
from queries.prefixes import PREFIXES
from queries.questions.request import Request

SLIP = "?almost :almostNames ?meant . ?almost :department ?slip . ?task :hasResponsibility ?almost"
WHERE = f"""  {{ SELECT ?task ?slip (?meant AS ?body) (?slip AS ?other) WHERE {{ {SLIP} }} }}
  UNION {{ SELECT ?task ?slip (?slip AS ?body) (?meant AS ?other) WHERE {{ {SLIP} }} }}
"""
LISTED = 12


def near_names(store: Store, request: Request, index: Index) -> Iterator[str]:
    """Yield which body may be the same as one that a request names, and its tasks."""
    asked = [iri for entry in request.involvements if not entry.negated for iri in entry.departments]
    if not asked:
        return
    query = f"{PREFIXES}SELECT DISTINCT ?body ?other ?slip ?task WHERE {{\n{values('body', asked)}{WHERE}}}"
    among = frozenset(asked)
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in store.select(query):
        body, other, task = text_of(row, "body"), text_of(row, "other"), text_of(row, "task")
        if other not in among and {body, other} <= index.department.keys() and task in index.task:
            key = "note-slip-of" if text_of(row, "slip") == body else "note-near-name"
            names = (_name(body, index, request.language), _name(other, index, request.language))
            found.setdefault((key, *names), []).append(index.task[task].id)
    for (key, name, other), ids in sorted(found.items()):
        listed = _joined(sorted(ids, key=_by_number), request.language)
        yield say(f"comparisons.{key}", request.language, count=len(ids), ids=listed, name=name, other=other)


def _joined(ids: list[str], language: Language) -> str:
    """Return the ids, the first ones of a long list: of a body that many plans have."""
    shown = ("、" if language == "zh" else ", ").join(ids if len(ids) <= LISTED else ids[:3])
    return shown if len(ids) <= LISTED else shown + say("answers.and-so-on", language)


def _by_number(task: str) -> tuple[int, ...]:
    return tuple(int(part) for part in task.split(".") if part.isdecimal())


def _name(iri: str, index: Index, language: Language) -> str:
    entry = index.department[iri]
    return entry.label if language == "zh" else entry.english or entry.label

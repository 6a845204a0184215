"""What a plan gives to a body whose name is almost that of the one asked for: likely a slip, and not counted."""

from collections.abc import Hashable, Iterator

from graph.store import Store
from ontology.wording import Language, say
from queries.index import Index, text_of
from queries.prefixes import PREFIXES
from queries.questions.request import Request

SLIPS = """SELECT DISTINCT ?slip ?meant ?task WHERE {
  ?almost :almostNames ?meant . ?almost :department ?slip . ?task :hasResponsibility ?almost .
}"""
LISTED = 12


def near_names(store: Store, request: Request, index: Index) -> Iterator[str]:
    """Yield which body may be the same as one that a request names, and its tasks."""
    asked = [iri for entry in request.involvements if not entry.negated for iri in entry.departments]
    if not asked:
        return
    among = frozenset(asked)
    found: dict[tuple[str, str, str], list[str]] = {}
    for slip, meant, task in _slips(store):
        body, other = (slip, meant) if slip in among else (meant, slip)
        known = {body, other} <= index.department.keys() and task in index.task
        if body in among and other not in among and known:
            key = "note-slip-of" if slip == body else "note-near-name"
            names = (_name(body, index, request.language), _name(other, index, request.language))
            found.setdefault((key, *names), []).append(index.task[task].id)
    for (key, name, other), ids in sorted(found.items()):
        listed = _joined(sorted(ids, key=_by_number), request.language)
        yield say(f"comparisons.{key}", request.language, count=len(ids), ids=listed, name=name, other=other)


_LAST: dict[Hashable, list[tuple[str, str, str]]] = {}


def _slips(store: Store) -> list[tuple[str, str, str]]:
    """Return what is almost the name of another body: whose it is, the other body and the task; there are few."""
    state = store.state()
    found = _LAST.get(state)
    if found is None:
        rows = store.select(PREFIXES + SLIPS)
        found = sorted((text_of(row, "slip"), text_of(row, "meant"), text_of(row, "task")) for row in rows)
        _LAST.clear()
        _LAST[state] = found
    return found


def _joined(ids: list[str], language: Language) -> str:
    """Return the ids, the first ones of a long list: of a body that many plans have."""
    shown = ("、" if language == "zh" else ", ").join(ids if len(ids) <= LISTED else ids[:3])
    return shown if len(ids) <= LISTED else shown + say("answers.and-so-on", language)


def _by_number(task: str) -> tuple[int, ...]:
    return tuple(int(part) for part in task.split(".") if part.isdecimal())


def _name(iri: str, index: Index, language: Language) -> str:
    entry = index.department[iri]
    return entry.label if language == "zh" else entry.english or entry.label

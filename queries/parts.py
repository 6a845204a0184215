"""What each plan of a store names, read plan by plan, so that a store's index can be put together from parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.store import Row, Store
from ontology.script import is_traditional, simplified
from queries.prefixes import PREFIXES

AT_ONCE = 50
HEADS = """
SELECT ?graph ?plan ?run WHERE {
  GRAPH ?graph { ?plan a :Plan }
  OPTIONAL { GRAPH ?graph { ?plan <http://www.w3.org/ns/prov#wasGeneratedBy> ?run } }
} ORDER BY ?graph ?plan"""
# Of each kind the class, what every such thing has, and what it may have.
PLANS = (
    ":Plan",
    ("dcterms:identifier", "dcterms:title"),
    (":periodStart", ":periodEnd", "dcterms:issued", ":documentNumber"),
)
TASKS = (":Task", (":inPlan", "dcterms:identifier", "dcterms:title", ":order"), (":passage",))
SECTIONS = (":Section", (":inPlan", "dcterms:identifier", "dcterms:title"), ())
TARGETS = (
    ":Target",
    (":inPlan", ":order"),
    (
        *(":subject", ":indicatorAsWritten", ":year", ":comparator", ":value", ":classValue", ":unit"),
        *(":baselineYear", ":recurrence", ":passage"),
    ),
)
DEADLINES = (":Deadline", (":order",), (":start", ":end"))
PASSAGES = ("oa:exact", "oa:start", "oa:end")
LABELS = ("skos:prefLabel", "skos:altLabel", ":vocabularyKey")

Kind = tuple[str, Sequence[str], Sequence[str]]
Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Which plan stands in which graph, and the run that made it: as long as that is the same, so is the part."""

    graph: str
    plan: str
    run: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What a body is called: its labels, its key in the vocabulary, all its names; whether it stands for several."""

    label: str
    english: str
    key: str
    group: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A body that a plan names, with its area; ``held`` where a task names it."""

    iri: str
    place: str
    held: bool
    naming: Naming


@dataclass(frozen=True, slots=True)
class Part:
    """What one plan names; all rows are strings, empty where something is unknown.

    Args:
        plan: id, title, first and last year, day of issue, number of the document, area.
        tasks: IRI, id, title, title as it is written, and text of each, then the years in which its dated statements
            end, or begin.  Questions are read in simplified characters, so all but what is written is in these.
        sections: IRI, id and title of each, and the title as it is written.
        targets: IRI, subject, indicator, year and text, subject, indicator and text as they are written, comparator,
            value, class, unit, year compared with, recurrence, and where the text starts and ends.
    """

    plan: Strings
    tasks: tuple[Strings, ...]
    sections: tuple[Strings, ...]
    targets: tuple[Strings, ...]
    bodies: tuple[BodyPart, ...]


def heads(store: Store) -> list[Head]:
    """Return the plans of a store.

    Raises:
        DubanError: the store cannot be read.
    """
    return [Head(text_of(row, "graph"), text_of(row, "plan"), text_of(row, "run")) for row in _select(store, HEADS)]


def read_parts(store: Store, wanted: Sequence[Head]) -> Iterator[tuple[Head, Part]]:
    """Yield the parts of some plans, some at a time."""
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield from _Reading(store, [head.graph for head in some]).parts(some)


def text_of(row: Row, name: str) -> str:
    """Return the value of a column, empty where it is unbound."""
    return row[name].value if name in row else ""


class _Reading:
    """What some graphs hold, by graph and by thing."""

    def __init__(self, store: Store, graphs: Iterable[str]) -> None:
        self._store = store
        self._graphs = " ".join(str(NamedNode(graph)) for graph in dict.fromkeys(graphs))
        self._places = self._labels(":jurisdiction")
        self._plans = self._things(PLANS)
        self._passages = self._all_passages()
        self._tasks = self._things(TASKS)
        self._sections = self._things(SECTIONS)
        self._targets = self._things(TARGETS)
        self._years = self._ending_years()
        self._bodies = self._all_bodies()

    def parts(self, wanted: Iterable[Head]) -> Iterator[tuple[Head, Part]]:
        for head in wanted:
            facts = self._plans.get((head.graph, head.plan))
            if facts is not None:
                yield head, self._part(head, facts)

    def _part(self, head: Head, facts: Strings) -> Part:
        tasks = sorted(self._own(head, self._tasks), key=lambda entry: int(entry[1][3]))
        sections = sorted(self._own(head, self._sections), key=lambda entry: entry[1][1])
        targets = sorted(self._own(head, self._targets), key=lambda entry: int(entry[1][1]))
        script = simplified if is_traditional(facts[1]) else str
        texts = {passage: rest for (graph, passage), rest in self._passages.items() if graph == head.graph}
        none = ("", "", "")
        return Part(
            plan=(*facts, self._places.get((head.graph, head.plan), "")),
            tasks=tuple(
                (iri, row[1], script(row[2]), row[2], script(texts.get(row[4], none)[0]), *self._years.get(iri, ()))
                for iri, row in tasks
            ),
            sections=tuple((iri, row[1], script(row[2]), row[2]) for iri, row in sections),
            targets=tuple(_target(iri, row, texts.get(row[11], none), script) for iri, row in targets),
            bodies=tuple(self._bodies.get(head.graph, ())),
        )

    def _own(self, head: Head, things: Mapping[tuple[str, str], Strings]) -> list[tuple[str, Strings]]:
        return [(iri, row) for (graph, iri), row in things.items() if (graph, row[0]) == (head.graph, head.plan)]

    def _things(self, kind: Kind) -> dict[tuple[str, str], Strings]:
        """Return the values of all things of a kind, in the order of the kind's properties."""
        cls, needed, possible = kind
        names = {name: f"v{n}" for n, name in enumerate((*needed, *possible))}
        where = [self._pattern("", f"a {cls}")]
        where += [self._pattern(names[name], f"{name} ?{names[name]}") for name in needed]
        where += [f"OPTIONAL {self._pattern(names[name], f'{name} ?{names[name]}')}" for name in possible]
        rows = _select(self._store, f"SELECT * WHERE {{ {' '.join(where)} }}")
        return {_key(row): tuple(text_of(row, name) for name in names.values()) for row in rows}

    def _pattern(self, name: str, said: str) -> str:
        """Return a query of its own for one property: Oxigraph joins such queries by hashing, not row by row."""
        column = f" ?{name}" if name else ""
        where = f"VALUES ?graph {{ {self._graphs} }} GRAPH ?graph {{ ?it {said} }}"
        return f"{{ SELECT ?graph ?it{column} WHERE {{ {where} }} }}"

    def _all_passages(self) -> dict[tuple[str, str], Strings]:
        of_them = "{ VALUES ?graph { %s } GRAPH ?graph { ?thing a %s ; :passage ?it } }"
        either = " UNION ".join(of_them % (self._graphs, cls) for cls in (":Task", ":Target"))
        where = [f"{{ SELECT DISTINCT ?graph ?it WHERE {{ {either} }} }}"]
        where += [self._pattern(f"v{n}", f"{name} ?v{n}") for n, name in enumerate(PASSAGES)]
        rows = _select(self._store, f"SELECT * WHERE {{ {' '.join(where)} }}")
        return {_key(row): tuple(text_of(row, f"v{n}") for n in range(len(PASSAGES))) for row in rows}

    def _labels(self, name: str) -> dict[tuple[str, str], str]:
        """Return the Chinese name of what each thing has as a property."""
        label = self._pattern("label", "skos:prefLabel ?label").replace("?it", "?other")
        where = f"{self._pattern('other', f'{name} ?other')} {label} FILTER(LANG(?label) = 'zh')"
        found: dict[tuple[str, str], str] = {}
        for row in _select(self._store, f"SELECT ?graph ?it ?label WHERE {{ {where} }}"):
            found[_key(row)] = min(text_of(row, "label"), found.get(_key(row), text_of(row, "label")))
        return found

    def _ending_years(self) -> dict[str, Strings]:
        days = {thing: row[2] or row[1] for thing, row in sorted(self._things(DEADLINES).items(), key=_by_order)}
        rows = _select(
            self._store, f"SELECT ?graph ?it ?dated WHERE {{ {self._pattern('dated', ':hasDeadline ?dated')} }}"
        )
        tasks = {(text_of(row, "graph"), text_of(row, "dated")): text_of(row, "it") for row in rows}
        years: dict[str, Strings] = {}
        for deadline, day in days.items():
            if deadline in tasks:
                years[tasks[deadline]] = (*years.get(tasks[deadline], ()), day[:4])
        return years

    def _all_bodies(self) -> dict[str, list[BodyPart]]:
        rows = _select(self._store, f"SELECT DISTINCT ?graph ?it WHERE {{ {self._held()} }}")
        held = {_key(row) for row in rows}
        groups = {
            _key(row) for row in _select(self._store, f"SELECT * WHERE {{ {self._pattern('', 'a :BodyGroup')} }}")
        }
        named: dict[tuple[str, str], list[tuple[str, str, str]]] = {thing: [] for thing in sorted(held)}
        for property_name in LABELS:
            either = f"{{ {self._pattern('', 'a :Department')} UNION {self._pattern('', 'a :BodyGroup')} }}"
            where = f"{{ SELECT DISTINCT ?graph ?it WHERE {{ {either} }} }}"
            name = self._pattern("name", f"{property_name} ?name")
            for row in _select(self._store, f"SELECT ?graph ?it ?name WHERE {{ {where} {name} }}"):
                said = row["name"]
                language = said.language or "" if isinstance(said, Literal) else ""
                named.setdefault(_key(row), []).append((property_name, language, said.value))
        found: dict[str, list[BodyPart]] = {}
        for (graph, iri), names in named.items():
            naming = _naming(names, group=(graph, iri) in groups)
            part = BodyPart(iri, self._places.get((graph, iri), ""), (graph, iri) in held, naming)
            found.setdefault(graph, []).append(part)
        return found

    def _held(self) -> str:
        return f"VALUES ?graph {{ {self._graphs} }} GRAPH ?graph {{ ?responsibility :department ?it }}"


def _select(store: Store, query: str) -> list[Row]:
    return store.select(PREFIXES + query)


def _key(row: Row) -> tuple[str, str]:
    return text_of(row, "graph"), text_of(row, "it")


def _by_order(entry: tuple[tuple[str, str], Strings]) -> tuple[str, int]:
    return entry[0][0], int(entry[1][0])


def _target(iri: str, row: Strings, passage: Strings, script: Callable[[str], str]) -> Strings:
    subject, indicator, year, *figure = row[2:11]
    text, start, end = passage
    return (iri, script(subject), script(indicator), year, script(text), subject, indicator, text, *figure, start, end)


def _naming(names: Iterable[tuple[str, str, str]], *, group: bool) -> Naming:
    names = sorted(names)
    preferred = {language: name for kind, language, name in reversed(names) if kind == "skos:prefLabel"}
    keys = [name for kind, _, name in names if kind == ":vocabularyKey"]
    said = frozenset(name for kind, _, name in names if kind != ":vocabularyKey")
    return Naming(preferred.get("zh", ""), preferred.get("en", ""), next(iter(keys), ""), group, said)

"""A copy of a part of a store that a server holds, changed here, and what that changes there.

The change is one operation of SPARQL 1.1 Update: it takes out what is gone, puts in what has come, and does so only
where the store's revision still is the one that was copied.  So it is all or nothing, no other writer's change is
lost, and sending it again does nothing.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator

import pyoxigraph as ox

from graph import iri
from graph.plan_store import GENERATED_BY
from graph.protocol import Row
from graph.statements import RDF_TYPE, nquads
from ontology import PLAN

REPLACES = ox.NamedNode("http://purl.org/dc/terms/replaces")  # former revisions, by which a writer knows its own
VERSION_INFO = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
REVISION = (
    f"SELECT ?revision WHERE {{ GRAPH {iri.STORE} {{ {iri.STORE} {VERSION_INFO} ?revision }} }} ORDER BY ?revision"
)
_STATEMENTS = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
_OF = "CONSTRUCT {{ {node} ?p ?o }} WHERE {{ GRAPH {graph} {{ {node} ?p ?o }} }}"
_GRAPHS = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(?graph != {iri.STORE}) }}"
_MADE = f"""
SELECT DISTINCT ?plan ?graph ?run WHERE {{{{
  VALUES ?run {{{{ {{runs}} }}}}
  GRAPH ?graph {{{{ ?plan {GENERATED_BY} ?run ; {RDF_TYPE} <{PLAN["Plan"]}> }}}}
}}}}"""
_ESCAPES = re.compile(r"\\\\([uU])?|\\.")

Select = Callable[[str], list[Row]]
Construct = Callable[[str], Iterator[ox.Triple]]


class Draft:
    """What is copied of a store, and changed.

    Args:
        select: asks the server.
        construct: asks the server.
    """

    def __init__(self, select: Select, construct: Construct) -> None:
        self.database = ox.Store()
        self.changed = False
        self._select, self._construct = select, construct
        self._revision = revision_of(select)
        self._loaded: set[ox.NamedNode] = set()
        self._before: set[bytes] = set()

    def load(self, graphs: Collection[ox.NamedNode]) -> None:
        """Copy graphs, unless they are there, with the runs that made what is in them."""
        new = [graph for graph in dict.fromkeys((iri.RUNS, *graphs)) if graph not in self._loaded]
        for graph in new:
            self._take(graph, self._construct(_STATEMENTS.format(graph=graph)))
        self._loaded.update(new)
        self._load_sharers(new)

    def load_all(self) -> None:
        """Copy all graphs that queries see."""
        self.load([row["graph"] for row in self._select(_GRAPHS) if isinstance(row["graph"], ox.NamedNode)])

    def load_about(self, node: ox.NamedNode, graph: ox.NamedNode) -> None:
        """Copy what a graph says of one thing."""
        self._take(graph, self._construct(_OF.format(graph=graph, node=node)))

    def has(self, graph: ox.NamedNode) -> bool:
        """Return whether a graph was copied."""
        return graph in self._loaded

    def update(self) -> tuple[str, str] | None:
        """Return the update that makes the store what the draft is, and the revision it then has; else ``None``."""
        after = _lines(self.database)
        gone, come = self._before - after, after - self._before
        if not (gone or come):
            return None
        found = hashlib.sha256("\0".join(self._revision).encode())
        for line in (*sorted(gone), b"", *sorted(come)):
            found.update(line + b"\n")
        revision = found.hexdigest()[:32]
        gone |= {_revision_line(each) for each in self._revision}
        come |= {_revision_line(revision)} | {_revision_line(each, REPLACES) for each in self._revision}
        return _update(gone, come, self._revision), revision

    def _take(self, graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        self._take_quads([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])

    def _take_quads(self, quads: list[ox.Quad]) -> None:
        held = ox.Store()
        held.extend(quads)
        self.database.extend(quads)
        self._before |= _lines(held)

    def _load_sharers(self, graphs: Iterable[ox.NamedNode]) -> None:
        """Copy which other plans the same runs made: what is told of a run stays while a plan names it."""
        made = (quad for graph in graphs for quad in self.database.quads_for_pattern(None, GENERATED_BY, None, graph))
        runs = sorted({str(quad.object) for quad in made})
        if not runs:
            return
        rows = self._select(_MADE.format(runs=" ".join(runs)))
        nodes = [[row[name] for name in ("plan", "run", "graph")] for row in rows]
        self._take_quads(
            [
                ox.Quad(plan, GENERATED_BY, run, graph)
                for plan, run, graph in nodes
                if isinstance(plan, ox.NamedNode) and isinstance(graph, ox.NamedNode) and not self.has(graph)
            ]
        )


def revision_of(select: Select) -> tuple[str, ...]:
    """Return a store's revision: none where no program of ours wrote to it."""
    return tuple(row["revision"].value for row in select(REVISION))


def _lines(quads: Iterable[ox.Quad]) -> set[bytes]:
    return set(filter(None, nquads(quads).split(b"\n")))


def was_revision(select: Select, revision: str) -> bool:
    """Return whether a store has or had a revision: others may have changed it since."""
    known = f"VALUES ?known {{ {VERSION_INFO} {REPLACES} }} {iri.STORE} ?known {ox.Literal(revision)}"
    return bool(select(f"SELECT ?known WHERE {{ GRAPH {iri.STORE} {{ {known} }} }}"))


def _revision_line(revision: str, relation: ox.NamedNode = VERSION_INFO) -> bytes:
    return nquads([ox.Quad(iri.STORE, relation, ox.Literal(revision), iri.STORE)]).rstrip(b"\n")


def _update(gone: Iterable[bytes], come: Iterable[bytes], revision: Collection[str]) -> str:
    """Return the one operation: statements are N-Quads, of which each graph becomes a group."""
    same = " ".join(f"{iri.STORE} {VERSION_INFO} {ox.Literal(each)} ." for each in revision)
    none = f"FILTER NOT EXISTS {{ GRAPH {iri.STORE} {{ {iri.STORE} {VERSION_INFO} ?any }} }}"
    where = f"GRAPH {iri.STORE} {{ {same} }}" if same else none
    return f"DELETE {{ {_groups(gone)} }} INSERT {{ {_groups(come)} }} WHERE {{ {where} }}"


def _groups(lines: Iterable[bytes]) -> str:
    groups: dict[str, list[str]] = {}
    for line in sorted(lines):
        statement, _, graph = line.decode().removesuffix(" .").rpartition(" ")
        groups.setdefault(graph, []).append(_ESCAPES.sub(_apart, statement) + " .\n")
    return "".join(f"GRAPH {graph} {{\n{''.join(each)}}}\n" for graph, each in groups.items())


def _apart(escape: re.Match[str]) -> str:
    r"""Write the ``u`` after an escaped backslash as an escape too.

    SPARQL 1.1 (19.2) replaces ``\u0041`` before it reads anything, and some servers see one in ``\\u0041``.
    """
    letter = escape[1]
    return f"\\\\\\u{ord(letter):04X}" if letter else escape[0]

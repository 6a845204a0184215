"""Former versions of plans: each a dated graph of its own, outside the graphs that queries see.

When a plan is replaced by another text, what was stated of the former text moves to
``plan/<id>/version/<date>-<digest>``, what was derived from it to a graph beside that.  These graphs are kept as
N-Quads (W3C Recommendation of 2014-02-25), compressed, so that no query takes a former version for the plan.  The
store's ``runs`` say in PROV-O terms which versions there are, when they held, and which of them revised which.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from graph import iri
from graph.protocol import Row, VersionEntry
from graph.solutions import rows_of, run
from graph.statements import Statements, Value, term
from ontology import NAMESPACE

Keep = Callable[[str, bytes], None]
"""Keeps a content under a name."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T)")
_VERSIONS = f"""
PREFIX : <{NAMESPACE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?plan ?id ?iri ?title ?digest ?built ?replaced WHERE {{{{
  VALUES ?node {{{{ {{plan}} }}}}
  GRAPH {iri.RUNS} {{{{
    ?iri :versionOf ?node ; dcterms:identifier ?id ; dcterms:title ?title ; :order ?order ; :textDigest ?digest .
    OPTIONAL {{{{ ?iri prov:generatedAtTime ?built }}}}
    OPTIONAL {{{{ ?iri prov:invalidatedAtTime ?replaced }}}}
  }}}}
  ?node dcterms:identifier ?plan .
}}}} ORDER BY ?plan ?order"""


def query_for(plan_id: str | None) -> str:
    """Return a SELECT query for the former versions of one plan or of all; ``entries`` reads its rows."""
    return _VERSIONS.format(plan="UNDEF" if plan_id is None else iri.plan(plan_id))


def entries(rows: Iterable[Row]) -> tuple[VersionEntry, ...]:
    """Return former versions, by plan, the oldest first."""
    names = ("plan", "id", "iri", "title", "digest", "built", "replaced")
    return tuple(VersionEntry(*(row[name].value if name in row else "" for name in names)) for row in rows)


def versions_in(database: ox.Store, plan_id: str) -> tuple[VersionEntry, ...]:
    """Return the former versions of a plan of a database, the oldest first."""
    return entries(rows_of(run(database, query_for(plan_id), ox.QuerySolutions, "SELECT")))


def file_of(version: str) -> str:
    """Return the name under which the content of a version is kept, from the version's IRI.

    A digest: a plan's id may differ from another's by case alone, which some file systems do not tell apart.
    """
    return hashlib.sha256(version.encode()).hexdigest()[:32] + ".nq.gz"


def keep_former(database: ox.Store, plan_id: str, successor: Iterable[ox.Quad], keep: Keep) -> None:
    """Keep a plan as it stands in a database, if its successor has another text.

    Args:
        database: holds the plan, or not; which versions there are is stated in it.
        successor: the statements that are to take the plan's place, and the time of the run that made them.
    """
    plan, graph = iri.plan(plan_id), iri.plan_graph(plan_id)
    digest = _find(database, plan, "textDigest", graph)
    if digest is None:
        return
    coming: dict[object, object] = {(quad.subject, quad.predicate): quad.object for quad in successor}
    if coming.get((plan, term("textDigest"))) == digest:
        return
    run = _find(database, plan, "prov:wasGeneratedBy", graph)
    built = _find(database, run, "prov:endedAtTime", iri.RUNS)
    earlier = versions_in(database, plan_id)
    name = _free_name(built, run, {entry.id for entry in earlier})
    node = iri.version_graph(plan_id, name)
    keep(file_of(node.value), _packed(database, plan_id, name))
    _revise(database, graph, node)
    later = coming.get((plan, term("prov:wasGeneratedBy")))
    values: dict[str, Value] = {
        "versionOf": plan,
        "dcterms:identifier": name,
        "dcterms:title": _find(database, plan, "dcterms:title", graph),
        "order": len(earlier) + 1,
        "textDigest": digest,
        "prov:generatedAtTime": built,
        "prov:invalidatedAtTime": _known(coming.get((later, term("prov:endedAtTime")))),
    }
    statements = Statements(iri.RUNS)
    statements.state(node, "PlanVersion", values)
    statements.add(graph, "prov:wasRevisionOf", node)
    database.extend(statements.quads)


def forget(database: ox.Store, plan_id: str) -> None:
    """Take out what a database says of a plan's former versions."""
    nodes = [iri.plan_graph(plan_id), *(ox.NamedNode(entry.iri) for entry in versions_in(database, plan_id))]
    for node in nodes:
        for quad in list(database.quads_for_pattern(node, None, None, iri.RUNS)):
            database.remove(quad)


def unpacked(content: bytes, version: VersionEntry) -> Iterator[ox.Quad]:
    """Yield what was kept of a version, in the graphs in which a plan that holds has it."""
    names: dict[object, ox.NamedNode] = {
        iri.version_graph(version.plan, version.id): iri.plan_graph(version.plan),
        iri.version_inferred(version.plan, version.id): iri.inferred_graph(version.plan),
    }
    for quad in ox.parse(gzip.decompress(content), format=ox.RdfFormat.N_QUADS):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, names[quad.graph_name])


def _packed(database: ox.Store, plan_id: str, name: str) -> bytes:
    graphs = {
        iri.plan_graph(plan_id): iri.version_graph(plan_id, name),
        iri.inferred_graph(plan_id): iri.version_inferred(plan_id, name),
    }
    moved = (
        ox.Quad(quad.subject, quad.predicate, quad.object, new)
        for old, new in graphs.items()
        for quad in database.quads_for_pattern(None, None, None, old)
    )
    lines = (ox.serialize(moved, format=ox.RdfFormat.N_QUADS) or b"").split(b"\n")
    return gzip.compress(b"\n".join(sorted(filter(None, lines))) + b"\n", compresslevel=6, mtime=0)


def _revise(database: ox.Store, graph: ox.NamedNode, version: ox.NamedNode) -> None:
    """Hand what a plan's graph revised down to its former version."""
    for former in list(database.quads_for_pattern(graph, term("prov:wasRevisionOf"), None, iri.RUNS)):
        database.remove(former)
        database.add(ox.Quad(version, former.predicate, former.object, iri.RUNS))


def _free_name(built: ox.NamedNode | ox.Literal | None, run: ox.NamedNode | ox.Literal | None, taken: set[str]) -> str:
    """Name a version by the day it was built on and its run; counted on if the same run held before on that day."""
    day = _DAY.match(built.value) if built else None
    name = "-".join(filter(None, (day and day[0], run.value.rpartition("/")[2][:8] if run else "former")))
    number = 1
    while (name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return name if number == 1 else f"{name}-{number}"


def _find(database: ox.Store, node: object, name: str, graph: ox.NamedNode) -> ox.NamedNode | ox.Literal | None:
    if not isinstance(node, ox.NamedNode):
        return None
    return next((_known(quad.object) for quad in database.quads_for_pattern(node, term(name), None, graph)), None)


def _known(value: object) -> ox.NamedNode | ox.Literal | None:
    return value if isinstance(value, ox.NamedNode | ox.Literal) else None

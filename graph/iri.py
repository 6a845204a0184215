"""The names of everything in the graph, minted here and nowhere else.

Names are IRIs as RFC 3987 has them: Chinese stays readable, and what may not stand in a path segment is
percent-encoded.  Fields are apart by ``/``, which is encoded within a field, so that no two things share a name.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

BASE = "https://w3id.org/duban/"
# RFC 3987 ucschar without blanks and invisible characters, RFC 3986 unreserved, and marks that need no encoding
_ENCODED = re.compile(r"[^\w.~()\-·（）〔〕［］【】《》〈〉“”‘’、，。：；—–…％]")


def plan(plan_id: str) -> NamedNode:
    """Return the name of a plan.

    >>> plan("yongchuan-water-2016").value
    'https://w3id.org/duban/plan/yongchuan-water-2016'
    """
    return _mint("plan", plan_id)


def plan_graph(plan_id: str) -> NamedNode:
    """Return the name of the graph that holds all of a plan's data."""
    return _mint("plan", plan_id, "graph")


def inferred_graph(plan_id: str) -> NamedNode:
    """Return the name of the graph that holds what is derived from a plan and its vocabulary."""
    return _mint("plan", plan_id, "inferred")


def progress_graph(plan_id: str) -> NamedNode:
    """Return the name of the graph that holds what people reported on a plan's tasks and would correct."""
    return _mint("plan", plan_id, "progress")


def progress_report(plan_id: str, digest: str) -> NamedNode:
    """Return the name of a progress report, from what it says."""
    return _mint("plan", plan_id, "report", digest)


def correction(plan_id: str, digest: str) -> NamedNode:
    """Return the name of a correction, from what it says."""
    return _mint("plan", plan_id, "correction", digest)


def reporter(plan_id: str, name: str) -> NamedNode:
    """Return the name of a person or office that reports on a plan's tasks."""
    return _mint("plan", plan_id, "reporter", name)


def version_graph(plan_id: str, version: str) -> NamedNode:
    """Return the name of the graph that holds a former version of a plan.

    >>> version_graph("p", "2026-11-23-1f2e3d4c").value
    'https://w3id.org/duban/plan/p/version/2026-11-23-1f2e3d4c'
    """
    return _mint("plan", plan_id, "version", version)


def version_inferred(plan_id: str, version: str) -> NamedNode:
    """Return the name of the graph that holds what was derived from a former version of a plan."""
    return _mint("plan", plan_id, "version", version, "inferred")


def section(plan_id: str, section_id: str) -> NamedNode:
    """Return the name of a section."""
    return _mint("plan", plan_id, "section", section_id)


def task(plan_id: str, task_id: str) -> NamedNode:
    """Return the name of a task."""
    return _mint("plan", plan_id, "task", task_id)


def task_part(plan_id: str, task_id: str, kind: str, order: int) -> NamedNode:
    """Return the name of a task's responsibility, deadline or measure, which count from 1.

    >>> task_part("p", "4.6.1", "deadline", 1).value
    'https://w3id.org/duban/plan/p/task/4.6.1/deadline/1'
    """
    return _mint("plan", plan_id, "task", task_id, kind, str(order))


def target(plan_id: str, order: int) -> NamedNode:
    """Return the name of a target."""
    return _mint("plan", plan_id, "target", str(order))


def citation(plan_id: str, order: int) -> NamedNode:
    """Return the name of one mention of a document."""
    return _mint("plan", plan_id, "citation", str(order))


def passage(plan_id: str, start: int, end: int) -> NamedNode:
    """Return the name of a stretch of a plan's text."""
    return _mint("plan", plan_id, "passage", f"{start}-{end}")


def body(jurisdiction: str, name: str) -> NamedNode:
    """Return the name of a department.

    >>> body("重庆市永川区", "区农委").value
    'https://w3id.org/duban/body/重庆市永川区/区农委'
    """
    return _mint("body", jurisdiction, name)


def document(number_or_title: str) -> NamedNode:
    """Return the name of a cited document.

    >>> document("HJ/T 433—2008").value
    'https://w3id.org/duban/document/HJ%2FT%20433—2008'
    """
    return _mint("document", number_or_title)


def indicator(name: str) -> NamedNode:
    """Return the name of an indicator."""
    return _mint("indicator", name)


def place(within: str, name: str) -> NamedNode:
    """Return the name of a place.

    Args:
        within: the jurisdiction that the place is named in, else the id of the plan.
    """
    return _mint("place", within, name)


def work(within: str, name: str) -> NamedNode:
    """Return the name of a work, such as a canal to be dug; ``within`` is as for a place."""
    return _mint("work", within, name)


def link(plan_id: str, order: int) -> NamedNode:
    """Return the name of the link between a target of the goals and a task that serves it."""
    return _mint("plan", plan_id, "link", str(order))


def rule(name: str) -> NamedNode:
    """Return the name of a rule.

    >>> rule("target.state").value
    'https://w3id.org/duban/rule/target.state'
    """
    return _mint("rule", name)


def annex(plan_id: str, order: int) -> NamedNode:
    """Return the name of an annex that a plan announces."""
    return _mint("plan", plan_id, "annex", str(order))


def caution(plan_id: str, order: int) -> NamedNode:
    """Return the name of a place of a plan that could not be read as it stands."""
    return _mint("plan", plan_id, "caution", str(order))


@lru_cache(maxsize=100)  # all that a plan states names its run
def run(text_digest: str, program: str, vocabulary: str) -> NamedNode:
    """Return the name of the run in which a program, with a vocabulary, read a text."""
    fields = "\0".join((text_digest, program, vocabulary))
    return _mint("run", hashlib.sha256(fields.encode()).hexdigest()[:16])


def kept(name: str) -> NamedNode:
    """Return the name of what a store on a server keeps of a former version."""
    return _mint("store", name)


def scheme(name: str) -> NamedNode:
    """Return the name of a list of the vocabulary: ``authority``, ``domain``, ``topic`` …."""
    return _mint(name)


def listed(scheme: str, key: str) -> NamedNode:
    """Return the name of an entry of such a list.

    >>> listed("authority", "agriculture").value
    'https://w3id.org/duban/authority/agriculture'
    """
    return _mint(scheme, key)


def reform(key: str, rank: str) -> NamedNode:
    """Return the name of what a reform did at one rank of government."""
    return _mint("reform", key, rank)


def change(jurisdiction: str, name: str, reform: str) -> NamedNode:
    """Return the name of the change that a reform made to a department."""
    return _mint("change", jurisdiction, name, reform)


def _mint(*fields: str) -> NamedNode:
    return NamedNode(BASE + "/".join(map(_segment, fields)))


@lru_cache(maxsize=10_000)  # the same few ids and words are in most names
def _segment(field: str) -> str:
    """Encode a field; one that is empty or only dots would be lost when a path is resolved (RFC 3986, 5.2.4)."""
    text = unicodedata.normalize("NFC", field)
    if not text.strip("."):
        return quote(text).replace(".", "%2E") or "-"
    return _ENCODED.sub(lambda match: quote(match.group(), safe=""), text)


RUNS = _mint("runs")
STORE = _mint("store")
VOCABULARY = _mint("vocabulary")

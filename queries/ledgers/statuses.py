"""The statuses of a task, by what they are called."""

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from ontology import PLAN
from ontology.wording import Language


def status_labels(language: Language) -> Mapping[str, str]:
    """Return what the statuses are called, by their IRIs, in the order of their scheme."""
    return {iri: name for iri, tongue, name in _named("skos:prefLabel") if tongue == language}


def find_status(text: str) -> str | None:
    """Return the IRI of the status that a person wrote under any of its names, ``None`` if it is none.

    >>> find_status(" 进行中 ") == PLAN["underway"], find_status("大体可以")
    (True, None)
    """
    return _by_name().get(_folded(text))


@cache
def _by_name() -> Mapping[str, str]:
    return {_folded(name): iri for kind in ("skos:altLabel", "skos:prefLabel") for iri, _tongue, name in _named(kind)}


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _named(kind: str) -> list[tuple[str, str, str]]:
    scheme = NamedNode(PLAN["progressStatuses"])
    members = {triple.subject for triple in PLAN.triples() if triple.object == scheme}
    return [
        (triple.subject.value, triple.object.language or "", triple.object.value)
        for triple in PLAN.triples()
        if triple.subject in members
        and triple.predicate.value == PLAN[kind]
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    ]

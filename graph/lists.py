"""The lists of the vocabulary as statements, for the graph that all plans share."""

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph import iri
from graph.authority import write_bodies
from graph.statements import Statements, chinese, write_concept, write_scheme
from ontology.topics import topics
from ontology.vocabulary import overlay

_SDG = "http://metadata.un.org/sdg/"


def describe_lists() -> tuple[Quad, ...]:
    """State the lists: bodies with their domains and reforms, and topics.

    Raises:
        DubanError: a list cannot be used.
    """
    return _lists(overlay())


@cache
def _lists(_user: Path | None) -> tuple[Quad, ...]:
    statements = Statements(iri.VOCABULARY)
    write_bodies(statements)
    _write_topics(statements)
    return tuple(statements.quads)


def _write_topics(statements: Statements) -> None:
    write_scheme("topic", "主题", "Topics", statements)
    for topic in topics().values():
        node = write_concept("topic", topic.key, topic.chinese, topic.english, statements)
        statements.add(node, "skos:broader", iri.listed("topic", topic.broader) if topic.broader else None)
        for word in topic.words:
            statements.add(node, "skos:hiddenLabel", chinese(word))
        write_goals(node, topic.sdg, statements)


def write_goals(node: NamedNode, sdg: tuple[str, ...], statements: Statements) -> None:
    """Relate an entry to targets of the Sustainable Development Goals, as the United Nations name them."""
    for target in sdg:
        statements.add(node, "skos:related", NamedNode(_SDG + target))

"""The lists of the vocabulary as statements, for the graph that all plans share."""

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph import iri
from graph.authority import write_bodies
from graph.statements import Statements, Value, chinese, english, write_concept, write_scheme
from ontology.indicators import indicators, relations
from ontology.topics import topics
from ontology.units import units
from ontology.vocabulary import overlay
from ontology.water_classes import water_classes

_SDG = "http://metadata.un.org/sdg/"


def describe_lists() -> tuple[Quad, ...]:
    """State the lists: bodies with their domains and reforms, topics, indicators, units, water classes.

    Raises:
        DubanError: a list cannot be used.
    """
    return _lists(overlay())


@cache
def _lists(_user: Path | None) -> tuple[Quad, ...]:
    statements = Statements(iri.VOCABULARY)
    write_bodies(statements)
    _write_topics(statements)
    _write_indicators(statements)
    _write_units(statements)
    _write_water_classes(statements)
    return tuple(statements.quads)


def _write_topics(statements: Statements) -> None:
    write_scheme("topic", "主题", "Topics", statements)
    for topic in topics().values():
        node = write_concept("topic", topic.key, topic.chinese, topic.english, statements)
        statements.add(node, "skos:broader", iri.listed("topic", topic.broader) if topic.broader else None)
        for word in topic.words:
            statements.add(node, "skos:hiddenLabel", chinese(word))
        _write_goals(node, topic.sdg, statements)


def _write_indicators(statements: Statements) -> None:
    """State the indicators under the names that those of plans have, as concepts besides."""
    write_scheme("indicator", "指标", "Indicators", statements)
    related = relations()
    for indicator in indicators():
        node = iri.indicator(indicator.name)
        statements.state(node, "Indicator", {"skos:prefLabel": chinese(indicator.name)})
        values: dict[str, Value] = {"skos:inScheme": iri.scheme("indicator")}
        statements.state(node, "skos:Concept", values)
        statements.add(node, "skos:prefLabel", english(indicator.english))
        statements.add(node, "usualUnit", iri.listed("unit", indicator.unit) if indicator.unit else None)
        for alias in indicator.aliases:
            statements.add(node, "skos:altLabel", chinese(alias))
        if found := related.get(indicator.name):
            statements.add(node, "topic", iri.listed("topic", found.topic) if found.topic else None)
            statements.add(node, "skos:broader", iri.indicator(found.broader) if found.broader else None)
            _write_goals(node, found.sdg, statements)


def _write_units(statements: Statements) -> None:
    write_scheme("unit", "计量单位", "Units of measure", statements)
    for name, unit in units().items():
        node = write_concept("unit", name, name, "", statements)
        if unit.qudt:
            statements.add(node, "qudt:hasUnit", NamedNode(unit.qudt))
            statements.add(node, "multiplier", unit.multiplier)


def _write_water_classes(statements: Statements) -> None:
    write_scheme("water-class", "地表水水质类别", "Classes of surface water", statements)
    for each in water_classes().values():
        node = write_concept("water-class", each.key, each.chinese, each.english, statements)
        statements.add(node, "rank", each.rank)
        statements.add(node, "dcterms:bibliographicCitation", each.standard)
        statements.add(node, "skos:definition", chinese(each.uses_chinese))
        statements.add(node, "skos:definition", english(each.uses_english))


def _write_goals(node: NamedNode, sdg: tuple[str, ...], statements: Statements) -> None:
    """Relate an entry to targets of the Sustainable Development Goals, as the United Nations name them."""
    for target in sdg:
        statements.add(node, "skos:relatedMatch", NamedNode(_SDG + target))

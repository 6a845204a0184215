"""Indicators, units, classes of water quality and topics as concepts in the graph, and what targets have of them."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from extraction.numerals import grade_of
from graph import iri
from graph.lists import describe_lists
from graph.store import MemoryStore
from ontology.indicators import find_indicator, indicator_names, indicators, relations
from ontology.topics import topics
from ontology.units import find_unit, units
from ontology.water_classes import water_classes
from ontology.wording import DubanError
from queries.prefixes import PREFIXES

SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX qudt: <http://qudt.org/schema/qudt/>"
SDG = "http://metadata.un.org/sdg/"


def rows(store: MemoryStore, where: str) -> list[dict[str, str]]:
    return [
        {name: term.value for name, term in row.items()}
        for row in store.select(f"{PREFIXES} {SKOS} SELECT DISTINCT * WHERE {{ {where} }}")
    ]


def test_indicators_of_many_fields_are_listed() -> None:
    assert len(indicators()) >= 120
    fields = {topics()[found.topic].broader or found.topic for found in relations().values() if found.topic}
    assert fields >= {"water", "environment", "agriculture", "education", "health", "employment", "industry"}


@pytest.mark.parametrize("indicator", indicators(), ids=lambda indicator: indicator.name)
def test_indicator_has_a_name_in_english_and_a_unit_of_the_list(indicator: object) -> None:
    name, english, unit = (getattr(indicator, field) for field in ("name", "english", "unit"))
    assert english.isascii()
    assert find_indicator(name) == indicator
    assert not unit or find_unit(unit)


def test_names_mean_one_indicator() -> None:
    names = [name for indicator in indicators() for name in (indicator.name, *indicator.aliases)]
    assert sorted(name for name in names if names.count(name) > 1) == []


def test_indicators_that_only_name_do_not_divide_subjects() -> None:
    assert find_indicator("高中阶段教育毛入学率")
    assert "高中阶段教育毛入学率" not in indicator_names()


def test_the_way_up_from_an_indicator_ends() -> None:
    for name in relations():
        passed = []
        upper: str | None = name
        while upper:
            assert upper not in passed
            passed.append(upper)
            upper = relations()[upper].broader if upper in relations() else None


def test_indicator_is_a_concept_with_broader_topic_unit_and_goal(store: MemoryStore) -> None:
    where = (
        "?x a :Indicator, skos:Concept ; skos:prefLabel '生活污水处理率'@zh ; skos:broader/skos:prefLabel ?upper ;"
        ":topic/skos:notation ?topic ; :usualUnit/qudt:hasUnit ?unit ; skos:relatedMatch ?goal . "
        "FILTER(LANG(?upper) = 'zh')"
    )
    assert rows(store, where) == [
        {
            "x": iri.indicator("生活污水处理率").value,
            "upper": "污水处理率",
            "topic": "sewage",
            "unit": "http://qudt.org/vocab/unit/PERCENT",
            "goal": SDG + "6.3",
        }
    ]


def test_indicators_of_the_plan_are_those_of_the_list(store: MemoryStore) -> None:
    where = "?target a :Target ; :indicator ?x . ?x skos:relatedMatch ?goal"
    assert {row["goal"].removeprefix(SDG) for row in rows(store, where)} >= {"6.1", "6.3", "6.4"}


def test_units_are_concepts_with_their_qudt_unit(store: MemoryStore) -> None:
    found = rows(store, "?x skos:notation '亩' ; qudt:hasUnit ?unit ; :multiplier ?times")
    assert [(row["unit"].rpartition("/")[2], row["times"]) for row in found] == [("M2", "666.666667")]
    assert len(rows(store, f"?x skos:inScheme <{iri.scheme('unit').value}>")) == len(units())


def test_classes_of_surface_water_are_in_order(store: MemoryStore) -> None:
    found = rows(store, f"?x skos:inScheme <{iri.scheme('water-class').value}> ; skos:notation ?key ; :rank ?rank")
    in_order = [row["key"] for row in sorted(found, key=lambda row: int(row["rank"]))]
    assert in_order == ["I", "II", "III", "IV", "V", "劣V"]


def test_classes_are_those_that_extraction_gives() -> None:
    assert {grade_of(written) for written in ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")} == set(water_classes())


def test_every_class_that_a_target_sets_is_one_of_the_list(store: MemoryStore) -> None:
    found = rows(
        store, "?target :classValue ?value OPTIONAL { ?target :waterQualityClass ?class . ?class skos:notation ?key }"
    )
    assert len(found) > 4
    assert all(row["key"] == row["value"] for row in found)


def test_topics_are_concepts_and_tasks_have_them(store: MemoryStore) -> None:
    where = "?task :topic ?topic ; dcterms:title '防治畜禽养殖污染' ; :topicWord '畜禽' . ?topic skos:broader ?upper"
    (row,) = rows(store, where)
    assert (row["topic"], row["upper"]) == (
        iri.listed("topic", "livestock-pollution").value,
        iri.listed("topic", "agricultural-pollution").value,
    )


def test_goals_are_named_as_the_united_nations_name_them() -> None:
    goals = {quad.object.value for quad in describe_lists() if isinstance(quad.object, ox.NamedNode)}
    assert {goal for goal in goals if goal.startswith(SDG + "6.")} >= {f"{SDG}6.{number}" for number in range(1, 7)}


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    return tmp_path


def test_overlay_adds_an_indicator_with_its_relations(overlay: Path) -> None:
    (overlay / "more_indicators.csv").write_text(
        "name,unit,english,aliases\n月壤采集率,%,lunar soil rate,月壤率\n", "utf-8"
    )
    (overlay / "indicator_relations.csv").write_text(
        "name,topic,broader,sdg\n月壤采集率,innovation,利用率,9.5\n", "utf-8"
    )
    found = find_indicator("月壤率")
    assert found
    assert (found.name, relations()[found.name].topic) == ("月壤采集率", "innovation")
    assert any(quad.subject == iri.indicator("月壤采集率") for quad in describe_lists())


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("indicator_relations.csv", "name,topic,broader,sdg\n月壤率,,,\n", "graph.vocabulary-unknown"),
        ("indicator_relations.csv", "name,topic,broader,sdg\n用水总量,moon,,\n", "graph.vocabulary-unknown"),
        ("indicator_relations.csv", "name,topic,broader,sdg\n用水总量,,月壤率,\n", "graph.vocabulary-unknown"),
        (
            "water_classes.csv",
            "key,zh,en,rank,standard,uses_zh,uses_en\nVI,六类,class VI,six,GB,无,none\n",
            "graph.vocabulary-form",
        ),
        ("units.csv", "unit,kind,qudt,multiplier\n月,time,no name,1\n", "graph.vocabulary-form"),
        ("units.csv", "unit,kind,qudt,multiplier\n月,time,MO,many\n", "graph.vocabulary-form"),
        ("topics.csv", "key,zh,en,broader,keywords,sdg\nmoon,月球,moon,,月壤,clean water\n", "graph.vocabulary-form"),
        ("indicator_relations.csv", "name,topic,broader,sdg\n用水总量,,,18.1 x\n", "graph.vocabulary-form"),
        ("indicator_relations.csv", "name,topic,broader,sdg\n用水总量,,用水总量,\n", "graph.vocabulary-circle"),
        ("more_indicators.csv", "name,unit,english,aliases\n月壤率,月桶,lunar rate,\n", "graph.vocabulary-unknown"),
        ("indicators.csv", "name,unit,english,aliases\n月壤率,月桶,lunar rate,\n", "graph.vocabulary-unknown"),
    ],
)
def test_mistake_in_an_overlay_is_told(overlay: Path, file: str, text: str, key: str) -> None:
    (overlay / file).write_text(text, "utf-8")
    with pytest.raises(DubanError) as caught:
        describe_lists()
    assert caught.value.key == key
    assert file in caught.value.text("zh")
    assert text.splitlines()[1].partition(",")[0] in caught.value.text("zh")

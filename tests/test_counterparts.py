"""What the list of bodies says of a plan's departments, in the graph, where it adds no department to the plan."""

from urllib.parse import unquote

import pytest

from extraction.pipeline import extract
from graph import iri
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from graph.validate import violations
from queries.prefixes import PREFIXES

MORE = PREFIXES + (
    "PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>"
    f"PREFIX b: <{iri.BASE}body/>"
)
TEXT = """重庆市永川区水污染防治实施方案
重庆市永川区人民政府
2016年7月25日
一、主要任务
1.治理河流。清理河道。（区环保局牵头，区水务局、区农委、区国土局、区登月办、相关镇街参与）
2.保护水源。划定保护区。（区农委牵头，市水利局、农业部参与）
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    plan = extract(TEXT)
    made.replace_plan("p", [*state(plan, "p"), *describe_vocabulary()])
    return made


def rows(store: MemoryStore, where: str) -> list[dict[str, str]]:
    return [
        {name: unquote(term.value).removeprefix(iri.BASE) for name, term in row.items()}
        for row in store.select(f"{MORE} SELECT * WHERE {{ {where} }}")
    ]


def test_chain_of_counterparts_up_to_the_ministry(store: MemoryStore) -> None:
    found = rows(
        store,
        "?own skos:prefLabel '区环保局'@zh ; :upperCounterpart ?city . ?city rdfs:label ?name ;"
        ":upperCounterpart ?state ."
        "?state a :ImpliedBody ; rdfs:label ?ministry . FILTER(LANG(?name) = 'zh' && LANG(?ministry) = 'zh')",
    )
    assert found == [
        {
            "own": "body/重庆市永川区/区环保局",
            "city": "body/重庆市/市环保局",
            "name": "市环保局",
            "state": "body/中国/环保部",
            "ministry": "环境保护部",
        }
    ]


def test_counterparts_that_the_plan_names_are_its_own_departments(store: MemoryStore) -> None:
    found = rows(store, "?own :upperCounterpart ?upper . ?upper a :Department FILTER(STRENDS(STR(?own), '水务局'))")
    assert found == [{"own": "body/重庆市永川区/区水务局", "upper": "body/重庆市/市水利局"}]
    found = rows(store, "?ministry skos:prefLabel '农业部'@zh ; :lowerCounterpart ?city . ?city rdfs:label ?name")
    assert {row["city"] for row in found} == {"body/重庆市/市农委"}
    assert "Municipal Agriculture Commission" in {row["name"] for row in found}


def test_lower_counterpart_of_a_city_department_is_the_plans_own(store: MemoryStore) -> None:
    found = rows(store, "?city skos:prefLabel '市水利局'@zh ; :lowerCounterpart ?own . ?own a :Department")
    assert [row["own"] for row in found] == ["body/重庆市永川区/区水务局"]


def test_successor_with_the_change_and_its_date(store: MemoryStore) -> None:
    found = rows(
        store,
        "?own skos:prefLabel '区国土局'@zh ; org:changedBy ?change . ?change a org:ChangeEvent ; dcterms:date ?date ;"
        "org:originalOrganization ?own ; org:resultingOrganization ?after ; :reform ?reform ."
        "?after org:resultedFrom ?change ; rdfs:label ?name . ?reform a :Reform ; skos:prefLabel ?round ."
        "FILTER(LANG(?name) = 'zh' && LANG(?round) = 'zh')",
    )
    assert [(row["after"], row["name"], row["date"], row["round"]) for row in found] == [
        ("body/重庆市永川区/区规划自然资源局", "区规划自然资源局", "2019-03", "2018年党和国家机构改革")
    ]


def test_department_that_went_on_has_no_change(store: MemoryStore) -> None:
    assert rows(store, "?own skos:prefLabel '区水务局'@zh ; org:changedBy ?change") == []


def test_departments_have_their_record(store: MemoryStore) -> None:
    where = "?own a :Department ; org:classification ?record . ?record a :ListedBody ; :bearsDomain ?domain"
    wanted = {"own": "body/重庆市永川区/区农委", "record": "authority/agriculture", "domain": "domain/agriculture"}
    assert wanted in rows(store, where)


def test_unknown_bodies_can_be_told(store: MemoryStore) -> None:
    unknown = (
        "?own a :Department . FILTER NOT EXISTS { ?own :vocabularyKey ?key } FILTER NOT EXISTS { ?own a :BodyGroup }"
    )
    assert rows(store, unknown) == [{"own": "body/重庆市永川区/区登月办"}]


def test_implied_bodies_are_no_departments_and_have_no_names_to_be_found_by(store: MemoryStore) -> None:
    assert rows(store, "?body a :ImpliedBody")
    assert rows(store, "?body a :ImpliedBody, :Department") == []
    assert rows(store, "?body a :ImpliedBody ; skos:prefLabel|skos:altLabel ?name") == []


def test_lists_conform_to_the_shapes() -> None:
    quads = describe_vocabulary()
    lists = [quad for quad in quads if "#" not in str(quad.subject) and iri.BASE in str(quad.subject)]
    assert violations(lists) == []


def test_lists_are_of_authority_domains_and_reforms(store: MemoryStore) -> None:
    found = rows(store, "?body a :ListedBody ; skos:notation 'agriculture' ; skos:related ?other")
    assert {"authority/ministry-agriculture", "authority/agriculture-rural"} <= {row["other"] for row in found}
    parts = (
        "?reform a :Reform ; :inPart true ; :governmentRank 'county' ; :originalBody ?before ; :resultingBody ?after"
    )
    found = rows(store, parts)
    pairs = {(row["before"].rpartition("/")[2], row["after"].rpartition("/")[2]) for row in found}
    assert ("water-affairs", "ecology-environment") in pairs

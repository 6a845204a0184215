"""Records become statements: all of them, in the terms of the ontology, the same each time."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from extraction.pipeline import extract
from extraction.records import (
    Citation,
    Deadline,
    Entity,
    Link,
    Measure,
    Passage,
    Plan,
    Responsibility,
    Section,
    Target,
    Task,
)
from graph import iri
from graph.build import build_plan, describe_vocabulary
from graph.store import MemoryStore
from graph.validate import violations
from ontology import NAMESPACE, PLAN

YONGCHUAN = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text("utf-8")
TEXT = (
    "一、治水 1.截污。2017年底前完成，乡镇污水收集率达85.50%以上，茨坝断面提升至III类，按渝府发〔2014〕3号。"
    "区水务局牵头，区建委、相关镇街参与。"
)
PREFIXES = f"""PREFIX : <{NAMESPACE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX p: <{iri.BASE}plan/p/>
"""
PRINT_PLAN = """
from importlib.resources import files
from extraction.pipeline import extract
from graph.build import build_plan
text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text("utf-8")
print("\\n".join(sorted(map(str, build_plan(extract(text), "p")))))
"""


def passage(text: str) -> Passage:
    start = TEXT.index(text)
    return Passage(text, start, start + len(text))


def target(stretch: str, **values: object) -> Target:
    plain = Target(
        section="1",
        task="1.1",
        subject="",
        indicator="",
        comparator="qualitative",
        value=None,
        value_max=None,
        unit=None,
        year=None,
        baseline_year=None,
        baseline_value=None,
        recurrence=None,
        passage=passage(stretch),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


def small_plan() -> Plan:
    names = (("区水务局", "lead", False), ("区建委", "participant", False), ("相关镇街", "participant", True))
    task = Task(
        id="1.1",
        title="截污",
        section="1",
        responsibilities=tuple(Responsibility(n, role, group, passage(n)) for n, role, group in names),  # type: ignore[arg-type]
        deadlines=(
            Deadline("by", None, date(2017, 12, 31), None, passage("2017年底前")),
            Deadline("from", date(2016, 1, 1), None, "P1Y", passage("2017年")),
        ),
        measures=(
            Measure(
                "obligation",
                passage("截污"),
                deadline=Deadline("by", None, date(2017, 12, 31), None, passage("2017年底前")),
                place="茨坝断面",
            ),
        ),
        clause=passage("区水务局牵头，区建委、相关镇街参与"),
        passage=passage(TEXT[5:]),
    )
    return Plan(
        text=TEXT,
        title="永川区水污染防治方案",
        issuer="重庆市永川区人民政府",
        issued=date(2016, 7, 25),
        document_number=None,
        period=(2016, 2020),
        jurisdiction="重庆市永川区",
        default_responsible=("各镇街",),
        citations=(
            Citation("渝府发〔2014〕3号", None, True, passage("渝府发〔2014〕3号")),
            Citation("渝府发〔2014〕3号", "实施意见", False, passage("按渝府发〔2014〕3号")),
            Citation(None, "实施意见", False, passage("按渝府发")),
        ),
        sections=(Section("1", "一", "治水", None, passage(TEXT)),),
        tasks=(task,),
        targets=(
            target(
                "乡镇污水收集率达85.50%以上",
                indicator="乡镇污水收集率",
                comparator=">=",
                value=Decimal("85.50"),
                unit="%",
                year=2017,
            ),
            target("茨坝断面提升至III类", subject="茨坝断面", comparator="class=", value="III", unit="类", task=None),
        ),
        warnings=(),
        entities=(
            Entity(
                "monitoring-section", "茨坝断面", (passage("茨坝断面"),), ("1.1",), (1,), "entity.monitoring-section"
            ),
            Entity("work", "截污工程", (passage("截污"),), ("1.1",), (), "entity.work"),
            Entity("document", "渝府发〔2014〕3号", (passage("渝府发〔2014〕3号"),), ("1.1",), (), "citation.number"),
        ),
        links=(Link(1, "1.1", Decimal("0.75"), ("茨坝断面",), "link.words"),),
    )


@pytest.fixture(scope="module")
def small() -> MemoryStore:
    store = MemoryStore()
    store.replace_plan("p", build_plan(small_plan(), "p"))
    return store


def test_small_plan_conforms() -> None:
    assert violations(build_plan(small_plan(), "p")) == []


@pytest.mark.parametrize(
    "pattern",
    [
        """<PLAN/citation/3> :isBasis false ; :document/dcterms:identifier "渝府发〔2014〕3号\"""",
        f"""<{iri.plan("p").value}> a :Plan ; dcterms:identifier "p" ; dcterms:title "永川区水污染防治方案" ;
            dcterms:issued "2016-07-25"^^xsd:date ; :periodStart "2016"^^xsd:gYear ; :periodEnd "2020"^^xsd:gYear ;
            :issuer/skos:prefLabel "重庆市永川区人民政府"@zh ; :jurisdiction/skos:prefLabel "重庆市永川区"@zh ;
            :text "{TEXT}" ; :textDigest "{hashlib.sha256(TEXT.encode()).hexdigest()}" ;
            :defaultResponsible <{iri.body("重庆市永川区", "各镇街").value}>""",
        """<SECTION> a :Section ; dcterms:identifier "1" ; :number "一" ; dcterms:title "治水" ; :order 1 ;
            :partOf <PLAN> ; :inPlan <PLAN>""",
        """<TASK> a :Task ; dcterms:identifier "1.1" ; dcterms:title "截污" ; :order 1 ; :partOf <SECTION> ;
            :inPlan <PLAN> ; :clause/oa:exact "区水务局牵头，区建委、相关镇街参与" ; :passage/oa:start 5""",
        """<TASK> :hasResponsibility <TASK/responsibility/1> . <TASK/responsibility/1> :role :lead ; :order 1 ;
            :nameAsWritten "区水务局" ; :passage/oa:exact "区水务局" ; :department ?d .
            ?d a :Department ; :vocabularyKey "water-affairs" ;
            skos:prefLabel "区水务局"@zh, "District Water Affairs Bureau"@en""",
        """<TASK> :hasResponsibility <TASK/responsibility/3> . <TASK/responsibility/3> :role :participant ; :order 3 ;
            :department ?d . ?d a :BodyGroup, :Department ; skos:prefLabel "相关镇街"@zh""",
        """<TASK> :hasDeadline <TASK/deadline/1> . <TASK/deadline/1> :kind :by ; :order 1 ;
            :end "2017-12-31"^^xsd:date""",
        """<TASK/deadline/2> :kind :from ; :start "2016-01-01"^^xsd:date ; :recurrence "P1Y"^^xsd:duration""",
        """<TASK/measure/1> :deadline <TASK/deadline/1> ; :place/skos:prefLabel "茨坝断面"@zh""",
        """<TASK> :mentions ?section, ?work, ?document . ?section a :MonitoringSection, :WaterBody, :Place ;
            :mentionedIn/oa:exact "茨坝断面" . ?work a :Work ; skos:prefLabel "截污工程"@zh .
            ?document a :Document ; dcterms:identifier "渝府发〔2014〕3号" . <PLAN/target/2> :mentions ?section""",
        """<PLAN/link/1> a :Link ; :servedTarget <PLAN/target/2> ; :servingTask <TASK> ; :score 0.75 ;
            :method :rareWords ; :sharedWords "茨坝断面" ; :inPlan <PLAN>""",
        """<TASK> :hasMeasure <TASK/measure/1> . <TASK/measure/1> :modality :obligation ; :passage/oa:exact "截污\"""",
        """?t a :Target ; :comparator :atLeast ; :value 85.5 ; :unit "%" ; :year "2017"^^xsd:gYear ; :inTask <TASK> ;
            :indicatorAsWritten "乡镇污水收集率" ; :indicator/skos:prefLabel "乡镇污水收集率"@zh ; :partOf <SECTION>""",
        """?t a :Target ; :comparator :classEqual ; :classValue "III" ; :subject "茨坝断面" ; :place ?w .
            ?w a :WaterBody, :Place FILTER NOT EXISTS { ?t :inTask|:value|:year|:indicator ?x }""",
        """<PLAN> :citation ?c . ?c :isBasis true ; :document ?d .
            ?d dcterms:identifier "渝府发〔2014〕3号" ; dcterms:title "实施意见\"""",
        """<PLAN> prov:wasGeneratedBy ?r . ?r a prov:Activity ; :textDigest ?t ; :programVersion ?p ;
            :vocabularyDigest ?v""",
    ],
)
def test_records_are_stated(small: MemoryStore, pattern: str) -> None:
    plan, section, task = (node.value for node in (iri.plan("p"), iri.section("p", "1"), iri.task("p", "1.1")))
    filled = pattern.replace("<PLAN", f"<{plan}").replace("<SECTION", f"<{section}").replace("<TASK", f"<{task}")
    assert small.boolean(f"{PREFIXES} ASK {{ {filled} }}")


def test_document_is_one_however_it_is_cited(small: MemoryStore) -> None:
    (row,) = small.select(f"{PREFIXES} SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE {{ ?c :document ?d }}")
    assert row["n"].value == "1"


@pytest.mark.parametrize(
    ("text", "qudt", "value"),
    [("造林3亩", "M2", "2000.000001"), ("达标率达到90%", "PERCENT", "90"), ("建成3家", None, None)],
)
def test_figure_is_converted_to_a_qudt_unit(text: str, qudt: str | None, value: str | None) -> None:
    quads = build_plan(extract(f"一、任务\n1．做好工作。2020年，{text}。（区水务局负责）\n"), "p")
    found = {quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object.value for quad in quads}  # type: ignore[union-attr]
    assert found.get("hasUnit") == (f"http://qudt.org/vocab/unit/{qudt}" if qudt else None)
    assert found.get("normalisedValue") == value


def test_indicator_goes_by_the_name_of_the_vocabulary() -> None:
    first = target("乡镇污水收集率达85.50%以上", indicator="城市污水处理率")
    plan = replace(small_plan(), targets=(first, replace(first, indicator="污水处理率")))
    store = MemoryStore()
    store.replace_plan("p", build_plan(plan, "p"))
    rows = store.select(f"{PREFIXES} SELECT ?i ?w WHERE {{ ?t :indicator ?i ; :indicatorAsWritten ?w }} ORDER BY ?w")
    assert [(row["i"], row["w"].value) for row in rows] == [
        (iri.indicator("污水处理率"), "城市污水处理率"),
        (iri.indicator("污水处理率"), "污水处理率"),
    ]
    assert store.boolean(f"""{PREFIXES} ASK {{ {iri.indicator("污水处理率")} skos:altLabel "城市污水处理率"@zh ;
        skos:prefLabel "污水处理率"@zh, "sewage treatment rate"@en }}""")


@pytest.mark.parametrize(
    ("subject", "kind"),
    [("临江河", "WaterBody"), ("黑龙江", "Place"), ("城市建成区", "Place"), ("禁养区", "Place"), ("企业", None)],
)
def test_place_is_told_by_its_longest_ending(subject: str, kind: str | None) -> None:
    plan = replace(small_plan(), targets=(target("茨坝断面提升至III类", subject=subject),))
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    node = iri.place("重庆市永川区", subject)
    kinds = {quad.object for quad in build_plan(plan, "p") if (quad.subject, quad.predicate) == (node, rdf_type)}
    assert kinds == ({ox.NamedNode(each) for each in PLAN.kinds(kind)} if kind else set())


def test_all_that_says_something_leads_to_its_passage_and_run(small: MemoryStore) -> None:
    rows = small.select(f"""{PREFIXES} SELECT ?kind (COUNT(*) AS ?n) WHERE {{
      ?x a ?kind ; :passage [
          a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start ?s ; oa:end ?e ; oa:exact ?t ] ;
        prov:wasGeneratedBy ?run . <{iri.plan("p").value}> :text ?text ; prov:wasGeneratedBy ?run .
      FILTER(SUBSTR(?text, ?s + 1, ?e - ?s) = ?t && STRSTARTS(STR(?kind), "{NAMESPACE}")) }} GROUP BY ?kind""")
    assert {row["kind"].value.removeprefix(NAMESPACE): int(row["n"].value) for row in rows} == {
        "Section": 1,
        "Task": 1,
        "Responsibility": 3,
        "Deadline": 2,
        "Measure": 1,
        "Target": 2,
        "Citation": 3,
    }


def test_one_graph_without_blank_nodes_or_repetitions() -> None:
    quads = build_plan(extract(YONGCHUAN), "p")
    assert {quad.graph_name for quad in quads} == {iri.plan_graph("p")}
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in quads)
    assert all(isinstance(quad.object, ox.NamedNode | ox.Literal) for quad in quads)
    assert len(quads) == len(set(quads))


def test_every_term_is_of_the_ontology() -> None:
    quads = build_plan(extract(YONGCHUAN), "p")
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert {quad.predicate.value for quad in quads} <= {rdf_type, *PLAN.values()}
    assert {quad.object.value for quad in quads if quad.predicate.value == rdf_type} <= set(PLAN.values())  # type: ignore[union-attr]


def test_shipped_plan_conforms_and_comes_back_from_a_store_as_it_went_in() -> None:
    quads = build_plan(extract(YONGCHUAN), "p")
    assert violations(quads) == []
    store = ox.Store()
    store.bulk_extend(quads)
    assert set(store) == set(quads)


def test_shipped_plan_has_its_tasks_and_no_more_departments_than_bodies() -> None:
    store = MemoryStore()
    store.replace_plan("p", build_plan(extract(YONGCHUAN), "p"))
    (entry,) = store.plans()
    assert entry.tasks == 65
    rows = store.select(f"""{PREFIXES} SELECT ?d (GROUP_CONCAT(DISTINCT ?n; separator=" ") AS ?names) WHERE {{
      ?r :department ?d ; :nameAsWritten ?n }} GROUP BY ?d HAVING(COUNT(DISTINCT ?n) > 1)""")
    assert {frozenset(row["names"].value.split()) for row in rows} == {
        frozenset({"区建委", "区城乡建委"}),
        frozenset({"区国房局", "区国土局"}),
        frozenset({"新城建管委", "区新城建管委"}),
        frozenset({"工业园区", "区工业园区"}),
    }


def test_same_file_gives_the_same_bytes_in_another_process() -> None:
    root = Path(__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_PLAN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=root,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(build_plan(extract(YONGCHUAN), "p"))


def test_vocabulary_goes_into_its_own_graph() -> None:
    quads = describe_vocabulary()
    assert {quad.graph_name for quad in quads} == {iri.VOCABULARY}
    assert {quad.triple for quad in quads} >= set(PLAN.triples())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"text": TEXT[1:]}, "does not reproduce itself"),
        ({"sections": ()}, "has no section 1"),
        ({"tasks": ()}, "stands in task 1.1"),
    ],
)
def test_records_that_contradict_each_other_are_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        build_plan(replace(small_plan(), **change), "p")  # type: ignore[arg-type]

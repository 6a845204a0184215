"""Texts are taken into a store whole or not at all, and the same text only once."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from extraction.pipeline import extract
from extraction.records import Plan
from graph import iri
from graph.build import build_plan
from graph.library import add_plan, state, state_validly
from graph.naming import default_id
from graph.runs import program_version, run_over
from graph.store import MemoryStore, open_store
from graph.validate import Saying, ViolationError, check_shapes
from ontology import PLAN
from ontology.wording import DubanError
from tests.test_build import YONGCHUAN, small_plan

ID = "yongchuan-water-2016"
ROOT = Path(__file__).parent.parent


def test_shipped_plan_is_taken_in_once(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        first = add_plan(store, YONGCHUAN)
        assert (first.plan_id, first.tasks, first.changed) == (ID, 65, True)
        pointer = (tmp_path / "current").read_text("ascii")
        again = add_plan(store, YONGCHUAN)
        assert (again.plan_id, again.tasks, again.targets, again.changed) == (ID, 65, first.targets, False)
        assert again.title == first.title
        assert (tmp_path / "current").read_text("ascii") == pointer


def test_graphs_hold_what_they_should() -> None:
    store = MemoryStore()
    add_plan(store, YONGCHUAN)
    rows = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert {row["g"] for row in rows} == {iri.plan_graph(ID), iri.inferred_graph(ID), iri.RUNS, iri.VOCABULARY}
    (entry,) = store.plans()
    assert entry.run == run_over(YONGCHUAN).name.value
    times = store.select(f"SELECT ?p ?o WHERE {{ GRAPH {iri.RUNS} {{ <{entry.run}> ?p ?o }} }}")
    assert {row["p"].value for row in times} == {PLAN["prov:startedAtTime"], PLAN["prov:endedAtTime"]}
    plan_graph = {
        str(t)
        for t in store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri.plan_graph(ID)} {{ ?s ?p ?o }} }}")
    }
    assert plan_graph == {str(quad.triple) for quad in build_plan(extract(YONGCHUAN), ID)}


def test_another_text_under_the_same_id_is_a_new_version() -> None:
    store = MemoryStore()
    add_plan(store, YONGCHUAN, "mine")
    changed = YONGCHUAN.replace("2016年7月25日", "2016年7月26日")
    assert add_plan(store, changed, "mine").changed
    (entry,) = store.plans()
    assert (entry.id, entry.digest) == ("mine", run_over(changed).text)


def test_same_text_under_another_id_is_another_plan() -> None:
    store = MemoryStore()
    add_plan(store, YONGCHUAN)
    assert add_plan(store, YONGCHUAN, "copy").changed
    assert [entry.id for entry in store.plans()] == ["copy", ID]
    assert not add_plan(store, YONGCHUAN, "copy").changed


def test_plan_of_another_title_does_not_take_the_default_id() -> None:
    store = MemoryStore()
    other = YONGCHUAN.replace("水污染防治行动实施方案", "水污染防治行动补充方案")
    assert add_plan(store, other).plan_id == ID
    assert add_plan(store, YONGCHUAN).plan_id == f"{ID}-2"
    assert [entry.id for entry in store.plans()] == [ID, f"{ID}-2"]
    assert add_plan(store, other.replace("7月25日", "7月26日")).plan_id == ID


def test_vocabulary_of_the_users_own_makes_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    add_plan(store, YONGCHUAN)
    (tmp_path / "subjects.csv").write_text("cue,subject\n登月,moon\n", "utf-8")
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    assert add_plan(store, YONGCHUAN).changed
    assert len(store.plans()) == 1
    assert len(store.select(f"SELECT DISTINCT ?r WHERE {{ GRAPH {iri.RUNS} {{ ?r ?p ?o }} }}")) == 1


@pytest.mark.parametrize("text", ["今天天气很好。", "Dear all,\nsee you tomorrow.\n", "。，、\n"])
def test_text_that_is_no_plan_writes_nothing(text: str, tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as store:
        with pytest.raises(DubanError):
            add_plan(store, text)
        assert store.plans() == ()
    assert not (tmp_path / "current").exists()


@pytest.mark.parametrize("plan_id", ["", "two words", "a/b", "-a", "..", "a" * 82, "<x>"])
def test_id_that_cannot_be_one(plan_id: str) -> None:
    store = MemoryStore()
    with pytest.raises(DubanError) as error:
        add_plan(store, YONGCHUAN, plan_id)
    assert error.value.key == "graph.bad-plan-id"
    assert store.plans() == ()


def test_violated_shape_is_told_with_the_thing_the_demand_and_the_passage() -> None:
    plan = small_plan()
    quads = build_plan(plan, "p")
    check_shapes(quads, plan.title)
    task = iri.task("p", "1.1")
    without_title = [
        quad for quad in quads if (quad.subject, quad.predicate) != (task, ox.NamedNode(PLAN["dcterms:title"]))
    ]
    with pytest.raises(ViolationError) as error:
        check_shapes(without_title, plan.title)
    assert "plan/p/task/1.1" in error.value.text("en")
    assert "须有且仅有一个标题" in error.value.text("zh")
    (passage,) = {task.passage for task in plan.tasks}
    assert error.value.saying == Saying(passage.start, passage.end, passage.text)
    for language in ("en", "zh"):
        assert passage.text[:50] in error.value.text(language)
        assert str(passage.start) in error.value.text(language)


def backwards() -> Plan:
    """A plan with a deadline that ends before it starts."""
    plan = small_plan()
    (task,) = plan.tasks
    deadline = replace(task.deadlines[0], kind="in", start=date(2018, 1, 1))
    return replace(plan, tasks=(replace(task, deadlines=(deadline,)),))


def test_records_that_break_a_shape_are_not_stated() -> None:
    assert state_validly(small_plan(), "p") == state(small_plan(), "p")
    with pytest.raises(ViolationError, match="DeadlineStart"):
        state_validly(backwards(), "p")


def test_program_version_is_of_code_and_data(tmp_path: Path) -> None:
    """Copies of the packages tell the version; a line more in a rule makes another, one in a message does not."""
    code = "from graph.runs import program_version; print(program_version())"
    versions = []
    for package in ("extraction", "graph", "ontology"):
        shutil.copytree(ROOT / package, tmp_path / package)
    for changed in ("ontology/wording/graph.toml", "extraction/data/dates.toml"):
        with (tmp_path / changed).open("a", encoding="utf-8") as stream:
            stream.write("\n")
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        versions.append(done.stdout.strip())
    assert versions[0] == program_version()
    assert versions[1] != versions[0]
    assert all(re.fullmatch(r"[\w.]+\+[0-9a-f]{8}", found) for found in versions)


@pytest.mark.parametrize(
    ("change", "plan_id"),
    [
        ({}, "yongchuan-water-2016"),
        ({"period": None, "issued": date(2017, 1, 1)}, "yongchuan-water-2017"),
        ({"period": None, "issued": None}, "yongchuan-water"),
        ({"jurisdiction": "浙江省", "title": "浙江省大气污染防治“十三五”规划"}, "zhejiang-air-2016"),
        ({"jurisdiction": "中国", "title": "“十三五”生态环境保护规划"}, "china-environment-2016"),
        ({"jurisdiction": "陕西省", "title": "关于加快飞地经济发展的意见"}, "shaanxi-feidijingji-2016"),
        (
            {"period": None, "issued": None, "document_number": "国办发〔2014〕56号", "jurisdiction": "中国"},
            "china-water-2014",
        ),
        ({"jurisdiction": None}, "water-2016"),
        ({"title": "关于推进土壤与水污染防治的意见"}, "yongchuan-soil-2016"),
        ({"jurisdiction": None, "period": None, "issued": None, "title": "Plan"}, "plan"),
    ],
)
def test_default_id_is_area_subject_and_year(change: dict[str, object], plan_id: str) -> None:
    plan: Plan = replace(small_plan(), **change)  # type: ignore[arg-type]
    assert default_id(plan) == plan_id

"""Files are taken in by any number of processes with the same result, and what goes wrong with one stops no other."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph import iri
from graph.intake import add_files, holding_interrupts
from graph.library import BuildReport
from graph.store import MemoryStore, open_store
from graph.validate import ViolationError
from ontology import PLAN
from ontology.wording import LANGUAGES, DubanError

ROOT = Path(__file__).parent.parent
DUBAN = Path(sys.executable).with_name("duban")
TIMES = {PLAN["prov:startedAtTime"], PLAN["prov:endedAtTime"]}


def text(place: str, *, day: int = 1) -> str:
    return f"""{place}水污染防治实施方案（2016—2020年）
一、治理
1.治水。到2020年，城镇污水处理率达到95%以上，2017年底前完成。（市水务局牵头，市环保局参与）
{place}人民政府
2016年7月{day}日
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans of ten places, one of them twice; two under one id; and two files that are no plans."""
    made = tmp_path / "plans"
    made.mkdir()
    for number, place in enumerate("东海西湖南山北江中城"):
        (made / f"{number}.txt").write_text(text(f"{place}丘市"), "utf-8")
    (made / "3z-again.txt").write_text(text("湖丘市"), "utf-8")
    (made / "4-other.txt").write_text(text("湖丘市").replace("水污染防治", "水环境保护"), "utf-8")
    (made / "5-empty.txt").write_bytes(b"")
    (made / "6-poem.txt").write_text("床前明月光，疑是地上霜。", "utf-8")
    return made


def files(folder: Path) -> list[str]:
    return sorted(map(str, folder.iterdir()))


def taken_in(folder: Path, jobs: int) -> tuple[MemoryStore, list[BuildReport | DubanError]]:
    store = MemoryStore()
    return store, list(add_files(store, files(folder), jobs=jobs))


def said(outcome: BuildReport | DubanError) -> tuple[object, ...]:
    if isinstance(outcome, DubanError):
        return (outcome.key,)
    return outcome.plan_id, outcome.changed, outcome.tasks, outcome.targets


def statements(store: MemoryStore) -> set[str]:
    rows = store.select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {f"{row['g']} {row['s']} {row['p']} {row['o']}" for row in rows if row["p"].value not in TIMES}


def test_any_number_of_processes_gives_the_same(folder: Path) -> None:
    one, outcomes = taken_in(folder, 1)
    two, others = taken_in(folder, 2)
    assert list(map(said, outcomes)) == list(map(said, others))
    assert one.plans() == two.plans()
    assert statements(one) == statements(two)
    found = dict(zip((Path(file).stem for file in files(folder)), map(said, outcomes), strict=True))
    assert found["3z-again"] == (found["3"][0], False, 1, 1)
    assert found["4-other"] == (f"{found['3'][0]}-2", True, 1, 1)
    assert (found["5-empty"], found["6-poem"]) == (("errors.empty-file",), ("errors.no-plan",))
    assert len(one.plans()) == 11


def test_what_the_store_has_is_not_read_again(folder: Path) -> None:
    store, _ = taken_in(folder, 1)
    before = store.state()
    again = [outcome for outcome in add_files(store, files(folder), jobs=2) if isinstance(outcome, BuildReport)]
    assert [outcome.changed for outcome in again] == [False] * 12
    assert store.state() == before


def test_text_whose_plan_another_file_replaces_is_read_again(tmp_path: Path) -> None:
    old, new = tmp_path / "b-old.txt", tmp_path / "a-new.txt"
    old.write_text(text("东丘市"), "utf-8")
    new.write_text(text("东丘市", day=2), "utf-8")
    store = MemoryStore()
    list(add_files(store, [str(old)]))
    outcomes = list(add_files(store, [str(new), str(old)]))
    assert [said(outcome)[1] for outcome in outcomes] == [True, True]
    assert [version.plan for version in store.versions()] == [store.plans()[0].id] * 2


def test_vocabulary_is_written_once(folder: Path) -> None:
    store = MemoryStore()
    first, *others = files(folder)
    list(add_files(store, [first]))
    marked = f"INSERT DATA {{ GRAPH {iri.VOCABULARY} {{ <a:a> <a:b> <a:c> }} }}"
    store._apply(lambda database: database.update(marked), [iri.VOCABULARY])
    list(add_files(store, others))
    assert store.boolean(f"ASK {{ GRAPH {iri.VOCABULARY} {{ <a:a> <a:b> <a:c> }} }}")


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vocabulary of the user's own."""
    made = tmp_path / "vocabulary"
    made.mkdir()
    monkeypatch.setenv("DUBAN_VOCABULARY", str(made))
    return made


def test_build_that_violates_a_shape_writes_nothing_and_says_where(overlay: Path, tmp_path: Path) -> None:
    (overlay / "places.csv").write_text("ending,class\n断面,Indicator\n", "utf-8")
    plan = tmp_path / "plan.txt"
    plan.write_text(text("东丘市").replace("城镇污水处理率达到95%以上", "清河石桥断面水质达到Ⅲ类"), "utf-8")
    with open_store(tmp_path / "store", write=True) as store:
        (error,) = add_files(store, [str(plan)])
        assert store.plans() == ()
    assert not (tmp_path / "store" / "current").exists()
    assert isinstance(error, ViolationError)
    assert [violation.shape for violation in error.violations] == ["OwnPlace"]
    for language in LANGUAGES:
        assert "target/1" in error.text(language)
        assert "清河石桥断面水质达到Ⅲ类" in error.text(language)


def test_a_mistake_that_one_text_brings_out_stops_no_other(overlay: Path, tmp_path: Path) -> None:
    (overlay / "places.csv").write_text("ending,class\n断面,NoSuchClass\n", "utf-8")
    bad, good = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.write_text(text("东丘市").replace("城镇污水处理率达到95%以上", "清河石桥断面水质达到Ⅲ类"), "utf-8")
    good.write_text(text("海丘市"), "utf-8")
    error, report = add_files(MemoryStore(), [str(bad), str(good)])
    assert isinstance(error, DubanError)
    assert error.key == "graph.plan-failed"
    assert isinstance(report, BuildReport)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More plans than are read before something happens."""
    made = tmp_path / "many"
    made.mkdir()
    for number in range(400):
        (made / f"{number:03}.txt").write_text(text(f"第{number}丘市"), "utf-8")
    return made


def gone(group: int) -> bool:
    """Whether all processes of a group end soon."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False


def test_processes_that_die_are_replaced_and_no_plan_is_lost(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.intake._BATCH_S", 0.0)
    store, kept = MemoryStore(), files(many)[:30]
    outcomes = add_files(store, kept, jobs=2)
    told = [next(outcomes)]
    for process in multiprocessing.active_children():
        process.kill()
    told += outcomes
    assert [said(outcome)[1:] for outcome in told] == [(True, 1, 1)] * 30
    assert len(store.plans()) == 30


def test_a_build_loads_no_rdflib(folder: Path, tmp_path: Path) -> None:
    code = """import sys
from pathlib import Path
from graph.intake import add_files
from graph.store import open_store
with open_store(Path(sys.argv[1]), write=True) as store:
    assert len(list(add_files(store, sys.argv[2:]))) == 2
print({"rdflib", "pyshacl"} & set(sys.modules))"""
    command = [sys.executable, "-c", code, str(tmp_path / "store"), *files(folder)[:2]]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"


WRITER = """
import sys
from pathlib import Path
import graph.intake
from graph.store import open_store

if __name__ == "__main__":
    graph.intake._BATCH_S = 0.0
    with open_store(Path(sys.argv[1]), write=True) as store:
        for outcome in graph.intake.add_files(store, sorted(map(str, Path(sys.argv[2]).iterdir())), jobs=2):
            print(outcome.plan_id, flush=True)
"""


def test_a_build_that_is_killed_keeps_what_was_finished(many: Path, tmp_path: Path) -> None:
    program, root = tmp_path / "writer.py", tmp_path / "store"
    program.write_text(WRITER, "utf-8")
    command = [sys.executable, str(program), str(root), str(many)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, env=environment) as work:
        assert work.stdout is not None
        told = [work.stdout.readline().strip() for _ in range(3)]
        os.kill(work.pid, signal.SIGKILL)
        told += work.stdout.read().split()
    assert gone(work.pid)  # the processes that read for it too
    with open_store(root) as store:
        stored = [plan.id for plan in store.plans()]
    assert set(told) <= set(stored)
    assert 3 <= len(stored) < 400


def test_an_interrupted_build_ends_without_a_traceback(many: Path, tmp_path: Path) -> None:
    root = tmp_path / "store"
    command = [str(DUBAN), "build", str(many), "--store", str(root), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as work:
        while not list(root.glob("writer.lock")) and work.poll() is None:
            time.sleep(0.05)
        time.sleep(1)
        os.killpg(work.pid, signal.SIGINT)
        assert work.stderr is not None
        assert work.stderr.read() == ""
    assert work.returncode == 130
    assert gone(work.pid)


def test_an_interrupt_that_comes_while_processes_start_is_not_lost() -> None:
    with pytest.raises(KeyboardInterrupt), holding_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
